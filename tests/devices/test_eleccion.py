"""Where pages come from is remembered, and what cannot be used says what to write."""

from pathlib import Path

import pytest

from prep.devices.carpeta import CarpetaVigilada
from prep.devices.eleccion import DEL_KIT, ENTRADA, ClaseDeOrigen, OrigenElegido, OrigenInvalido, elegido
from prep.devices.escl.cliente import EscanerEscl


def test_lo_elegido_se_recuerda_y_lo_ilegible_es_la_carpeta_de_siempre(tmp_path: Path) -> None:
    for eleccion in (OrigenElegido(ClaseDeOrigen.ESCANER, "10.0.0.1"), OrigenElegido(ClaseDeOrigen.CARPETA, "/ñ")):
        assert elegido(eleccion.a_texto(), tmp_path) == eleccion
    for malo in (None, "", "{}", "[1]", '["nube", "x"]', "null"):
        assert elegido(malo, tmp_path) == OrigenElegido(ClaseDeOrigen.CARPETA, str(tmp_path / ENTRADA))


def test_el_escaner_del_kit_vale_hasta_que_alguien_elige(tmp_path: Path) -> None:
    (tmp_path / DEL_KIT).write_text(" 10.1.7.40\n", encoding="utf-8")
    assert elegido(None, tmp_path) == OrigenElegido(ClaseDeOrigen.ESCANER, "10.1.7.40")
    otra = OrigenElegido(ClaseDeOrigen.CARPETA, "/otra")
    assert elegido(otra.a_texto(), tmp_path) == otra
    (tmp_path / DEL_KIT).write_text("", encoding="utf-8")
    assert elegido(None, tmp_path).clase is ClaseDeOrigen.CARPETA


def test_se_abre_lo_que_se_eligio(tmp_path: Path) -> None:
    assert isinstance(OrigenElegido(ClaseDeOrigen.CARPETA, str(tmp_path)).abrir(), CarpetaVigilada)
    assert isinstance(OrigenElegido(ClaseDeOrigen.ESCANER, "10.0.0.1").abrir(), EscanerEscl)


@pytest.mark.parametrize("donde", ["", "relativa", "/no/hay/tal", "/etc/hostname"])
def test_lo_que_no_es_carpeta_se_rechaza(donde: str) -> None:
    with pytest.raises(OrigenInvalido, match="no es una carpeta de este equipo"):
        OrigenElegido(ClaseDeOrigen.CARPETA, donde).abrir()


def test_lo_que_no_es_direccion_se_rechaza() -> None:
    with pytest.raises(OrigenInvalido, match="Escriba, por ejemplo"):
        OrigenElegido(ClaseDeOrigen.ESCANER, "a b").abrir()
