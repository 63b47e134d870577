"""A phone's picture in a drill: the figures are in its pixels, because nothing else of it gets past the intake.

Each block of 8 by 8 px is one bit, black or white, so that compression leaves it as it was: two bytes with the length,
then the JSON of the acta. Round it, all that a real phone adds: an EXIF with its owner and place, and a comment.
"""

import io
from functools import cache
from math import ceil, isqrt

from PIL import Image

from central.noche.papel import COMENTARIO, NoEsPapel, Papel, a_texto, de_texto
from central.noche.papel import leer as leer_comentario

BLOQUE = 8  # px: one block of the compression
LADO_MIN = 40  # blocks: no picture smaller than what the intake takes (central/casilla/jpeg.py)
MITAD = 128
CALIDAD = 60
DUENO = "CAE de simulacro"


def fotografiar(papel: Papel, toma: int = 1) -> bytes:
    """The JPEG that a phone takes of `papel`; `toma` makes two of one acta differ."""
    texto = a_texto(papel, toma)
    dato = len(texto).to_bytes(2, "big") + texto
    bits = [255 * (byte >> n & 1) for byte in dato for n in range(8)]
    lado = max(LADO_MIN, isqrt(len(bits) - 1) + 1)
    puntos = Image.new("L", (lado, max(LADO_MIN, ceil(len(bits) / lado))), 255)
    puntos.putdata([*bits, *[255] * (puntos.width * puntos.height - len(bits))])
    grande = puntos.resize((puntos.width * BLOQUE, puntos.height * BLOQUE), Image.Resampling.NEAREST)
    salida = io.BytesIO()
    grande.save(salida, "JPEG", quality=CALIDAD, exif=_exif(), comment=DUENO.encode())
    return salida.getvalue()


def leer(imagen: bytes) -> Papel:
    """What an image of the drill shows, scanned or of a phone; raises NoEsPapel."""
    if imagen[2:4] == COMENTARIO:
        return leer_comentario(imagen)
    try:
        with Image.open(io.BytesIO(imagen), formats=["JPEG"]) as abierta:
            medidas = abierta.width // BLOQUE, abierta.height // BLOQUE
            gris = abierta.convert("L").resize(medidas, Image.Resampling.BOX).tobytes()
    except OSError as error:
        raise NoEsPapel("la imagen no es de este simulacro") from error
    dato = bytes(sum((gris[i + n] >= MITAD) << n for n in range(8)) for i in range(0, len(gris) - 7, 8))
    return de_texto(dato[2 : 2 + int.from_bytes(dato[:2], "big")])


@cache
def _exif() -> Image.Exif:
    """What must not reach the base: who, and where."""
    exif = Image.Exif()
    exif[0x013B] = DUENO  # artist
    exif.get_ifd(0x8825)[2] = (19.0, 25.0, 57.0)  # GPS latitude
    return exif
