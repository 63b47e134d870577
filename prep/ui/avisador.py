"""The notice of what waits for who is at the station behind its doors, in every screen, with one key to it; of what was
written to them; and of who comes, when they asked for help.

And who is no longer who they were: another key, other roles or another site; their session ends here.
"""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QTabBar

from prep.domain.hechos.hechos import Hecho
from prep.domain.hechos.roles import Rol
from prep.domain.reglas.mensajes import Mensaje
from prep.services.estacion.errores import NoProcede, SinNodo
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.incidentes import Auxilio, Incidentes, pedida
from prep.services.estacion.mensajes import Mensajes
from prep.services.estacion.sesion import Sesion
from prep.ui.hilos import Taller
from prep.ui.mensajes import que_esperan, que_se_avisa
from prep.ui.orilla import Orilla
from prep.ui.pantalla import ClaseDeEspera, Puerta
from prep.ui.sonidos import Sonidos

MIRADA_MS = 4000
RespuestaDelNodo = tuple[Sesion, list[int], Auxilio | None, tuple[Mensaje, ...]]


class VentanaQueSale(Protocol):
    """The frame, as far as a notice needs it."""

    @property
    def bloqueada(self) -> bool: ...
    def salir(self) -> None: ...


class Avisador(QObject):
    """Asks while there is a session whose doors have something to wait behind; the tabs' data are the doors' ids."""

    def __init__(
        self,
        estacion: Estacion,
        taller: Taller,
        sonidos: Sonidos,
        orilla: Orilla,
        pestanas: QTabBar,
        ventana: VentanaQueSale,
    ) -> None:
        super().__init__(pestanas)
        self._estacion, self._taller, self._orilla, self._pestanas = estacion, taller, orilla, pestanas
        self._sonidos, self._ventana = sonidos, ventana
        self._oidos: set[UUID] = set()  # the messages that were heard
        self._ultimos: tuple[Mensaje, ...] = ()  # while the node is gone they wait all the same
        self._puertas: list[Puerta] = []
        self._donde: list[str] = []  # the doors behind which something waits, in their order
        self._sesion: Sesion | None = None
        self._pidiendo = False  # one question at a time
        self._reloj = QTimer(self)
        self._reloj.setInterval(MIRADA_MS)
        self._reloj.timeout.connect(self._mirar)

    def vigilar(self, sesion: Sesion | None, abiertas: list[Puerta]) -> None:
        """Of that person from now on; None: of nobody."""
        self._oidos, self._ultimos = set(), ()
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

    def _supo(self, respuesta: tuple[Sesion, bool, Hecho | None]) -> None:
        """First whether who is here is still who they were; then what waits for them, and whom they wait for."""
        self._pidiendo = False
        sesion, sigue, pedido = respuesta
        if sesion is not self._sesion:
            return
        if not sigue:
            self._ventana.salir()
            self._orilla.rehusar(self.tr("Su contraseña, sus permisos o su sitio cambiaron. Entre otra vez."))
        else:
            self._pidiendo = True
            pregunta = partial(_preguntar, list(self._puertas), pedido, self._estacion, sesion)
            self._taller.nodo(self, pregunta, self._llego, self._no_llego)

    def _llego(self, respuesta: RespuestaDelNodo) -> None:
        self._pidiendo = False
        sesion, todas, auxilio, mensajes = respuesta
        if sesion is self._sesion:
            self._ultimos = mensajes
            con_algo = [p.id for p, n in zip(self._puertas, todas, strict=True) if n]
            self._donde = con_algo or [p.id for p in self._puertas[:1]]
            self._orilla.pendiente(
                "\n".join(filter(None, (self._escrito(sesion, mensajes), self._viene(auxilio), self._dicho(todas))))
            )

    def _escrito(self, sesion: Sesion, mensajes: tuple[Mensaje, ...]) -> str:
        """What was written to who is here; one more is heard."""
        coordina = Rol.COORDINACION in sesion.roles
        ahora = datetime.now(UTC) + timedelta(milliseconds=self._estacion.desfase_ms)
        esperan = {m.id for m in que_esperan(mensajes, sesion.operador, coordina, ahora)}
        if esperan - self._oidos:
            self._sonidos.tocar("recibida")
        self._oidos = esperan
        if self._ventana.bloqueada:
            return self.tr("Hay mensajes: desbloquee para leerlos.") if esperan else ""
        zona = ZoneInfo(self._estacion.catalogo.ajustes.zona)
        return que_se_avisa(mensajes, sesion.operador, coordina, zona, ahora)

    def _viene(self, auxilio: Auxilio | None) -> str:
        """Of the help that they asked for."""
        if auxilio is None:
            return ""
        zona = ZoneInfo(self._estacion.catalogo.ajustes.zona)
        hora = f"{auxilio.pedido.astimezone(zona):%H:%M}"
        if auxilio.hecho:
            return self.tr("Ayuda de las {}: la atendió {}: «{}».").format(hora, auxilio.nombre, auxilio.hecho)
        if auxilio.nombre:
            return self.tr("Ayuda de las {}: viene {}.").format(hora, auxilio.nombre)
        return self.tr("Ayuda de las {}: ya se pidió; aquí se dirá quién viene.").format(hora)

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
        self.decir_mensajes()

    def decir_mensajes(self) -> None:
        """Those of before and nothing else, as they may be read now."""
        self._orilla.pendiente("" if self._sesion is None else self._escrito(self._sesion, self._ultimos))


def _sigue(estacion: Estacion, sesion: Sesion) -> tuple[Sesion, bool, Hecho | None]:
    return sesion, estacion.vigente(sesion), pedida(estacion, sesion.operador)


def _preguntar(puertas: list[Puerta], pedido: Hecho | None, estacion: Estacion, sesion: Sesion) -> RespuestaDelNodo:
    """With whose it is: another person may be there when it comes."""
    cuantas = [puerta.cuantas(estacion, sesion) for puerta in puertas if puerta.cuantas]
    auxilio = Incidentes(estacion, sesion).quien_viene(pedido) if pedido is not None else None
    try:
        mensajes = Mensajes(estacion, sesion).listar()
    except SinNodo:
        raise
    except NoProcede:  # a node of a version before
        mensajes = ()
    return sesion, cuantas, auxilio, mensajes
