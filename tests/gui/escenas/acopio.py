"""Receiving sobres."""

from dataclasses import replace
from unittest.mock import patch

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from catd.acopio.pantalla import PUERTA, PantallaAcopio
from prep.domain.hechos.hechos import NombreFase
from prep.services.acopio import mostrador as reloj
from prep.services.estacion.pulso import Pulso
from prep.ui.impresion import hoja as de_hoja
from prep.ui.impresion.dibujo import ImpresoraDelSistema
from prep.ui.marco import Marco
from tests.gui.conftest import destino, teclear
from tests.gui.escenas.registro import Estudio, escena


def mostrador(e: Estudio) -> Marco:
    """Ana at the counter, receiving by DAT; what the other stations received is known."""
    abierto = e.abrir(e.de_tres("est-01-1"), PUERTA)
    pantalla = e.entrar(abierto)
    assert isinstance(pantalla, PantallaAcopio)
    e.hasta(lambda: pantalla.obra.lista and pantalla.obra.mostrador.acopios.noticia.conectada)
    tecla(e, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    return abierto


def tecla(e: Estudio, cual: Qt.Key, con: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    e.qtbot.keyClick(QApplication.focusWidget(), cual, con)


def leer(e: Estudio, abierto: Marco, *textos: str) -> Marco:
    """One after another, each answered, and delivered."""
    pantalla = abierto.pantalla
    assert isinstance(pantalla, PantallaAcopio)
    for texto in textos:
        pantalla.frente.banda.decir("", "", "papel")
        teclear(e.qtbot, pantalla.frente.campo, texto)
        tecla(e, Qt.Key.Key_Return)
        e.hasta(lambda: pantalla.frente.banda.titulo)
    pulsos: list[Pulso] = []
    abierto._vigia.pulso.connect(pulsos.append)
    e.hasta(lambda: pulsos and not (pulsos[-1].conectada and pulsos[-1].pendientes))
    return abierto


@escena("acopio")
def recibida(e: Estudio) -> QWidget:
    return leer(e, mostrador(e), "1b", "1c", "5b", "3s")


@escena("acopio", "antes-de-abrir")
def antes_de_abrir(e: Estudio) -> QWidget:
    """After the counting of zeros, with somebody at the counter already."""
    e.fijar(reloj)
    e.declarar(NombreFase.CEROS)
    abierto = mostrador(e)
    pantalla = abierto.pantalla
    assert isinstance(pantalla, PantallaAcopio)
    e.hasta(lambda: pantalla._vista and pantalla._vista.falta and pantalla.frente.banda.texto)
    return abierto


@escena("acopio", "antes-de-abrir-pregunta")
def antes_de_abrir_pregunta(e: Estudio) -> QWidget:
    abierto = antes_de_abrir(e)
    assert isinstance(abierto, Marco) and isinstance(abierto.pantalla, PantallaAcopio)
    antes = abierto.pantalla._antes
    antes._contexto = replace(antes._contexto, dialogos=e.dialogos(abierto))
    leer(e, abierto, "1b")
    return e.delante()


@escena("acopio", "ya-recibida")
def ya_recibida(e: Estudio) -> QWidget:
    return leer(e, mostrador(e), "1b", "1b")


@escena("acopio", "otro-catd")
def otro_catd(e: Estudio) -> QWidget:
    return leer(e, mostrador(e), "1b", "2b")


@escena("acopio", "no-catalogo")
def no_catalogo(e: Estudio) -> QWidget:
    return leer(e, mostrador(e), "9999b")


@escena("acopio", "federal")
def federal(e: Estudio) -> QWidget:
    return leer(e, mostrador(e), "090001B0100A77")


@escena("acopio", "elegir")
def elegir(e: Estudio) -> QWidget:
    abierto = leer(e, mostrador(e), "3c")
    tecla(e, Qt.Key.Key_Down)
    return abierto


@escena("acopio", "sin-nodo")
def sin_nodo(e: Estudio) -> QWidget:
    abierto = leer(e, mostrador(e), "1b")
    e.quitar_nodo(abierto)
    pantalla = abierto.pantalla
    assert isinstance(pantalla, PantallaAcopio)
    e.hasta(lambda: not pantalla.obra.mostrador.acopios.noticia.conectada)
    e.hasta(lambda: pantalla.frente.cuentas.aviso)
    leer(e, abierto, "5b")
    e.hasta(lambda: "3 acc" in abierto.barra.texto("espera"))
    return abierto


@escena("acopio", "faltan")
def faltan(e: Estudio) -> QWidget:
    abierto = leer(e, mostrador(e), "3b")
    tecla(e, Qt.Key.Key_F5)
    e.qtbot.keyClicks(QApplication.focusWidget(), "3")
    return abierto


@escena("sin-acta")
def sin_acta(e: Estudio) -> QWidget:
    abierto = leer(e, mostrador(e), "1b")
    destino(e.qtbot, "Sin acta")
    for _ in range(4):
        tecla(e, Qt.Key.Key_Space)
    return abierto


@escena("sin-acta", "error")
def sin_causa(e: Estudio) -> QWidget:
    abierto = sin_acta(e)
    tecla(e, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    return abierto


@escena("impresion")
def impresion(e: Estudio) -> QWidget:
    """An acuse as it will come out; one printer is ready and another lacks paper."""
    escala = e.tema.escala
    abierto = leer(e, mostrador(e), "1b")
    e.tema.escalar(escala)
    pantalla = abierto.pantalla
    assert isinstance(pantalla, PantallaAcopio)
    hay = [
        ImpresoraDelSistema("laser", "Láser de la mesa 1", por_omision=True),
        ImpresoraDelSistema("multi", "Multifuncional de la oficina distrital", "no tiene papel: póngale"),
        ImpresoraDelSistema("rollo", "Etiquetas", "está en pausa: reanúdela en las impresoras del sistema"),
    ]
    e.contestador.respuestas = ["lo de esta estación desde el último acuse", "José Ñáñez"]
    with patch.object(de_hoja, "impresoras", lambda: hay):
        tecla(e, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
        e.hasta(lambda: (h := abierto.findChild(de_hoja.HojaDeImpresion)) and h.cual.text() and h.tabla.rowCount())
    hoja = abierto.findChild(de_hoja.HojaDeImpresion)
    assert hoja is not None
    hoja.ruta_dicha.setText("El PDF queda en /var/lib/prep/est-01-1/papeles/acuse-01-20240602-201507.pdf")
    return hoja
