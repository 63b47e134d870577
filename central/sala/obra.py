"""The work behind the board: what the centre and its nodes say, brought off the windows' thread, and since when."""

import time
from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from central.marco.conexion import NodoAbierto
from central.sala.obra_tabla import TABLA, AccionSala, EstadoSala, SucesoSala
from central.sala.vigilante import Vigilante
from central.tablero.estado_nodos import Nodos, avisos_de
from central.tablero.juicio import Atraso, atraso_de
from central.tablero.tablero import Tablero
from prep.ui.hilos import Taller
from prep.ui.maquina import MaquinaDePantalla

MIRADA_MS = 500
VIEJO_S = 10.0  # the centre is read at least every four seconds: after so long nothing is known of now


class ObraSala(QObject):
    """`llego`: new figures. `cambio`: they are no longer of now, or why is known. `de_nodos`: what the nodes say."""

    llego = Signal()
    cambio = Signal()
    de_nodos = Signal()

    def __init__(self, puesto: NodoAbierto, taller: Taller, padre: QObject, *, sondeo_s: float, viejo_s: float) -> None:
        super().__init__(padre)
        self._viejo_s = viejo_s
        self._maquina = MaquinaDePantalla(TABLA, EstadoSala.CALLADO)
        self._nodos = Nodos()
        self._oido = 0.0  # by the clock that nobody sets
        self.tablero: Tablero | None = None  # the last one that was read
        self.motivo = ""  # why the centre does not answer, as far as it is known
        self._vigilante = Vigilante(puesto, taller, self, sondeo_s=sondeo_s)
        self._vigilante.leido.connect(self.llega)
        self._vigilante.perdido.connect(self.se_pierde)
        self._vigilante.nodos.connect(self.dicen)
        self._reloj = QTimer(self)  # figures grow old also when nobody says so
        self._reloj.setInterval(MIRADA_MS)
        self._reloj.timeout.connect(self._mirar)

    @property
    def estado(self) -> EstadoSala:
        return self._maquina.estado

    @property
    def fresca(self) -> bool:
        """Whether the figures are of now."""
        return self.estado is EstadoSala.FRESCAS

    def empezar(self) -> None:
        """Begins to listen to the centre."""
        self._vigilante.empezar()
        self._reloj.start()

    def parar(self) -> None:
        """Returns when nothing of it runs."""
        self._reloj.stop()
        self._vigilante.parar()

    def llega(self, tablero: Tablero) -> None:
        """What the centre just said."""
        self.tablero, self._oido, self.motivo = tablero, time.monotonic(), ""
        self._hacer(SucesoSala.LLEGA)

    def se_pierde(self, motivo: str) -> None:
        """The centre does not answer: what is shown is of the last time that it did."""
        self.motivo = motivo
        self._hacer(SucesoSala.SE_PIERDE)

    def dicen(self, nodos: Nodos) -> None:
        """What each node said of itself, and of how far behind it is."""
        self._nodos = nodos
        self.de_nodos.emit()

    def atrasos(self) -> Mapping[str, Atraso]:
        """By centre of work, of the node that it has now."""
        return {n.nombre.catd: atraso_de(n) for n in self._nodos.vistos if not n.cercado}

    def avisos(self, centro: str) -> list[str]:
        """What is wrong with its nodes and what to do, as `estado` says it."""
        if self.tablero is None:
            return []
        propios = [n for n in self._nodos.vistos if n.nombre.catd == centro]
        return [aviso for n in propios for aviso in avisos_de(n, self._nodos, self.tablero.momento)]

    def _mirar(self) -> None:
        if self.tablero is not None and time.monotonic() - self._oido > self._viejo_s:
            self._hacer(SucesoSala.ENVEJECE)

    def _hacer(self, suceso: SucesoSala) -> None:
        accion = self._maquina.dar(suceso)
        if accion is AccionSala.MOSTRAR:
            self.llego.emit()
        elif accion is AccionSala.AVISAR:
            self.cambio.emit()
