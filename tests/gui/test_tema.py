"""Colours, sounds and actions: what is in their tables holds for every window made from them."""

import wave
from io import BytesIO

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication

from prep.services.sesion import PERMISOS
from prep.ui import acciones
from prep.ui.acciones import LIBRE, SESION, TABLA, Accion
from prep.ui.sonidos import SONIDOS, onda
from prep.ui.tema import COLORES, FAMILIA, Tema, letra


def luz(color: str) -> float:
    """Relative luminance, WCAG 2."""
    canales = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in QColor(color).getRgbF()[:3]]
    return 0.2126 * canales[0] + 0.7152 * canales[1] + 0.0722 * canales[2]


@pytest.mark.parametrize("papel", COLORES)
def test_toda_tinta_se_distingue_de_su_suelo(papel: str) -> None:
    oscuro, claro = sorted(luz(c) for c in COLORES[papel])
    assert (claro + 0.05) / (oscuro + 0.05) >= 4.5


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


class Emisor(QObject):
    """A signal from Python."""

    dicho = Signal(bool)


def test_veinte_mil_senales_no_tiran_el_proceso(qapp: QApplication) -> None:
    """PySide6 6.12.0 dies with Python 3.11 after some 4,300 (architecture, known traps)."""
    oidos: list[bool] = []
    emisor = Emisor()
    emisor.dicho.connect(oidos.append)
    for n in range(20_000):
        emisor.dicho.emit(bool(n % 2))
    assert len(oidos) == 20_000
