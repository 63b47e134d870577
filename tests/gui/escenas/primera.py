"""A station's first day."""

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytest import MonkeyPatch

from prep.net.descubrimiento import Hallado
from prep.ui import primera
from prep.ui.pantalla import no_se_practica
from prep.ui.primera import Primera
from tests.gui.escenas.registro import Estudio, escena

HALLADOS = [
    Hallado("SIMULACRO-2", "CATD07", "0006", "192.168.7.10", 5433),
    Hallado("SIMULACRO-2", "CENTRO", "0006", "192.168.1.2", 5433),
]


def dia(e: Estudio, hallados: list[Hallado]) -> Primera:
    monkeypatch = MonkeyPatch()  # no scene hangs on what is announced here
    monkeypatch.setattr(primera, "buscar_todos", lambda _: hallados)
    ventana = Primera(e.carpeta / "ficha.json", e.taller)
    ventana.con_practica(no_se_practica)
    e.cuidar(ventana)
    ventana.show()
    e.qtbot.waitActive(ventana)
    buscar = next(b for b in ventana.findChildren(QPushButton) if b.text().startswith("Buscar"))
    e.hasta(buscar.isEnabled)
    monkeypatch.undo()
    return ventana


def escribir(ventana: Primera, nodo: str = "") -> None:
    if nodo:
        ventana.findChildren(QComboBox)[0].setEditText(nodo)
    nombre, clave = (c for c in ventana.findChildren(QLineEdit) if not isinstance(c.parentWidget(), QComboBox))
    nombre.setText("e07-1")
    clave.setText("la de otra estación")
    clave.setFocus()


@escena("primer-dia")
def hallado(e: Estudio) -> QWidget:
    ventana = dia(e, HALLADOS)
    escribir(ventana)
    return ventana


@escena("primer-dia", "sin-nodo")
def sin_nodo(e: Estudio) -> QWidget:
    return dia(e, [])


@escena("primer-dia", "error")
def negada(e: Estudio) -> QWidget:
    ventana = dia(e, [])
    escribir(ventana, "localhost:1")
    e.qtbot.keyClick(ventana.focusWidget(), "\r")
    e.hasta(lambda: any("Nadie contesta" in r.text() for r in ventana.findChildren(QLabel)))
    return ventana
