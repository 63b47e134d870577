"""Where the pages come from: chosen from the sheet of sources, from the system's folders, or written; and opened."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from catd.digitalizacion.fuentes import HojaDeFuentes, Otra
from prep.devices.eleccion import ClaseDeOrigen, OrigenElegido, OrigenInvalido
from prep.devices.escaner import OrigenDePaginas
from prep.ui.pantalla import Pantalla


class CambioDeOrigen(QObject):
    """`elige(OrigenElegido)` once one is chosen; leaving the sheet, or what it asks, leaves the source as it was."""

    def __init__(
        self,
        pantalla: Pantalla,
        actual: Callable[[], OrigenElegido | None],
        usadas: Callable[[], list[OrigenElegido]],
        elige: Callable[[OrigenElegido], object],
    ) -> None:
        super().__init__(pantalla)
        self._pantalla = pantalla
        self._actual, self._usadas, self._elige = actual, usadas, elige

    def preguntar(self) -> None:
        hoja = HojaDeFuentes(self._pantalla.window(), self._pantalla.contexto.taller, self._actual(), self._usadas())
        hoja.elegida.connect(self._elegida)
        hoja.open()

    def _elegida(self, que: OrigenElegido | Otra) -> None:
        if isinstance(que, OrigenElegido):
            self._elige(que)
        elif que is Otra.CARPETA:
            self._carpeta()
        else:
            texto = self.tr("Como está escrita en el escáner; por ejemplo 192.168.1.40 o https://escaner.local.")
            self._pantalla.contexto.dialogos.elegir(
                self.tr("Dirección del escáner"), texto, (), partial(self._escrita, ClaseDeOrigen.ESCANER)
            )

    def _carpeta(self) -> None:
        """Qt's own dialog: the same on every desktop, and by keyboard."""
        actual = self._actual()
        desde = actual.donde if actual is not None and not actual.es_escaner else ""
        dialogo = QFileDialog(self._pantalla.window(), self.tr("Carpeta de donde vienen las páginas"), desde)
        dialogo.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialogo.setOption(QFileDialog.Option.ShowDirsOnly)
        dialogo.setFileMode(QFileDialog.FileMode.Directory)
        dialogo.fileSelected.connect(partial(self._escrita, ClaseDeOrigen.CARPETA))
        dialogo.finished.connect(dialogo.deleteLater)
        dialogo.finished.connect(self._pantalla.window().activateWindow)
        dialogo.open()

    def _escrita(self, clase: ClaseDeOrigen, donde: str | None) -> None:
        if donde:
            self._elige(OrigenElegido(clase, donde))


def abrir(eleccion: OrigenElegido) -> tuple[OrigenDePaginas | None, str]:
    """The source, or why it cannot be used."""
    try:
        return eleccion.abrir(), ""
    except OrigenInvalido as error:
        return None, str(error)
