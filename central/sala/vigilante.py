"""Brings to the window what the centre says: the board at each change, and each node's delay now and then."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from central.marco.conexion import NodoAbierto
from central.sitios import salud
from central.tablero.estado_nodos import Nodos
from central.tablero.oyente import PERDIDA, SONDEO_S, Oyente
from central.tablero.tablero import Tablero
from prep.store.conexion import cruda
from prep.store.migrar import cabeza
from prep.ui.hilos import Taller

NODOS_MS = 15_000


class Vigilante(QObject):
    """`leido(Tablero)`, `perdido(why)` and `nodos(Nodos)`, on the windows' thread."""

    leido = Signal(object)
    perdido = Signal(str)
    nodos = Signal(object)
    _de_hilo = Signal(object)

    def __init__(self, puesto: NodoAbierto, taller: Taller, padre: QObject, *, sondeo_s: float = SONDEO_S) -> None:
        super().__init__(padre)
        self._puesto, self._taller = puesto, taller
        self._oyente = Oyente(puesto, self._llego, self._falta, sondeo_s=sondeo_s)
        self._de_hilo.connect(self._recibir, Qt.ConnectionType.QueuedConnection)
        self._pidiendo = False
        self._reloj = QTimer(self)
        self._reloj.setInterval(NODOS_MS)
        self._reloj.timeout.connect(self.preguntar)

    def empezar(self) -> None:
        self._oyente.start()
        self._reloj.start()
        self.preguntar()

    def parar(self) -> None:
        """Returns when nothing of it runs."""
        self._reloj.stop()
        self._oyente.parar()

    def preguntar(self) -> None:
        """Ask the nodes how far behind they are; one that does not answer is waited for three seconds."""
        if not self._pidiendo:
            self._pidiendo = True
            self._taller.fondo(self, PreguntaNodos(self._puesto), self._contestaron)

    def _contestaron(self, nodos: Nodos | None) -> None:
        self._pidiendo = False
        if nodos is not None:
            self.nodos.emit(nodos)

    def _llego(self, tablero: Tablero) -> None:
        self._de_hilo.emit(tablero)

    def _falta(self, motivo: str) -> None:
        self._de_hilo.emit(motivo)

    def _recibir(self, dicho: Tablero | str) -> None:
        if isinstance(dicho, str):
            self.perdido.emit(dicho)
        else:
            self.leido.emit(dicho)


@dataclass(frozen=True, slots=True)
class PreguntaNodos:
    """Off the windows' thread: what the centre has of each node, and what each says. None without the centre."""

    puesto: NodoAbierto

    def __call__(self) -> Nodos | None:
        try:
            with self.puesto.mirar() as conn:
                vistos = salud.leer(cruda(conn))
        except PERDIDA:
            return None
        return Nodos(salud.preguntar(self.puesto.datos, vistos), esquema=cabeza())
