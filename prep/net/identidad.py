"""Who did it: the operator's Ed25519 key pair, its private half sealed with the password (P-4).

Logging in is unsealing, so it works with the node gone and no password ever travels.
"""

import json
import os
import secrets
import unicodedata
from base64 import b64decode, b64encode
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

# Argon2id: memory in KiB, passes, lanes. "normal" is RFC 9106's choice for machines without 2 GiB to spare;
# "prueba" is for drills with hundreds of robots, never for a real night.
COSTOS: Final = {"normal": (65_536, 3, 4), "prueba": (64, 1, 1)}
MEMORIA_MAX, PASADAS_MAX, CARRILES_MAX = 262_144, 10, 8  # what a sealed key may ask of the PC that opens it
SELLADA_MAX = 4_096  # characters
CONTRASENA_MAX = 1_024  # characters
LETRAS, POR_GRUPO = "abcdefghjkmnpqrstuvwxyz23456789", 4  # none that is read as another
ALGORITMO = "argon2id-chacha20poly1305"


class ContrasenaIncorrecta(ValueError):
    """The password does not open this key."""


class LlaveInvalida(ValueError):
    """What should be a key, sealed or in a file, is not one; the message says why, in Spanish."""


class Llave:
    """The private half: it signs. Its text never shows the secret."""

    __slots__ = ("_privada", "publica")

    def __init__(self, secreto: bytes) -> None:
        """`secreto`: the 32 bytes of the private key. Raises LlaveInvalida for any other length."""
        try:
            self._privada = Ed25519PrivateKey.from_private_bytes(secreto)
        except ValueError as error:
            raise LlaveInvalida("La llave privada no tiene 32 bytes.") from error
        self.publica: bytes = self._privada.public_key().public_bytes_raw()

    def firmar(self, mensaje: bytes) -> bytes:
        """The 64 bytes of the signature of `mensaje`."""
        return self._privada.sign(mensaje)

    def _secreto(self) -> bytes:
        return self._privada.private_bytes_raw()

    def __repr__(self) -> str:
        return f"Llave(publica={self.publica.hex()})"

    def __reduce__(self) -> str:
        raise TypeError("una llave privada no se copia a otro proceso")


def nueva() -> Llave:
    """A fresh key from the system's random source."""
    return Llave(secrets.token_bytes(32))


def verificar(publica: bytes, mensaje: bytes, firma: bytes) -> bool:
    """Whether `firma` is `publica`'s signature of `mensaje`; False too when either is malformed."""
    try:
        _publica(publica).verify(firma, mensaje)
    except (InvalidSignature, ValueError):
        return False
    return True


