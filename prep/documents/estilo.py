"""The look that every document shares: embedded fonts with accents, text that fits, tables and places to sign."""

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib.colors import HexColor, black
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, PageBreak, Paragraph, Spacer, Table, TableStyle

from prep.documents.cuadro import Cuadro

NORMAL, NEGRITA = "PREP", "PREP-Negrita"  # Bitstream Vera, which comes inside ReportLab
ANCHO_PAGINA, ALTO_PAGINA = LETTER
MARGEN = 50.0
ANCHO = ANCHO_PAGINA - 2 * MARGEN
GRIS, TENUE = HexColor(0x555555), HexColor(0xE4E4E4)
CUERPO, CHICO = 9.0, 7.0
_RELLENO = 3.0


class _Fuente(TTFont):
    """One that measures a text once: a cell is measured several times, and an annex is that of the act before it."""

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:
        return 0.001 * size * _ancho(self, text)


@lru_cache(8192)
def _ancho(fuente: TTFont, texto: str) -> float:
    """In thousandths of its size."""
    de, otro = fuente.face.charWidths.get, fuente.face.defaultWidth
    return float(sum(de(ord(letra), otro) for letra in texto))


@cache
def registrar_fuentes() -> None:
    """Makes the two embedded fonts known to ReportLab; they are on every machine that has it."""
    rl_config.useA85 = 0  # no stream of text in base 85, which no reader needs and takes a tenth of the time
    pdfmetrics.registerFont(_Fuente(NORMAL, "Vera.ttf"))
    pdfmetrics.registerFont(_Fuente(NEGRITA, "VeraBd.ttf"))
    pdfmetrics.registerFontFamily(NORMAL, normal=NORMAL, bold=NEGRITA, italic=NORMAL, boldItalic=NEGRITA)


def limpio(texto: str) -> str:
    """`texto` without control characters, in one line."""
    if not texto.isprintable():
        texto = "".join(c if c.isprintable() else " " for c in texto)
    return " ".join(texto.split())


def ajustar(texto: str, ancho: float, fuente: str, tamano: float, minimo: float = 6.0) -> tuple[str, float]:
    """The text and size that fit in `ancho` points: first smaller, and at `minimo` cut with an ellipsis."""
    registrar_fuentes()
    texto = limpio(texto)
    natural = pdfmetrics.stringWidth(texto, fuente, tamano)
    if natural <= ancho:
        return texto, tamano
    menor = max(minimo, tamano * ancho / natural)
    while len(texto) > 1 and pdfmetrics.stringWidth(texto, fuente, menor) > ancho + 0.01:
        texto = texto[:-2].rstrip() + "…"
    return texto, menor


def _estilo(nombre: str, tamano: float, **mas: Any) -> ParagraphStyle:
    base: dict[str, Any] = {"fontName": NORMAL, "leading": tamano * 1.35, "splitLongWords": True}
    return ParagraphStyle(nombre, fontSize=tamano, **(base | mas))


TEXTO = _estilo("texto", CUERPO, spaceAfter=6)
TITULO = _estilo("titulo", 15, fontName=NEGRITA, alignment=TA_CENTER, spaceAfter=10)
SUBTITULO = _estilo("subtitulo", 10.5, fontName=NEGRITA, spaceBefore=10, spaceAfter=5)
FIRMA = _estilo("firma", CHICO, alignment=TA_CENTER)


def parrafo(texto: str, estilo: ParagraphStyle = TEXTO) -> Paragraph:
    """A paragraph of plain text: nothing in it is read as markup."""
    registrar_fuentes()
    return Paragraph(escape(limpio(texto)), estilo)


def cuadro(dato: Cuadro) -> list[Flowable]:
    """The table as pieces that go over pages, each with its heading again; long cells wrap, none is cut."""
    registrar_fuentes()
    partes = sum(c.parte for c in dato.columnas)
    anchos = [ANCHO * c.parte / partes for c in dato.columnas]
    por_pagina = dato.por_pagina or max(1, len(dato.filas))
    cortes = [0, *range(dato.primera or por_pagina, max(1, len(dato.filas)), por_pagina), len(dato.filas)]
    piezas: list[Flowable] = [CondPageBreak(90), parrafo(dato.titulo, SUBTITULO)] if dato.titulo else []
    for inicio, fin in pairwise(cortes):
        if inicio:
            piezas.append(PageBreak())
        piezas.append(_tabla(dato, anchos, dato.filas[inicio:fin], dato.total and fin == len(dato.filas)))
    return piezas


def _tabla(dato: Cuadro, anchos: list[float], filas: Sequence[Sequence[str]], total: bool) -> Table:
    tamano = dato.tamano
    cabeza = [_celda(c.nombre, a, tamano, NEGRITA, c.numero) for c, a in zip(dato.columnas, anchos, strict=True)]
    cuerpo = [
        [
            _celda(texto, ancho, tamano, NEGRITA if total and n == len(filas) - 1 else NORMAL, columna.numero)
            for texto, ancho, columna in zip(fila, anchos, dato.columnas, strict=True)
        ]
        for n, fila in enumerate(filas)
    ]
    ordenes: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, 0), NEGRITA, tamano),
        ("FONT", (0, 1), (-1, -1), NORMAL, tamano),
        ("LEADING", (0, 0), (-1, -1), tamano * 1.25),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, black),
        ("LINEBELOW", (0, 1), (-1, -1), 0.25, GRIS),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), _RELLENO),
        ("RIGHTPADDING", (0, 0), (-1, -1), _RELLENO),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    ordenes += [("ALIGN", (n, 0), (n, -1), "RIGHT") for n, c in enumerate(dato.columnas) if c.numero]
    if total:
        ordenes += [("FONT", (0, -1), (-1, -1), NEGRITA, tamano), ("LINEABOVE", (0, -1), (-1, -1), 0.8, black)]
    return Table([cabeza, *cuerpo], colWidths=anchos, repeatRows=1, style=TableStyle(ordenes), hAlign="LEFT")


def _celda(texto: str, ancho: float, tamano: float, fuente: str, numero: bool) -> str | Paragraph:
    texto = limpio(texto)
    if pdfmetrics.stringWidth(texto, fuente, tamano) <= ancho - 2 * _RELLENO:
        return texto
    mas: dict[str, Any] = {"alignment": TA_RIGHT} if numero else {}
    return Paragraph(escape(texto), _estilo("celda", tamano, fontName=fuente, **mas))


def firmas(cargos: Sequence[str]) -> Flowable:
    """Places to sign, two a row, each with a line, its office and room for a name; never split over two pages."""
    registrar_fuentes()
    ancho = ANCHO / 2
    celdas: list[object] = [
        [_Linea(ancho - 32), parrafo("Nombre y firma", FIRMA), parrafo(cargo, FIRMA)] for cargo in cargos
    ]
    celdas += [""] * (len(celdas) % 2)
    pares = [celdas[n : n + 2] for n in range(0, len(celdas), 2)]
    ordenes: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, -1), NORMAL, CHICO),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 44),
        ("LEFTPADDING", (0, 0), (-1, -1), 16),
        ("RIGHTPADDING", (0, 0), (-1, -1), 16),
    ]
    return KeepTogether([Spacer(0, 6), parrafo("Firmas", SUBTITULO), Table(pares, [ancho, ancho], style=ordenes)])


class _Linea(Flowable):
    """A line to sign on."""

    def __init__(self, ancho: float) -> None:
        super().__init__()
        self.width, self.height = ancho, 2.0

    def draw(self) -> None:
        self.canv.setLineWidth(0.6)
        self.canv.line(0, 1, self.width, 1)
