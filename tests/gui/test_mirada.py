"""What a screen asks again and again: one question at a time, and never the answer to one that nobody asks any more."""

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from prep.services.estacion.errores import NoProcede
from prep.ui.hilos import Taller
from prep.ui.mirada import MiradaAlNodo
from prep.ui.tablas import TablaDeRenglones


class Preguntas:
    """Each waits until `sigue`; how many were asked."""

    def __init__(self) -> None:
        self.cuantas, self.sigue = 0, Event()

    def una(self, dice: str) -> Callable[[], str]:
        def pedir() -> str:
            self.cuantas += 1
            assert self.sigue.wait(10)
            if dice == "no":
                raise NoProcede("no hay nodo")
            return dice

        return pedir


def test_una_pregunta_a_la_vez_y_la_respuesta_a_la_de_antes_no_se_dice(qtbot: QtBot, taller: Taller) -> None:
    dueno, preguntas = QObject(), Preguntas()
    mirada = MiradaAlNodo(preguntas.una("pendientes"), taller, dueno)
    dichas: list[object] = []
    mirada.llego.connect(dichas.append)
    mirada.no_llego.connect(dichas.append)
    mirada.mirar()
    mirada.mirar()
    mirada.cambiar(preguntas.una("todas"))
    preguntas.sigue.set()
    qtbot.waitUntil(lambda: dichas == ["todas"])
    assert preguntas.cuantas == 2
    mirada.cambiar(preguntas.una("no"))
    qtbot.waitUntil(lambda: dichas == ["todas", "no hay nodo"])
    mirada.mirar()
    qtbot.waitUntil(lambda: len(dichas) == 3)


def test_se_mira_mientras_se_ve(qtbot: QtBot, taller: Taller) -> None:
    dueno, preguntas = QObject(), Preguntas()
    preguntas.sigue.set()
    mirada = MiradaAlNodo(preguntas.una("algo"), taller, dueno)
    with qtbot.waitSignal(mirada.llego):
        mirada.activar()
    assert mirada.mirando
    mirada.pausar()
    assert not mirada.mirando


def test_el_renglon_elegido_sigue_elegido_aunque_lleguen_otros_y_enter_lo_abre(qtbot: QtBot) -> None:
    tabla = TablaDeRenglones(["Acta"], "Actas")
    qtbot.addWidget(tabla)
    elegidas: list[object] = []
    abiertas: list[object] = []
    tabla.elegida.connect(elegidas.append)
    tabla.abrir.connect(abiertas.append)
    tabla.mostrar(["a", "b"], [["A"], ["B"]])
    qtbot.keyClick(tabla, Qt.Key.Key_Down)
    tabla.mostrar(["z", "a", "b"], [["Z"], ["A"], ["B"]])
    assert (tabla.clave, tabla.currentRow()) == ("b", 2)
    qtbot.keyClick(tabla, Qt.Key.Key_Return)
    tabla.mostrar(["z"], [["Z"]])
    tabla.mostrar([], [])
    assert (elegidas, abiertas, tabla.clave) == (["a", "b", "z", None], ["b"], None)
