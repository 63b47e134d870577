"""Sheets ready to be shown: the next images are fetched, decoded and straightened while the operator keys."""

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QObject

from prep.domain.catalogo import Eleccion, Forma
from prep.services.captura import Captura
from prep.ui.hilos import Taller
from prep.ui.visor import Hoja, leer_hoja

CUANTAS = 3


class Hojas(QObject):
    """By the image's hash. One that is damaged is told when its acta is opened, not before."""

    def __init__(self, captura: Captura, taller: Taller, parent: QObject) -> None:
        super().__init__(parent)
        self._captura, self._taller = captura, taller
        self._listas: OrderedDict[str, Hoja] = OrderedDict()
        self._como: tuple[Forma, Eleccion] | None = None

    def sacar(self, huella: str) -> Hoja | None:
        return self._listas.pop(huella, None)

    def anticipar(self, forma: Forma, eleccion: Eleccion) -> None:
        """Fetches one more; it will most likely be of this same form."""
        self._como = (forma, eleccion)
        self._taller.nodo(self, self._captura.anticipar, self._llego)

    def _llego(self, imagen: tuple[str, bytes] | None) -> None:
        if imagen is not None and self._como is not None:
            huella, contenido = imagen
            leer = partial(_con_huella, huella, partial(leer_hoja, contenido, *self._como))
            self._taller.fondo(self, leer, self._lista, self._danada)

    def _lista(self, lista: tuple[str, Hoja]) -> None:
        huella, hoja = lista
        self._listas[huella] = hoja
        while len(self._listas) > CUANTAS:
            self._listas.popitem(last=False)

    def _danada(self, error: Exception) -> None:
        """It stays out: opening its acta reads it again, and says so."""


def _con_huella(huella: str, leer: "partial[Hoja]") -> tuple[str, Hoja]:
    return huella, leer()
