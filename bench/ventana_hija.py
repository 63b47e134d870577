"""The capture window that is measured: its operator types a dirty acta after another, and every key is timed.

`python -m bench.ventana_hija`, with its orders in JSON on standard input; one JSON object on standard output.
"""

import json
import os
import random
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

INICIO = time.perf_counter()
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# ruff: noqa: E402 -- Qt is imported after the clock was started and its screen chosen

import psutil
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from prep.domain.reglas.rango import REPRESENTANTES
from prep.services.captura.captura import Capturar
from prep.services.captura.trabajo import Trabajo
from prep.services.estacion.estacion import Estacion
from prep.services.nodo.cliente import NodoCliente
from prep.store.spool.spool import Spool
from prep.ui.captura.acta import ActaEnCaptura
from prep.ui.captura.cifra import Cifra
from prep.ui.captura.es_esta import EsEsta
from prep.ui.captura.pantalla import PUERTA, PantallaCaptura
from prep.ui.fallos import Fallos
from prep.ui.hilos import Taller
from prep.ui.marco import Marco
from prep.ui.pantalla import Puerta
from prep.ui.sonidos import Sonidos
from prep.ui.tema import Tema

ILEGIBLE, SIN_DATO, CORRIGE = 0.05, 0.03, 0.1  # of the fields, of the fields, of the actas
PLAZO_S = 20.0
PC = (1366, 768)


class Pintor(QObject):
    """When a widget was last painted."""

    def __init__(self) -> None:
        super().__init__()
        self.cuando: dict[int, float] = {}

    def eventFilter(self, quien: QObject, evento: QEvent) -> bool:
        if evento.type() == QEvent.Type.Paint and isinstance(quien, QWidget):
            self.cuando[id(quien)] = time.perf_counter()
        return False


class SesionMedida:
    """The window, and what was timed in it (milliseconds)."""

    def __init__(self, marco: Marco, taller: Taller, aplicacion: QApplication, semilla: int) -> None:
        self.marco, self.taller, self.aplicacion = marco, taller, aplicacion
        self.azar = random.Random(semilla)
        self.teclas = self.digitos = self.campos = 0
        self.pintadas: list[float] = []
        self.siguientes: list[float] = []
        self.pintor = Pintor()
        aplicacion.installEventFilter(self.pintor)

    def hasta(self, cumple: Any) -> None:
        limite = time.perf_counter() + PLAZO_S
        while not cumple():
            if time.perf_counter() > limite:
                raise SystemExit(f"la ventana no llegó a donde debía: el foco está en {QApplication.focusWidget()}")
            self.aplicacion.processEvents()
            time.sleep(0.0002)

    def entrar(self, operador: str, contrasena: str) -> None:
        self.hasta(lambda: "Conectada" in self.marco.barra.texto("nodo"))
        for texto in (operador, contrasena):
            campo = QApplication.focusWidget()
            assert isinstance(campo, QLineEdit)
            campo.setText(texto)
            QTest.keyClick(campo, Qt.Key.Key_Return)

    def obra(self, otro: Trabajo | None) -> ActaEnCaptura:
        """The next acta, once it is on the screen: its image painted and the focus in its first field."""
        hallada: list[ActaEnCaptura] = []

        def lista() -> bool:
            p = self.marco.pantalla
            if not isinstance(p, PantallaCaptura) or p.acta is None or p.acta.trabajo is otro:
                return False
            foco = QApplication.focusWidget()
            if isinstance(foco, EsEsta) and p.visor.con_hoja:
                self.tecla(Qt.Key.Key_S, mide=False)
            if not isinstance(QApplication.focusWidget(), Cifra) or not p.visor.con_hoja:
                return False
            hallada[:] = [p.acta]
            return True

        self.hasta(lista)
        pantalla = self.marco.pantalla
        assert isinstance(pantalla, PantallaCaptura)
        desde = time.perf_counter()
        self.hasta(lambda: self.pintor.cuando.get(id(pantalla.visor), 0.0) >= desde - 0.02 or self._pinta(pantalla))
        return hallada[0]

    def _pinta(self, pantalla: PantallaCaptura) -> bool:
        pantalla.visor.repaint()
        return True

    def tecla(self, que: Any, *, mide: bool = True) -> None:
        foco = QApplication.focusWidget()
        assert foco is not None
        antes = time.perf_counter()
        QTest.keyClick(foco, que)
        self.teclas += 1
        if mide:
            self.hasta(lambda: self.pintor.cuando.get(id(foco), 0.0) >= antes)
            self.pintadas.append((self.pintor.cuando[id(foco)] - antes) * 1000)

    def marcar(self, que: str) -> None:
        """Its key held until the field goes on; one key, as a hand counts."""
        foco = QApplication.focusWidget()
        assert foco is not None
        clave = Qt.Key.Key_Asterisk if que == "*" else Qt.Key.Key_Plus
        QTest.keyPress(foco, clave)
        self.teclas += 1
        self.hasta(lambda: QApplication.focusWidget() is not foco)
        QTest.keyRelease(foco, clave)

    def acta(self, obra: ActaEnCaptura) -> None:
        corrige = self.azar.randrange(len(obra.formulario.campos)) if self.azar.random() < CORRIGE else -1
        cabe = obra.trabajo.acta.lista_nominal or 200
        for n, campo in enumerate(obra.formulario.campos):
            self.campos += 1
            suerte = self.azar.random()
            if suerte < ILEGIBLE + SIN_DATO:
                self.marcar("*" if suerte < ILEGIBLE else "+")
                continue
            tope = 10 if campo == REPRESENTANTES else self.azar.choice((1, 10, 100, 200))
            cifra = str(self.azar.randrange(min(tope, cabe)))  # what is asked about is another matter
            self.digitos += len(cifra)
            if n == corrige:
                self.tecla("7")
                self.tecla(Qt.Key.Key_Backspace)
            for digito in cifra:
                self.tecla(digito)
            self.tecla(Qt.Key.Key_Return, mide=False)

    def guardar(self, obra: ActaEnCaptura, *, ultima: bool) -> ActaEnCaptura | None:
        antes, este = time.perf_counter(), obra.trabajo
        self.tecla(Qt.Key.Key_Return, mide=False)
        if self._al_cierre():
            antes = time.perf_counter()
        if ultima:
            self.hasta(lambda: self.marco.pantalla.acta is None)  # type: ignore[union-attr]
            return None
        otra = self.obra(este)
        self.siguientes.append((time.perf_counter() - antes) * 1000)
        return otra

    def _al_cierre(self) -> bool:
        """The closing question of an acta with votes marked, answered by its held key: how long is the hand's."""
        pregunta = QApplication.activeModalWidget()
        if pregunta is not None:
            QTest.keyPress(pregunta, Qt.Key.Key_S)
            self.teclas += 1
            self.hasta(lambda: QApplication.activeModalWidget() is None)
        return pregunta is not None


