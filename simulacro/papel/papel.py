"""The paper as the night's scanner sees it: a JPEG whose comment says what is written on the acta.

It stands for the scanner and the phone, the only hardware that is not here; a robot reads the acta from the image that
its node hands it, as an operator would.
"""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PIL import Image

from prep.domain.hechos.campos import Valor, leer_valor

COMENTARIO = b"\xff\xfe"


class NoEsPapel(ValueError):
    """Bytes that are not an image made here."""


@dataclass(frozen=True, slots=True)
class Papel:
    """What an acta says: its identification, its figures in the order of its form, its type of document."""

    clave: str
    valores: tuple[Valor, ...]
    documento: str


@cache
def _hoja() -> bytes:
    salida = io.BytesIO()
    Image.new("L", (8, 8), 240).save(salida, "JPEG")
    return salida.getvalue()


def digitalizar(papel: Papel, toma: int = 1) -> bytes:
    """The image of `papel`; `toma` makes two scans of one acta differ, as they do."""
    return anotar(_hoja(), nota(papel, toma))


def nota(papel: Papel, toma: int) -> bytes:
    """The comment that says what is written on the acta."""
    texto = a_texto(papel, toma)
    return COMENTARIO + (len(texto) + 2).to_bytes(2, "big") + texto


def anotar(contenido: bytes, dicho: bytes) -> bytes:
    """A JPEG with the comment `dicho` right after its first mark, where `leer` looks for it."""
    return contenido[:2] + dicho + contenido[2:]


def leer(contenido: bytes) -> Papel:
    """What an image of `digitalizar`, or of `simulacro.papel.dibujo`, shows; raises NoEsPapel."""
    if contenido[2:4] != COMENTARIO:
        raise NoEsPapel("la imagen no es de este simulacro")
    largo = int.from_bytes(contenido[4:6], "big")
    return de_texto(contenido[6 : 4 + largo])


def a_texto(papel: Papel, toma: int) -> bytes:
    """What is written on the acta, as an image of the drill carries it."""
    return json.dumps([papel.clave, list(papel.valores), papel.documento, toma], ensure_ascii=False).encode()


def de_texto(texto: bytes) -> Papel:
    """The other way; raises NoEsPapel."""
    try:
        clave, valores, documento, _ = json.loads(texto)
        return Papel(clave, _valores(valores), documento)
    except (ValueError, TypeError) as error:
        raise NoEsPapel("la imagen no es de este simulacro") from error


def _valores(crudos: Sequence[object]) -> tuple[Valor, ...]:
    return tuple(leer_valor(v) for v in crudos)
