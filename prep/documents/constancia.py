"""The certificate of a practice: who, when and how many right the first time. It gives no post and opens no door."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from prep.documents.membrete import MESES

TITULO = "Constancia de práctica"
NADA = "Es de una práctica con hojas dibujadas: no es un nombramiento ni da acceso a ningún sistema."


@dataclass(frozen=True, slots=True)
class ConstanciaDePractica:
    """`momento` is aware and in the time of the machine; `parte` as it is said, `97.2 %`."""

    nombre: str
    momento: datetime
    parte: str
    bien: int
    de: int


def constancia(dato: ConstanciaDePractica) -> bytes:
    """One page as PDF; the same input gives the same bytes."""
    from reportlab.lib.pagesizes import LETTER, landscape
    from reportlab.pdfgen.canvas import Canvas

    from prep.documents.estilo import NEGRITA, NORMAL, ajustar, limpio, registrar_fuentes

    registrar_fuentes()
    ancho, alto = landscape(LETTER)
    salida = BytesIO()
    lienzo = Canvas(salida, (ancho, alto), invariant=1, lang="es-MX")
    lienzo.setTitle(TITULO)
    lienzo.setAuthor("PREP")
    lienzo.setLineWidth(2)
    lienzo.rect(36, 36, ancho - 72, alto - 72)
    m = dato.momento
    fecha = f"{m.day} de {MESES[m.month - 1]} de {m.year}, {m:%H:%M} horas"
    for y, texto, fuente, talla in (
        (0.78, "PREP · Captura de actas", NORMAL, 14.0),
        (0.68, TITULO, NEGRITA, 30.0),
        (0.56, "Se da a", NORMAL, 14.0),
        (0.47, limpio(dato.nombre), NEGRITA, 34.0),
        (0.36, f"por acertar {dato.parte} a la primera: {dato.bien} de {dato.de} decisiones.", NORMAL, 16.0),
        (0.29, fecha, NORMAL, 14.0),
        (0.12, NADA, NORMAL, 10.0),
    ):
        cabe, tamano = ajustar(texto, ancho - 140, fuente, talla, minimo=9)
        lienzo.setFont(fuente, tamano)
        lienzo.drawCentredString(ancho / 2, alto * y, cabe)
    lienzo.showPage()
    lienzo.save()
    return salida.getvalue()
