"""What a screen of a station is to the frame: made for one session, shown, paused and let go."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from prep.domain.hechos.roles import Rol
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.incidentes import Esbozo
from prep.services.estacion.pulso import Pulso
from prep.services.estacion.sesion import Sesion
from prep.ui.dialogos import Dialogos
from prep.ui.hilos import Taller
from prep.ui.sonidos import Sonidos
from prep.ui.tema import Tema


class Oficio(QObject):
    """What a station does all the time that it is open, whatever screen is in front: its screen shows it and may go.

    `pendientes(n)`: how many things ask for a person there.
    """

    pendientes = Signal(int)

    def atender(self, sesion: Sesion | None) -> None:
        """Who is in front from now on; None: nobody, at the door or while the station is locked."""
        raise NotImplementedError

    def pulso(self) -> None:
        """Each second or so."""

    def cerrar(self) -> None:
        """The station closes. Nothing is waited for."""


@dataclass(frozen=True, slots=True)
class ContextoDePantalla:
    """What every screen works with; `oficio`: its door's, when it has one."""

    estacion: Estacion
    sesion: Sesion
    taller: Taller
    dialogos: Dialogos
    sonidos: Sonidos
    tema: Tema
    oficio: Oficio | None = None


class Pantalla(QWidget):
    """A screen. What it has in hand is kept by the services as it goes: it may be destroyed at any moment.

    `asunto(text)`: what is in hand, for the window's title; "" when nothing is. `esbozo`: what an incident written down
    now is about.
    """

    asunto = Signal(str)

    def __init__(self, contexto: ContextoDePantalla) -> None:
        super().__init__()
        self.contexto = contexto
        self.pila = QVBoxLayout(self)
        self.esbozo = Esbozo()

    def activar(self) -> None:
        """It is shown, for the first time or again: the focus goes where work goes on."""
        raise NotImplementedError

    def pausar(self) -> None:
        """It is no longer seen (locked, or another screen): nothing new is asked for."""

    def soltar(self) -> None:
        """The session ends: gives back what somebody else could do. Nothing is waited for."""

    def notas(self) -> str:
        """What F1 shows besides the keys, as rich text."""
        return ""

    def leyo(self, texto: str) -> str:
        """What a reader read while no field was there for it; why it is refused, "" when it was taken."""
        return self.tr("Se leyó un código: aquí no se usa y no se escribió nada.")

    def pulso(self, pulso: Pulso) -> None:
        """How the station is with its node, each second or so."""


Practicar = Callable[[QWidget], object]  # over that window


def no_se_practica(_: QWidget) -> None:
    """A program that was given no practice."""


class ClaseDeEspera(Enum):
    """What waits behind a door."""

    CONFORMIDAD = "conformidad"  # what somebody proposed
    COTEJO = "cotejo"


CuantasEsperan = Callable[[Estacion, Sesion], int]
HaceOficio = Callable[[Estacion, Taller, Sonidos], Oficio]


@dataclass(frozen=True, slots=True)
class Puerta:
    """A screen that a station may open: for whom (any of `roles`), and how it is made. `id`: as in the actions.

    `cuantas`: how many things wait there for that person, asked of the node, and `espera` which. `oficio`: what goes on
    unseen.
    """

    id: str
    titulo: str
    roles: frozenset[Rol]
    fabrica: Callable[[ContextoDePantalla], Pantalla]
    cuantas: CuantasEsperan | None = None
    oficio: HaceOficio | None = None
    espera: ClaseDeEspera = ClaseDeEspera.CONFORMIDAD