@lru_cache(maxsize=4_096)
def _publica(publica: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(publica)


def sellar(llave: Llave, contrasena: str, *, costo: str = "normal", provisional: bool = False) -> str:
    """`llave` as JSON that only `contrasena` opens; `costo` is one of COSTOS.

    `provisional`: somebody else chose the password, so its person is asked for another. Nobody takes that mark away.
    """
    memoria, pasadas, carriles = COSTOS[costo]
    cabeza = {
        "v": 1,
        "algoritmo": ALGORITMO,
        "memoria_kib": memoria,
        "pasadas": pasadas,
        "carriles": carriles,
        "sal": _b64(secrets.token_bytes(16)),
        "nonce": _b64(secrets.token_bytes(12)),
        "publica": _b64(llave.publica),
        **({"provisional": True} if provisional else {}),
    }
    cifra = ChaCha20Poly1305(_derivar(cabeza, contrasena))
    cifrado = cifra.encrypt(b64decode(str(cabeza["nonce"])), llave._secreto(), _asociado(cabeza))
    return json.dumps({**cabeza, "cifrado": _b64(cifrado)}, sort_keys=True, separators=(",", ":"))


def abrir(sellada: str, contrasena: str) -> Llave:
    """The key inside `sellada`. Raises ContrasenaIncorrecta, or LlaveInvalida when the text is not a sealed key."""
    datos = _leer_sellada(sellada)
    cifrado = _bytes(datos, "cifrado", 48)
    cabeza = {nombre: valor for nombre, valor in datos.items() if nombre != "cifrado"}
    nonce, publica = _bytes(cabeza, "nonce", 12), _bytes(cabeza, "publica", 32)
    try:
        secreto = ChaCha20Poly1305(_derivar(cabeza, contrasena)).decrypt(nonce, cifrado, _asociado(cabeza))
    except InvalidTag as error:
        raise ContrasenaIncorrecta("La contraseña no es correcta.") from error
    llave = Llave(secreto)
    if llave.publica != publica:
        raise LlaveInvalida("La llave sellada no corresponde a su mitad pública. Pida una nueva al centro.")
    return llave


def al_azar(grupos: int) -> str:
    """What a program makes and a person types: groups of four, 20 bits each."""
    return "-".join("".join(secrets.choice(LETRAS) for _ in range(POR_GRUPO)) for _ in range(grupos))


def es_provisional(sellada: str) -> bool:
    """Whether it was sealed so. Raises LlaveInvalida."""
    return _leer_sellada(sellada).get("provisional") is True


def guardar(llave: Llave, ruta: Path) -> None:
    """Write the bare key to `ruta`, readable by its owner only. Raises FileExistsError: a key is never overwritten."""
    temporal = ruta.with_name(f"{ruta.name}.{secrets.token_hex(4)}")
    descriptor = os.open(temporal, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as archivo:
            archivo.write(llave._secreto().hex() + "\n")
            archivo.flush()
            os.fsync(archivo.fileno())
        os.link(temporal, ruta)  # refuses an existing name, unlike a rename
    finally:
        temporal.unlink()


def cargar(ruta: Path) -> Llave:
    """The key that `guardar` wrote. Raises LlaveInvalida when others can read the file or it holds something else."""
    try:
        with ruta.open(encoding="ascii") as archivo:
            if os.name == "posix" and os.fstat(archivo.fileno()).st_mode & 0o077:
                raise LlaveInvalida(f"Otros usuarios pueden leer {ruta}. Corríjalo con: chmod 600 {ruta}")
            texto = archivo.read(200)
    except FileNotFoundError as error:
        raise LlaveInvalida(f"No está la llave {ruta}. Recupérela de su respaldo, o prepare el nodo.") from error
    except OSError as error:
        raise LlaveInvalida(f"No se puede leer la llave {ruta}: error {error.errno} del sistema.") from error
    except UnicodeDecodeError as error:
        raise LlaveInvalida(f"{ruta} no contiene una llave.") from error
    try:
        return Llave(bytes.fromhex(texto.strip()))
    except ValueError as error:
        raise LlaveInvalida(f"{ruta} no contiene una llave.") from error


def _leer_sellada(sellada: str) -> dict[str, Any]:
    if len(sellada) > SELLADA_MAX:
        raise LlaveInvalida("La llave sellada es demasiado larga.")
    try:
        datos = json.loads(sellada)
    except (ValueError, RecursionError) as error:
        raise LlaveInvalida("La llave sellada no es JSON.") from error
    if not isinstance(datos, dict) or datos.get("v") != 1 or datos.get("algoritmo") != ALGORITMO:
        raise LlaveInvalida("La llave sellada es de otra versión del programa. Actualice esta estación.")
    return datos


def _derivar(cabeza: dict[str, Any], contrasena: str) -> bytes:
    carriles = _entero(cabeza, "carriles", 1, CARRILES_MAX)
    argon = Argon2id(
        salt=_bytes(cabeza, "sal", 16),
        length=32,
        iterations=_entero(cabeza, "pasadas", 1, PASADAS_MAX),
        lanes=carriles,
        memory_cost=_entero(cabeza, "memoria_kib", 8 * carriles, MEMORIA_MAX),
    )
    if len(contrasena) > CONTRASENA_MAX:
        raise ContrasenaIncorrecta("La contraseña no es correcta.")
    # The same ñ or accent typed on two keyboards can be two byte sequences.
    return argon.derive(unicodedata.normalize("NFKC", contrasena).encode("utf-8", "surrogatepass"))


def _asociado(cabeza: dict[str, Any]) -> bytes:
    return json.dumps(cabeza, sort_keys=True, separators=(",", ":")).encode()


def _entero(datos: dict[str, Any], nombre: str, minimo: int, maximo: int) -> int:
    valor = datos.get(nombre)
    if not isinstance(valor, int) or isinstance(valor, bool) or not minimo <= valor <= maximo:
        raise LlaveInvalida(f"La llave sellada trae un valor de «{nombre}» fuera de {minimo}-{maximo}.")
    return valor


def _bytes(datos: dict[str, Any], nombre: str, largo: int) -> bytes:
    try:
        crudo = b64decode(str(datos.get(nombre)), validate=True)
    except ValueError as error:
        raise LlaveInvalida(f"La llave sellada trae mal «{nombre}».") from error
    if len(crudo) != largo:
        raise LlaveInvalida(f"La llave sellada trae mal «{nombre}».")
    return crudo


def _b64(crudo: bytes) -> str:
    return b64encode(crudo).decode("ascii")
