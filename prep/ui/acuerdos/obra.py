"""The work behind the proposals, off the windows' thread: looked at while they are seen, the image, the answer."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QSize, QTimer, Signal

from prep.services.captura.acuerdos import Acuerdos
from prep.services.estacion.estacion import Recibo
from prep.services.nodo.tipos import PropuestaVista
from prep.ui.hilos import Taller
from prep.ui.visor import HojaEnVisor, leer_hoja

MIRADA_MS = 2000


class ObraAcuerdos(QObject):
    """`lista(proposals)` or `sin_lista(words)`; `abierta(sheet)` or `danada(words)`.

    `hecha(receipt)` or `no_hecha(words)`.
    """

    lista = Signal(object)
    sin_lista = Signal(str)
    abierta = Signal(object)
    danada = Signal(str)
    hecha = Signal(object)
    no_hecha = Signal(str)

    def __init__(self, acuerdos: Acuerdos, taller: Taller, padre: QObject) -> None:
        super().__init__(padre)
        self._acuerdos, self._taller = acuerdos, taller
        self._pidiendo = False  # one look at a time
        self._abrir: UUID | None = None  # whose image was asked for last
        self._reloj = QTimer(self)
        self._reloj.setInterval(MIRADA_MS)
        self._reloj.timeout.connect(self.mirar)

    def activar(self) -> None:
        self._reloj.start()
        self.mirar()

    def pausar(self) -> None:
        self._reloj.stop()

    def mirar(self) -> None:
        if not self._pidiendo:
            self._pidiendo = True
            self._taller.nodo(self, self._acuerdos.listar, self._llego, self._no_llego)

    def abrir(self, hecho: UUID | None) -> None:
        """The image of that one; None: of none."""
        self._abrir = hecho
        if hecho is not None:
            self._taller.nodo(self, partial(_pedir, self._acuerdos, hecho), self._vino, self._no_se_ve)

    def hacer(self, que: Callable[[], Recibo]) -> None:
        """What this person signs."""
        self._taller.local(self, que, self._hecha, self._no_hecha)

    def _llego(self, vistas: tuple[PropuestaVista, ...]) -> None:
        self._pidiendo = False
        self.lista.emit(vistas)

    def _no_llego(self, error: Exception) -> None:
        self._pidiendo = False
        self.sin_lista.emit(str(error))

    def _vino(self, pedida: tuple[UUID, bytes]) -> None:
        hecho, contenido = pedida
        if hecho == self._abrir:
            self._taller.fondo(self, partial(_leer, hecho, contenido), self._abierta, self._no_se_ve)

    def _abierta(self, leida: tuple[UUID, HojaEnVisor]) -> None:
        hecho, hoja = leida
        if hecho == self._abrir:
            self.abierta.emit(hoja)

    def _no_se_ve(self, error: Exception) -> None:
        self.danada.emit(str(error))

    def _hecha(self, recibo: Recibo) -> None:
        self.hecha.emit(recibo)
        self.mirar()

    def _no_hecha(self, error: Exception) -> None:
        self.no_hecha.emit(str(error))


def _pedir(acuerdos: Acuerdos, hecho: UUID) -> tuple[UUID, bytes]:
    """One image, with whose it is."""
    return hecho, acuerdos.ver(hecho)


def _leer(hecho: UUID, contenido: bytes) -> tuple[UUID, HojaEnVisor]:
    return hecho, leer_hoja(contenido, QSize())
