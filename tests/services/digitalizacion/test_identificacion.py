"""What is read on an acta as its casilla becomes a key: of the catalogue, of none, or fuera de catálogo."""

import pytest

from prep.services.digitalizacion.identificacion import clave_de_fuera, clave_leida
from prep.services.estacion.errores import DatoInvalido
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
