"""The sheet that registers a phone of PREP Casilla: its QR, the same code to be typed, and how it is used."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib.colors import black
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

from prep.documents.estilo import ALTO_PAGINA, ANCHO, MARGEN, NEGRITA, NORMAL, ajustar, limpio, registrar_fuentes
from prep.documents.hoja import fondo
from prep.documents.membrete import Membrete
from prep.documents.qr import dibujar, lado_de, modulo_en

ARRIBA = ALTO_PAGINA - 100.0
LADO = 230.0  # points
PASOS = (
    "1. En su teléfono abra la dirección de abajo e instale la aplicación (en iPhone: Compartir, Agregar a inicio).",
    "2. Ábrala desde su inicio, toque «Dar de alta» y lea este código con la cámara, o escríbalo.",
    "3. Cuando diga «Listo», devuelva esta hoja o destrúyala: sirve una sola vez y es sólo suya.",
    "Si la pierde, o pierde el teléfono, avise enseguida a su coordinación: le hacen otra en un minuto.",
)


@dataclass(frozen=True, slots=True)
class HojaDeTelefono:
    """One sheet: whose, what its QR says, the same as it is typed, where it is used and until when."""

    cuenta: str
    qr: str
    codigo: str
    direccion: str
    vence: str


def hojas_de_telefono(membrete: Membrete, hojas: Sequence[HojaDeTelefono]) -> bytes:
    """A page for each, as PDF; the same data give the same bytes."""
    registrar_fuentes()
    salida = BytesIO()
    propio: dict[str, Any] = {"initialFontName": NORMAL, "lang": "es-MX", "invariant": 1, "pageCompression": 1}
    lienzo = Canvas(salida, pagesize=LETTER, **propio)
    lienzo.setTitle(f"{membrete.titulo} - {membrete.proceso}")
    lienzo.setAuthor("PREP")
    for una in hojas:
        fondo(lienzo, membrete)
        _dibujar(lienzo, una)
        lienzo.showPage()
    lienzo.save()
    return salida.getvalue()


def _dibujar(lienzo: Canvas, una: HojaDeTelefono) -> None:
    y = _linea(lienzo, "Alta de su teléfono", ARRIBA, NORMAL, 15)
    y = _linea(lienzo, una.cuenta, y, NEGRITA, 34)
    y = _linea(lienzo, f"Sirve una vez, hasta el {una.vence}", y, NORMAL, 12)
    modulo = modulo_en(una.qr, LADO, 6.0)
    y -= LADO + 10
    dibujar(lienzo, una.qr, MARGEN + (ANCHO - lado_de(una.qr, modulo)) / 2, y, modulo)
    y = _linea(lienzo, una.codigo, y - 36, NEGRITA, 18)
    y = _linea(lienzo, una.direccion, y - 6, NORMAL, 13) - 14
    for paso in PASOS:
        y = _linea(lienzo, paso, y, NORMAL, 11)


def _linea(lienzo: Canvas, texto: str, y: float, fuente: str, tamano: float) -> float:
    dicho, cabe = ajustar(limpio(texto), ANCHO, fuente, tamano)
    lienzo.setFont(fuente, cabe)
    lienzo.setFillColor(black)
    lienzo.drawString(MARGEN, y, dicho)
    return y - tamano * 1.45
