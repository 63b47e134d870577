"""The verification desk with the keyboard alone: the tray, each decision of R-05 with its reason, and few keys."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from prep.domain.hechos.hechos import AccionDeMesa
from prep.services.captura.captura import Capturar
from prep.services.estacion.directorio import directorio_de_texto
from prep.services.estacion.estacion import Estacion
from prep.ui.captura.cifra import Cifra
from prep.ui.dialogos import Dialogos, DialogosDeVentana
from prep.ui.marco import Marco
from prep.ui.validacion import motivos
from prep.ui.validacion.panel import PanelCaso
from prep.ui.validacion.pantalla import PUERTA, PantallaValidacion
from tests.conftest import Nodo
from tests.gui.conftest import AbrirMarco, Contestador, destino, guardar_asi, marcar
from tests.gui.test_captura import imagen
from tests.gui.test_marco import entrar
from tests.services.conftest import sesion
from tests.services.trabajos import con_imagen, ofrecer
from tests.store import ejemplos

EnLinea = Callable[[str], Estacion]
AbrirMesa = Callable[..., PantallaValidacion]
UNA, OTRA, TERCERA = (ejemplos.acta(n).clave for n in (1, 3, 5))
CIFRAS: list[Any] = [7, 8, 9, 10, 101, 102, 103, 104, "ILEGIBLE", "SIN DATO", 424]


class Sitio:
    """CATD 01 where ana and beto capture; the desk is at est-01-3, and nobody folds: the work is made here."""

    def __init__(self, poblada: Nodo, en_linea: EnLinea) -> None:
        self.nodo = poblada
        self.primera, self.segunda, self.mesa = (en_linea(f"est-01-{n}") for n in (1, 2, 3))

    def disputar(self, clave: str, ana: list[Any], beto: list[Any], leida: str = "") -> None:
        """Both capture `clave`; the ronda is closed and waits for the desk."""
        huella = con_imagen(self.primera, clave, imagen(clave))
        ofrecer(self.nodo, clave, huella, 1, 2)
        for estacion, quien, cifras in ((self.primera, "ana", ana), (self.segunda, "beto", beto)):
            captura = Capturar(estacion, sesion(quien, estacion))
            trabajo = captura.tomar_acta(clave)
            assert trabajo is not None
            captura.terminar(trabajo, cifras, "ACTA PREP", leida or clave)
        ofrecer(self.nodo, clave, huella, 0, clase="MESA")

    def mesa_de_quien(self) -> dict[str, str]:
        """Section → the centre that receives it, as the node tells any station."""
        return dict(directorio_de_texto(self.mesa.nodo.directorio()).secciones)

    def propuestos(self) -> list[dict[str, Any]]:
        filas = self.nodo.dueno("SELECT cuerpo::json ->> 'datos' FROM prep.hecho WHERE tipo = 'PROPUESTA'")
        return [json.loads(datos) for (datos,) in filas]

    def dictamenes(self) -> list[dict[str, Any]]:
        filas = self.nodo.dueno("SELECT cuerpo::json FROM prep.hecho WHERE tipo = 'DICTAMEN' ORDER BY recibido")
        return [cuerpo for (cuerpo,) in filas]


@pytest.fixture
def sitio(poblada: Nodo, en_linea: EnLinea) -> Sitio:
    return Sitio(poblada, en_linea)


@pytest.fixture
def abrir_mesa(sitio: Sitio, abrir_marco: AbrirMarco, qtbot: QtBot) -> AbrirMesa:
    """The desk open at its tray, with caro logged in."""

    def _abrir(dialogos: Callable[[Marco], Dialogos] | None = None) -> PantallaValidacion:
        sitio.mesa.entregar_aparte()
        marco = abrir_marco(sitio.mesa, (PUERTA,))
        if dialogos is not None:
            marco._dialogos = dialogos(marco)
        qtbot.waitUntil(lambda: "Conectada" in marco.barra.texto("nodo"))
        entrar(qtbot, "caro")
        qtbot.waitUntil(lambda: isinstance(marco.pantalla, PantallaValidacion))
        assert isinstance(marco.pantalla, PantallaValidacion)
        return marco.pantalla

    return _abrir


@pytest.fixture
def mesa(sitio: Sitio, abrir_mesa: AbrirMesa, qtbot: QtBot) -> PantallaValidacion:
    """With one dispute open: the third field and the total differ."""
    beto = [*CIFRAS]
    beto[2], beto[-1] = 90, 505
    sitio.disputar(UNA, CIFRAS, beto)
    pantalla = abrir_mesa()
    abrir_primero(qtbot, pantalla)
    return pantalla


@pytest.fixture
def de_verdad(sitio: Sitio, abrir_mesa: AbrirMesa, qtbot: QtBot) -> PantallaValidacion:
    """The same dispute open, with the dialogs of the program."""
    sitio.disputar(UNA, CIFRAS, [7, 8, 90, *CIFRAS[3:-1], 505])
    pantalla = abrir_mesa(DialogosDeVentana)
    abrir_primero(qtbot, pantalla)
    return pantalla


def abrir_primero(qtbot: QtBot, pantalla: PantallaValidacion) -> None:
    """As a person: the tray's first row, Enter."""
    qtbot.waitUntil(lambda: pantalla.bandeja.tabla.rowCount() > 0)
    tecla(qtbot, Qt.Key.Key_Return)
    en_caso(qtbot, pantalla)


