"""What must hold after each gesture: nothing is kept that a person did not confirm knowing what it says."""

import random
from dataclasses import dataclass, field

from PySide6.QtWidgets import QApplication

from prep.domain.hechos.campos import Marca, Valor, suma
from prep.services.digitalizacion.identificacion import clave_leida
from tests.faults.desliz.gestos import VUELTAS, Gesto, Manos, corriente
from tests.faults.desliz.puestos import ACTA, FORMA, Puesto
from tests.store import ejemplos

GUARDAN = ("enter", "f2", "espacio", "s")
MUEVEN = ("borra", "arriba", "abajo", "tab")
CATALOGO = ejemplos.catalogo()
SIN_CIFRAS = ("Recapturar", "Redigitalizar")
VOTOS = FORMA.rango_votos
CABE = ACTA.lista_nominal + 16


@dataclass
class CuentaDeDeslices:
    """Of the streams that were played."""

    corrientes: int = 0
    gestos: int = 0
    ajenos: int = 0  # that nobody meant
    guardadas: int = 0
    preguntadas: int = 0  # kept after the closing question
    devueltas: int = 0  # handed back by a letter that was held
    malas: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.corrientes} corrientes, {self.gestos} gestos ({self.ajenos} de nadie), {self.guardadas} guardadas,"
            f" {self.preguntadas} tras preguntar, {self.devueltas} devueltas"
        )


class Juez:
    """Plays streams on a window and looks at it after each gesture."""

    def __init__(self, puesto: Puesto, cuenta: CuentaDeDeslices) -> None:
        self._puesto, self._cuenta, self._manos = puesto, cuenta, Manos(puesto.marco)
        self._confirmado: tuple[Valor, ...] | None = None
        self._donde = self._pregunta = ""
        self._devueltas = 0

    def jugar(self, semilla: int) -> None:
        """One stream, from a fresh acta."""
        self._puesto.sembrar(semilla)
        self._puesto.cerrar_preguntas()
        self._puesto.llega()
        self._devueltas = self._puesto.devueltas()  # a held letter of the stream before may have been slow
        self._confirmado = None
        self._cuenta.corrientes += 1
        for n, gesto in enumerate(
            corriente(random.Random(semilla), len(FORMA.campos), self._puesto.letras, self._puesto.primero)
        ):
            self._donde = f"semilla {semilla}, gesto {n}: {gesto}"
            self._gesto(gesto)
            if not self._puesto.en_mano:
                break
        if sobran := self._puesto.guardados():
            self._mal(f"guardó sin que se viera {sobran}")

    def _gesto(self, gesto: Gesto) -> None:
        self._cuenta.gestos += 1
        if gesto.clase == "repetida":  # its first press is a hand's
            self._anotar()
            antes, escrita = self._puesto.valores, self._puesto.identidad
            self._manos.apretar(gesto.texto)
            self._manos.mirar(VUELTAS)
            self._mirar(Gesto("tecla", gesto.texto), antes, None, escrita)
            if not self._puesto.en_mano:
                return
        self._anotar()
        antes, pregunta, escrita = self._puesto.valores, self._puesto.cierre, self._puesto.identidad
        por_confirmar, devolviendo = self._puesto.por_confirmar, self._puesto.devolviendo
        match gesto.clase:
            case "tecla":
                self._manos.tocar(gesto.texto)
            case "sostenida":
                self._manos.sostener(gesto.texto)
            case "lector":
                self._manos.leer(gesto)
            case "repetida":
                self._manos.repetir(gesto.texto)
            case _:
                self._manos.perder_el_foco(gesto.texto)
        self._manos.mirar()
        self._mirar(gesto, antes, pregunta, escrita)
        self._salidas(gesto, por_confirmar, devolviendo)

    def _anotar(self) -> None:
        """What is in front before a gesture: what it says can be answered by it."""
        delante = QApplication.activeModalWidget()
        self._pregunta = "" if delante is None else delante.windowTitle()

    def _salidas(self, gesto: Gesto, por_confirmar: bool, devolviendo: bool) -> None:
        """Only its own key says which acta it is; only a letter held over its question hands one back."""
        dicha = por_confirmar and self._puesto.en_mano and not self._puesto.por_confirmar
        if dicha and (not gesto.de_mano or gesto.texto != "s"):
            self._mal("dijo que es esa acta lo que no lo dice")
        if devolviendo:
            for _ in range(2):  # first what was keyed, then why
                self._puesto.reposo()
        hay = self._puesto.devueltas()
        if hay != self._devueltas:
            self._cuenta.devueltas += hay - self._devueltas
            self._devueltas = hay
            if not (devolviendo and gesto.clase == "sostenida" and gesto.texto in "abcd"):
                self._mal("devolvió lo que nadie devolvió")

    def _mirar(
        self,
        gesto: Gesto,
        antes: tuple[Valor | None, ...],
        pregunta: tuple[Valor, ...] | None,
        escrita: tuple[str, ...],
    ) -> None:
        guardados: list[tuple[Valor, ...]] = []
        if self._puesto.guarda or not self._puesto.en_mano:
            self._puesto.reposo()
            guardados = self._puesto.guardados()
        ahora = self._puesto.valores
        self._cuenta.ajenos += not gesto.de_mano
        if not gesto.de_mano and (guardados or ahora != antes):
            self._mal(f"lo que nadie quiso cambió {antes} a {ahora} y guardó {guardados}")
        self._identificar(gesto, escrita)
        for dicha in self._puesto.dicen_ser if guardados and escrita else ():
            if dicha != clave_leida(CATALOGO, ACTA, *escrita):
                self._mal(f"guardó que es {dicha} y se leía {escrita}")
        if gesto == Gesto("sostenida", "s") and pregunta is not None and self._puesto.cierre is None:
            self._confirmado = tuple(v for v in antes if v is not None)
            if not {v for v in antes[VOTOS] if isinstance(v, Marca)} <= set(pregunta):
                self._mal(f"se preguntó por {pregunta} y quedaban {antes}")
        elif ahora and ahora != self._confirmado:
            self._confirmado = None
        for cifras in guardados:
            self._guardado(gesto, antes, cifras)

    def _identificar(self, gesto: Gesto, escrita: tuple[str, ...]) -> None:
        """No reader and no key that repeats says which acta it is; one whose key comes up elsewhere was a hand's."""
        ajeno = gesto.clase == "lector" or (gesto.clase == "repetida" and gesto.texto not in MUEVEN)
        if ajeno and self._puesto.en_mano and self._puesto.identidad != escrita:
            self._mal(f"lo que nadie quiso dijo que es {self._puesto.identidad}, donde decía {escrita}")

    def _guardado(self, gesto: Gesto, antes: tuple[Valor | None, ...], cifras: tuple[Valor, ...]) -> None:
        self._cuenta.guardadas += 1
        if gesto.texto not in GUARDAN:
            self._mal("guardó lo que no guarda")
        if self._puesto.por_confirmar:
            self._mal("guardó un acta que nadie dijo cuál es")
        if not cifras and self._pregunta in SIN_CIFRAS:  # again, as that question said: no figure
            return
        if cifras != antes:
            self._mal(f"guardó {cifras} y se veía {antes}")
        votos = cifras[VOTOS]
        if any(isinstance(v, Marca) for v in votos) or suma(votos) > CABE:
            self._cuenta.preguntadas += 1
            if self._confirmado != cifras:
                self._mal(f"guardó {cifras} sin que nadie contestara por ello")

    def _mal(self, que: str) -> None:
        self._cuenta.malas.append(f"{self._donde}: {que}")
