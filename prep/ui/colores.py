"""Every colour of the windows, by what it is for, in the day and at night; no other file names one (a test looks)."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

Papeles = Mapping[str, tuple[str, str]]
Lineas = Mapping[str, str]

# Each role: (ink, ground). Every pair stands at 7:1 or more: any of them may carry a figure.
DIA: Final[Papeles] = {
    "papel": ("#12181b", "#ffffff"),
    "fondo": ("#12181b", "#e6ebed"),
    "tenue": ("#414e55", "#e6ebed"),
    "cabeza": ("#12181b", "#d6dee1"),
    "marco": ("#ffffff", "#0f2f38"),
    "foco": ("#ffffff", "#005f6e"),
    "encendido": ("#12181b", "#fff3c4"),
    "bien": ("#0c4a23", "#d3efdb"),
    "aviso": ("#4d3200", "#ffe2a0"),
    "mal": ("#7d0d15", "#fbd7d7"),
    "nota": ("#0b444f", "#d3ebef"),
    "alerta": ("#ffffff", "#b1121b"),
    "simulacro": ("#ffffff", "#6a2a8c"),
}
NOCHE: Final[Papeles] = {
    "papel": ("#e9eff1", "#172126"),
    "fondo": ("#e9eff1", "#0d1316"),
    "tenue": ("#b0c0c7", "#0d1316"),
    "cabeza": ("#e9eff1", "#22303a"),
    "marco": ("#e9eff1", "#071a20"),
    "foco": ("#03171b", "#55c7d7"),
    "encendido": ("#fff7db", "#3b3413"),
    "bien": ("#8fe3a9", "#12331f"),
    "aviso": ("#ffd27a", "#40300a"),
    "mal": ("#ffb0b0", "#47161a"),
    "nota": ("#9fe0ea", "#10323a"),
    "alerta": ("#250305", "#ff7a78"),
    "simulacro": ("#ffffff", "#7636a0"),
}

# What is drawn alone: lines that say where something is (3:1 on `papel` and on `fondo`), and others that only part.
LINEAS_DE_DIA: Final[Lineas] = {
    "borde": "#64747c",
    "marcado": "#8a5c00",  # around ILEGIBLE
    "salta": "#a86f00",  # the focus of what is already full of colour
    "sena": "#ffd60a",  # a veil over the row of an acta that is being read
    "velo": "#ffffff",  # over what is seen of the rows above and below
    "apagada": "#5b676e",  # the letters of what cannot be pressed now
    "conocida": "#64747c",
    "recibidas": "#005f6e",
    "registradas": "#0f6b2e",
    "reja": "#c7d0d5",
    "apagado": "#dfe5e8",
    "franja": "#f3f6f7",
    "mesa": "#cdd6da",  # under an acta
}
LINEAS_DE_NOCHE: Final[Lineas] = {
    "borde": "#7d929c",
    "marcado": "#d89b2b",
    "salta": "#ffd27a",
    "sena": "#ffd60a",
    "velo": "#ffffff",
    "apagada": "#8b9aa2",
    "conocida": "#8fa3ac",
    "recibidas": "#55c7d7",
    "registradas": "#8fe3a9",
    "reja": "#33434c",
    "apagado": "#1b252a",
    "franja": "#1c282e",
    "mesa": "#0a0f11",
}
SENALAN: Final = ("borde", "marcado", "salta", "conocida", "recibidas", "registradas")
ACTA_DE_NOCHE: Final = "#d8d2c4"  # what its white becomes: dimmed, never inverted

_de_ahora: tuple[Papeles, Lineas] = (DIA, LINEAS_DE_DIA)


def vestir(*, noche: bool) -> None:
    """What is painted from now on."""
    global _de_ahora
    _de_ahora = (NOCHE, LINEAS_DE_NOCHE) if noche else (DIA, LINEAS_DE_DIA)


def es_de_noche() -> bool:
    return _de_ahora[0] is NOCHE


def papeles() -> Papeles:
    """Those in use."""
    return _de_ahora[0]


def tinta(papel: str) -> QColor:
    return QColor(_de_ahora[0][papel][0])


def suelo(papel: str) -> QColor:
    return QColor(_de_ahora[0][papel][1])


def linea(nombre: str, opaca: float = 1.0) -> QColor:
    """`opaca`: how much of what is behind it hides."""
    color = QColor(_de_ahora[1][nombre])
    color.setAlphaF(opaca)
    return color


def atenuar(pincel: QPainter, caja: QRect) -> None:
    """At night, what was painted of an acta there: its paper is dimmed and its ink stays ink."""
    if es_de_noche():
        antes = pincel.compositionMode()
        pincel.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        pincel.fillRect(caja, QColor(ACTA_DE_NOCHE))
        pincel.setCompositionMode(antes)
