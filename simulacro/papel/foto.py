"""A phone's picture in a drill: the figures are in its pixels, because nothing else of it gets past the intake.

They stand in the top left corner, 64 blocks wide, so that any picture can carry them. Each block of 8 by 8 px is one
bit, black or white, which compression leaves as it was: two bytes with the length, then the JSON of the acta.
"""

import io
from functools import cache
from math import ceil

from PIL import Image

from simulacro.papel.papel import COMENTARIO, NoEsPapel, Papel, a_texto, de_texto
from simulacro.papel.papel import leer as leer_comentario

BLOQUE = 8  # px: one block of the compression
COLUMNAS = 64  # blocks
ALTO_MIN = 320  # px: no picture smaller than what the intake takes (central/casilla/jpeg.py)
BLANCO, MITAD = 255, 128
CALIDAD = 60
DUENO = "CAE de simulacro"


def fotografiar(papel: Papel, toma: int = 1) -> bytes:
    """The JPEG that a phone takes of `papel`, with all that a real one adds; `toma` makes two of one acta differ."""
    puntos = matriz(papel, toma)
    hoja = Image.new("L", (puntos.width, max(ALTO_MIN, puntos.height)), BLANCO)
    hoja.paste(puntos)
    salida = io.BytesIO()
    hoja.save(salida, "JPEG", quality=CALIDAD, exif=_exif(), comment=DUENO.encode())
    return salida.getvalue()


def matriz(papel: Papel, toma: int) -> Image.Image:
    """What is written on the acta as blocks, to be pasted at the top left of a picture."""
    texto = a_texto(papel, toma)
    dato = len(texto).to_bytes(2, "big") + texto
    bits = [BLANCO * (byte >> n & 1) for byte in dato for n in range(8)]
    filas = ceil(len(bits) / COLUMNAS)
    puntos = Image.new("L", (COLUMNAS, filas))
    puntos.putdata(bits + [BLANCO] * (COLUMNAS * filas - len(bits)))
    return puntos.resize((COLUMNAS * BLOQUE, filas * BLOQUE), Image.Resampling.NEAREST)


def leer(contenido: bytes) -> Papel:
    """What an image of the drill shows, scanned or of a phone; raises NoEsPapel."""
    if contenido[2:4] == COMENTARIO:
        return leer_comentario(contenido)
    try:
        with Image.open(io.BytesIO(contenido), formats=["JPEG"]) as abierta:
            filas = abierta.height // BLOQUE
            esquina = abierta.convert("L").crop((0, 0, COLUMNAS * BLOQUE, filas * BLOQUE))
            gris = esquina.resize((COLUMNAS, filas), Image.Resampling.BOX).tobytes()
    except OSError as error:
        raise NoEsPapel("la imagen no es de este simulacro") from error
    dato = bytes(sum((gris[i + n] >= MITAD) << n for n in range(8)) for i in range(0, len(gris), 8))
    return de_texto(dato[2 : 2 + int.from_bytes(dato[:2], "big")])


@cache
def _exif() -> Image.Exif:
    """What must not reach the base: who, and where."""
    exif = Image.Exif()
    exif[0x013B] = DUENO  # artist
    exif.get_ifd(0x8825)[2] = (19.0, 25.0, 57.0)  # GPS latitude
    return exif
