"""Colours, sounds and actions: what is in their tables holds for every window made from them."""

import re
import wave
from importlib import import_module
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from prep.services.estacion.sesion import PERMISOS
from prep.ui import acciones
from prep.ui.acciones import LIBRE, SESION, TABLA, Accion
from prep.ui.colores import ACTA_DE_NOCHE, DIA, LINEAS_DE_DIA, LINEAS_DE_NOCHE, NOCHE, SENALAN
from prep.ui.dialogos import DialogosDeVentana, Pregunta
from prep.ui.fluido import Fluido
from prep.ui.sonidos import SONIDOS, onda
from prep.ui.tema import FAMILIA, Tema, letra
from tests.gui.registran import DE_VENTANAS, QUE_REGISTRAN

for _modulo in QUE_REGISTRAN:
    import_module(_modulo)  # here: the parameters below are of all the windows, in whatever order tests are collected


def _rgb(color: QColor) -> tuple[float, float, float]:
    return color.redF(), color.greenF(), color.blueF()


def luz(color: str) -> float:
    """Relative luminance, WCAG 2."""
    canales = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _rgb(QColor(color))]
    return 0.2126 * canales[0] + 0.7152 * canales[1] + 0.0722 * canales[2]


def contraste(uno: str, otro: str) -> float:
    oscuro, claro = sorted(luz(c) for c in (uno, otro))
    return (claro + 0.05) / (oscuro + 0.05)


LUCES = {"de dia": (DIA, LINEAS_DE_DIA), "de noche": (NOCHE, LINEAS_DE_NOCHE)}


def test_el_dia_y_la_noche_tienen_los_mismos_colores() -> None:
    assert list(DIA) == list(NOCHE) and list(LINEAS_DE_DIA) == list(LINEAS_DE_NOCHE)


@pytest.mark.parametrize("luz_de", LUCES)
@pytest.mark.parametrize("papel", DIA)
def test_en_todo_papel_puede_ir_una_cifra(papel: str, luz_de: str) -> None:
    assert contraste(*LUCES[luz_de][0][papel]) >= 7


@pytest.mark.parametrize("luz_de", LUCES)
def test_lo_que_no_se_puede_apretar_y_lo_tenue_se_leen(luz_de: str) -> None:
    papeles, lineas = LUCES[luz_de]
    for tinta, suelo in (
        (lineas["apagada"], lineas["apagado"]), (lineas["apagada"], papeles["papel"][1]),
        (papeles["tenue"][0], papeles["papel"][1]), (papeles["papel"][0], lineas["franja"]),
        (papeles["papel"][0], lineas["mesa"]),
    ):  # fmt: skip
        assert contraste(tinta, suelo) >= 4.5, (tinta, suelo)


@pytest.mark.parametrize("luz_de", LUCES)
@pytest.mark.parametrize("linea", SENALAN)
def test_la_linea_que_senala_se_distingue_de_lo_que_hay_detras(linea: str, luz_de: str) -> None:
    papeles, lineas = LUCES[luz_de]
    assert min(contraste(lineas[linea], papeles[p][1]) for p in ("papel", "fondo")) >= 3


def test_el_papel_de_un_acta_se_atenua_de_noche_y_su_tinta_se_sigue_leyendo() -> None:
    assert contraste("#1a1a1a", ACTA_DE_NOCHE) >= 7


@pytest.mark.parametrize("ruta", DE_VENTANAS, ids=str)
def test_ninguna_ventana_nombra_un_color(ruta: Path) -> None:
    """Those of the night would not be its."""
    if ruta.name != "colores.py":
        assert not re.findall(r"#[0-9a-fA-F]{6}\b|QColor\(|GlobalColor\.(?!transparent)", ruta.read_text())


def test_la_letra_es_la_que_viaja_con_el_programa(tema: Tema) -> None:
    assert QFontInfo(letra(11)).family() == FAMILIA
    assert QFontInfo(QApplication.font()).family() == FAMILIA


