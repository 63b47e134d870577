"""A card of half a letter's size for each role, to stick on the screen: eight keys, what each does there."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

PIE = "Las teclas quieren decir lo mismo en todas las ventanas. F1: todas las de aquí. Ctrl+F1: pedir ayuda."


@dataclass(frozen=True, slots=True)
class TarjetaDePuesto:
    """`teclas`: the key, what it is called and one sentence of what it does, in their order."""

    puesto: str
    teclas: tuple[tuple[str, str, str], ...]


def tarjetas(datos: Iterable[TarjetaDePuesto]) -> bytes:
    """A page of A5 lying for each, as PDF; the same input gives the same bytes."""
    from reportlab.lib.pagesizes import A5, landscape
    from reportlab.pdfgen.canvas import Canvas

    from prep.documents.estilo import registrar_fuentes

    registrar_fuentes()
    medida = landscape(A5)
    salida = BytesIO()
    lienzo = Canvas(salida, medida, invariant=1, lang="es-MX")
    lienzo.setTitle("Tarjetas de teclas, una por puesto")
    lienzo.setAuthor("PREP")
    for dato in datos:
        _pagina(lienzo, dato, *medida)
        lienzo.showPage()
    lienzo.save()
    return salida.getvalue()


def _pagina(lienzo: Any, dato: TarjetaDePuesto, ancho: float, alto: float) -> None:
    from prep.documents.estilo import NEGRITA, NORMAL, ajustar

    margen, tecla = 28.0, 96.0
    lienzo.setFont(NEGRITA, 22)
    lienzo.drawString(margen, alto - 46, dato.puesto)
    paso = (alto - 100) / len(dato.teclas)
    for n, (dice, nombre, ayuda) in enumerate(dato.teclas):
        y = alto - 66 - paso * (n + 1)
        lienzo.setLineWidth(1.2)
        lienzo.roundRect(margen, y + 5, tecla, paso - 8, 5)
        cabe, talla = ajustar(dice, tecla - 10, NEGRITA, 17, minimo=9)
        lienzo.setFont(NEGRITA, talla)
        lienzo.drawCentredString(margen + tecla / 2, y + 5 + (paso - 8) / 2 - talla * 0.36, cabe)
        izquierda, hueco = margen + tecla + 12, ancho - 2 * margen - tecla - 12
        for texto, fuente, mayor, debajo in ((nombre, NEGRITA, 13.0, 0.58), (ayuda, NORMAL, 10.5, 0.16)):
            cabe, talla = ajustar(texto, hueco, fuente, mayor, minimo=8)
            lienzo.setFont(fuente, talla)
            lienzo.drawString(izquierda, y + paso * debajo, cabe)
    cabe, talla = ajustar(PIE, ancho - 2 * margen, NORMAL, 9.5)
    lienzo.setFont(NORMAL, talla)
    lienzo.drawString(margen, 20, cabe)
