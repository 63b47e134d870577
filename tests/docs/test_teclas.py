"""One key, one meaning: what the page says is what the windows do, and the cards of each role are of today's keys."""

from pathlib import Path

import pytest

from installer import teclas
from installer.teclas import CARPETA, TARJETAS, VENTANAS, pagina, tarjetas_en_pdf
from prep.ui.acciones import SESION, TABLA, Accion, registrar
from prep.ui.sentidos import DESTINO, SENTIDOS
from tests.documents.leer_pdf import leer_pdf
from tests.gui.registran import QUE_REGISTRAN


def test_la_pagina_y_las_tarjetas_son_las_de_hoy() -> None:
    assert (CARPETA / "teclas.md").read_text(encoding="utf-8") == pagina(), "corra `make teclas`"
    assert (CARPETA / "tarjetas.pdf").read_bytes() == tarjetas_en_pdf(), "corra `make teclas`"


def test_estan_todas_las_ventanas_que_registran_acciones() -> None:
    hechas = Path(teclas.__file__).read_text(encoding="utf-8")
    assert len(QUE_REGISTRAN) > 10
    assert [m for m in QUE_REGISTRAN if f"import {m}" not in hechas and f"from {m} import" not in hechas] == []


def test_cada_accion_con_tecla_esta_donde_su_tecla_lo_dice_y_no_se_nombra_otra() -> None:
    dichas = {accion for sentido in SENTIDOS.values() for accion in sentido.acciones}
    assert dichas == {accion.id for accion in TABLA.values() if accion.tecla}
    assert {accion.pantalla for accion in TABLA.values()} == VENTANAS.keys()


@pytest.mark.parametrize("tecla", ["F8", "F3", "Ctrl+Shift+F7", DESTINO])
def test_una_tecla_con_otro_sentido_no_se_registra(tecla: str) -> None:
    with pytest.raises(ValueError, match=r"quiere decir|no está en prep/ui/sentidos"):
        registrar([Accion("captura.otra", "captura", "Otra", tecla, "Otra", "Hace otra cosa.", SESION)])
    assert "captura.otra" not in TABLA


def test_lo_que_cambia_el_destino_esta_en_f11_y_en_ninguna_otra_tecla() -> None:
    for accion in TABLA.values():
        if accion.destino:
            assert not accion.tecla
            assert TABLA[f"{accion.pantalla}.destino"].tecla == DESTINO


def test_cada_puesto_tiene_su_tarjeta_de_ocho_teclas() -> None:
    assert {len(teclas) for teclas in TARJETAS.values()} == {8}
    texto = leer_pdf(tarjetas_en_pdf()).texto
    assert [puesto for puesto in TARJETAS if puesto not in texto] == []
    assert "A Recapturar · B Redigitalizar · C Es otra acta" in texto
    assert "…" not in texto, "a sentence does not fit"
