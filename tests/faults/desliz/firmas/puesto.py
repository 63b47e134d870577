"""What a stream needs to know of a window where acts are signed: how hands go through it, and what was signed."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, ClassVar, Self

from PySide6.QtWidgets import QApplication, QDialog

from prep.services.estacion.estacion import Estacion
from prep.ui.fallos import Fallos
from prep.ui.marco import Marco
from prep.ui.pantalla import Puerta
from tests.faults.desliz.firmas.delante import Delante
from tests.faults.desliz.gestos import Gesto
from tests.faults.desliz.sitio import estacion_sola
from tests.faults.desliz.taller import TallerDeCorriente

ACEPTAN = ("enter", "espacio", " ", "ctrl+enter")


@dataclass(frozen=True, slots=True)
class Firmado:
    """A fact as this station keeps it."""

    tipo: str
    acta: str
    cuerpo: dict[str, Any]


@dataclass
class Hilo:
    """What this person answered since the screen itself was last in front; `abierto`: its fields as they were then."""

    abierto: tuple[str, ...] = ()
    contestado: list[tuple[Delante, Gesto]] = field(default_factory=list)

    def dijo(self, parte: str) -> list[str]:
        """What was written in the questions whose words have `parte`, in order."""
        return [antes.escrito for antes, _ in self.contestado if parte in antes.texto]


class PuestoDeFirmas:
    """`caminos`: what hands do there on purpose, each ending in one of `firmara`; `teclas`: what else they may touch.

    The node is away: what it would have answered is handed to the screen.
    """

    puerta: ClassVar[Puerta]
    firmara: tuple[str, ...] = ()  # the kinds of what is signed there
    quien = "eva"
    estacion = "est-01-2"
    teclas: tuple[str, ...] = ()

    def __init__(self, marco: Marco, estacion: Estacion, taller: TallerDeCorriente) -> None:
        self.marco, self._taller, self._spool, self._leidos = marco, taller, estacion.spool, 0
        self._estacion = estacion
        self.preparar()

    def preparar(self) -> None:
        """Once, after the screen was opened."""

    def caminos(self, azar: Random) -> list[str]:
        """One of them, as keys: `texto:…` is typed, `lector:…` read, `+x` held, the rest are names of keys."""
        raise NotImplementedError

    def llega(self, azar: Random) -> None:
        """What the node says at the beginning of a stream."""
        raise NotImplementedError

    def mirada(self, azar: Random) -> None:
        """What the node says a while after: the same in another order, and something more or less."""

    def juzgar(self, firmado: Firmado, antes: Delante, gesto: Gesto, hilo: Hilo) -> str:
        """Why nobody confirmed that, knowing what it says; "" when somebody did."""
        raise NotImplementedError

    def de_lector(self, firmado: Firmado, antes: Delante, gesto: Gesto) -> bool:
        """Whether it is what a reader is there for."""
        return False

    def libre(self, campo: str) -> bool:
        """Whether a reader may write there."""
        return False

    def pide_etiqueta(self, antes: Delante) -> bool:
        """Whether the field in front asks for a label: what a reader leaves there, it answers."""
        return False

    @classmethod
    @contextmanager
    def sentado(cls, carpeta: Path, aplicacion: QApplication) -> Iterator[tuple[Self, Fallos]]:
        """At a station of its own."""
        silla = estacion_sola(carpeta, aplicacion, cls.puerta, cls.quien, cls.estacion)
        with silla as (marco, estacion, taller, fallos):
            yield cls(marco, estacion, taller), fallos

    # -- what a stream does with any of them --------------------------------------------------------

    def sembrar(self, semilla: int) -> None:
        """How late its work is told, in that stream."""
        self._taller.sembrar(semilla)

    def reposo(self) -> None:
        """What was on its way is on the disk, or was refused."""
        self._taller.reposo()

    def cerrar_preguntas(self) -> None:
        while (menu := QApplication.activePopupWidget()) is not None:
            menu.close()
        for dialogo in self.marco.findChildren(QDialog):
            dialogo.reject()
        self.reposo()
        self.marco.activateWindow()
        QApplication.processEvents()

    def firmados(self) -> list[Firmado]:
        """Since the last time."""
        filas = self._spool._leer("SELECT n, tipo, acta, cuerpo FROM salida WHERE n > ? ORDER BY n", self._leidos)
        self._leidos = filas[-1][0] if filas else self._leidos
        return [Firmado(tipo, acta, json.loads(cuerpo)) for _, tipo, acta, cuerpo in filas]


def en_pregunta(antes: Delante, gesto: Gesto, titulo: str, boton: str = "") -> str:
    """Why an answer is none: it is given by Enter or the space bar in that question, on its button if it has one."""
    if antes.pregunta != titulo:
        return f"no se preguntó «{titulo}», sino «{antes.pregunta}»"
    if boton and antes.foco != boton:
        return f"el foco estaba en «{antes.foco}» y no en «{boton}»"
    return "" if gesto.texto in ACEPTAN else f"«{gesto.texto}» no contesta"
