"""Where the pages come from: asked in two steps, which kind of source and which one, and opened."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from prep.devices.eleccion import ClaseDeOrigen, OrigenElegido, OrigenInvalido
from prep.devices.escaner import OrigenDePaginas
from prep.ui.dialogos import Dialogos


class CambioDeOrigen(QObject):
    """`elige(OrigenElegido)` once both are answered; leaving either leaves the source as it was."""

    def __init__(
        self,
        dialogos: Dialogos,
        actual: Callable[[], OrigenElegido | None],
        elige: Callable[[OrigenElegido], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._dialogos, self._actual, self._elige = dialogos, actual, elige

    def preguntar(self) -> None:
        clases = [self.tr("Carpeta vigilada"), self.tr("Escáner de la red")]
        texto = self.tr("Una carpeta donde el escáner deja sus archivos, o un escáner con alimentador (eSCL).")
        responde = partial(self._clase_elegida, clases)
        self._dialogos.elegir(self.tr("¿De dónde vienen las páginas?"), texto, clases, responde)

    def _clase_elegida(self, clases: list[str], dicha: str | None) -> None:
        if dicha not in clases:
            return
        es_carpeta = clases.index(dicha) == 0
        clase = ClaseDeOrigen.CARPETA if es_carpeta else ClaseDeOrigen.ESCANER
        actual = self._actual()
        opciones = [actual.donde] if actual is not None and actual.clase is clase else [""]
        titulo = self.tr("Ruta de la carpeta") if es_carpeta else self.tr("Dirección del escáner")
        texto = (
            self.tr("La ruta completa, desde la raíz. Los archivos tomados pasan a su carpeta «procesadas».")
            if es_carpeta
            else self.tr("Como está escrita en el escáner; por ejemplo 192.168.1.40 o escaner.local:8080.")
        )
        self._dialogos.elegir(titulo, texto, opciones, partial(self._fuente_elegida, clase), otra=True)

    def _fuente_elegida(self, clase: ClaseDeOrigen, donde: str | None) -> None:
        if donde:
            self._elige(OrigenElegido(clase, donde))


def abrir(eleccion: OrigenElegido) -> tuple[OrigenDePaginas | None, str]:
    """The source, or why it cannot be used."""
    try:
        return eleccion.abrir(), ""
    except OrigenInvalido as error:
        return None, str(error)
