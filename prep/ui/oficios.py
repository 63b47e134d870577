"""What goes on behind a station's doors whatever is in front: made, told who is there, made anew after a fault."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTabBar

from prep.services.estacion.estacion import Estacion
from prep.services.estacion.sesion import Sesion
from prep.ui.hilos import Taller
from prep.ui.pantalla import Oficio, Puerta
from prep.ui.sonidos import Sonidos


class Oficios(QObject):
    """Those of `puertas`, while the window is open; a tab says how many things ask for somebody behind it."""

    def __init__(
        self, estacion: Estacion, taller: Taller, sonidos: Sonidos, puertas: Sequence[Puerta], pestanas: QTabBar
    ) -> None:
        super().__init__(pestanas)
        self._con = (estacion, taller, sonidos)
        self._puertas, self._pestanas = tuple(p for p in puertas if p.oficio is not None), pestanas
        self._sesion: Sesion | None = None
        self._hechos: dict[str, Oficio] = {}
        self._piden: dict[str, int] = {}
        self._hacer()

    def de(self, puerta: Puerta) -> Oficio | None:
        return self._hechos.get(puerta.id)

    def atender(self, sesion: Sesion | None) -> None:
        self._sesion = sesion
        for oficio in self._hechos.values():
            oficio.atender(sesion)
        self.rotular()

    def pulso(self) -> None:
        for oficio in self._hechos.values():
            oficio.pulso()

    def reponer(self) -> None:
        """After a fault of ours: what they had is on the disk."""
        self.cerrar()
        self._hacer()
        self.atender(self._sesion)

    def cerrar(self) -> None:
        for oficio in self._hechos.values():
            oficio.cerrar()
            oficio.deleteLater()
        self._hechos = {}

    def rotular(self) -> None:
        """The tabs, whose data are the doors' ids."""
        for puerta in self._puertas:
            cuantas = self._piden.get(puerta.id, 0)
            for n in range(self._pestanas.count()):
                if self._pestanas.tabData(n) == puerta.id:
                    self._pestanas.setTabText(n, f"{puerta.titulo} ({cuantas})" if cuantas else puerta.titulo)

    def _hacer(self) -> None:
        for puerta in self._puertas:
            assert puerta.oficio is not None, "sólo las que tienen uno"
            hecho = self._hechos[puerta.id] = puerta.oficio(*self._con)
            hecho.setParent(self)
            hecho.pendientes.connect(partial(self._piden_en, puerta.id))

    def _piden_en(self, puerta: str, cuantas: int) -> None:
        self._piden[puerta] = cuantas
        self.rotular()


def poner_pestanas(pestanas: QTabBar, puertas: Sequence[Puerta]) -> None:
    """One for each door, unless there is only one; nothing is opened by it."""
    pestanas.blockSignals(True)
    while pestanas.count():
        pestanas.removeTab(0)
    for puerta in puertas:
        pestanas.setTabData(pestanas.addTab(puerta.titulo), puerta.id)
    pestanas.blockSignals(False)
    pestanas.setVisible(len(puertas) > 1)
