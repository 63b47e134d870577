"""The cover sheet of a casilla: what should be in its sobre, a QR for each acta, and boxes to follow it by hand."""

from dataclasses import dataclass

from reportlab.lib.colors import black, white
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from prep.documents.estilo import ALTO_PAGINA, ANCHO, CHICO, GRIS, MARGEN, NEGRITA, NORMAL, TENUE, ajustar
from prep.documents.hoja import fondo
from prep.documents.membrete import Membrete
from prep.documents.qr import SILENCIO, dibujar, lado_de, modulo_en

ARRIBA = ALTO_PAGINA - 82.0
BLOQUE = 112.0  # points of height of one acta, less where there are more than four
MECANISMOS = ("D · DAT", "F · CRyT fijo", "I · CRyT itinerante", "Directo")


@dataclass(frozen=True, slots=True)
class Etiqueta:
    """The label of one acta; `qr` is the text of its code (texto_etiqueta)."""

    qr: str
    clave: str
    eleccion: str
    seccion: str
    casilla: str  # `Básica 1`
    codigo: str
    centro: str


@dataclass(frozen=True, slots=True)
class Caratula:
    """The sheet that goes with the papers of one casilla."""

    nombre: str  # `Sección 0123, casilla básica 1`
    corto: str  # `123 B1`
    centros: tuple[str, ...]  # where its actas go
    etiquetas: tuple[Etiqueta, ...]


def caratula(lienzo: Canvas, hoja: Membrete, una: Caratula, numero: str) -> None:
    """Draws it on the current page."""
    fondo(lienzo, hoja)
    y = ARRIBA
    y = _linea(lienzo, una.corto, y, NEGRITA, 46)
    y = _linea(lienzo, una.nombre, y, NORMAL, 15)
    for centro in una.centros:
        y = _linea(lienzo, centro, y, NORMAL, 12)
    y = _casillas(lienzo, "Mecanismo de traslado:", MECANISMOS, y - 6)
    alto = min(BLOQUE, (y - 120) / max(1, len(una.etiquetas)))
    for etiqueta in una.etiquetas:
        y = _acta(lienzo, etiqueta, y - 6, alto - 6)
    _firmas(lienzo)
    lienzo.setFont(NORMAL, CHICO)
    lienzo.setFillColor(GRIS)
    lienzo.drawRightString(MARGEN + ANCHO, 34, numero)
    lienzo.setFillColor(black)


def _linea(lienzo: Canvas, texto: str, y: float, fuente: str, tamano: float) -> float:
    """One line of the heading; returns where the next begins."""
    dicho, cabe = ajustar(texto, ANCHO, fuente, tamano)
    lienzo.setFillColor(black)
    lienzo.setFont(fuente, cabe)
    lienzo.drawString(MARGEN, y - tamano, dicho)
    return y - tamano * 1.3


def _casillas(lienzo: Canvas, titulo: str, opciones: tuple[str, ...], y: float) -> float:
    """Boxes to mark, in one line, as far as the margin."""
    lienzo.setFont(NORMAL, 10)
    lienzo.drawString(MARGEN, y - 10, titulo)
    x = MARGEN + 130
    anchos = [15 + lienzo.stringWidth(opcion, NORMAL, 10) for opcion in opciones]
    entre = (MARGEN + ANCHO - x - sum(anchos)) / max(1, len(opciones) - 1)
    for opcion, ancho in zip(opciones, anchos, strict=True):
        _caja(lienzo, x, y - 11, 10)
        lienzo.drawString(x + 15, y - 10, opcion)
        x += ancho + entre
    return y - 20


def _acta(lienzo: Canvas, etiqueta: Etiqueta, y: float, alto: float) -> float:
    """One acta: its code, its election, and where its steps are marked."""
    lienzo.setStrokeColor(TENUE)
    lienzo.rect(MARGEN, y - alto, ANCHO, alto, stroke=1, fill=0)
    lienzo.setStrokeColor(black)
    modulo = modulo_en(etiqueta.qr, alto, 1.0 * mm)
    lado = lado_de(etiqueta.qr, modulo)
    lienzo.setFillColor(white)  # the silence around a code must be white also over SIMULACRO
    lienzo.rect(MARGEN + 1, y - alto + 1, lado + 2 * SILENCIO * modulo, alto - 2, stroke=0, fill=1)
    dibujar(lienzo, etiqueta.qr, MARGEN + SILENCIO * modulo, y - (alto + lado) / 2, modulo)
    x = MARGEN + lado + 2 * SILENCIO * modulo + 4
    libre = MARGEN + ANCHO - x - 6
    for n, (texto, fuente, tamano, minimo) in enumerate(
        (
            (etiqueta.eleccion, NEGRITA, 16.0, 11.0),
            (f"Acta {etiqueta.codigo} · verificador {etiqueta.qr[-1]} · {etiqueta.centro}", NORMAL, 11.0, 6.0),
            (etiqueta.clave, NORMAL, 8.0, 6.0),
        )
    ):
        dicho, cabe = ajustar(texto, libre, fuente, tamano, minimo)
        lienzo.setFont(fuente, cabe)
        lienzo.drawString(x, y - (18, 34, 46)[n], dicho)
    lienzo.setFont(NORMAL, 9)
    abajo = y - alto + 12
    for n, paso in enumerate(("Recibida  ____:____", "Digitalizada", "Sin acta")):
        _caja(lienzo, x + (0, 130, 230)[n], abajo - 1, 10)
        lienzo.drawString(x + (0, 130, 230)[n] + 15, abajo, paso)
    return y - alto


def _firmas(lienzo: Canvas) -> None:
    lienzo.setFont(NORMAL, CHICO)
    for n, cargo in enumerate(("Entregó: nombre y firma", "Recibió: nombre y firma")):
        x = MARGEN + n * ANCHO / 2
        lienzo.line(x, 70, x + ANCHO / 2 - 24, 70)
        lienzo.drawString(x, 60, cargo)


def _caja(lienzo: Canvas, x: float, y: float, lado: float) -> None:
    lienzo.setLineWidth(0.8)
    lienzo.rect(x, y, lado, lado, stroke=1, fill=0)
