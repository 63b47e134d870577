"""The actas that what is being written may mean: looked for off the windows' thread; only the last answer counts."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from catd.digitalizacion.obra import ObraDigitalizacion
from prep.services.acopio.candidatas import ActaPosible
from prep.ui.hilos import Taller


class SugerenciasDeActa(QObject):
    """`hay(actas)`: those of the last thing written."""

    hay = Signal(object)

    def __init__(self, obra: ObraDigitalizacion, taller: Taller, padre: QObject) -> None:
        super().__init__(padre)
        self._obra, self._taller = obra, taller
        self._pedido = 0

    def buscar(self, texto: str) -> None:
        self._pedido += 1
        candidatas = self._obra.candidatas
        if candidatas is not None:
            sugerir = partial(_numeradas, self._pedido, partial(candidatas.sugeridas, texto))
            self._taller.local(self, sugerir, self._sugeridas)

    def _sugeridas(self, dichas: tuple[int, tuple[ActaPosible, ...]]) -> None:
        """An older answer is dropped."""
        if dichas[0] == self._pedido:
            self.hay.emit(dichas[1])


def _numeradas(pedido: int, sugerir: partial[tuple[ActaPosible, ...]]) -> tuple[int, tuple[ActaPosible, ...]]:
    return pedido, sugerir()
