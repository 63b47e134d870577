"""Where things stand in a cotejo: the tray or, in its place, both images side by side, the figures and the keys."""

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from prep.ui.cotejo.bandeja import BandejaDeCotejos
from prep.ui.cotejo.panel import PanelCotejo
from prep.ui.par import ParDeVisores
from prep.ui.pie import PieDeTeclas
from prep.ui.piezas import decir, letrero, partida, rodante

LETRAS = 56
PARTE = 0.42  # of the width, for the figures at most


class DisposicionCotejo(QStackedWidget):
    """The figures scroll by themselves and the keys stay in sight, also with large text."""

    def __init__(self, padre: QWidget) -> None:
        super().__init__(padre)
        self.bandeja = BandejaDeCotejos(self)
        self._caso = QWidget(self)
        self.par = ParDeVisores(self._caso)
        self._lado = QWidget(self._caso)
        self._aviso = letrero(self._lado, "aviso-cotejo")
        self._marco = rodante(self._lado)
        self._marco.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        columna = QVBoxLayout(self._lado)
        columna.setContentsMargins(0, 0, 0, 0)
        columna.addWidget(self._aviso)
        columna.addWidget(self._marco, 1)
        dos = partida(self._caso, self.par, self._lado)
        dos.setStretchFactor(0, 1)
        dos.setStretchFactor(1, 0)
        self.pie = PieDeTeclas(self._caso)
        pila = QVBoxLayout(self._caso)
        pila.setContentsMargins(0, 0, 0, 0)
        pila.addWidget(dos, 1)
        pila.addWidget(self.pie)
        self.addWidget(self.bandeja)
        self.addWidget(self._caso)
        self.avisar("", "nota")
        self._medir()

    @property
    def aviso(self) -> str:
        return self._aviso.text()

    def avisar(self, texto: str, papel: str) -> None:
        """The field in focus stays in sight: what is told takes room from the figures."""
        decir(self._aviso, texto, papel)
        QTimer.singleShot(0, self, self._asomar)

    def _asomar(self) -> None:
        foco = QApplication.focusWidget()
        if foco is not None and self._marco.isAncestorOf(foco):
            self._marco.ensureWidgetVisible(foco, 0, 2 * self.fontMetrics().height())

    def ver_bandeja(self) -> None:
        self.setCurrentWidget(self.bandeja)

    def ver_caso(self, panel: PanelCotejo, *titulos: str) -> None:
        self._marco.setWidget(panel)
        self.par.titular(*titulos)
        self.avisar("", "nota")
        self.setCurrentWidget(self._caso)

    def quitar(self) -> None:
        """Its owner lets go of the panel."""
        self._marco.takeWidget()

    def resizeEvent(self, evento: QResizeEvent) -> None:
        super().resizeEvent(evento)
        self._medir()

    def changeEvent(self, evento: QEvent) -> None:
        """The size of the text changed."""
        super().changeEvent(evento)
        if evento.type() == QEvent.Type.FontChange:
            self._medir()

    def _medir(self) -> None:
        """The figures as wide as their letters ask, while the images keep most of the window."""
        self._lado.setMinimumWidth(min(self.fontMetrics().averageCharWidth() * LETRAS, round(self.width() * PARTE)))