def en_caso(qtbot: QtBot, pantalla: PantallaValidacion) -> PanelCaso:
    qtbot.waitUntil(lambda: pantalla.panel is not None and isinstance(foco(), Cifra | QPushButton | PantallaValidacion))
    assert pantalla.panel is not None
    return pantalla.panel


def celda(tabla: QTableWidget, columna: int) -> str:
    """What the first row says there."""
    suya = tabla.item(0, columna)
    assert suya is not None
    return suya.text()


def _abierta(pantalla: PantallaValidacion) -> str:
    """The acta of the open case, "" without one."""
    return "" if pantalla.panel is None else pantalla.panel.caso.trabajo.acta.clave


def foco() -> QWidget:
    quien = QApplication.focusWidget()
    assert quien is not None
    return quien


def tecla(qtbot: QtBot, cual: Qt.Key, con: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(foco(), cual, con)


def propuesto(qtbot: QtBot, sitio: Sitio) -> dict[str, Any]:
    """What waits for another person: a figure that nobody captured; nothing is decided."""
    qtbot.waitUntil(lambda: bool(sitio.propuestos()))
    assert sitio.dictamenes() == []
    (dicho,) = sitio.propuestos()
    return dicho


def decidido(qtbot: QtBot, sitio: Sitio, cuantos: int = 1) -> dict[str, Any]:
    qtbot.waitUntil(lambda: len(sitio.dictamenes()) == cuantos)
    return sitio.dictamenes()[-1]


def test_una_disputa_se_resuelve_con_cinco_teclas(
    mesa: PantallaValidacion, sitio: Sitio, contestador: Contestador, qtbot: QtBot
) -> None:
    contestador.respuestas = ["Así se lee en la imagen."]
    assert foco().objectName() == "fila-2"
    qtbot.keyClicks(foco(), "b")
    assert foco().objectName() == "fila-10"
    qtbot.keyClicks(foco(), "a")
    assert isinstance(foco(), QPushButton), "después de la última diferencia, el botón de aceptar"
    tecla(qtbot, Qt.Key.Key_Return)  # and the Enter of its reason, and the one that opened it: five
    dicho = decidido(qtbot, sitio)
    assert (dicho["accion"], dicho["motivo"]) == ("ACEPTA", "Así se lee en la imagen.")
    assert dicho["valores"] == [7, 8, 90, *CIFRAS[3:-1], 424]
    assert len(dicho["capturas"]) == 2


def test_con_sus_dialogos_de_verdad_una_disputa_no_pasa_de_ocho_teclas(
    sitio: Sitio, de_verdad: PantallaValidacion, qtbot: QtBot
) -> None:
    teclas = "bb\r"
    for que in teclas:
        qtbot.keyClicks(foco(), que)
    guardar_asi(qtbot)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QComboBox))
    tecla(qtbot, Qt.Key.Key_Return)
    dicho = decidido(qtbot, sitio)
    assert (dicho["valores"][2], dicho["valores"][-1]) == (90, 505)
    assert dicho["motivo"] == motivos.de(AccionDeMesa.ACEPTA).opciones[0]
    assert len(teclas) + 3 <= 8, "con la que lo abrió, la del cierre y la del motivo"


def test_el_motivo_se_escribe_con_palabras_propias(sitio: Sitio, de_verdad: PantallaValidacion, qtbot: QtBot) -> None:
    """As they were written: what begins like one of the usual reasons was made into it."""
    propias = motivos.de(AccionDeMesa.RECAPTURA).opciones[0][:3].lower()
    destino(qtbot, "Recapturar")
    qtbot.waitUntil(lambda: isinstance(foco(), QComboBox))
    qtbot.keyClicks(foco(), propias)
    tecla(qtbot, Qt.Key.Key_Return)
    assert decidido(qtbot, sitio)["motivo"] == propias


