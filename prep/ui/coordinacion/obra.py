"""The work behind the coordinator's window, off the windows' thread: looked at while it is seen, done, exported."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from prep.documents.guardado import guardar
from prep.documents.incidentes import en_csv, en_pdf
from prep.domain.reglas.incidentes import Incidente
from prep.services.estacion.coordinacion import Coordinar, VistaDeCentro
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.incidentes import Incidentes
from prep.services.estacion.relacion import relacion
from prep.services.estacion.sesion import Sesion
from prep.ui.hilos import Taller
from prep.ui.mirada import MiradaAlNodo

PAPELES = "papeles"
Visto = tuple[VistaDeCentro, list[Incidente]]


class ObraCoordinacion(QObject):
    """`mirada` asks for a Visto; `hecha(words)` or `no_hecha(words)`."""

    hecha = Signal(str)
    no_hecha = Signal(str)

    def __init__(self, estacion: Estacion, sesion: Sesion, taller: Taller, padre: QObject) -> None:
        super().__init__(padre)
        self._estacion, self._taller = estacion, taller
        self.incidentes, self.coordinar = Incidentes(estacion, sesion), Coordinar(estacion, sesion)
        self.mirada = MiradaAlNodo(self._mirar, taller, self)

    def firmar(self, que: Callable[[], object], texto: str) -> None:
        """What this person signs and this station keeps; `texto`: what is said once it is."""
        self._taller.local(self, que, partial(self._hecha, texto), self._no_hecha)

    def exportar(self, vistos: list[Incidente], nombres: Mapping[str, str], hecha: Callable[[Path], None]) -> None:
        """Both files, in this station's folder; `hecha(path)` of the PDF."""
        self._taller.fondo(self, partial(_exportar, self._estacion, list(vistos), dict(nombres)), hecha, self._no_hecha)

    def _mirar(self) -> Visto:
        return self.coordinar.ver(), self.incidentes.listar()

    def _hecha(self, texto: str, _: object) -> None:
        self.hecha.emit(texto)
        self.mirada.mirar()

    def _no_hecha(self, error: Exception) -> None:
        self.no_hecha.emit(str(error))
        self.mirada.mirar()


def _exportar(estacion: Estacion, vistos: list[Incidente], nombres: Mapping[str, str]) -> Path:
    ahora = datetime.now(UTC)
    dato = relacion(estacion.catalogo, vistos, nombres, ahora, estacion.sitio)
    base = estacion.spool.ruta.parent / PAPELES / f"incidentes-{estacion.sitio}-{ahora:%Y%m%d-%H%M%S}"
    guardar(base.with_suffix(".csv"), en_csv(dato))
    guardar(ruta := base.with_suffix(".pdf"), en_pdf(dato))
    return ruta
