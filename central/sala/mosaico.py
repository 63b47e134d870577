"""The tiles of all the centres of work, always in the same place, as many in a row as the text allows."""

import math
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from central.sala.ficha import FichaDeSitio
from central.tablero.juicio import Atraso, Juicio
from central.tablero.tablero import Tablero

HUECO = 4
ALTO_MAX, ANCHO_MAX = 1.7, 2.0  # of what a tile needs: with few centres they do not grow without end


class Mosaico(QWidget):
    """`pedida(centro)`: somebody wants to know more of it. The arrows go from one to another, Tab to the first."""

    pedida = Signal(str)

    def __init__(self, *, con_teclado: bool = True) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Centros de trabajo"))
        self._con_teclado = con_teclado
        self._fichas: dict[str, FichaDeSitio] = {}
        self._columnas = 1
        self._actual = ""

    @property
    def fichas(self) -> Mapping[str, FichaDeSitio]:
        return self._fichas

    @property
    def actual(self) -> str:
        """The centre that was pointed at last; "" before the first time."""
        return self._actual

    def mostrar(
        self,
        tablero: Tablero,
        juicios: Mapping[str, Juicio],
        atrasos: Mapping[str, Atraso],
        dichos: Mapping[str, str],
    ) -> None:
        if list(tablero.sitios) != list(self._fichas):
            self._hacer(list(tablero.sitios))
        for centro, ficha in self._fichas.items():
            ficha.mostrar(tablero, juicios[centro], atrasos.get(centro), dichos[centro])

    def envejecer(self, vieja: bool) -> None:
        for ficha in self._fichas.values():
            ficha.envejecer(vieja)

    def _hacer(self, centros: list[str]) -> None:
        for vieja in self._fichas.values():
            vieja.deleteLater()
        self._fichas = {centro: FichaDeSitio(centro, self) for centro in centros}
        for ficha in self._fichas.values():
            ficha.pedida.connect(self.pedida)
            ficha.mover.connect(self._mover)
            ficha.enfocada.connect(self.apuntar)
            ficha.show()
        if centros and self._con_teclado:
            self.apuntar(centros[0])
        self.acomodar()

    def apuntar(self, centro: str) -> None:
        """The one that Tab goes to."""
        self._actual = centro
        for otro, ficha in self._fichas.items():
            politica = Qt.FocusPolicy.StrongFocus if otro == centro else Qt.FocusPolicy.ClickFocus
            ficha.setFocusPolicy(politica)

    def _mover(self, centro: str, tecla: int) -> None:
        fila = self._columnas
        pasos = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -fila, Qt.Key.Key_Down: fila}
        centros = list(self._fichas)
        n = centros.index(centro) + pasos[Qt.Key(tecla)]
        if 0 <= n < len(centros):
            self.apuntar(centros[n])
            self._fichas[centros[n]].setFocus()

    def minimumSizeHint(self) -> QSize:
        minima = self._minima()
        return QSize(minima.width(), self._alto(self._en_columnas(max(self.width(), 1), minima), minima.height()))

    sizeHint = minimumSizeHint

    def _minima(self) -> QSize:
        return next(iter(self._fichas.values())).medida() if self._fichas else QSize(1, 1)

    def _en_columnas(self, ancho: int, minima: QSize) -> int:
        """As many as fit, less those that would leave the last row emptier for nothing."""
        cuantas = max(len(self._fichas), 1)
        caben = max(1, min(cuantas, (ancho + HUECO) // (minima.width() + HUECO)))
        return math.ceil(cuantas / math.ceil(cuantas / caben))

    def _alto(self, columnas: int, alto: int) -> int:
        filas = math.ceil(len(self._fichas) / columnas)
        return filas * (alto + HUECO) - HUECO

    def acomodar(self) -> None:
        """Puts each tile in its place for the room and the text of now."""
        if not self._fichas:
            return
        minima = self._minima()
        self._columnas = self._en_columnas(self.width(), minima)
        self.setMinimumHeight(self._alto(self._columnas, minima.height()))
        filas = math.ceil(len(self._fichas) / self._columnas)
        ancho = min((self.width() + HUECO) // self._columnas - HUECO, round(minima.width() * ANCHO_MAX))
        libre = (max(self.height(), self.minimumHeight()) + HUECO) // filas - HUECO
        alto = min(libre, round(minima.height() * ALTO_MAX))
        for n, ficha in enumerate(self._fichas.values()):
            fila, columna = divmod(n, self._columnas)
            ficha.setGeometry(columna * (ancho + HUECO), fila * (alto + HUECO), ancho, alto)

    def resizeEvent(self, evento: QResizeEvent) -> None:
        super().resizeEvent(evento)
        self.acomodar()

    def changeEvent(self, evento: QEvent) -> None:
        super().changeEvent(evento)
        if evento.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.acomodar()
