"""The work behind the desk, off its thread: the tray looked at, a case taken, decided, or given back (R-05)."""

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from prep.services.estacion.estacion import Recibo
from prep.ui.hilos import Taller
from prep.ui.maquina import MaquinaDePantalla
from prep.ui.validacion.obra_tabla import AUSENTES, EN_MANO, TABLA, AccionMesa, EstadoMesa, SucesoMesa

MIRA_MS = 3000  # how often the tray is asked for while it is in sight


class MesaConBandeja(Protocol):
    """What has a tray and gives its cases one at a time: the desk, and the cotejos."""

    def bandeja(self) -> tuple[Any, ...]: ...
    def tomar(self) -> Any: ...
    def tomar_caso(self, clave: str, /) -> Any: ...
    def devolver(self, caso: Any, /) -> bool: ...


class ObraValidacion(QObject):
    """`bandeja(rows)`, or `sin_bandeja(words, colour)`. `abre(case)`, or `vuelve(words, colour)`: to the tray.

    `decidido(receipt)`: it is on the disk. `no_guardo(words)`: it is not, and the case stays.
    """

    bandeja = Signal(object)
    sin_bandeja = Signal(str, str)
    abre = Signal(object)
    vuelve = Signal(str, str)
    decidido = Signal(object)
    no_guardo = Signal(str)

    def __init__(self, mesa: MesaConBandeja, taller: Taller, padre: QObject) -> None:
        super().__init__(padre)
        self._mesa, self._taller = mesa, taller
        self._maquina = MaquinaDePantalla(TABLA, EstadoMesa.AUSENTE)
        self._si_no = ""  # what to say if there is none
        self._mirar = QTimer(self)
        self._mirar.setInterval(MIRA_MS)
        self._mirar.setSingleShot(True)
        self._mirar.timeout.connect(self.mirar)

    @property
    def a_la_vista(self) -> bool:
        """Whether somebody is there."""
        return self._maquina.estado not in AUSENTES

    @property
    def en_mano(self) -> bool:
        """Whether there is a case that nobody decided yet."""
        return self._maquina.estado in EN_MANO

    def activar(self) -> None:
        self._si_toca(SucesoMesa.ASOMA)

    def pausar(self) -> None:
        self._maquina.dar(SucesoMesa.SE_VA)

    def soltar(self) -> None:
        self.pausar()
        self._mirar.stop()

    def mirar(self) -> None:
        """The tray, unless a case is in hand or on its way, or nobody is there."""
        self._si_toca(SucesoMesa.MIRA)

    def siguiente(self, si_no: str) -> None:
        """The oldest case; `si_no`: what to say if there is none."""
        self._pedir(self._mesa.tomar, si_no)

    def abrir(self, clave: str, si_no: str) -> None:
        """The case of that acta."""
        self._pedir(partial(self._mesa.tomar_caso, clave), si_no)

    def guardar(self, dictaminar: Callable[[], Recibo]) -> None:
        """What was decided of the case in hand."""
        if self._maquina.dar(SucesoMesa.GUARDA) is AccionMesa.GUARDAR:
            self._taller.local(self, dictaminar, self._guardada, self._no_guardada)

    def dejar(self, caso: object) -> bool:
        """The case in hand, undecided; whether it may be left: not what is on its way to the disk."""
        deja = self._maquina.dar(SucesoMesa.DEJA) is AccionMesa.DEVOLVER
        if deja:
            self._devolver(caso)
        return deja

    def _si_toca(self, suceso: SucesoMesa) -> None:
        if self._maquina.dar(suceso) is AccionMesa.MIRAR:
            self._taller.nodo(self, self.renglones, self._llego_bandeja, self._sin_bandeja)

    def renglones(self) -> tuple[Any, ...]:
        """What the tray shows, asked in the node's thread."""
        return self._mesa.bandeja()

    def _llego_bandeja(self, filas: tuple[Any, ...]) -> None:
        self.bandeja.emit(filas)
        self._mirar.start()

    def _sin_bandeja(self, error: Exception) -> None:
        self.sin_bandeja.emit(str(error), "mal")
        self._mirar.start()

    def _pedir(self, tomar: Callable[[], object], si_no: str) -> None:
        self._si_no = si_no
        if self._maquina.dar(SucesoMesa.PIDE) is AccionMesa.PEDIR:
            self._taller.nodo(self, tomar, self._llego, self._no_llego)

    def _llego(self, caso: object) -> None:
        if caso is None:
            self._maquina.dar(SucesoMesa.NO_LLEGA)
            self.vuelve.emit(self._si_no, "nota")
        elif self._maquina.dar(SucesoMesa.LLEGA) is AccionMesa.ABRIR:
            self.abre.emit(caso)
        else:
            self._devolver(caso)

    def _no_llego(self, error: Exception) -> None:
        self._maquina.dar(SucesoMesa.NO_LLEGA)
        self.vuelve.emit(str(error), "aviso")

    def _guardada(self, recibo: Recibo) -> None:
        self._maquina.dar(SucesoMesa.GUARDADA)
        self.decidido.emit(recibo)

    def _no_guardada(self, error: Exception) -> None:
        self._maquina.dar(SucesoMesa.NO_GUARDADA)
        self.no_guardo.emit(str(error))

    def _devolver(self, caso: object) -> None:
        """To the tray, for any other desk."""
        self._taller.nodo(self, partial(self._mesa.devolver, caso), self._devuelto, self._callar)

    def _devuelto(self, _: bool) -> None:
        self.mirar()

    def _callar(self, error: Exception) -> None:
        """Its lease runs out by itself; the bar tells how the node is."""
