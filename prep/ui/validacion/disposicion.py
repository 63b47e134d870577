"""Where things stand at the desk: the tray or, in its place, a case beside its image with what was found about it."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from prep.ui.captura.disposicion import DisposicionCaptura
from prep.ui.validacion.bandeja import BandejaDeMesa
from prep.ui.validacion.panel import PanelCaso
from prep.ui.validacion.senalados import ListaDeSenalados


class DisposicionValidacion(QStackedWidget):
    """A case is laid out as an acta in capture is; what was found stands under its image."""

    def __init__(self, padre: QWidget) -> None:
        super().__init__(padre)
        self.bandeja = BandejaDeMesa(self)
        self.caso = DisposicionCaptura(self)
        self.senalados = ListaDeSenalados(self.caso)
        self.caso.acompanar(self.senalados)
        self.addWidget(self.bandeja)
        self.addWidget(self.caso)

    def ver_bandeja(self) -> None:
        self.setCurrentWidget(self.bandeja)

    def ver_caso(self, panel: PanelCaso, zona: str) -> None:
        """`zona`: of the entity, whose time is said."""
        self.caso.poner(panel)
        self.senalados.mostrar(panel.caso.senalados, zona)
        self.caso.avisar("", "nota")
        self.setCurrentWidget(self.caso)

    def quitar(self) -> None:
        """The case in sight was done with; its owner lets go of it."""
        self.caso.quitar()
        self.senalados.mostrar((), "")
