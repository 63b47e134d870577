"""Capturing an acta."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from prep.devices.imagen import gris
from prep.domain.catalogo.etiqueta import texto_etiqueta
from prep.ui.captura.cifra import Cifra
from prep.ui.captura.pantalla import PUERTA, PantallaCaptura
from prep.ui.marco import Marco
from tests.devices.actas import archivo, cortar
from tests.gui.escenas.marco import dialogo
from tests.gui.escenas.registro import Estudio, escena
from tests.gui.lector import Teclado
from tests.gui.real import con_forma_real, imagen_real
from tests.gui.test_captura import CIFRAS, OTRA, UNA, imagen, reconocer, teclear_campos
from tests.services.trabajos import con_imagen, ofrecer
from tests.store import ejemplos


def con_acta(e: Estudio, contenido: bytes) -> Marco:
    ofrecer(e.nodo, UNA, con_imagen(e.en_linea("est-01-2"), UNA, contenido), 1, 2)
    abierto = e.abrir(e.en_linea("est-01-1"), PUERTA)
    pantalla = e.entrar(abierto)
    assert isinstance(pantalla, PantallaCaptura)
    e.hasta(lambda: en_captura(abierto))
    return abierto


def en_captura(abierto: Marco) -> bool:
    """Whether the keys go to a field; it is said that it is the acta of its label, when that is asked."""
    reconocer(abierto)
    return isinstance(QApplication.focusWidget(), Cifra)


def guardados(e: Estudio, pantalla: PantallaCaptura, campos: int) -> None:
    """The first fields have the mark of what is on the disk."""
    obra = pantalla.acta
    assert obra is not None
    e.hasta(lambda: all(obra.formulario.esta_guardada(n) for n in range(campos)))


def con_forma_mayor(e: Estudio, contenido: bytes) -> Marco:
    """The real form of 22 fields, with its long names."""
    ofrecer(e.nodo, UNA, con_imagen(e.en_linea("est-01-2"), UNA, contenido), 1, 2)
    estacion = e.en_linea("est-01-1")
    estacion.actualizar()  # so that nothing newer comes at the door
    estacion._catalogo = con_forma_real(estacion.catalogo)
    abierto = e.abrir(estacion, PUERTA)
    e.entrar(abierto)
    e.hasta(lambda: en_captura(abierto))
    return abierto


@escena("captura")
def normal(e: Estudio) -> QWidget:
    """The strips of the whole form, as far as its twelfth field."""
    abierto = con_forma_mayor(e, imagen_real(UNA, ejemplos.catalogo()))
    assert isinstance(abierto.pantalla, PantallaCaptura)
    teclear_campos(e.qtbot, ["213", "418", "7", "425", "96", "41", "12", "9", "7", "38", "*"])
    guardados(e, abierto.pantalla, 11)
    return abierto


@escena("captura", "pregunta")
def se_pregunta(e: Estudio) -> QWidget:
    """A figure that does not fit."""
    abierto = normal(e)
    teclear_campos(e.qtbot, ["5", "901"])
    return abierto


@escena("captura", "completa")
def acta_completa(e: Estudio) -> QWidget:
    """The whole acta, beside the fields."""
    abierto = normal(e)
    e.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    return abierto


@escena("captura", "sin-esquinas")
def sin_esquinas(e: Estudio) -> QWidget:
    """An image whose corners are not found: no strip, and the fields as large."""
    hoja = gris(imagen_real(UNA, ejemplos.catalogo()))
    abierto = con_forma_mayor(e, archivo(cortar(hoja, 0)))
    assert isinstance(abierto.pantalla, PantallaCaptura)
    teclear_campos(e.qtbot, ["213", "418", "7", "425", "96"])
    guardados(e, abierto.pantalla, 5)
    return abierto


@escena("captura", "lector")
def leida_una_etiqueta(e: Estudio) -> QWidget:
    """With an acta open: nothing of it is written."""
    abierto = normal(e)
    Teclado().leer(texto_etiqueta(ejemplos.PROCESO, UNA))
    return abierto


@escena("captura", "error")
def imagen_danada(e: Estudio) -> QWidget:
    ofrecer(e.nodo, UNA, con_imagen(e.en_linea("est-01-2"), UNA, b"\xff\xd8 esto no es una imagen"), 1, 2)
    abierto = e.abrir(e.en_linea("est-01-1"), PUERTA)
    e.entrar(abierto)
    assert isinstance(abierto.pantalla, PantallaCaptura)
    visor = abierto.pantalla.visor
    e.hasta(lambda: "no se puede ver" in visor.accessibleName())
    return abierto


@escena("captura", "sin-nodo")
def sin_nodo(e: Estudio) -> QWidget:
    abierto = normal(e)
    assert isinstance(abierto, Marco)
    e.quitar_nodo(abierto)
    return abierto


@escena("captura", "sin-trabajo")
def sin_trabajo(e: Estudio) -> QWidget:
    abierto = e.abrir(e.en_linea("est-01-1"), PUERTA)
    e.entrar(abierto)
    e.hasta(lambda: not e.taller.en_curso)
    return abierto


@escena("captura", "cierre")
def antes_de_guardar(e: Estudio) -> QWidget:
    """The closing question: two votes marked, and a sum that does not fit."""
    abierto = con_acta(e, imagen(UNA))
    assert isinstance(abierto.pantalla, PantallaCaptura)
    visor = abierto.pantalla.visor
    e.hasta(lambda: visor.con_hoja)
    abierto.pantalla.contexto = replace(abierto.pantalla.contexto, dialogos=e.dialogos(abierto))
    teclear_campos(e.qtbot, [*CIFRAS[:4], "716", *CIFRAS[5:]])
    guardados(e, abierto.pantalla, len(CIFRAS))
    e.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    return dialogo(abierto)


@escena("captura", "cierre-22")
def todo_marcado(e: Estudio) -> QWidget:
    """The closing question of the largest form, with every field of votes marked."""
    abierto = con_forma_mayor(e, imagen_real(UNA, ejemplos.catalogo()))
    assert isinstance(abierto.pantalla, PantallaCaptura)
    abierto.pantalla.contexto = replace(abierto.pantalla.contexto, dialogos=e.dialogos(abierto))
    teclear_campos(e.qtbot, ["*"] * 22)
    guardados(e, abierto.pantalla, 22)
    e.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    return dialogo(abierto)


@escena("captura", "es-esta")
def es_esta(e: Estudio) -> QWidget:
    """Whether it is the acta of its label, with what the paper says of it enlarged."""
    ofrecer(e.nodo, UNA, con_imagen(e.en_linea("est-01-2"), UNA, imagen(OTRA)), 1, 2)
    abierto = e.abrir(e.en_linea("est-01-1"), PUERTA)
    e.entrar(abierto)
    e.hasta(lambda: "¿Es esta?" in abierto.windowTitle())
    return abierto


@escena("captura", "devolver")
def devolver(e: Estudio) -> QWidget:
    """Why it is handed back, by a letter."""
    abierto = con_acta(e, imagen(UNA))
    assert isinstance(abierto.pantalla, PantallaCaptura)
    visor = abierto.pantalla.visor
    e.hasta(lambda: visor.con_hoja)
    abierto.pantalla.contexto = replace(abierto.pantalla.contexto, dialogos=e.dialogos(abierto))
    e.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F11)
    return dialogo(abierto)