def vivos(raiz: QObject) -> dict[str, int]:
    """What could leak: widgets, timers, threads."""
    return {
        "controles": len(QApplication.allWidgets()),
        "relojes": len(raiz.findChildren(QTimer)),
        "hilos": threading.active_count(),
    }


@contextmanager
def abierta(orden: dict[str, Any], puerta: Puerta) -> Iterator[tuple[SesionMedida, Fallos]]:
    """The window of the station and operator of `orden`, with that screen; and the faults that it had."""
    aplicacion = QApplication(["estacion"])
    tema, taller = Tema(aplicacion), Taller()
    fallos = Fallos(Path(orden["carpeta"]) / "informes", "0.0.0")
    fallos.instalar()
    with (
        Spool.abrir(Path(orden["carpeta"]) / "spool.db", orden["proceso"], orden["estacion"]) as spool,
        NodoCliente(orden["dsn"]) as nodo,
    ):
        estacion = Estacion(spool, nodo, orden["sitio"])
        estacion.entregar_aparte()
        marco = Marco(estacion, taller, tema, fallos, (puerta,), version="0.0.0", sonidos=Sonidos(mudo=True))
        marco.resize(*PC)
        marco.show()
        marco.empezar()
        yield SesionMedida(marco, taller, aplicacion, orden["semilla"]), fallos
        marco.close()
        taller.cerrar()


def trabajar(orden: dict[str, Any]) -> dict[str, Any]:
    if not orden["anticipa"]:
        Capturar.anticipar = lambda *_: None  # type: ignore[method-assign]
    with abierta(orden, PUERTA) as (sesion, fallos):
        sesion.hasta(lambda: sesion.marco.barra.isVisible())
        arranque = time.perf_counter() - INICIO
        sesion.entrar(orden["operador"], orden["contrasena"])
        proceso, memoria, piezas = psutil.Process(), [], []
        obra: ActaEnCaptura | None = sesion.obra(None)
        for n in range(orden["actas"]):
            assert obra is not None
            sesion.acta(obra)
            obra = sesion.guardar(obra, ultima=n == orden["actas"] - 1)
            if n % 100 == 99:
                sesion.hasta(lambda: not sesion.taller.en_curso)  # at rest: no sheet half read
                sesion.pintor.cuando.clear()
                memoria.append(proceso.memory_info().rss / 2**20)
                piezas.append(vivos(sesion.marco))
    return {
        "arranque_s": arranque, "teclas": sesion.teclas, "digitos": sesion.digitos, "campos": sesion.campos,
        "actas": orden["actas"], "pintadas": sesion.pintadas, "siguientes": sesion.siguientes, "memoria": memoria,
        "piezas": piezas, "fallas": fallos.codigos, "maxima": max([*memoria, proceso.memory_info().rss / 2**20]),
    }  # fmt: skip


if __name__ == "__main__":
    json.dump(trabajar(json.load(sys.stdin)), sys.stdout)
