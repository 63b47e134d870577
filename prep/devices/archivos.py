"""The pages inside a file: JPEG, PNG, TIFF and PDF, known by their bytes and not by their name, all within bounds."""

import io
import threading
from collections.abc import Iterator

import numpy as np
import pypdfium2
from PIL import Image

from prep.devices.imagen import ImagenDanada, gris, gris_de

ARCHIVO_MAX = 128 * 1024 * 1024  # bytes: a hundred pages of 1 MB
PAGINAS_MAX = 200  # of one file
PDF_PPP, PDF_LADO = 200, 3_400  # resolution a page is drawn at; px that its long side has at most: a tabloid's
CALIDAD = 92  # of the JPEG made of a page that is not a file by itself
COLA_PDF = 2_048  # bytes at the end where a whole PDF says so
PUNTOS = 72  # a PDF's units in an inch

_PDFIUM = threading.Lock()  # PDFium may be in one thread only


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
        with _PDFIUM:
            documento = pypdfium2.PdfDocument(contenido)
            cuantas = len(documento)
        try:
            for numero in range(_contadas(cuantas)):
                with _PDFIUM:
                    hoja = _dibujada(documento, numero)
                yield _jpeg(hoja)
        finally:
            with _PDFIUM:
                documento.close()
    except pypdfium2.PdfiumError as error:
        raise ImagenDanada("el PDF está dañado o tiene contraseña") from error


def _dibujada(documento: pypdfium2.PdfDocument, numero: int) -> Image.Image:
    """One page in grey, at PDF_PPP unless it would be larger than PDF_LADO."""
    pagina = documento[numero]
    try:
        escala = min(PDF_PPP / PUNTOS, PDF_LADO / max(*pagina.get_size(), 1))
        mapa = pagina.render(scale=escala, grayscale=True)
        return Image.fromarray(np.array(mapa.to_numpy()[..., 0] if mapa.n_channels > 1 else mapa.to_numpy().squeeze()))
    finally:
        pagina.close()


def _contadas(cuantas: int) -> int:
    if not 1 <= cuantas <= PAGINAS_MAX:
        raise ImagenDanada(f"el archivo tiene {cuantas} páginas y el máximo es {PAGINAS_MAX}: repártalo en varios")
    return cuantas


def _jpeg(hoja: Image.Image) -> bytes:
    salida = io.BytesIO()
    hoja.save(salida, "JPEG", quality=CALIDAD)
    return salida.getvalue()