@pytest.mark.parametrize("identificador", sorted(TABLA))
def test_toda_accion_tiene_permiso_nombre_y_ayuda(identificador: str) -> None:
    accion = TABLA[identificador]
    assert accion.permiso in (LIBRE, SESION) or accion.permiso in PERMISOS
    assert accion.texto and accion.nombre and accion.ayuda.endswith(".")
    assert accion.id.startswith(f"{accion.pantalla}.")


@pytest.mark.parametrize(
    "mala",
    [
        Accion("marco.ayuda", "marco", "x", "", "x", "x.", LIBRE),
        Accion("x.y", "x", "x", "", "x", "x.", "nadie"),
        Accion("x.y", "x", "x", "F1", "x", "x.", LIBRE),
    ],
)
def test_una_accion_repetida_sin_permiso_o_con_tecla_ajena_no_se_registra(mala: Accion) -> None:
    with pytest.raises(ValueError, match=r"repetida|permiso|tecla"):
        acciones.registrar([mala])


@pytest.mark.parametrize("nombre", SONIDOS)
def test_cada_sonido_es_distinto_y_dura_menos_de_un_segundo(nombre: str) -> None:
    with wave.open(BytesIO(onda(nombre))) as sonido:
        assert 0.1 < sonido.getnframes() / sonido.getframerate() < 1.0
    assert [onda(otro) for otro in SONIDOS].count(onda(nombre)) == 1


def test_cada_tecla_se_dice_como_en_el_teclado() -> None:
    dichas = {acciones.tecla(accion) for accion in TABLA.values() if accion.tecla}
    assert {"Ctrl+Izquierda", "Ctrl++", "F2"} <= dichas
    assert not [t for t in dichas if any(otra in t for otra in ("Control", "Return", "Retorno", "Left", "Up"))]


def test_un_boton_dice_su_tecla_y_sigue_a_su_accion(qapp: QApplication) -> None:
    ventana = QWidget()
    hecha = acciones.hacer("marco.bloquear", ventana, ventana.update)
    boton = acciones.boton(hecha, ventana)
    assert boton.text() == "Bloquear  F12" and boton.isEnabled()
    hecha.setText("Seguir")
    hecha.setEnabled(False)
    assert boton.text() == "Seguir  F12" and not boton.isEnabled()
    ventana.deleteLater()


def test_una_tecla_dada_dos_veces_pregunta_una_sola_vez(qtbot: QtBot) -> None:
    """The second press comes before the question has the keys; after the answer it can be asked again."""
    ventana, contestado = QWidget(), list[bool]()
    qtbot.addWidget(ventana)
    dialogos = DialogosDeVentana(ventana)
    pregunta = Pregunta("Aceptar", "¿Se acepta?", "Sí", "No")
    hecha = acciones.hacer("acuerdos.aceptar", ventana, lambda: dialogos.confirmar(pregunta, contestado.append))
    ventana.show()
    for vez in (1, 2):
        hecha.trigger()
        hecha.trigger()
        (dialogo,) = [d for d in ventana.findChildren(QDialog) if d.isVisible()]
        dialogo.accept()
        assert contestado == [True] * vez


def test_lo_fluido_empieza_en_la_orilla_y_centra_cada_renglon(qapp: QApplication) -> None:
    ventana = QWidget()
    fila = Fluido(ventana, margen=4, hueco=6)
    piezas = [QWidget(ventana) for _ in range(4)]
    for pieza, alto in zip(piezas, (40, 20, 40, 20), strict=True):
        pieza.setFixedSize(100, alto)
        fila.addWidget(pieza)
    ventana.resize(230, 200)
    fila.activate()
    assert [pieza.geometry().topLeft().toTuple() for pieza in piezas] == [(0, 4), (106, 14), (0, 50), (106, 60)]
    assert fila.heightForWidth(230) == 94
    ventana.deleteLater()


class Emisor(QObject):
    """A signal from Python."""

    dicho = Signal(bool)


def test_veinte_mil_senales_no_tiran_el_proceso(qapp: QApplication) -> None:
    """PySide6 6.12.0 dies with Python 3.11 after some 4,300 (T-1)."""
    oidos: list[bool] = []
    emisor = Emisor()
    emisor.dicho.connect(oidos.append)
    for n in range(20_000):
        emisor.dicho.emit(bool(n % 2))
    assert len(oidos) == 20_000
