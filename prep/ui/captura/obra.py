"""The work behind the capture screen, off its thread: actas asked for one after another, kept or given back (R-04)."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from prep.domain.hechos.razones import RazonDeDevolucion
from prep.services.captura.captura import Capturar
from prep.services.captura.trabajo import Trabajo
from prep.services.estacion.errores import SinNodo
from prep.services.estacion.estacion import Recibo
from prep.ui.captura.obra_tabla import AUSENTES, EN_PAUSA, TABLA, AccionCaptura, EstadoCaptura, SucesoCaptura
from prep.ui.captura.sin_actas import SinActas
from prep.ui.hilos import Taller
from prep.ui.maquina import MaquinaDePantalla

BUSCA_MS = 1000  # how often it is asked whether there is work


class ObraCaptura(QObject):
    """`abre(work)`: an acta came. `cierra(text)`: the one in hand is done with, and why.

    `vacia(text)`: what is seen where there is no acta. `aviso`: what to tell, and the colour of it.
    """

    abre = Signal(object)
    cierra = Signal(str)
    vacia = Signal(str)
    aviso = Signal(str, str)
    no_guardo = Signal(str)

    def __init__(self, captura: Capturar, taller: Taller, padre: QObject) -> None:
        super().__init__(padre)
        self._captura, self._taller = captura, taller
        self._sin_actas = SinActas(captura, taller, self)
        self._sin_actas.dice.connect(self.vacia)
        self._maquina = MaquinaDePantalla(TABLA, EstadoCaptura.AUSENTE_LIBRE)
        self._buscar = QTimer(self)
        self._buscar.setInterval(BUSCA_MS)
        self._buscar.setSingleShot(True)
        self._buscar.timeout.connect(self._pedir)

    @property
    def en_pausa(self) -> bool:
        return self._maquina.estado in EN_PAUSA

    @property
    def a_la_vista(self) -> bool:
        """Whether somebody is there."""
        return self._maquina.estado not in AUSENTES

    def activar(self) -> None:
        self._si_toca(SucesoCaptura.ASOMA)

    def pausar(self) -> None:
        self._maquina.dar(SucesoCaptura.SE_VA)

    def soltar(self) -> None:
        self.pausar()
        self._buscar.stop()

    def escanear(self, clave: str) -> None:
        """The acta in the operator's hand."""
        if self._maquina.dar(SucesoCaptura.ESCANEA) is AccionCaptura.PEDIR_ESA:
            self._taller.nodo(self, partial(self._captura.tomar_acta, clave), self._llego, self._no_llego)

    def guardar(self, terminar: Callable[[], Recibo]) -> None:
        if self._maquina.dar(SucesoCaptura.GUARDA) is AccionCaptura.GUARDAR:
            self._taller.local(self, terminar, self._guardada, self._no_guardada)

    def devolver(self) -> bool:
        """Whether it may be given back: not what is on its way to the disk."""
        return self._maquina.dar(SucesoCaptura.DEVUELVE) is AccionCaptura.DEVOLVER

    def dejar(self, trabajo: Trabajo, _: object) -> None:
        """To the node, once nothing of it is on its way to the disk."""
        self._taller.nodo(self, partial(self._captura.devolver, trabajo), self._dejada, self._sin_acta)

    def apartar(self, razon: RazonDeDevolucion, trabajo: Trabajo, _: object) -> None:
        """With its reason, once nothing of it is on its way to the disk."""
        self._taller.local(self, partial(self._captura.devolver_por, trabajo, razon), self._dejada, self._sin_acta)

    def pausa(self) -> None:
        accion = self._maquina.dar(SucesoCaptura.PAUSA)
        if accion is AccionCaptura.AVISAR_PAUSA:
            self.aviso.emit(self.tr("Pausa: al terminar esta acta no llegará otra. F8 para seguir."), "nota")
        elif accion is AccionCaptura.AVISAR_SEGUIR:
            self.aviso.emit("", "nota")
        elif accion is AccionCaptura.PARAR:
            self._sin_actas.acabar()
            self.vacia.emit(self.tr("En pausa. F8 para seguir."))
        elif accion is AccionCaptura.PEDIR:
            self._tomar()

    def _pedir(self) -> None:
        self._si_toca(SucesoCaptura.PIDE)

    def _si_toca(self, suceso: SucesoCaptura) -> None:
        if self._maquina.dar(suceso) is AccionCaptura.PEDIR:
            self._tomar()

    def _tomar(self) -> None:
        self._taller.nodo(self, self._captura.tomar, self._llego, self._no_llego)

    def _llego(self, trabajo: Trabajo | None) -> None:
        if trabajo is not None:
            self._maquina.dar(SucesoCaptura.LLEGA)
            self._sin_actas.acabar()
            self.abre.emit(trabajo)
            return
        self._maquina.dar(SucesoCaptura.NO_LLEGA)
        if self.en_pausa:
            self._sin_actas.acabar()
            self.vacia.emit(self.tr("En pausa. F8 para seguir."))
        else:
            self._sin_actas.seguir()
        self._buscar.start(BUSCA_MS)

    def _no_llego(self, error: Exception) -> None:
        self._maquina.dar(SucesoCaptura.NO_LLEGA)
        self._sin_acta(error)

    def _sin_acta(self, error: Exception) -> None:
        """What the node said; it is asked again in a while."""
        self._sin_actas.acabar()
        self.vacia.emit(str(error))
        if isinstance(error, SinNodo):
            self._buscar.start(BUSCA_MS)
        else:
            self.aviso.emit(str(error), "mal")
            self._buscar.start(BUSCA_MS * 5)

    def _guardada(self, _: Recibo) -> None:
        self._maquina.dar(SucesoCaptura.GUARDADA)
        self.cierra.emit(self.tr("Guardada. Abriendo la siguiente…"))
        self._pedir()

    def _no_guardada(self, error: Exception) -> None:
        self._maquina.dar(SucesoCaptura.NO_GUARDADA)
        self.no_guardo.emit(str(error))

    def _dejada(self, _: object) -> None:
        self._buscar.start(BUSCA_MS)
