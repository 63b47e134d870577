"""The pages inside a file: JPEG, PNG, TIFF and PDF, known by their bytes and not by their name, all within bounds."""

import io
from collections.abc import Iterator

import pypdfium2
from PIL import Image

from prep.devices.imagen import ImagenDanada, gris, gris_de
from prep.devices.pdf import pdf_abierto

ARCHIVO_MAX = 128 * 1024 * 1024  # bytes: a hundred pages of 1 MB
PAGINAS_MAX = 200  # of one file
PDF_PPP, PDF_LADO = 200, 3_400  # resolution a page is drawn at; px that its long side has at most: a tabloid's
CALIDAD = 92  # of the JPEG made of a page that is not a file by itself
COLA_PDF = 2_048  # bytes at the end where a whole PDF says so


def paginas_de(contenido: bytes) -> Iterator[bytes]:
    """Each page as a file of its own, in order: JPEG and PNG as they came, the rest as grey JPEG.

    Raises ImagenDanada, maybe after some good pages.
    """
    if contenido.startswith((b"\xff\xd8", b"\x89PNG\r\n")):
        gris(contenido)
        yield contenido
    elif contenido.startswith((b"II*\0", b"MM\0*")):
        yield from _de_tiff(contenido)
    elif contenido.startswith(b"%PDF-"):
        yield from _de_pdf(contenido)
    else:
        raise ImagenDanada("no es una imagen JPEG, PNG o TIFF, ni un PDF")


def _de_tiff(contenido: bytes) -> Iterator[bytes]:
    try:
        with Image.open(io.BytesIO(contenido), formats=["TIFF"]) as imagen:
            for numero in range(_contadas(getattr(imagen, "n_frames", 1))):
                imagen.seek(numero)
                yield _jpeg(Image.fromarray(gris_de(imagen)))
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError) as error:
        raise ImagenDanada("el TIFF está dañado o no llegó completo") from error


def _de_pdf(contenido: bytes) -> Iterator[bytes]:
    if b"%%EOF" not in contenido[-COLA_PDF:]:
        raise ImagenDanada("el PDF no llegó completo")
    try:
        with pdf_abierto(contenido) as documento:
            for numero in range(_contadas(documento.cuantas)):
                yield _jpeg(documento.dibujar(numero, PDF_PPP, PDF_LADO))
    except pypdfium2.PdfiumError as error:
        raise ImagenDanada("el PDF está dañado o tiene contraseña") from error


def _contadas(cuantas: int) -> int:
    if not 1 <= cuantas <= PAGINAS_MAX:
        raise ImagenDanada(f"el archivo tiene {cuantas} páginas y el máximo es {PAGINAS_MAX}: repártalo en varios")
    return cuantas


def _jpeg(hoja: Image.Image) -> bytes:
    salida = io.BytesIO()
    hoja.save(salida, "JPEG", quality=CALIDAD)
    return salida.getvalue()
