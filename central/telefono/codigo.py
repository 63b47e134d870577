"""The code of a sheet, 128 bits that are used once: as it is typed, as it is called, and the seal made with it."""

import hmac
from hashlib import sha256

ALFABETO = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is read as another
LARGO = 16  # bytes
SIMBOLOS, DE_CONTROL = 26, 2
PARECIDOS = str.maketrans("OIL", "011")


class CodigoMalEscrito(ValueError):
    """It is not the code of a sheet: a symbol was left out, or is another."""


def escribir(codigo: bytes) -> str:
    """The 28 symbols of the sheet, the last two so that a slip is noticed."""
    numero = int.from_bytes(codigo, "big") << 2
    cuerpo = "".join(ALFABETO[numero >> 5 * n & 31] for n in reversed(range(SIMBOLOS)))
    return cuerpo + _control(codigo)


def leer(escrito: str) -> bytes:
    """The code as somebody typed it; raises CodigoMalEscrito."""
    limpio = "".join(escrito.split()).replace("-", "").upper().translate(PARECIDOS)
    if len(limpio) != SIMBOLOS + DE_CONTROL or set(limpio) - set(ALFABETO):
        raise CodigoMalEscrito(f"No son {SIMBOLOS + DE_CONTROL} letras y números de los de la hoja.")
    numero = 0
    for simbolo in limpio[:SIMBOLOS]:
        numero = numero << 5 | ALFABETO.index(simbolo)
    codigo = (numero >> 2).to_bytes(LARGO, "big")
    if escribir(codigo) != limpio:
        raise CodigoMalEscrito("El código no está bien copiado: compárelo con la hoja.")
    return codigo


def en_grupos(escrito: str) -> str:
    """As it is printed: by fours."""
    return "-".join(escrito[n : n + 4] for n in range(0, len(escrito), 4))


def nombre_de(codigo: bytes) -> str:
    """How it is called without being told."""
    return sha256(codigo).hexdigest()[:16]


def sello(codigo: bytes, proceso: str, cuenta: str, spki: bytes) -> str:
    """What only who has the sheet can make of a key: the receiver, who sees everything else, cannot."""
    dicho = f"alta|{proceso}|{cuenta}|{sha256(spki).hexdigest()}"
    return hmac.new(codigo, dicho.encode(), sha256).hexdigest()


def _control(codigo: bytes) -> str:
    bits = int.from_bytes(sha256(codigo).digest()[:2], "big") >> 6
    return ALFABETO[bits >> 5] + ALFABETO[bits & 31]
