"""Who works at a CATD: a change that waits for another person's word, and a new password that will not do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from prep.domain.hechos.hechos import Datos, Fuente, Propuesta
from prep.domain.reglas.ordenes import ORDEN
from prep.domain.reglas.personas import CambioDePersona
from prep.ui.personas.pantalla import PUERTA, PantallaPersonas
from tests.gui.conftest import destino, teclear
from tests.gui.escenas.registro import Estudio, escena
from tests.services.conftest import perder, sesion
from tests.store.entregas import verificar

LARGO = (
    "Carolina se queda sin relevo en la mesa de verificación: quien la cubría se fue con el último paquete a la sede"
    " del consejo distrital y no vuelve antes de las 23:00; se avisó a la sala de control."
)


def abierta(e: Estudio, quien: str, estacion: str) -> tuple[QWidget, PantallaPersonas]:
    marco = e.abrir(e.en_linea(estacion), PUERTA)
    pantalla = e.entrar(marco, quien)
    assert isinstance(pantalla, PantallaPersonas)
    e.hasta(lambda: pantalla.piezas.personas.rowCount() > 0)
    return marco, pantalla


@escena("personas")
def por_contestar(e: Estudio) -> QWidget:
    estacion = e.en_linea("est-01-1")
    cambio = CambioDePersona("caro", roles=frozenset({"captura", "mesa", "digitalizacion"}), sitio="01")
    propuesta = Propuesta(ORDEN, Datos(cambio.orden.texto), LARGO)
    estacion.spool.guardar([sesion("eva", estacion).firma.hecho("", Fuente.CATD, propuesta)])
    estacion.entrega.vaciar()
    perder(e.nodo, "UPDATE prep.hecho SET momento = clock_timestamp(), desfase_ms = 0")  # scenes sign at a fixed hour
    verificar(e.nodo)
    marco, pantalla = abierta(e, "beto", "est-01-2")
    e.hasta(lambda: pantalla.piezas.cambios.rowCount() == 1)
    return marco


@escena("personas", "error")
def contrasena(e: Estudio) -> QWidget:
    marco, pantalla = abierta(e, "eva", "est-01-1")
    e.contestador.respuestas += ["Olvidó su contraseña."]
    quien = QApplication.focusWidget()
    assert quien is not None
    destino(e.qtbot, "Contraseña nueva", quien)
    for _ in range(2):
        e.hasta(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        campo = QApplication.focusWidget()
        assert isinstance(campo, QLineEdit)
        teclear(e.qtbot, campo, "corta")
        e.qtbot.keyClick(campo, Qt.Key.Key_Return)
    e.hasta(lambda: "8 caracteres" in pantalla.piezas.contrasena.aviso and pantalla.piezas.contrasena.isVisible())
    return marco
