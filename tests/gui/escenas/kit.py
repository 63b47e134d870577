"""A station's kit, in its first minute."""

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget
from pytest import MonkeyPatch

from prep.services.estacion import kit as kits
from prep.ui.kit import VentanaDelKit
from prep.ui.pantalla import no_se_practica
from tests.gui.escenas.registro import Estudio, escena

HALLADOS = [
    Path("/media/estacion/PREP-CATD07/kits/07/estacion.e07-1.kit"),
    Path("/media/estacion/PREP-CATD07/kits/07/estacion.e07-2.kit"),
]


def con(e: Estudio, hallados: list[Path]) -> VentanaDelKit:
    monkeypatch = MonkeyPatch()  # no scene hangs on what is plugged in here
    monkeypatch.setattr(kits, "a_la_mano", lambda: hallados)
    ventana = VentanaDelKit(e.carpeta / "datos", "catd", e.taller)
    ventana.con_practica(no_se_practica)
    e.cuidar(ventana)
    ventana.show()
    e.qtbot.waitActive(ventana)
    e.hasta(lambda: ventana.findChildren(QComboBox)[0].count() == len(hallados))
    e.hasta(lambda: not e.taller.en_curso)
    monkeypatch.undo()
    return ventana


@escena("kit")
def hallado(e: Estudio) -> QWidget:
    return con(e, HALLADOS)


@escena("kit", "sin-memoria")
def sin_memoria(e: Estudio) -> QWidget:
    return con(e, [])


@escena("kit", "error")
def negado(e: Estudio) -> QWidget:
    ventana = con(e, [])
    (e.carpeta / "estacion.e07-1.kit").write_bytes(b"PK\x03\x04" * 99)
    monkeypatch = MonkeyPatch()
    monkeypatch.chdir(e.carpeta)  # no path of this machine in the picture
    ventana.findChildren(QComboBox)[0].setEditText("estacion.e07-1.kit")
    (frase,) = (c for c in ventana.findChildren(QLineEdit) if not isinstance(c.parentWidget(), QComboBox))
    frase.setText("gyga-47r6-wmbk-pvyp")
    frase.setFocus()
    e.qtbot.keyClick(frase, "\r")
    e.hasta(lambda: any("no es un kit" in r.text() for r in ventana.findChildren(QLabel)))
    monkeypatch.undo()
    return ventana
