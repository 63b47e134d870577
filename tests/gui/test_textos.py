"""The windows' words: all of them in the catalogue, nothing left to write, and plurals as people say them."""

import ast
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from installer.textos import CATALOGO, fuentes
from prep.services.estacion.pulso import Pulso
from prep.ui import programa
from prep.ui.barra import Barra
from tests.gui.pantalla_x import RAIZ


def test_el_catalogo_esta_al_dia_y_no_le_falta_nada(tmp_path: Path) -> None:
    nuevo = tmp_path / CATALOGO.name
    shutil.copy(CATALOGO, nuevo)
    entorno = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(RAIZ)}
    orden = [sys.executable, "-m", "installer.textos", str(nuevo)]
    hecho = subprocess.run(orden, cwd=RAIZ, env=entorno, capture_output=True, encoding="utf-8", check=False)
    assert hecho.returncode == 0, hecho.stderr
    assert nuevo.read_text(encoding="utf-8") == CATALOGO.read_text(encoding="utf-8"), "corra «make textos»"


def test_el_catalogo_solo_tiene_lo_que_se_cuenta_y_con_sus_dos_formas() -> None:
    """A text of Mexico's Spanish is its own translation; what counts is written by hand."""
    for mensaje in ET.parse(CATALOGO).iter("message"):
        traduccion = mensaje.find("translation")
        assert mensaje.get("numerus") and traduccion is not None and traduccion.get("type") is None
        una, varias = (forma.text or "" for forma in traduccion)
        assert "%n" in una and "%n" in varias and "(" not in una + varias


def test_todo_lo_que_se_cuenta_se_cuenta_con_plural() -> None:
    """A text with «(s)» outside the catalogue of plurals would be seen as it is."""
    contados = {m.findtext("source") for m in ET.parse(CATALOGO).iter("message")}
    escritos = {
        nodo.value
        for ruta in fuentes()
        for nodo in ast.walk(ast.parse(ruta.read_text(encoding="utf-8")))
        if isinstance(nodo, ast.Constant) and isinstance(nodo.value, str) and "%n" in nodo.value
    }
    assert escritos == contados


@pytest.mark.parametrize(("cuantas", "dice"), [(1, "1 acción por entregar"), (2, "2 acciones por entregar")])
def test_los_plurales_salen_como_se_dicen(palabras: None, qapp: QApplication, cuantas: int, dice: str) -> None:
    ahora = datetime.now(UTC)
    propia = Barra("01", "1.0")
    try:
        propia.show()
        propia.pulso(Pulso(ahora, True, ahora, "", cuantas, 0, 0, "", "CATD01"))
        assert propia.texto("espera") == dice
    finally:
        propia.close()
        propia.deleteLater()


def test_sin_las_palabras_compiladas_el_programa_abre_igual(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programa, "TRADUCCIONES", tmp_path / "nada")
    for traductor in programa.traducir(qapp):
        qapp.removeTranslator(traductor)
    assert QApplication.translate("Acciones", "Ayuda") == "Ayuda"
