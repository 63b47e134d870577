"""Who is of another site changes nothing of an acta, whatever they sign; and the acta goes on to its cut (P-10)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from central.corte.corte import ResultadoCorte
from prep.domain.hechos.hechos import (
    Acopio,
    Anulacion,
    Captura,
    Cotejo,
    Custodia,
    Fuente,
    Imagen,
    Incidencia,
    MotivoSinActa,
    SinActa,
)
from prep.domain.vida.estado_texto import estado_de_json
from tests.central.arbitro.escena import CAMPOS
from tests.central.corte.escena import Cortes
from tests.conftest import Nodo
from tests.store.ejemplos import acta

UNA = acta(1).clave  # of CATD 01
AJENO = "02-1"
HALLADO = "SELECT count(*) FROM prep.acta_estado WHERE acta = %s AND estado->'hallazgos' @> '[{\"codigo\": \"H-42\"}]'"


@pytest.fixture
def cortes(base: Nodo, tmp_path: Path) -> Iterator[Cortes]:
    yield Cortes(base, tmp_path)


def sigue_hasta_su_corte(cortes: Cortes, clave: str, votos: int = 1) -> ResultadoCorte:
    """The acta is verified with the figures of its own people, and the next cut shows them."""
    corte = cortes.cortar()
    assert cortes.escena.etapa(clave) == "VERIFICADA"
    ((texto,),) = cortes.base.dueno("SELECT estado::text FROM prep.acta_estado WHERE acta = %s", clave)
    assert estado_de_json(texto).vigente.valores == (votos,) * CAMPOS
    assert (corte.actas, corte.en_revision) == (1, 0)
    return corte


def se_aparto(cortes: Cortes, clave: str) -> None:
    assert cortes.base.dueno(HALLADO, clave) == [(1,)]
    assert "SIN_DERECHO" in cortes.alarmas()


def test_la_mesa_de_otro_catd_no_cambia_por_cotejo_lo_publicado(cortes: Cortes) -> None:
    cortes.verificada(UNA)
    cortes.cortar()
    cortes.escena.hacer(AJENO, UNA, Cotejo(2, "porque sí", (999,) * CAMPOS))
    sigue_hasta_su_corte(cortes, UNA)
    se_aparto(cortes, UNA)


def test_la_mesa_de_otro_catd_no_anula_una_captura(cortes: Cortes) -> None:
    huella = cortes.imagen(UNA)
    suya = cortes.escena.captura(2, UNA, huella)
    cortes.escena.captura(3, UNA, huella)
    cortes.cortar()
    cortes.escena.hacer(AJENO, UNA, Anulacion(suya.hecho.id, "porque sí"))
    sigue_hasta_su_corte(cortes, UNA)
    se_aparto(cortes, UNA)


def test_el_acopio_de_otro_catd_no_la_declara_sin_acta(cortes: Cortes) -> None:
    cortes.escena.hacer(AJENO, UNA, SinActa(MotivoSinActa.NO_INSTALADA))
    cortes.escena.correr()
    assert cortes.escena.etapa(UNA) == "ESPERADA"
    se_aparto(cortes, UNA)
    cortes.verificada(UNA)
    sigue_hasta_su_corte(cortes, UNA)


@pytest.mark.parametrize("dice", ["01", "02"])
def test_el_acopio_y_la_imagen_de_otro_catd_no_la_digitalizan(cortes: Cortes, dice: str) -> None:
    """Saying that it was at the acta's own CATD, or where it was really done."""
    cortes.escena.hacer(AJENO, UNA, Acopio(dice, "D"))
    cortes.escena.hacer(AJENO, UNA, Imagen("ab" * 32, "ESCANER", dice))
    cortes.escena.correr()
    assert cortes.escena.etapa(UNA) == "ESPERADA"
    apartados = cortes.base.dueno("SELECT razon FROM prep.cuarentena")
    assert apartados == ([("op-02-1 es del sitio 02 y dice que fue en 01",)] * 2 if dice == "01" else [])
    cortes.verificada(UNA)
    sigue_hasta_su_corte(cortes, UNA)


def test_dos_capturistas_de_otro_catd_no_la_verifican(cortes: Cortes) -> None:
    huella = cortes.imagen(UNA)
    for quien in ("02-1", "02-2"):
        cortes.escena.hacer(quien, UNA, Captura(1, huella, (9,) * CAMPOS, "ACTA PREP", UNA))
    cortes.escena.correr()
    assert cortes.escena.etapa(UNA) == "DIGITALIZADA"
    for n in (2, 3):
        cortes.escena.captura(n, UNA, huella)
    sigue_hasta_su_corte(cortes, UNA)
    se_aparto(cortes, UNA)


def test_a_quien_el_centro_le_dio_el_acta_si_le_cuenta_llegue_antes_o_despues(cortes: Cortes) -> None:
    huella = cortes.imagen(UNA)
    cortes.escena.hacer("02-1", UNA, Captura(1, huella, (1,) * CAMPOS, "ACTA PREP", UNA))
    cortes.escena.correr()
    assert cortes.escena.etapa(UNA) == "DIGITALIZADA"
    cortes.escena.hacer("centro", UNA, Custodia("02", "CONTINGENCIA"), Fuente.CENTRO)
    cortes.escena.hacer("02-2", UNA, Captura(1, huella, (1,) * CAMPOS, "ACTA PREP", UNA))
    sigue_hasta_su_corte(cortes, UNA)


def test_de_un_incidente_avisa_cualquiera(cortes: Cortes) -> None:
    cortes.escena.hacer(AJENO, UNA, Incidencia("I-01", "llegó aquí un sobre del CATD 01"))
    cortes.verificada(UNA)
    sigue_hasta_su_corte(cortes, UNA)
    assert cortes.base.dueno(HALLADO, UNA) == [(0,)]
