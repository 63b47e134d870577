"""The pages on the screen: their thumbnails with their state in words and colour, in the order in which they came."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPixmap, QPixmapCache, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from catd.digitalizacion.renglon import RenglonDeTira, medida
from prep.services.digitalizacion.hojas import EstadoHoja, Hoja
from prep.ui.colores import suelo, tinta

VISTAS_MAX = 3000  # finished pages still shown, more than a CATD has; those that wait are all shown
PAPELES: Mapping[EstadoHoja, str] = {
    EstadoHoja.POR_LEER: "papel",
    EstadoHoja.ACEPTADA: "bien",
    EstadoHoja.PREGUNTA: "aviso",
    EstadoHoja.REPETIR: "mal",
    EstadoHoja.SIN_IDENTIFICAR: "nota",
    EstadoHoja.EN_ESPERA: "fondo",
    EstadoHoja.DESCARTADA: "tenue",
}
Indice = QModelIndex | QPersistentModelIndex


def palabra(estado: EstadoHoja) -> str:
    """The state as it is told."""
    dichas = {
        EstadoHoja.POR_LEER: QCoreApplication.translate("Tira", "Leyendo…"),
        EstadoHoja.ACEPTADA: QCoreApplication.translate("Tira", "✓ Aceptada"),
        EstadoHoja.PREGUNTA: QCoreApplication.translate("Tira", "? Por decidir"),
        EstadoHoja.REPETIR: QCoreApplication.translate("Tira", "✗ Escanear de nuevo"),
        EstadoHoja.SIN_IDENTIFICAR: QCoreApplication.translate("Tira", "¿De qué acta es?"),
        EstadoHoja.EN_ESPERA: QCoreApplication.translate("Tira", "… En espera"),
        EstadoHoja.DESCARTADA: QCoreApplication.translate("Tira", "– Descartada"),
    }
    return dichas[estado]


class HojasDeTira(QAbstractListModel):
    """The pages of this station. With `solo_pendientes`, those that ask for a decision."""

    def __init__(self, nombre: Callable[[str], str], padre: QWidget) -> None:
        """`nombre`: how the acta of a key is told."""
        super().__init__(padre)
        self._nombre = nombre
        self._todas: dict[str, Hoja] = {}
        self._vistas: list[str] = []
        self.solo_pendientes = False

    def rowCount(self, padre: Indice | None = None) -> int:
        return 0 if padre is not None and padre.isValid() else len(self._vistas)

    def data(self, indice: Indice, rol: int = Qt.ItemDataRole.DisplayRole) -> Any:
        hoja = self.hoja(indice.row())
        if hoja is None:
            return None
        de_quien = self._nombre(hoja.clave) if hoja.clave else hoja.origen
        if rol == Qt.ItemDataRole.DisplayRole:
            return f"{palabra(hoja.estado)}\n{de_quien}"
        if rol == Qt.ItemDataRole.AccessibleTextRole:
            return f"{palabra(hoja.estado)}. {de_quien}. {hoja.motivo}"
        if rol == Qt.ItemDataRole.ToolTipRole:
            return hoja.motivo or None
        if rol == Qt.ItemDataRole.DecorationRole:
            return _miniatura(hoja)
        if rol == Qt.ItemDataRole.BackgroundRole:
            return suelo(PAPELES[hoja.estado])
        if rol == Qt.ItemDataRole.ForegroundRole:
            return tinta(PAPELES[hoja.estado])
        return None

    def hoja(self, fila: int) -> Hoja | None:
        return self._todas[self._vistas[fila]] if 0 <= fila < len(self._vistas) else None

    def fila(self, huella: str) -> int:
        """Where it is in sight; -1 when it is not."""
        return self._vistas.index(huella) if huella in self._vistas else -1

    def cuantas(self) -> Mapping[EstadoHoja, int]:
        cuentas = dict.fromkeys(EstadoHoja, 0)
        for hoja in self._todas.values():
            cuentas[hoja.estado] += 1
        return cuentas

    def poner(self, hoja: Hoja) -> None:
        """A page that came, or one that changed; it stays in its place."""
        nueva = hoja.huella not in self._todas
        self._todas[hoja.huella] = hoja
        fila = self.fila(hoja.huella)
        cabe = not self.solo_pendientes or hoja.estado.pide
        if fila >= 0 and cabe:
            self.dataChanged.emit(self.index(fila), self.index(fila))
        elif fila >= 0:
            self.beginRemoveRows(QModelIndex(), fila, fila)
            del self._vistas[fila]
            self.endRemoveRows()
        elif cabe:
            fila = len(self._vistas) if nueva else self._lugar(hoja.huella)
            self.beginInsertRows(QModelIndex(), fila, fila)
            self._vistas.insert(fila, hoja.huella)
            self.endInsertRows()
        if nueva:
            self._olvidar()

    def poner_todas(self, hojas: Iterable[Hoja]) -> None:
        """These and no others."""
        self._todas = {hoja.huella: hoja for hoja in hojas}
        self.filtrar(self.solo_pendientes)

    def filtrar(self, solo_pendientes: bool) -> None:
        self.beginResetModel()
        self.solo_pendientes = solo_pendientes
        self._vistas = [h.huella for h in self._todas.values() if not solo_pendientes or h.estado.pide]
        self.endResetModel()

    def _lugar(self, huella: str) -> int:
        """Where a page comes into sight again, in the order in which they came."""
        antes = list(self._todas)[: list(self._todas).index(huella)]
        return sum(1 for vista in self._vistas if vista in antes)

    def _olvidar(self) -> None:
        """The oldest finished page goes when there are too many: memory stays flat all night."""
        acabadas = [h.huella for h in self._todas.values() if h.estado.acabada]
        if len(acabadas) <= VISTAS_MAX:
            return
        fila = self.fila(acabadas[0])
        if fila >= 0:
            self.beginRemoveRows(QModelIndex(), fila, fila)
            del self._vistas[fila]
            self.endRemoveRows()
        del self._todas[acabadas[0]]


class Tira(QListView):
    """The list of thumbnails."""

    def __init__(self, hojas: HojasDeTira, padre: QWidget) -> None:
        super().__init__(padre)
        self.setModel(hojas)
        self.setAccessibleName(self.tr("Páginas, en el orden en que llegaron"))
        self.setItemDelegate(RenglonDeTira(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.medir()

    def resizeEvent(self, evento: QResizeEvent) -> None:
        """What was in sight stays in sight."""
        super().resizeEvent(evento)
        self.scrollTo(self.currentIndex())

    def medir(self) -> None:
        """As wide as a page at the size of the text."""
        self.setMinimumWidth(medida(self.fontMetrics()).width() + self.verticalScrollBar().sizeHint().width())


def _miniatura(hoja: Hoja) -> QPixmap | None:
    """Its thumbnail, decoded once while it is in sight."""
    if not hoja.miniatura:
        return None
    guardada = QPixmap()
    if QPixmapCache.find(hoja.huella, guardada):
        return guardada
    hecha = QPixmap()
    hecha.loadFromData(QByteArray(hoja.miniatura))
    QPixmapCache.insert(hoja.huella, hecha)
    return hecha
