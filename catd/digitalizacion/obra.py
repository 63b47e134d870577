"""The work of a scanning station, off the windows' thread and whatever is in front: source, reader, decisions.

With nobody in front (the door, or locked) pages are taken into the tray and wait there: what is accepted is signed.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from catd.digitalizacion.espera import EsperaDeAcopio
from catd.digitalizacion.fuente import abrir
from catd.digitalizacion.lectura import LecturaDeBandeja
from catd.digitalizacion.mirada import MiradaDeCasillas
from catd.digitalizacion.toma import TomaDePaginas
from prep.devices.bandeja import Bandeja
from prep.devices.eleccion import COPIA, ENTRADA, OrigenElegido, elegido
from prep.devices.escaner import OrigenDePaginas
from prep.services.acopio.candidatas import ActasPosibles
from prep.services.acopio.llegadas import Acopios
from prep.services.digitalizacion.digitalizacion import Digitalizar
from prep.services.digitalizacion.hojas import EstadoHoja, Hoja
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.relevo import BANDEJA
from prep.services.estacion.sesion import PERMISOS, Sesion
from prep.ui.hilos import Taller
from prep.ui.pantalla import Oficio
from prep.ui.sonidos import Sonidos

if TYPE_CHECKING:
    from prep.services.digitalizacion.escritorio import EscritorioDeEscaneo

Abierta = tuple["EscritorioDeEscaneo", OrigenElegido, OrigenDePaginas | None, str]
Puesta = tuple[Sesion, ActasPosibles, Acopios]

MIRA_MS = 250  # how often the folder is looked at
PERMISO = "digitalizacion.digitalizar"


class _Puente(QObject):
    """Emits on whichever thread a page changed. The tray holds it: a page later than the screen breaks nothing."""

    llego = Signal(object)

    def avisar(self, hoja: Hoja) -> None:
        """Not `llego.emit` itself, which would not keep its QObject."""
        self.llego.emit(hoja)


class ObraDigitalizacion(Oficio):
    """`hoja`: a page came or changed. `fuente`, `aviso`: what to tell, and its colour. `lista`: somebody can work.

    What was told last stays in `dicha` and `avisado`, for a screen that opens later.
    """

    hoja = Signal(object)
    fuente = Signal(str)
    aviso = Signal(str, str)
    lista = Signal()
    decidida = Signal(object)
    recuperada = Signal(object)
    avance = Signal(object)
    pasando = Signal(bool)

    def __init__(self, estacion: Estacion, taller: Taller, sonidos: Sonidos) -> None:
        super().__init__()
        self._estacion, self._taller = estacion, taller
        self._puente = _Puente()
        self._puente.llego.connect(self._llego, Qt.ConnectionType.QueuedConnection)
        self.mesa: EscritorioDeEscaneo | None = None
        self.candidatas: ActasPosibles | None = None
        self._sesion: Sesion | None = None
        self._acopios: Acopios | None = None
        self.dicha, self.avisado = "", ("", "nota")
        self.toma = TomaDePaginas(estacion, taller, sonidos, MIRA_MS, self)
        self._lectura = LecturaDeBandeja(taller, self)
        self._espera = EsperaDeAcopio(taller, self)
        self.toma.fuente.connect(self._decir_fuente)
        self.toma.pasando.connect(self.pasando)
        self._espera.siguen.connect(self._lectura.leer)
        self._mirada = MiradaDeCasillas(estacion, taller, self)
        self._mirada.avance.connect(self.avance)
        for parte in (self.toma, self._lectura, self._espera, self._mirada):
            parte.aviso.connect(self._avisar)
        self.elegir, self.escanear = self.toma.elegir, self.toma.escanear
        self._abriendo = False
        if (estacion.spool.ruta.parent / BANDEJA).is_dir():  # somebody scanned at this station before
            self._abrir()

    @property
    def eleccion(self) -> OrigenElegido | None:
        return self.toma.eleccion

    # -- whatever is in front ----------------------------------------------------------------------

    def atender(self, sesion: Sesion | None) -> None:
        """Who may scan signs from now on what is read; anybody else is as nobody."""
        self._sesion = sesion if sesion is not None and PERMISOS[PERMISO] & sesion.roles else None
        self.candidatas = self._acopios = None
        if self.mesa is not None:
            self._poner()
        elif self._sesion is not None:
            self._abrir()

    def pulso(self) -> None:
        """Now and then: pages that only lack their acopio go on when it is known."""
        if self.mesa is not None and self._acopios is not None:
            self._espera.pulso(self.mesa, self._acopios)

    def cerrar(self) -> None:
        """The sheet that is passing is kept, the others stay in the feeder."""
        self.toma.pausar()
        self.toma.detener()
        self._lectura.soltar()
        if self.mesa is not None:
            self.mesa.detener()

    def _abrir(self) -> None:
        if not self._abriendo:
            self._abriendo = True
            self._taller.local(self, self._preparar, self._abierta, self._no_abre)

    def _preparar(self) -> Abierta:
        from prep.services.digitalizacion.escritorio import EscritorioDeEscaneo  # half a second, on its own thread

        datos = self._estacion.spool.ruta.parent
        mesa = EscritorioDeEscaneo(self._estacion, None, Bandeja(datos / BANDEJA), self._puente.avisar)
        eleccion = elegido(self._estacion.spool.copia(COPIA), datos)
        if eleccion.donde == str(datos / ENTRADA):
            Path(eleccion.donde).mkdir(exist_ok=True)
        return mesa, eleccion, *abrir(eleccion)

    def _abierta(self, todo: Abierta) -> None:
        self.mesa, eleccion, abierta, falta = todo
        self.toma.abrir(self.mesa, eleccion, abierta)
        self.toma.activar()
        self._avisar(falta, "mal")
        self._lectura.abrir(self.mesa)
        self._contar()
        self._poner()

    def _no_abre(self, error: Exception) -> None:
        self._abriendo = False
        self._no_se_pudo(error)

    def _poner(self) -> None:
        """Puts the person who is in front at the tray, or nobody."""
        assert self.mesa is not None, "se pone a alguien en una bandeja abierta"
        self.mesa.atender(None)
        if self._sesion is not None:
            self._taller.local(self, partial(_conocer, self._estacion, self._sesion), self._puesta, self._no_se_pudo)

    def _puesta(self, puesta: Puesta) -> None:
        sesion, candidatas, acopios = puesta
        if sesion is not self._sesion or self.mesa is None:  # they left meanwhile
            return
        self.candidatas, self._acopios = candidatas, acopios
        self.mesa.atender(Digitalizar(self._estacion, sesion, acopios=acopios))
        self.lista.emit()
        self._lectura.leer()

    def mirar_casillas(self) -> None:
        """Casilla by casilla, `avance`: with what the other stations did, if there is a node."""
        if self.mesa is not None and self._acopios is not None:
            self._mirada.mirar(self.mesa, self._acopios)

    # -- what comes --------------------------------------------------------------------------------

    def _llego(self, hoja: Hoja) -> None:
        self.hoja.emit(hoja)
        self._contar()
        if hoja.estado is EstadoHoja.POR_LEER:
            self.toma.paso_una()
            self._lectura.leer()

    def _contar(self) -> None:
        assert self.mesa is not None, "las páginas son de una bandeja abierta"
        self.pendientes.emit(sum(hoja.estado.pide for hoja in self.mesa.hojas()))

    def _decir_fuente(self, texto: str) -> None:
        self.dicha = texto
        self.fuente.emit(texto)

    def _avisar(self, texto: str, papel: str) -> None:
        self.avisado = (texto, papel)
        self.aviso.emit(texto, papel)

    def _no_se_pudo(self, error: Exception) -> None:
        self._avisar(str(error), "mal")

    # -- what the operator decides -----------------------------------------------------------------

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
            self._taller.local(self, self.mesa.recuperar, self._vuelve, self._no_se_pudo)

    def _vuelve(self, hoja: Hoja) -> None:
        self._avisar(self.tr("{} está otra vez en la bandeja.").format(hoja.origen), "bien")
        self.recuperada.emit(hoja)

    def _decidir(self, que: Callable[[], Hoja]) -> None:
        self._taller.local(self, que, self._hecha, self._no_se_pudo)

    def _hecha(self, hoja: Hoja) -> None:
        descartada = hoja.estado is EstadoHoja.DESCARTADA
        texto = self.tr("{} se descartó y se conserva aparte. Ctrl+Z la recupera.").format(hoja.origen)
        self._avisar(texto if descartada else "", "nota")
        self.decidida.emit(hoja)


def _conocer(estacion: Estacion, sesion: Sesion) -> Puesta:
    """What who scans needs of the catalogue. Raises NoProcede until the station has one."""
    return sesion, ActasPosibles(estacion), Acopios(estacion)
