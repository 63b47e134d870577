"""The notice of what waits for who is at the station behind its doors, in every screen, with one key to it.

And who is no longer who they were: another key, other roles or another site; their session ends here.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QTabBar

from prep.services.estacion.estacion import Estacion
from prep.services.estacion.sesion import Sesion
from prep.ui.hilos import Taller
from prep.ui.orilla import Orilla
from prep.ui.pantalla import ClaseDeEspera, Puerta

MIRADA_MS = 4000


class Avisador(QObject):
    """Asks while there is a session whose doors have something to wait behind; the tabs' data are the doors' ids."""

    def __init__(
        self, estacion: Estacion, taller: Taller, orilla: Orilla, pestanas: QTabBar, salir: Callable[[], None]
    ) -> None:
        super().__init__(pestanas)
        self._estacion, self._taller, self._orilla, self._pestanas = estacion, taller, orilla, pestanas
        self._salir = salir
        self._puertas: list[Puerta] = []
        self._donde: list[str] = []  # the doors behind which something waits, in their order
        self._sesion: Sesion | None = None
        self._pidiendo = False  # one question at a time
        self._reloj = QTimer(self)
        self._reloj.setInterval(MIRADA_MS)
        self._reloj.timeout.connect(self._mirar)

    def vigilar(self, sesion: Sesion | None, abiertas: list[Puerta]) -> None:
        """Of that person from now on; None: of nobody."""
        self._sesion, self._puertas = sesion, [p for p in abiertas if p.cuantas]
        self._donde = [p.id for p in self._puertas[:1]]
        self._orilla.pendiente("")
        if sesion is None:
            self._reloj.stop()
        else:
            self._reloj.start()
            self._mirar()

    def ir(self) -> None:
        """To where it is answered, and from there to the next; not while the station is locked."""
        if not self._pestanas.isVisible():
            return
        ids = [self._pestanas.tabData(n) for n in range(self._pestanas.count())]
        donde = [n for n, id in enumerate(ids) if id in self._donde]
        if donde:
            aqui = self._pestanas.currentIndex()
            self._pestanas.setCurrentIndex(next((n for n in donde if n > aqui), donde[0]))

    def _mirar(self) -> None:
        if self._pidiendo or self._sesion is None:
            return
        self._pidiendo = True
        self._taller.local(self, partial(_sigue, self._estacion, self._sesion), self._supo, self._no_llego)

    def _supo(self, respuesta: tuple[Sesion, bool]) -> None:
        """First whether who is here is still who they were; then what waits for them."""
        self._pidiendo = False
        sesion, sigue = respuesta
        if sesion is not self._sesion:
            return
        if not sigue:
            self._salir()
            self._orilla.rehusar(self.tr("Su contraseña, sus permisos o su sitio cambiaron. Entre otra vez."))
        elif self._puertas:
            self._pidiendo = True
            pregunta = partial(_preguntar, list(self._puertas), self._estacion, sesion)
            self._taller.nodo(self, pregunta, self._llego, self._no_llego)

    def _llego(self, respuesta: tuple[Sesion, list[int]]) -> None:
        self._pidiendo = False
        sesion, todas = respuesta
        if sesion is self._sesion:
            self._donde = [p.id for p, n in zip(self._puertas, todas, strict=True) if n] or [self._puertas[0].id]
            self._orilla.pendiente(self._dicho(todas))

    def _dicho(self, todas: list[int]) -> str:
        """What waits, kind by kind; "" when nothing does."""
        son = {e: sum(n for p, n in zip(self._puertas, todas, strict=True) if p.espera is e) for e in ClaseDeEspera}
        propuestas, cotejos = son[ClaseDeEspera.CONFORMIDAD], son[ClaseDeEspera.COTEJO]
        dichos = [self.tr("%n propuesta(s) espera(n) su conformidad.", "", propuestas)] if propuestas else []
        dichos += [self.tr("%n cotejo(s) espera(n).", "", cotejos)] if cotejos else []
        return " ".join([*dichos, self.tr("Se abre con Ctrl+O.")]) if dichos else ""

    def _no_llego(self, _: Exception) -> None:
        """How many is not known now; the bar says how the node is."""
        self._pidiendo = False
        self._orilla.pendiente("")


def _sigue(estacion: Estacion, sesion: Sesion) -> tuple[Sesion, bool]:
    return sesion, estacion.vigente(sesion)


def _preguntar(puertas: list[Puerta], estacion: Estacion, sesion: Sesion) -> tuple[Sesion, list[int]]:
    """With whose it is: another person may be there when it comes."""
    return sesion, [puerta.cuantas(estacion, sesion) for puerta in puertas if puerta.cuantas]
