"""Where things stand in the scanning screen: what is told, the list of pages, the one in focus, and the keys below."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from catd.digitalizacion.ficha import FichaDePagina
from catd.digitalizacion.rejilla import Rejilla
from catd.digitalizacion.tira import HojasDeTira, Tira
from prep.ui.pie import PieDeTeclas
from prep.ui.piezas import decir, letrero, repintar, rodante

ALTO_MIN = 9  # of the list and the page, in heights of the text: the keys below are never out of sight


class _Partida(QSplitter):
    """The list and the page, each of which scrolls. It asks for its least, and takes what there is."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())


class DisposicionDigitalizacion(QWidget):
    """The list takes what its pages need; the page in focus, the rest."""

    def __init__(self, hojas: HojasDeTira, padre: QWidget) -> None:
        super().__init__(padre)
        self.tira, self.ficha = Tira(hojas, self), FichaDePagina(self)
        self._fuente, self._cuentas, self._aviso = (
            letrero(self, "fuente"),
            letrero(self, "cuentas"),
            letrero(self, "aviso-escaneo"),
        )
        self._cuentas.setWordWrap(False)
        cabeza = QHBoxLayout()
        cabeza.addWidget(self._fuente, 1)
        cabeza.addWidget(self._cuentas)
        self._partida = _Partida(Qt.Orientation.Horizontal, self)
        self._partida.setChildrenCollapsible(False)
        pagina = rodante(self)
        pagina.setWidget(self.ficha)
        for n, pieza in enumerate((self.tira, pagina)):
            self._partida.addWidget(pieza)
            self._partida.setStretchFactor(n, n)
        self.rejilla = Rejilla(self)
        self.rejilla.hide()
        self.pie = PieDeTeclas(self)
        self._teclas: dict[QAction, QPushButton] = {}
        pila = QVBoxLayout(self)
        pila.setContentsMargins(0, 0, 0, 0)
        pila.addLayout(cabeza)
        pila.addWidget(self._aviso)
        pila.addWidget(self._partida, 1)
        pila.addWidget(self.rejilla, 1)
        pila.addWidget(self.pie)
        self.fuente(self.tr("Abriendo la bandeja…"))
        self.avisar("", "nota")
        self.medir()

    def medir(self) -> None:
        """The size of the text changed."""
        self.tira.medir()
        for pieza in (self._partida, self.rejilla):
            pieza.setMinimumHeight(self.fontMetrics().height() * ALTO_MIN)

    @property
    def por_casilla(self) -> bool:
        return not self.rejilla.isHidden()

    def ver_casillas(self, si: bool) -> None:
        """The grid or the pages; the one that is not seen takes no room."""
        antes, ahora = (self._partida, self.rejilla) if si else (self.rejilla, self._partida)
        antes.hide()
        ahora.show()
        (self.rejilla.tabla if si else self.tira).setFocus()

    def fuente(self, texto: str) -> None:
        decir(self._fuente, texto, "fondo")

    def contar(self, texto: str, papel: str) -> None:
        decir(self._cuentas, texto, papel)

    def avisar(self, texto: str, papel: str) -> None:
        decir(self._aviso, texto, papel)

    def boton(self, accion: QAction) -> None:
        """One more key below."""
        self._teclas[accion] = self.pie.boton(accion)

    def pasando(self, si: bool) -> None:
        """Sheets began to pass, or ended: the key that scans is the one that stops."""
        for accion in self._teclas:
            if accion.objectName() == "digitalizacion.escanear":
                accion.setText(self.tr("Detener") if si else self.tr("Escanear"))

    def resaltar(self, accion: QAction) -> None:
        """The key of what is to be done next, and no other."""
        for otra, hecho in self._teclas.items():
            if hecho.property("principal") != (otra is accion):
                hecho.setProperty("principal", otra is accion)
                repintar(hecho)
