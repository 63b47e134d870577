"""An image as figures: decoded to grey within bounds, whole or not at all."""

import io
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

Gris = NDArray[np.uint8]

LADO_MIN, LADO_MAX, PIXELES_MAX = 240, 12_000, 60_000_000  # A3 at 600 dpi is 9,921 × 7,016, and a glass may see more
FORMATOS: Final = ("JPEG", "PNG", "TIFF")


class ImagenDanada(Exception):
    """What came is no image that can be shown; the message says why, in Spanish, after its name and a colon."""


def gris(contenido: bytes, formatos: tuple[str, ...] = FORMATOS) -> Gris:
    """The image in grey, upright by its EXIF; raises ImagenDanada."""
    try:
        with Image.open(io.BytesIO(contenido), formats=formatos) as imagen:
            return gris_de(imagen)
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError) as error:
        raise ImagenDanada("está dañada o no llegó completa") from error


def gris_de(imagen: Image.Image) -> Gris:
    """An open image in grey; raises ImagenDanada, or what Pillow raises when its bytes are wrong."""
    ancho, alto = imagen.size
    if min(ancho, alto) < LADO_MIN:
        raise ImagenDanada(f"mide {ancho} por {alto} px y así no se lee: el mínimo es {LADO_MIN} px por lado")
    if max(ancho, alto) > LADO_MAX or ancho * alto > PIXELES_MAX:
        raise ImagenDanada(
            f"mide {ancho} por {alto} px; el máximo es {LADO_MAX} px por lado "
            f"y {PIXELES_MAX // 1_000_000} millones de px"
        )
    imagen.draft("L", None)  # a JPEG gives its grey without working out its colours
    derecha = ImageOps.exif_transpose(imagen)
    return np.asarray(derecha.convert("L"), dtype=np.uint8)


def reducir(imagen: Gris, lado: int) -> Gris:
    """`imagen` with a long side of at most `lado`."""
    escala = lado / max(imagen.shape)
    if escala >= 1:
        return imagen
    talla = tuple(max(1, round(m * escala)) for m in imagen.shape[::-1])
    return np.asarray(cv2.resize(imagen, talla, interpolation=cv2.INTER_AREA), dtype=np.uint8)
