"""The signed note of C2SP: a text and, after a blank line, the line of each who signed it, told apart by its key.

A witness signs the text with the time at which it saw it (C2SP's cosignature/v1).
"""

import hashlib
import re
import struct
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass

from central.firmado.envolturas import LARGO_FIRMA, Firmar, Verificar

NOTA_MAX = 100_000  # bytes
FIRMAS_MAX = 100
ED25519, TESTIGO = 1, 4  # kinds of key
ID, PUBLICA_LARGO, MOMENTO = 4, 32, struct.Struct(">Q")
NOMBRE = re.compile(r"[^\s+]{1,80}")
LINEA = re.compile(r"— ([^\s+]{1,80}) ([A-Za-z0-9+/]+={0,2})")
LLAVE = re.compile(r"([^\s+]{1,80})\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})")


class NotaInvalida(ValueError):
    """It is no signed note, or no key of a witness; the message says why, in Spanish."""


@dataclass(frozen=True, slots=True)
class LlaveDeNota:
    """Whose signature a line is: its name, the kind and the public key."""

    nombre: str
    tipo: int
    publica: bytes

    def id(self) -> bytes:
        return hashlib.sha256(f"{self.nombre}\n".encode() + bytes([self.tipo]) + self.publica).digest()[:ID]

    def texto(self) -> str:
        """As it is handed over: name, id and key."""
        return f"{self.nombre}+{self.id().hex()}+{b64encode(bytes([self.tipo]) + self.publica).decode()}"


@dataclass(frozen=True, slots=True)
class NotaFirmada:
    """`texto` ends in a line break; `firmas`: name, id of the key and what it signed with."""

    texto: str
    firmas: tuple[tuple[str, bytes, bytes], ...]

    def firmada_por(self, llave: LlaveDeNota, verificar: Verificar) -> bool:
        """Whether `llave` signed the text itself."""
        return any(verificar(llave.publica, self.texto.encode(), suya) for suya in self._de(llave))

    def vista_por(self, llave: LlaveDeNota, verificar: Verificar) -> int | None:
        """When the witness `llave` says that it saw the text, in seconds since 1970; None when it did not sign."""
        for suya in self._de(llave):
            if len(suya) == MOMENTO.size + LARGO_FIRMA:
                (momento,) = MOMENTO.unpack_from(suya)
                if verificar(llave.publica, _visto(self.texto, momento), suya[MOMENTO.size :]):
                    return int(momento)
        return None

    def crudo(self) -> bytes:
        lineas = (f"— {nombre} {b64encode(de + suya).decode()}\n" for nombre, de, suya in self.firmas)
        return f"{self.texto}\n{''.join(lineas)}".encode()

    def con(self, otras: Iterable[tuple[str, bytes, bytes]]) -> "NotaFirmada":
        """The same text with those signatures after its own, none twice."""
        return NotaFirmada(self.texto, tuple(dict.fromkeys((*self.firmas, *otras))))

    def de(self, llave: LlaveDeNota) -> tuple[tuple[str, bytes, bytes], ...]:
        """The lines that say to be of `llave`."""
        return tuple(f for f in self.firmas if f[:2] == (llave.nombre, llave.id()))

    def _de(self, llave: LlaveDeNota) -> Iterable[bytes]:
        return (suya for _, _, suya in self.de(llave))


def leer_nota(crudo: bytes) -> NotaFirmada:
    """Raises NotaInvalida."""
    if len(crudo) > NOTA_MAX:
        raise NotaInvalida("la nota firmada es demasiado grande")
    try:
        todo = crudo.decode()
    except UnicodeDecodeError as error:
        raise NotaInvalida("la nota firmada no está en UTF-8") from error
    texto, blanco, firmas = todo.rpartition("\n\n")
    if not blanco or not texto or not firmas.endswith("\n") or any(c < " " and c != "\n" for c in todo):
        raise NotaInvalida("no es una nota firmada")
    lineas = firmas.removesuffix("\n").split("\n")
    if len(lineas) > FIRMAS_MAX:
        raise NotaInvalida(f"la nota tiene más de {FIRMAS_MAX} firmas")
    return NotaFirmada(f"{texto}\n", tuple(_linea(linea) for linea in lineas))


def leer_llave(texto: str) -> LlaveDeNota:
    """What `LlaveDeNota.texto` wrote; raises NotaInvalida."""
    hallada = LLAVE.fullmatch(texto.strip())
    crudo = b64decode(hallada[3]) if hallada else b""
    if hallada is None or len(crudo) != 1 + PUBLICA_LARGO:
        raise NotaInvalida("no es la llave de un testigo, nombre+12345678+…")
    llave = LlaveDeNota(hallada[1], crudo[0], crudo[1:])
    if llave.id().hex() != hallada[2]:
        raise NotaInvalida(f"la llave de {hallada[1]} está mal copiada: su número no es el suyo")
    return llave


def firmar_nota(texto: str, llave: LlaveDeNota, firmar: Firmar) -> NotaFirmada:
    """`texto` signed by who has the private half of `llave`."""
    return NotaFirmada(texto, ((llave.nombre, llave.id(), firmar(texto.encode())),))


def atestiguar(texto: str, llave: LlaveDeNota, momento: int, firmar: Firmar) -> tuple[str, bytes, bytes]:
    """The line of a witness that saw `texto` at `momento`, seconds since 1970."""
    return llave.nombre, llave.id(), MOMENTO.pack(momento) + firmar(_visto(texto, momento))


def _visto(texto: str, momento: int) -> bytes:
    return f"cosignature/v1\ntime {momento}\n{texto}".encode()


def _linea(linea: str) -> tuple[str, bytes, bytes]:
    hallada = LINEA.fullmatch(linea)
    try:
        crudo = b64decode(hallada[2], validate=True) if hallada else b""
    except ValueError:
        crudo = b""
    if hallada is None or len(crudo) <= ID:
        raise NotaInvalida("la nota tiene una firma que no se entiende")
    return hallada[1], crudo[:ID], crudo[ID:]
