"""Which acta it is, as capture, the desk and their lists say it: the same words as acopio and scanning."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from central.catalogo.perfil_toml import CARPETA, cargar
from prep.domain.catalogo.catalogo import ASENTADO, TipoCasilla
from prep.services.estacion.entradas import COPIAS
from prep.ui.rotulos import breve, documento, documentos, rotulo, titulo
from simulacro.papel.dibujo.imprenta import NOMBRES
from tests.domain.muestra import ANTICIPADA, DIP, ESPECIAL_RP, ORDINARIA

EXTRAORDINARIA = replace(ORDINARIA, seccion="0123", tipo=TipoCasilla.E, numero="01", extension="02")


def test_la_extension_se_dice_pues_distingue_casillas_de_una_seccion(qapp: QApplication) -> None:
    assert titulo(EXTRAORDINARIA, DIP) == f"{DIP.nombre} · Sección 0123, casilla extraordinaria 1, contigua 2"
    assert breve(EXTRAORDINARIA) == "123 E1C2"


def test_de_una_especial_se_dice_su_codigo_pues_tiene_dos_de_diputaciones(qapp: QApplication) -> None:
    assert titulo(ESPECIAL_RP, DIP).endswith(" · A03ERP") and "especial" in titulo(ESPECIAL_RP, DIP)
    assert breve(ESPECIAL_RP).endswith(" · A03ERP")


def test_la_que_no_tiene_seccion_se_dice_por_su_territorio(qapp: QApplication) -> None:
    assert f"Territorio {ANTICIPADA.territorio}, casilla de voto anticipado" in titulo(ANTICIPADA, DIP)
    assert "N/A" not in titulo(ANTICIPADA, DIP) + breve(ANTICIPADA)


@pytest.mark.parametrize("campo", [campo for campo in NOMBRES if campo != ASENTADO])
def test_un_campo_se_llama_como_en_el_acta(campo: str, qapp: QApplication) -> None:
    assert rotulo(campo, DIP).upper() in NOMBRES[campo]


def test_cada_tipo_de_documento_que_puede_ser_un_acta_dice_que_es(qapp: QApplication) -> None:
    perfiles = [cargar(ruta.stem) for ruta in CARPETA.glob("*.toml")]
    impresos = {c.codigo.documento for p in perfiles for e in p.elecciones for c in e.codigos.values()}
    assert set(documentos()) == (impresos | {*COPIAS}) - {"ACTA PREP"}
    assert list(documentos())[:3] == list(COPIAS)
    assert documento("RPP") == "RPP, copia de las representaciones de los partidos"
    assert documento("ACTA PREP") == "ACTA PREP"
