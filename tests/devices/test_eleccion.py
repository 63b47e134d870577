"""Where pages come from is remembered, and what cannot be used says what to write."""

from pathlib import Path

import pytest

from prep.devices.carpeta import CarpetaVigilada
from prep.devices.eleccion import ClaseDeOrigen, OrigenElegido, OrigenInvalido, de_texto
from prep.devices.escl import EscanerEscl


def test_lo_elegido_se_recuerda_y_lo_ilegible_es_la_carpeta_de_siempre(tmp_path: Path) -> None:
    for eleccion in (OrigenElegido(ClaseDeOrigen.ESCANER, "10.0.0.1"), OrigenElegido(ClaseDeOrigen.CARPETA, "/ñ")):
        assert de_texto(eleccion.a_texto(), tmp_path) == eleccion
    for malo in (None, "", "{}", "[1]", '["nube", "x"]', "null"):
        assert de_texto(malo, tmp_path) == OrigenElegido(ClaseDeOrigen.CARPETA, str(tmp_path))


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
