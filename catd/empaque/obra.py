"""The work behind the closing of the CATD, off the windows' thread: looked at while seen, signed, put on paper."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from catd.empaque.papel import acta_de_cierre
from prep.documents.empaque import en_pdf
from prep.documents.guardado import guardar
from prep.services.estacion.empaque import Empacar, VistaDeEmpaque
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.sesion import Sesion
from prep.ui.hilos import Taller
from prep.ui.mirada import MiradaAlNodo

PAPELES = "papeles"


class ObraEmpaque(QObject):
    """`mirada` asks how it is; `hecha(words)` or `no_hecha(words)`; `impresa(path)`;
    `leido(sobre)`."""

    leido = Signal(object)
    hecha = Signal(str)
    no_hecha = Signal(str)
    impresa = Signal(object)

    def __init__(self, estacion: Estacion, sesion: Sesion, taller: Taller, padre: QObject) -> None:
        super().__init__(padre)
        self._estacion, self._taller = estacion, taller
        self.empacar = Empacar(estacion, sesion)
        self.mirada = MiradaAlNodo(self.empacar.ver, taller, self)

    def firmar(self, que: Callable[[], object], texto: str) -> None:
        """What this person signs and this station keeps; `texto`: what is said once it is."""
        self._taller.local(self, que, partial(self._hecha, texto), self._no_hecha)

    def leer(self, vista: VistaDeEmpaque, texto: str, cajas: Mapping[str, int]) -> None:
        """A sobre by its label."""
        self._taller.local(self, partial(self.empacar.leer, vista, texto, cajas), self.leido.emit, self._no_hecha)

    def imprimir(self, vista: VistaDeEmpaque) -> None:
        self._taller.fondo(self, partial(_imprimir, self._estacion, vista), self.impresa.emit, self._no_hecha)

    def _hecha(self, texto: str, _: object) -> None:
        self.hecha.emit(texto)
        self.mirada.mirar()

    def _no_hecha(self, error: Exception) -> None:
        self.no_hecha.emit(str(error))


def _imprimir(estacion: Estacion, vista: VistaDeEmpaque) -> Path:
    contenido = en_pdf(acta_de_cierre(estacion.catalogo, vista, estacion.sitio))
    nombre = f"cierre-{estacion.sitio}-{vista.ahora:%Y%m%d-%H%M%S}.pdf"
    guardar(ruta := estacion.spool.ruta.parent / PAPELES / nombre, contenido)
    return ruta
