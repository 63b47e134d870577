"""The acopio window that is measured: a reader types a label each second, and every answer is timed.

`python -m bench.mostrador_hija`, with its orders in JSON on standard input; one JSON object on standard output.
"""

import json
import os
import sys
import time
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


import psutil
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bench.ventana_hija import SesionMedida, abierta, vivos
from catd.acopio.pantalla import PUERTA, PantallaAcopio
from prep.domain.catalogo.etiqueta import texto_etiqueta
from prep.ui.marco import Marco

CADA_S, CADA_CUANTAS = 1.0, 100
RECIBIDA = "RECIBIDA"


def leer(sesion: SesionMedida, pantalla: PantallaAcopio, etiqueta: str) -> float:
    """Milliseconds from Enter to the answer on the screen."""
    pantalla.frente.banda.decir("", "", "papel")
    for letra in etiqueta:
        sesion.tecla(letra, mide=False)
    antes = time.perf_counter()
    sesion.tecla(Qt.Key.Key_Return, mide=False)
    sesion.hasta(lambda: pantalla.frente.banda.titulo == RECIBIDA)
    sesion.hasta(lambda: sesion.pintor.cuando.get(id(pantalla.frente.banda), 0.0) >= antes)
    return (sesion.pintor.cuando[id(pantalla.frente.banda)] - antes) * 1000


def una_por_segundo(sesion: SesionMedida, orden: dict[str, Any], marco: Marco) -> dict[str, Any]:
    pantalla = marco.pantalla
    assert isinstance(pantalla, PantallaAcopio)
    proceso, memoria, piezas, respuestas = psutil.Process(), [], [], []
    siguiente = time.perf_counter()
    for n, clave in enumerate(orden["claves"]):
        respuestas.append(leer(sesion, pantalla, texto_etiqueta(orden["proceso"], clave)))
        siguiente += CADA_S
        sesion.hasta(lambda: time.perf_counter() >= siguiente)  # noqa: B023 -- called before it changes
        if n % CADA_CUANTAS == CADA_CUANTAS - 1 or n == len(orden["claves"]) - 1:
            memoria.append(proceso.memory_info().rss / 2**20)
            piezas.append(vivos(marco))
    ajenas = sum(m.estacion == "e1" for m in pantalla.obra.mostrador.acopios.ultimos(10_000))
    return {"respuestas": respuestas, "memoria": memoria, "piezas": piezas, "ajenas": ajenas}


def trabajar(orden: dict[str, Any]) -> dict[str, Any]:
    with abierta(orden, PUERTA) as (sesion, fallos):
        marco = sesion.marco
        sesion.entrar(orden["operador"], orden["contrasena"])
        sesion.hasta(lambda: isinstance(marco.pantalla, PantallaAcopio) and marco.pantalla.obra.lista)
        for tecla, con in ((Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier), (Qt.Key.Key_F6, Qt.KeyboardModifier(0))):
            foco = QApplication.focusWidget()
            assert foco is not None
            QTest.keyClick(foco, tecla, con)
        dicho = una_por_segundo(sesion, orden, marco)
        sesion.hasta(lambda: not marco.estacion.spool.cuentas().pendientes)
    return {**dicho, "fallas": fallos.codigos}


if __name__ == "__main__":
    json.dump(trabajar(json.load(sys.stdin)), sys.stdout)
