"""The head of the log of cuts (C2SP's checkpoint): how many cuts there are and the root of their tree, signed."""

import re
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from central.firmado.arbol import raiz
from central.firmado.envolturas import Firmar, Verificar
from central.firmado.nota import ED25519, LlaveDeNota, NotaFirmada, NotaInvalida, firmar_nota, leer_nota

CABEZA = "checkpoint"  # its name in a cut's folder
RAIZ_LARGO = 32
TAMANO = re.compile("[1-9][0-9]{0,8}")


@dataclass(frozen=True, slots=True)
class CabezaDeCortes:
    """`origen` names the log; `cuantos` cuts it has; `raiz` of the tree of their manifests."""

    origen: str
    cuantos: int
    raiz: bytes

    def texto(self) -> str:
        return f"{self.origen}\n{self.cuantos}\n{b64encode(self.raiz).decode()}\n"


def origen_de(proceso: str) -> str:
    """The log's name, which is also that of the centre's key: no blanks and no `+`."""
    return f"prep-cortes/{quote(proceso, safe='')}"


def llave_del_centro(proceso: str, publica: bytes) -> LlaveDeNota:
    return LlaveDeNota(origen_de(proceso), ED25519, publica)


def firmar_cabeza(proceso: str, hojas: Sequence[bytes], publica: bytes, firmar: Firmar) -> bytes:
    """The file `checkpoint` of the last of those cuts."""
    texto = CabezaDeCortes(origen_de(proceso), len(hojas), raiz(hojas)).texto()
    return firmar_nota(texto, llave_del_centro(proceso, publica), firmar).crudo()


def leer_cabeza(crudo: bytes) -> tuple[CabezaDeCortes, NotaFirmada]:
    """What it says, not yet believed, and who signed it; raises NotaInvalida."""
    nota = leer_nota(crudo)
    lineas = nota.texto.split("\n")
    try:
        suya = b64decode(lineas[2], validate=True) if len(lineas) > 3 else b""
    except ValueError:
        suya = b""
    if len(suya) != RAIZ_LARGO or not TAMANO.fullmatch(lineas[1]):
        raise NotaInvalida("no es una cabeza de la bitácora de cortes")
    cabeza = CabezaDeCortes(lineas[0], int(lineas[1]), suya)
    if cabeza.texto() != nota.texto:
        raise NotaInvalida("la cabeza de la bitácora no está escrita como debe")
    return cabeza, nota


def reparos_de_cabeza(
    crudo: bytes, proceso: str, hojas: Sequence[bytes], publica: bytes, verificar: Verificar
) -> list[str]:
    """What is wrong with the head that stands beside the last of those cuts."""
    try:
        cabeza, nota = leer_cabeza(crudo)
    except NotaInvalida as error:
        return [f"{CABEZA}: {error}."]
    if not nota.firmada_por(llave_del_centro(proceso, publica), verificar):
        return [f"{CABEZA} no está firmado con la llave del centro."]
    if cabeza.cuantos != len(hojas) or cabeza.raiz != raiz(hojas):
        return [f"{CABEZA} no es la cabeza de estos {len(hojas)} cortes: dice {cabeza.cuantos}, con otra raíz."]
    return []
