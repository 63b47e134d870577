"""Practising at the door: a sheet being captured with its rule, the question before it, and the tour."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from prep.practica.catalogo import FORMA
from prep.practica.ejercicios import EJERCICIOS
from prep.ui.captura.es_esta import EsEsta
from prep.ui.practica.puerta import VISTO, Practica
from prep.ui.practica.recorrido import Recorrido
from prep.ui.practica.ventana import VentanaDePractica
from tests.gui.conftest import PC
from tests.gui.escenas.registro import Estudio, escena
from tests.gui.test_captura import teclear_campos

CUAL, HASTA = 1, 7  # the sheet with dashes; the field where the first one is


def abierta(e: Estudio, *, con_recorrido: bool = False) -> VentanaDePractica:
    sobre = QWidget()
    sobre.resize(*PC)
    e.cuidar(sobre)
    sobre.show()
    if not con_recorrido:
        (e.carpeta / VISTO).touch()
    practica = Practica(e.carpeta, e.carpeta / "papeles")
    practica.abrir(sobre)
    ventana = practica.ventana
    assert ventana is not None
    e._al_final.callback(_cerrar, practica)
    return ventana


def _cerrar(practica: Practica) -> None:
    if practica.ventana is not None:
        practica.ventana.cerrar(True)


@escena("practica", "es-esta")
def pregunta(e: Estudio) -> VentanaDePractica:
    ventana = abierta(e)
    ventana._abrir(8)
    e.hasta(lambda: ventana.visor.con_hoja and isinstance(QApplication.focusWidget(), EsEsta))
    return ventana


@escena("practica")
def regla(e: Estudio) -> QWidget:
    """What was wrong, with its rule."""
    ventana = abierta(e)
    ventana._abrir(CUAL)
    e.hasta(lambda: ventana.visor.con_hoja and isinstance(QApplication.focusWidget(), EsEsta))
    e.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S)
    e.hasta(lambda: ventana.acta.formulario.con_tiras)
    teclear_campos(e.qtbot, [str(EJERCICIOS[CUAL].escrito(c).valor) for c in FORMA.campos[:HASTA]])
    teclear_campos(e.qtbot, ["1"])
    e.hasta(lambda: all(ventana.acta.formulario.esta_guardada(n) for n in range(HASTA)))
    return ventana


@escena("practica", "recorrido")
def recorrido(e: Estudio) -> QWidget:
    abierta(e, con_recorrido=True)
    e.hasta(lambda: isinstance(QApplication.activeModalWidget(), Recorrido))
    tarjetas = QApplication.activeModalWidget()
    assert tarjetas is not None
    e.qtbot.keyClick(tarjetas, Qt.Key.Key_Right)
    return tarjetas
