"""F11 in any window: what changes the destiny of what is in front, each by its letter; its reason is asked after it."""

from collections.abc import Iterable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from prep.ui import acciones
from prep.ui.dialogos import Dialogos
from prep.ui.letras import PreguntaPorLetra, Salida

LETRAS = "ABCDEFGHIJ"


def letras_de(pantalla: str) -> dict[str, str]:
    """The letter of each action of a screen that changes a destiny, by its id, in the order of the table."""
    return dict(zip((a.id for a in acciones.de_pantalla(pantalla) if a.destino), LETRAS, strict=False))


class GrupoDeDestino(QObject):
    """`accion` asks which of `hechas`, of those that may be done now; each has always the same letter.

    A letter is held: no reader, arrow or Enter gives one. Escape leaves all as it is.
    """

    def __init__(self, pantalla: str, ventana: QWidget, dialogos: Dialogos, hechas: Iterable[QAction]) -> None:
        super().__init__(ventana)
        self._dialogos = dialogos
        letras, por_id = letras_de(pantalla), {hecha.objectName(): hecha for hecha in hechas}
        self._hechas = {letra: por_id[cual] for cual, letra in letras.items()}
        self.accion = acciones.hacer(f"{pantalla}.destino", ventana, self._pedir)
        for hecha in self._hechas.values():
            hecha.changed.connect(self._seguir)
        self._seguir()

    def _seguir(self) -> None:
        self.accion.setEnabled(any(hecha.isEnabled() for hecha in self._hechas.values()))

    def _pedir(self) -> None:
        salidas = tuple(_salida(letra, hecha) for letra, hecha in self._hechas.items() if hecha.isEnabled())
        texto = self.tr("Nada se hace todavía: cada cosa pide su motivo.")
        self._dialogos.por_letra(
            PreguntaPorLetra(self.tr("¿Qué se hace?"), texto, salidas, self.tr("Dejarlo como está")), self._elegida
        )

    def _elegida(self, letra: str) -> None:
        if letra:
            self._hechas[letra].trigger()


def _salida(letra: str, hecha: QAction) -> Salida:
    accion = acciones.TABLA[hecha.objectName()]
    return Salida(letra, acciones.traducido(accion.texto), acciones.traducido(accion.ayuda))
