"""The sheets of the actas: decoded and straightened off the windows' thread, the next ones while the operator keys."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, QSize, Signal

from prep.domain.catalogo.catalogo import Catalogo, Eleccion
from prep.services.captura.captura import Capturar
from prep.services.captura.trabajo import Trabajo
from prep.services.estacion.errores import DatoInvalido
from prep.ui.captura.tiras import TiraDeActa, tiras_de
from prep.ui.hilos import Taller
from prep.ui.visor import HojaEnVisor, leer_hoja

CUANTAS = 3


@dataclass(frozen=True, slots=True)
class HojaLeida:
    """What came of reading the sheet of an acta: it with its strips, or `error`, why it cannot be seen."""

    trabajo: Trabajo
    hoja: HojaEnVisor | None = None
    tiras: Mapping[str, TiraDeActa] = field(default_factory=dict)
    error: str = ""


class HojasDeCaptura(QObject):
    """`abierta(trabajo, hoja, tiras)`, `danada(trabajo, text)`: for a sheet that was asked for; never for another's."""

    abierta = Signal(object, object, object)
    danada = Signal(object, str)

    def __init__(self, captura: Capturar, catalogo: Catalogo, taller: Taller, parent: QObject) -> None:
        super().__init__(parent)
        self._captura, self._catalogo, self._taller = captura, catalogo, taller
        self._listas: OrderedDict[str, HojaEnVisor] = OrderedDict()  # by the image's hash
        self._pedida: Trabajo | None = None
        self._zona = QSize()

    def abrir(self, trabajo: Trabajo, zona: QSize) -> None:
        """Its sheet, at once when it was made ready ahead; `zona`: the room in which it will be seen whole."""
        self._pedida, self._zona = trabajo, zona
        eleccion = self._catalogo.eleccion(trabajo.acta.eleccion)
        hoja = self._listas.pop(trabajo.toma.imagen, None)
        lee = (
            partial(leer_de_trabajo, trabajo, eleccion, zona)
            if hoja is None
            else partial(_cortar, trabajo, eleccion, hoja)
        )
        self._taller.fondo(self, lee, self._leida)
        self._taller.nodo(self, self._captura.anticipar, self._llego)

    def _leida(self, leida: HojaLeida) -> None:
        if leida.trabajo is not self._pedida:
            return
        if leida.hoja is None:
            self.danada.emit(leida.trabajo, leida.error)
        else:
            self.abierta.emit(leida.trabajo, leida.hoja, leida.tiras)

    def _llego(self, imagen: tuple[str, bytes] | None) -> None:
        if imagen is not None:
            self._taller.fondo(self, partial(_adelantar, *imagen, self._zona), self._lista, self._otra_danada)

    def _lista(self, lista: tuple[str, HojaEnVisor]) -> None:
        huella, hoja = lista
        self._listas[huella] = hoja
        while len(self._listas) > CUANTAS:
            self._listas.popitem(last=False)

    def _otra_danada(self, error: Exception) -> None:
        """It stays out: opening its acta reads it again, and says so."""


def leer_de_trabajo(trabajo: Trabajo, eleccion: Eleccion, zona: QSize) -> HojaLeida:
    """Its sheet, or why it cannot be seen: told of this acta, whichever is in hand by then."""
    try:
        return _cortar(trabajo, eleccion, leer_hoja(trabajo.contenido, zona))
    except DatoInvalido as error:
        return HojaLeida(trabajo, error=str(error))


def _cortar(trabajo: Trabajo, eleccion: Eleccion, hoja: HojaEnVisor) -> HojaLeida:
    """Its rows found and cut out, now that its form is known."""
    con_filas = hoja.con_filas(trabajo.forma, eleccion)
    return HojaLeida(trabajo, con_filas, tiras_de(con_filas, trabajo.forma, eleccion))


def _adelantar(huella: str, contenido: bytes, zona: QSize) -> tuple[str, HojaEnVisor]:
    """Of which form it is, is known when its acta is opened."""
    return huella, leer_hoja(contenido, zona)
