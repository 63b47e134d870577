"""Slips with a secret for one person's hands, as PDF: what opens a kit, a first password; cut, folded and sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib.colors import black
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

from prep.documents.estilo import (
    ALTO_PAGINA,
    ANCHO,
    ANCHO_PAGINA,
    CHICO,
    GRIS,
    MARGEN,
    NEGRITA,
    NORMAL,
    ajustar,
    limpio,
    registrar_fuentes,
)
from prep.documents.hoja import SIMULACRO
from prep.documents.membrete import Membrete

POR_HOJA = 5
ORILLA = 34.0  # points, above the first and below the last
ALTO = (ALTO_PAGINA - 2 * ORILLA) / POR_HOJA


@dataclass(frozen=True, slots=True)
class PapelCerrado:
    """Whose it is, what it is used for, the secret, and how it is handed out."""

    para: str
    uso: str
    secreto: str
    cuidado: str


def papeles_cerrados(membrete: Membrete, papeles: Sequence[PapelCerrado]) -> bytes:
    """Five to a page, a line to cut along between them; the same data give the same bytes."""
    registrar_fuentes()
    salida = BytesIO()
    propio: dict[str, Any] = {"initialFontName": NORMAL, "lang": "es-MX", "invariant": 1, "pageCompression": 1}
    lienzo = Canvas(salida, pagesize=LETTER, **propio)
    lienzo.setTitle(limpio(f"{membrete.titulo} - {membrete.proceso}"))
    lienzo.setAuthor("PREP")
    for n, uno in enumerate(papeles):
        if n and n % POR_HOJA == 0:
            lienzo.showPage()
        _dibujar(lienzo, membrete, uno, ALTO_PAGINA - ORILLA - (n % POR_HOJA) * ALTO)
    lienzo.showPage()
    lienzo.save()
    return salida.getvalue()


def _dibujar(lienzo: Canvas, membrete: Membrete, uno: PapelCerrado, arriba: float) -> None:
    lienzo.setStrokeColor(GRIS)
    lienzo.setDash(3, 3)
    for y in (arriba, arriba - ALTO):
        lienzo.line(0, y, ANCHO_PAGINA, y)
    lienzo.setDash()
    simulacro = "" if membrete.real else f"{SIMULACRO} · "
    _linea(lienzo, f"{simulacro}PREP · {membrete.entidad} · {membrete.proceso}", arriba - 22, NORMAL, CHICO + 1)
    _linea(lienzo, uno.para, arriba - 48, NEGRITA, 19)
    _linea(lienzo, uno.uso, arriba - 68, NORMAL, 11)
    _linea(lienzo, uno.secreto, arriba - 106, NEGRITA, 25)
    _linea(lienzo, f"{uno.cuidado} {membrete.fecha}", arriba - 128, NORMAL, CHICO + 1)


def _linea(lienzo: Canvas, texto: str, y: float, fuente: str, tamano: float) -> None:
    dicho, cabe = ajustar(limpio(texto), ANCHO, fuente, tamano)
    lienzo.setFont(fuente, cabe)
    lienzo.setFillColor(black)
    lienzo.drawString(MARGEN, y, dicho)
