"""Lines over hours on paper, each told apart by its stroke; drawn by ReportLab, which only who draws loads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

ALTO, IZQUIERDA, ABAJO, ARRIBA = 230.0, 34.0, 16.0, 18.0
LETRA = 7.0
CLARO, MEDIO = 0xD0D0D0, 0x777777
MUESTRA = 22.0  # how long a stroke of the legend is


@dataclass(frozen=True, slots=True)
class LineaDeGrafica:
    """`puntos`: where along the width and the height, each from 0 to 1; `rayas`: points on and off, none if whole."""

    nombre: str
    puntos: Sequence[tuple[float, float]]
    color: int
    grueso: float
    rayas: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Grafica:
    """`horas` and `marcas`: what is written along the width and the height, and where; `ahora`: a line down."""

    lineas: Sequence[LineaDeGrafica]
    horas: Sequence[tuple[float, str]]
    marcas: Sequence[tuple[float, str]]
    ahora: float
    banda: tuple[float, float, float] | None = None  # from, to, and at what height


def dibujar(g: Grafica, ancho: float) -> "Flowable":
    """As wide as said; every text within it."""
    from reportlab.graphics.shapes import Drawing, Line, PolyLine, String
    from reportlab.lib.colors import HexColor, black

    from prep.documents.estilo import NORMAL, registrar_fuentes

    registrar_fuentes()
    dibujo = Drawing(ancho, ALTO)
    largo, alto = ancho - IZQUIERDA - 8, ALTO - ABAJO - ARRIBA

    def lugar(x: float, y: float) -> tuple[float, float]:
        return IZQUIERDA + largo * x, ABAJO + alto * y

    def escribir(x: float, y: float, texto: str, ancla: Literal["start", "middle", "end"]) -> None:
        dibujo.add(String(x, y, texto, fontName=NORMAL, fontSize=LETRA, textAnchor=ancla))

    for parte, texto in g.marcas:
        _, y = lugar(0, parte)
        dibujo.add(Line(IZQUIERDA, y, IZQUIERDA + largo, y, strokeColor=HexColor(CLARO), strokeWidth=0.5))
        escribir(IZQUIERDA - 4, y - LETRA / 3, texto, "end")
    for parte, texto in g.horas:
        x, _ = lugar(parte, 0)
        dibujo.add(Line(x, ABAJO, x, ABAJO + alto, strokeColor=HexColor(CLARO), strokeWidth=0.5))
        escribir(x, ABAJO - LETRA - 3, texto, "middle")
    if g.banda:
        desde, hasta = lugar(g.banda[0], g.banda[2]), lugar(g.banda[1], g.banda[2])
        dibujo.add(Line(*desde, *hasta, strokeColor=HexColor(CLARO), strokeWidth=6))
    x, _ = lugar(g.ahora, 0)
    dibujo.add(Line(x, ABAJO, x, ABAJO + alto + 4, strokeColor=black, strokeWidth=0.8))
    leyenda = IZQUIERDA
    for linea in g.lineas:
        como: dict[str, Any] = {"strokeColor": HexColor(linea.color), "strokeWidth": linea.grueso, "strokeLineCap": 1}
        como["strokeDashArray"] = list(linea.rayas) or None
        puntos = [valor for punto in linea.puntos for valor in lugar(*punto)]
        if len(linea.puntos) > 1:
            dibujo.add(PolyLine(puntos, **como))
        dibujo.add(Line(leyenda, ALTO - LETRA, leyenda + MUESTRA, ALTO - LETRA, **como))
        escribir(leyenda + MUESTRA + 4, ALTO - LETRA * 1.3, linea.nombre, "start")
        leyenda += MUESTRA + 16 + LETRA * 0.62 * len(linea.nombre)
    return dibujo
