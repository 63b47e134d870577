"""The sheets of the actas: decoded and straightened off the windows' thread, the next ones while the operator keys."""

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QObject, QSize, Signal

from prep.domain.catalogo import Catalogo
from prep.services.captura import Captura
from prep.services.trabajo import Trabajo
from prep.ui.hilos import Taller
from prep.ui.visor import Hoja, leer_hoja

CUANTAS = 3


class Hojas(QObject):
    """`abierta(trabajo, hoja)` and `danada(trabajo, text)`, for a sheet that was asked for; never for another's."""

    abierta = Signal(object, object)
    danada = Signal(object, str)

    def __init__(self, captura: Captura, catalogo: Catalogo, taller: Taller, parent: QObject) -> None:
        super().__init__(parent)
        self._captura, self._catalogo, self._taller = captura, catalogo, taller
        self._listas: OrderedDict[str, Hoja] = OrderedDict()  # by the image's hash
        self._pedida: Trabajo | None = None
        self._zona = QSize()

    def abrir(self, trabajo: Trabajo, zona: QSize) -> None:
        """Its sheet, at once when it was made ready ahead; `zona`: the room in which it will be seen whole."""
        self._pedida, self._zona = trabajo, zona
        hoja = self._listas.pop(trabajo.toma.imagen, None)
        if hoja is not None:
            self.abierta.emit(trabajo, hoja)
        else:
            self._taller.fondo(self, partial(_leer, trabajo, self._lector(trabajo)), self._leida, self._no_leida)
        self._taller.nodo(self, self._captura.anticipar, self._llego)

    def _lector(self, trabajo: Trabajo, contenido: bytes = b"") -> "partial[Hoja]":
        """What reads an image as one of the form of `trabajo`: the next acta is most likely of the same."""
        eleccion = self._catalogo.eleccion(trabajo.acta.eleccion)
        return partial(leer_hoja, contenido or trabajo.imagen, trabajo.forma, eleccion, self._zona)

    def _leida(self, leida: tuple[Trabajo, Hoja]) -> None:
        if leida[0] is self._pedida:
            self.abierta.emit(*leida)

    def _no_leida(self, error: Exception) -> None:
        self.danada.emit(self._pedida, str(error))

    def _llego(self, imagen: tuple[str, bytes] | None) -> None:
        if imagen is not None and self._pedida is not None:
            huella, contenido = imagen
            leer = partial(_con_huella, huella, self._lector(self._pedida, contenido))
            self._taller.fondo(self, leer, self._lista, self._otra_danada)

    def _lista(self, lista: tuple[str, Hoja]) -> None:
        huella, hoja = lista
        self._listas[huella] = hoja
        while len(self._listas) > CUANTAS:
            self._listas.popitem(last=False)

    def _otra_danada(self, error: Exception) -> None:
        """It stays out: opening its acta reads it again, and says so."""


def _leer(trabajo: Trabajo, leer: "partial[Hoja]") -> tuple[Trabajo, Hoja]:
    return trabajo, leer()


def _con_huella(huella: str, leer: "partial[Hoja]") -> tuple[str, Hoja]:
    return huella, leer()
