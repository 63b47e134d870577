"""What is read on an acta as its casilla becomes a key: of the catalogue, of none, or fuera de catálogo."""

import pytest

from prep.services.digitalizacion.identificacion import clave_de_fuera, clave_leida
from prep.services.estacion.errores import DatoInvalido
from tests.services import tres
from tests.store import ejemplos

CATALOGO, UNA = ejemplos.catalogo(), ejemplos.acta(1)
TRES = ejemplos.acta(3).clave


@pytest.mark.parametrize("leida", [("3", "b", "1", "0"), ("0003", "B", "01", "00"), ("003", " B ", "1", "")])
def test_la_casilla_escrita_de_varias_maneras_es_la_misma_acta(leida: tuple[str, str, str, str]) -> None:
    assert clave_leida(CATALOGO, UNA, *leida) == TRES
    with pytest.raises(DatoInvalido, match="sí está en el catálogo"):
        clave_de_fuera(CATALOGO, UNA, *leida)


def test_una_casilla_que_no_esta_en_el_catalogo_tiene_su_clave_de_fuera() -> None:
    assert clave_leida(CATALOGO, UNA, "9876", "C", "2", "") not in CATALOGO.actas
    assert clave_de_fuera(CATALOGO, UNA, "9876", "c", "2", "") == "FC-GUB-001-9876-C02-00-A02-1"


@pytest.mark.parametrize(
    "leida", [("1", "X", "1", "0"), ("uno", "B", "1", "0"), ("1", "B", "1", "x"), ("1", "", "1", "")]
)
def test_lo_que_no_es_una_casilla_se_dice(leida: tuple[str, str, str, str]) -> None:
    for leer in (clave_leida, clave_de_fuera):
        with pytest.raises(DatoInvalido):
            leer(CATALOGO, UNA, *leida)


def test_lo_leido_es_de_la_eleccion_del_acta_y_de_su_codigo_si_hay_varios() -> None:
    """A special casilla has two of diputaciones: the one whose printed code is that of the acta in hand (R-19)."""
    tres_elecciones = tres.catalogo()
    for eleccion in ("GUB", "DIP_LOC", "ALC"):
        leida = clave_leida(tres_elecciones, tres.acta(eleccion, 5), "3", "B", "1", "")
        assert leida == tres.acta(eleccion, 3).clave
    for codigo in ("A03EMR", "A03ERP"):
        especial = tres.acta("DIP_LOC", 3, "S", codigo=codigo)
        assert clave_leida(tres_elecciones, especial, "3", "S", "1", "") == especial.clave


def test_la_extension_se_escribe_con_o_sin_ceros() -> None:
    assert clave_leida(CATALOGO, UNA, "1", "B", "1", "2") == "GUB-001-0001-B01-02-A02-1"
    assert clave_de_fuera(CATALOGO, UNA, "77", "e", "1", "3") == "FC-GUB-001-0077-E01-03-A02-1"
