"""The edge of every window: which proceso it is, SIMULACRO around it when it is one, and faults in words."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from prep.domain.catalogo.catalogo import Catalogo
from prep.ui.piezas import decir, letrero, repintar

AVISO_MS = 10_000


class Orilla(QFrame):
    """Top to bottom: the proceso, a fault, what was refused, what waits for this person, what is put in `caja`.

    `antes`: what stays to be said of an earlier proceso at this station.
    """

    def __init__(self, proceso: str, antes: str = "") -> None:
        super().__init__()
        self._proceso, self._antes = proceso, antes
        self._banda = letrero(self, "proceso")
        self._banda.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._falla = letrero(self, "falla")
        self._aviso = letrero(self, "rehusado")
        self._un_rato = QTimer(self)
        self._un_rato.setSingleShot(True)
        self._un_rato.setInterval(AVISO_MS)
        self._un_rato.timeout.connect(self._sin_aviso)
        self._pendiente = letrero(self, "pendiente")
        for franja in (self._banda, self._falla, self._aviso, self._pendiente):
            franja.setProperty("franja", True)
        self.caja = QVBoxLayout(self)
        self.caja.setContentsMargins(0, 0, 0, 0)
        self.caja.setSpacing(0)
        self.caja.addWidget(self._banda)
        self.caja.addWidget(self._falla)
        self.caja.addWidget(self._aviso)
        self.caja.addWidget(self._pendiente)
        self.falla("")
        self.pendiente("")
        self._sin_aviso()
        self._real: bool | None = None
        self.marcar(None)

    def poner(self, pieza: QWidget, estira: int = 0) -> None:
        self.caja.addWidget(pieza, estira)

    def marcar(self, catalogo: Catalogo | None) -> None:
        """SIMULACRO unless it is known to be the real night (R-10b)."""
        real = catalogo is not None and catalogo.ajustes.real
        if real is self._real:
            return
        self._real = real
        texto = self._proceso if real else self.tr("SIMULACRO · {} · SIN VALOR OFICIAL").format(self._proceso)
        texto = "\n".join(filter(None, (texto, self._antes)))
        decir(self._banda, texto, "marco" if real else "simulacro")
        self.setProperty("simulacro", not real)
        repintar(self)

    def falla(self, texto: str) -> None:
        """ "" takes it away."""
        decir(self._falla, texto, "alerta")

    def rehusar(self, texto: str) -> None:
        """What was not done and why, for a while."""
        decir(self._aviso, texto, "aviso")
        self._un_rato.start()

    def pendiente(self, texto: str) -> None:
        """What waits for who is here; "" takes it away."""
        if self._pendiente.text() != texto or not texto:
            decir(self._pendiente, texto, "aviso")

    def anotar(self, texto: str) -> None:
        """What was done and is not seen elsewhere, for a while."""
        decir(self._aviso, texto, "bien")
        self._un_rato.start()

    def _sin_aviso(self) -> None:
        decir(self._aviso, "", "aviso")
