"""The work behind the scanning screen, off its thread: the source and the reader put together, decisions kept."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from catd.digitalizacion.espera import EsperaDeAcopio
from catd.digitalizacion.fuente import abrir
from catd.digitalizacion.lectura import LecturaDeBandeja
from catd.digitalizacion.toma import TomaDePaginas
from prep.devices.bandeja import Bandeja
from prep.devices.eleccion import COPIA, OrigenElegido, de_texto
from prep.devices.escaner import OrigenDePaginas
from prep.services.acopio.candidatas import ActasPosibles
from prep.services.acopio.llegadas import Acopios
from prep.services.digitalizacion.digitalizacion import Digitalizar
from prep.services.digitalizacion.hojas import EstadoHoja, Hoja
from prep.ui.pantalla import ContextoDePantalla

if TYPE_CHECKING:
    from prep.services.digitalizacion.escritorio import EscritorioDeEscaneo

Preparado = tuple["EscritorioDeEscaneo", ActasPosibles, Acopios, OrigenElegido, OrigenDePaginas | None, str]

MIRA_MS = 250  # how often the folder is looked at
BANDEJA, ENTRADA = "digitalizacion", "escaneos"  # beside the spool: the tray; the folder watched if none is chosen


class _Puente(QObject):
    """Emits on whichever thread a page changed. The tray holds it: a page later than the screen breaks nothing."""

    llego = Signal(object)

    def avisar(self, hoja: Hoja) -> None:
        """Not `llego.emit` itself, which would not keep its QObject."""
        self.llego.emit(hoja)


class ObraDigitalizacion(QObject):
    """`hoja`: a page came or changed. `fuente`, `aviso`: what to tell, and the colour of it. `lista`: it can work."""

    hoja = Signal(object)
    fuente = Signal(str)
    aviso = Signal(str, str)
    lista = Signal()
    decidida = Signal(object)
    recuperada = Signal(object)

    def __init__(self, contexto: ContextoDePantalla, padre: QObject) -> None:
        super().__init__(padre)
        self._contexto = contexto
        self._puente = _Puente()
        self._puente.llego.connect(self._llego, Qt.ConnectionType.QueuedConnection)
        self.mesa: EscritorioDeEscaneo | None = None
        self.candidatas: ActasPosibles | None = None
        self._acopios: Acopios | None = None
        self._toma = TomaDePaginas(contexto, MIRA_MS, self)
        self._lectura = LecturaDeBandeja(contexto.taller, self)
        self._espera = EsperaDeAcopio(contexto.taller, self)
        self._toma.fuente.connect(self.fuente)
        self._espera.siguen.connect(self._lectura.leer)
        for parte in (self._toma, self._lectura, self._espera):
            parte.aviso.connect(self.aviso)
        self.elegir, self.escanear = self._toma.elegir, self._toma.escanear
        contexto.taller.local(self, self._preparar, self._preparada, self._no_se_pudo)

    @property
    def eleccion(self) -> OrigenElegido | None:
        return self._toma.eleccion

    def activar(self) -> None:
        self._toma.activar()

    def pausar(self) -> None:
        """The folder is not looked at; sheets that are passing go on."""
        self._toma.pausar()

    def soltar(self) -> None:
        """The session ends: the sheet that is passing is kept, the others stay in the feeder."""
        self._toma.pausar()
        self._lectura.soltar()
        if self.mesa is not None:
            self.mesa.detener()

    def pulso(self) -> None:
        """Now and then: pages that only lack their acopio go on when it is known."""
        if self.mesa is not None and self._acopios is not None:
            self._espera.pulso(self.mesa, self._acopios)

    def _preparar(self) -> Preparado:
        from prep.services.digitalizacion.escritorio import EscritorioDeEscaneo  # half a second, on its own thread

        estacion = self._contexto.estacion
        datos = estacion.spool.ruta.parent
        acopios = Acopios(estacion)
        digitalizacion = Digitalizar(estacion, self._contexto.sesion, acopios=acopios)
        mesa = EscritorioDeEscaneo(estacion, digitalizacion, Bandeja(datos / BANDEJA), self._puente.avisar)
        eleccion = de_texto(estacion.spool.copia(COPIA), datos / ENTRADA)
        if eleccion.donde == str(datos / ENTRADA):
            Path(eleccion.donde).mkdir(exist_ok=True)
        abierta, falta = abrir(eleccion)
        return mesa, ActasPosibles(estacion), acopios, eleccion, abierta, falta

    def _preparada(self, todo: Preparado) -> None:
        self.mesa, self.candidatas, self._acopios, eleccion, abierta, falta = todo
        for hoja in self.mesa.hojas():
            self.hoja.emit(hoja)
        self._toma.abrir(self.mesa, eleccion, abierta)
        self.aviso.emit(falta, "mal")
        self.lista.emit()
        self._lectura.abrir(self.mesa)

    def _no_se_pudo(self, error: Exception) -> None:
        self.aviso.emit(str(error), "mal")

    def _llego(self, hoja: Hoja) -> None:
        self.hoja.emit(hoja)
        if not hoja.miniatura:
            self._toma.paso_una()
            self._lectura.leer()

    # -- what the operator decides ----------------------------------------------------------------

    def aceptar(self, huella: str) -> None:
        if self.mesa is not None:
            self._decidir(partial(self.mesa.aceptar, huella))

    def asignar(self, huella: str, clave: str) -> None:
        if self.mesa is not None:
            self._decidir(partial(self.mesa.asignar, huella, clave))

    def repetir(self, huella: str) -> None:
        if self.mesa is not None:
            self._decidir(partial(self.mesa.repetir, huella))

    def recuperar(self) -> None:
        if self.mesa is not None:
            self._contexto.taller.local(self, self.mesa.recuperar, self._vuelve, self._no_se_pudo)

    def _vuelve(self, hoja: Hoja) -> None:
        self.aviso.emit(self.tr("{} está otra vez en la bandeja.").format(hoja.origen), "bien")
        self.recuperada.emit(hoja)

    def _decidir(self, que: Callable[[], Hoja]) -> None:
        self._contexto.taller.local(self, que, self._hecha, self._no_se_pudo)

    def _hecha(self, hoja: Hoja) -> None:
        descartada = hoja.estado is EstadoHoja.DESCARTADA
        texto = self.tr("{} se descartó y se conserva aparte. Ctrl+Z la recupera.").format(hoja.origen)
        self.aviso.emit(texto if descartada else "", "nota")
        self.decidida.emit(hoja)