def test_sin_acta_no_se_decide_con_escape_y_su_causa_se_elige_con_flechas(
    sitio: Sitio, de_verdad: PantallaValidacion, qtbot: QtBot
) -> None:
    for cual in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), Cifra))
        destino(qtbot, "Sin acta")
        qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QComboBox))
        tecla(qtbot, Qt.Key.Key_Down)
        tecla(qtbot, cual)
    assert decidido(qtbot, sitio)["motivo"] == "SIN ACTA POR PAQUETE NO ENTREGADO"
    assert len(sitio.dictamenes()) == 1


def test_se_escribe_otra_cifra_o_se_marca_ilegible(
    mesa: PantallaValidacion, sitio: Sitio, contestador: Contestador, qtbot: QtBot
) -> None:
    contestador.respuestas = ["Está corregido en el acta."]
    qtbot.keyClicks(foco(), "95")
    tecla(qtbot, Qt.Key.Key_Return)
    marcar(qtbot, "*")
    tecla(qtbot, Qt.Key.Key_F2)
    assert propuesto(qtbot, sitio)["valores"] == [7, 8, 95, *CIFRAS[3:-1], "ILEGIBLE"]
    assert "otra persona la acepta" in contestador.dichos[-1], "se dice antes de firmar"
    qtbot.waitUntil(lambda: "Propuesto" in mesa.bandeja.aviso)


def test_un_campo_en_que_coinciden_tambien_se_corrige_y_sin_dato_tiene_su_tecla(
    mesa: PantallaValidacion, sitio: Sitio, contestador: Contestador, qtbot: QtBot
) -> None:
    contestador.respuestas = ["El acta está en blanco en ese campo."]
    qtbot.keyClicks(foco(), "a")
    qtbot.keyClicks(foco(), "a")
    panel = en_caso(qtbot, mesa)
    panel._filas[0].cifra.setFocus()
    marcar(qtbot, "+")
    tecla(qtbot, Qt.Key.Key_F2)
    assert propuesto(qtbot, sitio)["valores"] == ["SIN DATO", *CIFRAS[1:]]


def test_no_se_acepta_con_un_campo_sin_decidir(mesa: PantallaValidacion, sitio: Sitio, qtbot: QtBot) -> None:
    qtbot.keyClicks(foco(), "a")
    tecla(qtbot, Qt.Key.Key_F2)
    assert foco().objectName() == "fila-10"
    assert "Falta decidir este campo" in mesa.aviso
    assert sitio.dictamenes() == []


def test_enter_sin_haber_elegido_dice_que_falta_y_no_pasa_al_siguiente(mesa: PantallaValidacion, qtbot: QtBot) -> None:
    vacio = foco()
    tecla(qtbot, Qt.Key.Key_Return)
    assert foco() is vacio and "Falta decidir este campo" in mesa.aviso
    qtbot.keyClicks(foco(), "a")
    assert foco() is not vacio and mesa.aviso == ""


def test_sin_motivo_no_se_decide_y_se_sigue_donde_estaba(
    mesa: PantallaValidacion, sitio: Sitio, contestador: Contestador, qtbot: QtBot
) -> None:
    contestador.respuestas = [None, "  "]
    destino(qtbot, "Recapturar")
    assert foco().objectName() == "fila-2"
    destino(qtbot, "Recapturar")
    qtbot.waitUntil(lambda: "Escriba el motivo" in mesa.aviso)
    assert sitio.dictamenes() == [] and mesa.panel is not None


@pytest.mark.parametrize(
    ("cual", "accion", "motivo"),
    [
        ("Recapturar", "RECAPTURA", "Se corrieron los renglones."),
        ("Redigitalizar", "REDIGITALIZA", "Está borrosa."),
        ("Redigitalizar", "REDIGITALIZA", "Es un acta federal, no la de esta elección."),
        ("Sin acta", "SIN_ACTA", "SIN ACTA POR PAQUETE ENTREGADO SIN BOLSA"),
    ],
)
def test_se_manda_a_recapturar_a_redigitalizar_o_se_declara_sin_acta(
    mesa: PantallaValidacion, sitio: Sitio, contestador: Contestador, qtbot: QtBot, cual: str,
    accion: str, motivo: str,
) -> None:  # fmt: skip
    contestador.respuestas = [motivo]
    destino(qtbot, cual)
    dicho = decidido(qtbot, sitio)
    assert (dicho["accion"], dicho["motivo"]) == (accion, motivo)
    qtbot.waitUntil(lambda: mesa.panel is None and mesa.bandeja.isVisible())
