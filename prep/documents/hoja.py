"""The page that every document is printed on: proceso, date, page numbers and, unless it is the night, SIMULACRO."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from reportlab.lib.colors import black, white
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from prep.documents.estilo import (
    ALTO_PAGINA,
    ANCHO,
    ANCHO_PAGINA,
    CHICO,
    GRIS,
    MARGEN,
    NEGRITA,
    NORMAL,
    TENUE,
    ajustar,
    limpio,
    registrar_fuentes,
)
from prep.documents.membrete import Membrete

SIMULACRO = "SIMULACRO"
_CABEZA, _PIE = 74.0, 54.0
_TAMANO_CABEZA = 9.0


def componer(hoja: Membrete, historia: Sequence[Flowable]) -> bytes:
    """The PDF of `historia` on `hoja`: the same input gives the same bytes."""
    registrar_fuentes()
    salida = BytesIO()
    marco = Frame(MARGEN, _PIE, ANCHO, ALTO_PAGINA - _CABEZA - _PIE, 0, 0, 0, 0)
    documento = BaseDocTemplate(
        salida,
        pagesize=LETTER,
        pageTemplates=[PageTemplate("hoja", [marco], onPage=lambda lienzo, _: fondo(lienzo, hoja))],
        invariant=1,
        title=limpio(f"{hoja.titulo} - {hoja.proceso}"),
        author="PREP",
        subject=f"{'' if hoja.real else SIMULACRO + ' '}{hoja.fecha}",
        lang="es-MX",
    )
    documento.build(list(historia), canvasmaker=_LienzoNumerado)
    return salida.getvalue()


def fondo(lienzo: Canvas, hoja: Membrete) -> None:
    """The frame of one page; drawn first, so that the text stands over it."""
    lienzo.saveState()
    arriba = ALTO_PAGINA - 30
    if not hoja.real:
        _sello(lienzo)
    _linea(lienzo, f"PREP · {hoja.entidad}", MARGEN, arriba - 14, ANCHO, NEGRITA, _TAMANO_CABEZA)
    _linea(lienzo, f"Proceso: {hoja.proceso}", MARGEN, arriba - 25, ANCHO, NORMAL, _TAMANO_CABEZA)
    lienzo.setLineWidth(0.8)
    lienzo.line(MARGEN, arriba - 31, MARGEN + ANCHO, arriba - 31)
    lienzo.setFillColor(GRIS)
    _linea(lienzo, f"{hoja.titulo} · {hoja.fecha}", MARGEN, 34, ANCHO * 0.8, NORMAL, CHICO)
    lienzo.restoreState()


def _sello(lienzo: Canvas) -> None:
    """SIMULACRO across the page and in a band at its top (R-10b)."""
    lienzo.setFillColor(TENUE)
    lienzo.saveState()
    lienzo.translate(ANCHO_PAGINA / 2, ALTO_PAGINA / 2)
    lienzo.rotate(52)
    lienzo.setFont(NEGRITA, 96)
    lienzo.drawCentredString(0, -34, SIMULACRO)
    lienzo.restoreState()
    lienzo.setFillColor(black)
    lienzo.rect(MARGEN, ALTO_PAGINA - 34, ANCHO, 18, stroke=0, fill=1)
    lienzo.setFillColor(white)
    lienzo.setFont(NEGRITA, 11)
    lienzo.drawCentredString(ANCHO_PAGINA / 2, ALTO_PAGINA - 29, f"{SIMULACRO} · SIN VALOR OFICIAL")
    lienzo.setFillColor(black)


def _linea(lienzo: Canvas, texto: str, x: float, y: float, ancho: float, fuente: str, tamano: float) -> None:
    texto, tamano = ajustar(texto, ancho, fuente, tamano)
    lienzo.setFont(fuente, tamano)
    lienzo.drawString(x, y, texto)


class _LienzoNumerado(Canvas):
    """Writes `Página n de m` when the whole is known: pages are kept, and sent out at the end."""

    _startPage: Callable[[], None]

    def __init__(self, *posicionales: Any, **nombrados: Any) -> None:
        super().__init__(*posicionales, **nombrados | {"initialFontName": NORMAL})
        self._guardadas: list[dict[str, Any]] = []

    def showPage(self) -> None:
        self._guardadas.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for numero, pagina in enumerate(self._guardadas, start=1):
            self.__dict__.update(pagina)
            self.setFont(NORMAL, CHICO)
            self.setFillColor(GRIS)
            self.drawRightString(MARGEN + ANCHO, 34, f"Página {numero} de {len(self._guardadas)}")
            super().showPage()
        super().save()
