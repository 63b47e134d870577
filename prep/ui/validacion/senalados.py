"""What was found about the acta of a case, above its fields: the gravest first, in words too."""

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from prep.domain.reglas.senalado import Senalado
from prep.domain.reglas.tabla import Gravedad
from prep.ui.piezas import decir

PAPELES: Final[Mapping[Gravedad, str]] = {
    Gravedad.GRAVE: "mal",
    Gravedad.ATENDER: "aviso",
    Gravedad.CONSTA: "nota",
}


def letreros(senalados: Iterable[Senalado], zona: str, padre: QWidget) -> list[QLabel]:
    """A label for each, in their order; they take no key. `zona`: of the entity, whose time they say."""
    return [_letrero(senalado, zona, padre) for senalado in senalados]


def _letrero(senalado: Senalado, zona: str, padre: QWidget) -> QLabel:
    letrero = QLabel(padre)
    letrero.setObjectName(f"senalado-{senalado.codigo}")
    letrero.setWordWrap(True)
    letrero.setTextFormat(Qt.TextFormat.PlainText)
    de_que = senalado.de_que(zona)
    texto = f"{senalado.gravedad.name}: {senalado.regla.texto}" + (f" ({de_que})" if de_que else "")
    decir(letrero, texto, PAPELES[senalado.gravedad])
    return letrero
