"""Faults of ours, counted: what the window says of each, and whether it is worth mending once more."""

from PySide6.QtCore import QObject, QTimer

from prep.ui.orilla import Orilla

FALLAS_SEGUIDAS = 3
TRANQUILA_MS = 30_000  # without a fault: the count of those in a row begins again


class Tropiezos(QObject):
    """Those of one window, told at its edge until it has been quiet for a while."""

    def __init__(self, orilla: Orilla) -> None:
        super().__init__(orilla)
        self._orilla, self._fallas = orilla, 0
        self._calma = QTimer(self, interval=TRANQUILA_MS, singleShot=True)
        self._calma.timeout.connect(self._en_calma)

    def fallo(self, codigo: str) -> bool:
        """One more. Whether what failed is made anew, where it was: what was saved is saved."""
        self._fallas += 1
        self._calma.start()
        if self._fallas > FALLAS_SEGUIDAS:
            texto = self.tr("El programa falla una y otra vez ({}). Ciérrelo con Ctrl+Q y vuelva a abrirlo.")
        else:
            texto = self.tr(
                "El programa tuvo una falla y se repuso. Lo guardado está a salvo: siga. Dé a soporte el código {}."
            )
        self._orilla.falla(texto.format(codigo))
        return self._fallas <= FALLAS_SEGUIDAS

    def _en_calma(self) -> None:
        self._fallas = 0
        self._orilla.falla("")
