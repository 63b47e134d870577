"""The work behind the closing of the CATD, off the windows' thread: looked at while seen, signed, put on paper."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from catd.empaque.papel import acta_de_cierre
from prep.documents.empaque import en_pdf
from prep.documents.guardado import guardar
from prep.services.estacion.empaque import Empacar, VistaDeEmpaque
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.sesion import Sesion
from prep.ui.hilos import Taller

MIRADA_MS = 2000
PAPELES = "papeles"


class ObraEmpaque(QObject):
    """`llego(view)` or `no_llego(words)`; `hecha(words)` or `no_hecha(words)`; `impresa(path)`."""

    llego = Signal(object)
    no_llego = Signal(str)
    hecha = Signal(str)
    no_hecha = Signal(str)
    impresa = Signal(object)

    def __init__(self, estacion: Estacion, sesion: Sesion, taller: Taller, padre: QObject) -> None:
        super().__init__(padre)
        self._estacion, self._taller = estacion, taller
        self.empacar = Empacar(estacion, sesion)
        self._pidiendo = False  # one look at a time
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
            self._taller.nodo(self, self.empacar.ver, self._llego, self._no_llego)

    def firmar(self, que: Callable[[], object], texto: str) -> None:
        """What this person signs and this station keeps; `texto`: what is said once it is."""
        self._taller.local(self, que, partial(self._hecha, texto), self._no_hecha)

    def imprimir(self, vista: VistaDeEmpaque) -> None:
        self._taller.fondo(self, partial(_imprimir, self._estacion, vista), self.impresa.emit, self._no_hecha)

    def _llego(self, vista: VistaDeEmpaque) -> None:
        self._pidiendo = False
        self.llego.emit(vista)

    def _no_llego(self, error: Exception) -> None:
        self._pidiendo = False
        self.no_llego.emit(str(error))

    def _hecha(self, texto: str, _: object) -> None:
        self.hecha.emit(texto)
        self.mirar()

    def _no_hecha(self, error: Exception) -> None:
        self.no_hecha.emit(str(error))


def _imprimir(estacion: Estacion, vista: VistaDeEmpaque) -> Path:
    contenido = en_pdf(acta_de_cierre(estacion.catalogo, vista, estacion.sitio))
    nombre = f"cierre-{estacion.sitio}-{vista.ahora:%Y%m%d-%H%M%S}.pdf"
    guardar(ruta := estacion.spool.ruta.parent / PAPELES / nombre, contenido)
    return ruta
