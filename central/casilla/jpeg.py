"""A phone's JPEG without what it says of its owner: EXIF, comments and all that follows the picture are dropped.

The picture is not encoded again: tables and scans stay byte for byte, so its hash is of what the phone saw.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from central.telefono.apartada import Apartada, CodigoDeApartada

DANADA = CodigoDeApartada.IMAGEN_DANADA
LADO_MIN, LADO_MAX = 240, 8_192  # px: less cannot be read, more no phone makes of an acta
PIXELES_MAX = 25_000_000
BARRIDOS_MAX = 32  # scans: a progressive picture has about 10; each one costs a pass over the whole of it
SOI, EOI, SOS, DNL = 0xD8, 0xD9, 0xDA, 0xDC
SOF_VISIBLES = frozenset({0xC0, 0xC1, 0xC2})  # baseline, extended, progressive: what every browser shows
TABLAS = frozenset({0xDB, 0xC4, 0xDD})  # quantisation, Huffman, restart interval
SE_QUITAN = frozenset({*range(0xE0, 0xF0), 0xFE})  # APP0 to APP15, where EXIF lives, and comments
ADOBE = b"Adobe"
ADOBE_LARGO = 12  # bytes of the one segment that stays: it says how the colours are encoded, and nothing else
# Inside a scan 0xFF is followed by 0x00 (it was a figure), a restart mark, or more 0xFF; anything else ends it.
FIN_DE_BARRIDO = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")


@dataclass(frozen=True, slots=True)
class Foto:
    """A picture that can be shown: its content without metadata, and its size in pixels."""

    contenido: bytes
    ancho: int
    alto: int


def limpiar(contenido: bytes) -> Foto:
    """The same picture without metadata; raises Apartada when it is no whole JPEG that can be shown and read."""
    if contenido[:2] != bytes((0xFF, SOI)):
        raise Apartada(DANADA, "no es una imagen JPEG. Pida al CAE que la envíe de nuevo.")
    partes: list[bytes] = [contenido[:2]]
    medidas: tuple[int, int] | None = None
    barridos = 0
    for marca, trozo in _segmentos(contenido):
        if marca in SOF_VISIBLES:
            if medidas is not None:
                raise Apartada(DANADA, "el JPEG tiene dos encabezados de imagen. Pida al CAE que la envíe de nuevo.")
            medidas = _medidas(trozo)
        elif marca == SOS:
            barridos += 1
            if medidas is None or barridos > BARRIDOS_MAX:
                raise Apartada(
                    DANADA, "el JPEG no tiene una sola imagen con su encabezado. Pida al CAE que la envíe de nuevo."
                )
        elif marca in SE_QUITAN and not _es_de_color(marca, trozo):
            continue
        partes.append(trozo)
    if medidas is None or not barridos:
        raise Apartada(DANADA, "el JPEG no tiene imagen. Pida al CAE que la envíe de nuevo.")
    limpio = b"".join(partes)
    _exigir_que_se_vea(limpio, medidas)
    return Foto(limpio, *medidas)


def _segmentos(contenido: bytes) -> Iterator[tuple[int, bytes]]:
    """Each marker with its bytes, a scan with its figures, up to the end of the picture; what follows is left."""
    lugar = 2
    while True:
        while contenido[lugar : lugar + 2] == b"\xff\xff":  # filling
            lugar += 1
        if len(contenido) < lugar + 2 or contenido[lugar] != 0xFF:
            raise _cortado()
        marca = contenido[lugar + 1]
        if marca == EOI:
            yield EOI, contenido[lugar : lugar + 2]
            return
        if marca not in SOF_VISIBLES | TABLAS | SE_QUITAN | {SOS, DNL}:
            raise Apartada(
                DANADA,
                f"el JPEG lleva una parte ({marca:02X}) que no se sabe mostrar. Pida al CAE que la envíe de nuevo.",
            )
        fin = lugar + 2 + int.from_bytes(contenido[lugar + 2 : lugar + 4], "big")
        if fin < lugar + 4 or fin > len(contenido):
            raise _cortado()
        if marca == SOS:
            hallado = FIN_DE_BARRIDO.search(contenido, fin)
            if hallado is None:
                raise _cortado()
            fin = hallado.start()
        yield marca, contenido[lugar:fin]
        lugar = fin


def _cortado() -> Apartada:
    return Apartada(DANADA, "el JPEG está cortado: no llegó completo. Pida al CAE que lo envíe de nuevo.")


def _es_de_color(marca: int, trozo: bytes) -> bool:
    return marca == 0xEE and trozo[4:9] == ADOBE and len(trozo) == 4 + ADOBE_LARGO


def _medidas(sof: bytes) -> tuple[int, int]:
    """Width and height of a frame header: 8 bits, grey or three colours, within the bounds."""
    if len(sof) < 10 or sof[4] != 8 or sof[9] not in (1, 3):
        raise Apartada(DANADA, "el JPEG no es gris ni a color de 8 bits. Pida al CAE que la tome con la aplicación.")
    alto, ancho = int.from_bytes(sof[5:7], "big"), int.from_bytes(sof[7:9], "big")
    if min(ancho, alto) < LADO_MIN:
        raise Apartada(
            DANADA, f"la imagen mide {ancho} por {alto} px y así no se lee; el mínimo es {LADO_MIN} px por lado."
        )
    if max(ancho, alto) > LADO_MAX or ancho * alto > PIXELES_MAX:
        raise Apartada(
            DANADA,
            f"la imagen mide {ancho} por {alto} px; el máximo es {LADO_MAX} px por lado y "
            f"{PIXELES_MAX // 1_000_000} millones de px.",
        )
    return ancho, alto


def _exigir_que_se_vea(limpio: bytes, medidas: tuple[int, int]) -> None:
    """Decoded to its end, at an eighth of its size, which reads every figure and needs little memory."""
    try:
        with Image.open(BytesIO(limpio), formats=["JPEG"]) as imagen:
            iguales = imagen.size == medidas
            imagen.draft(None, (medidas[0] // 8, medidas[1] // 8))
            imagen.load()
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError) as error:
        raise Apartada(
            DANADA, "el JPEG está dañado y no puede mostrarse. Pida al CAE que lo envíe de nuevo."
        ) from error
    if not iguales:
        raise Apartada(DANADA, "el JPEG dice dos tamaños distintos. Pida al CAE que lo envíe de nuevo.")
