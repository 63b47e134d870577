"""The station that opens its window, is worked and closes it, again and again in one process, while sheets are read.

`python -m tests.caidas.cierres_hija`, with its orders in JSON on standard input. When a window is gone it is said on
which threads, but for its own, Python collected garbage meanwhile; a process that dies or hangs says no more.
"""

import faulthandler
import gc
import json
import os
import random
import sys
import threading
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from prep.services.estacion.ficha import Ficha
from prep.ui import programa
from prep.ui.captura.cifra import Cifra
from prep.ui.captura.es_esta import EsEsta
from prep.ui.captura.pantalla import PUERTA, PantallaCaptura
from prep.ui.fallos import Fallos
from prep.ui.gustos import ARCHIVO, Gustos
from prep.ui.hilos import Taller
from prep.ui.marco import Marco
from prep.ui.opciones import OpcionesDeEstacion
from prep.ui.tema import Tema

TECLA_MS = 2
SESIONES, CIFRAS = 3, 4  # at most, of one window and of one session
COLGADA_S = 60  # of one window: it hangs


class Operadora(QObject):
    """Logs in, keys a few figures, leaves while sheets are still being read; in the end closes the window."""

    def __init__(self, contrasena: str, azar: random.Random, padre: QObject) -> None:
        super().__init__(padre)
        self._contrasena, self._azar = contrasena, azar
        self._sesiones = self._cifras = 0
        self._entrando = False
        self._reloj = QTimer(self)
        self._reloj.setInterval(TECLA_MS)
        self._reloj.timeout.connect(self._tecla)

    def sentarse(self) -> None:
        """At a window that is about to open."""
        self._sesiones, self._cifras = self._azar.randint(1, SESIONES), self._azar.randint(0, CIFRAS)
        self._entrando = False
        self._reloj.start()

    def _tecla(self) -> None:
        marco, foco = QApplication.activeWindow(), QApplication.focusWidget()
        if not isinstance(marco, Marco) or foco is None:
            return
        pantalla = marco.pantalla
        if pantalla is None:
            self._entrar(marco, foco)
        elif isinstance(pantalla, PantallaCaptura) and pantalla.acta is not None:
            self._entrando = False
            if self._cifras and isinstance(foco, EsEsta):  # as soon as its image is there
                QTest.keyClick(foco, Qt.Key.Key_S)
            elif self._cifras and isinstance(foco, Cifra):
                self._cifras -= 1
                QTest.keyClicks(foco, str(self._azar.randint(1, 9)))
                QTest.keyClick(foco, Qt.Key.Key_Return)
            else:
                self._dejar(foco)

    def _dejar(self, foco: QWidget) -> None:
        self._sesiones, self._cifras = self._sesiones - 1, self._azar.randint(0, CIFRAS)
        if self._sesiones:
            QTest.keyClick(foco, Qt.Key.Key_F10)
        else:
            self._reloj.stop()
            QTest.keyClick(foco, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)

    def _entrar(self, marco: Marco, foco: QWidget) -> None:
        if self._entrando or "Conectada" not in marco.barra.texto("nodo") or not isinstance(foco, QLineEdit):
            return
        self._entrando = True
        for texto in ("ana", self._contrasena):
            campo = QApplication.focusWidget()
            assert isinstance(campo, QLineEdit)
            campo.setText(texto)
            QTest.keyClick(campo, Qt.Key.Key_Return)


class Colectas:
    """The threads that collected garbage: on any but the windows', theirs may be among it."""

    def __init__(self) -> None:
        self._ajenas: set[str] = set()
        gc.callbacks.append(self._empieza_o_acaba)

    def _empieza_o_acaba(self, *_: object) -> None:
        hilo = threading.current_thread()
        if hilo is not threading.main_thread():
            self._ajenas.add(hilo.name.partition("_")[0])

    def ajenas(self) -> list[str]:
        """Since the last time it was asked."""
        dichas, self._ajenas = sorted(self._ajenas), set()
        return dichas


def trabajar(orden: dict[str, Any]) -> None:
    ficha = Ficha(**orden["ficha"])
    opciones = OpcionesDeEstacion(Path(orden["datos"]), escala=1.0, mudo=True, ventana=(1366, 768))
    aplicacion = QApplication(["estacion"])
    aplicacion.setQuitOnLastWindowClosed(False)
    gustos = Gustos(opciones.datos / ARCHIVO)
    tema = Tema(aplicacion, gustos=gustos)
    fallos = Fallos(opciones.datos / programa.INFORMES, "0.0.0")
    fallos.instalar()
    operadora = Operadora(orden["contrasena"], random.Random(orden["semilla"]), aplicacion)
    Taller().cerrar()  # as the first day's: from here on the rules of threads hold, also while the spool is opened
    colectas = Colectas()
    for _ in range(orden["veces"]):
        faulthandler.dump_traceback_later(COLGADA_S, exit=True)
        operadora.sentarse()
        programa.abrir(aplicacion, tema, gustos, fallos, opciones, (PUERTA,), ficha)
        if fallos.codigos:
            sys.exit(f"el programa falló: {fallos.codigos}")
        print(*colectas.ajenas(), flush=True)


if __name__ == "__main__":
    faulthandler.enable()
    trabajar(json.load(sys.stdin))
