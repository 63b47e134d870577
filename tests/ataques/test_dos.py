"""One person of the acta's own site, alone, changes nothing that was registered or published; two do (P-10)."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from prep.domain.hechos.hechos import AccionDeMesa, Anulacion, Cotejo, Cuerpo, Dictamen, Fuente, Respuesta
from prep.domain.hechos.propuestas import contestar, proponer
from tests.ataques.test_derecho import sigue_hasta_su_corte
from tests.central.arbitro.escena import CAMPOS
from tests.central.corte.apoyo import celda, resultados
from tests.central.corte.escena import Cortes
from tests.conftest import Nodo
from tests.store.ejemplos import acta

UNA = acta(1).clave  # of CATD 01
CAMBIO = Cotejo(2, "porque sí", (9,) * CAMPOS)


@pytest.fixture
def cortes(base: Nodo, tmp_path: Path) -> Iterator[Cortes]:
    yield Cortes(base, tmp_path)


def publicada(cortes: Cortes) -> UUID:
    """Verified with ones, and shown by a cut; the id of its first captura."""
    cortes.verificada(UNA)
    cortes.cortar()
    ((captura,),) = cortes.base.dueno("SELECT id FROM prep.hecho WHERE tipo = 'CAPTURA' ORDER BY sec LIMIT 1")
    assert isinstance(captura, UUID)
    return captura


@pytest.mark.parametrize("cuerpo", [CAMBIO, Cotejo(3, "porque sí")], ids=["cambia", "reabre"])
def test_la_mesa_de_su_propio_catd_no_cambia_sola_lo_publicado(cortes: Cortes, cuerpo: Cuerpo) -> None:
    publicada(cortes)
    cortes.escena.hacer(5, UNA, cuerpo)
    sigue_hasta_su_corte(cortes, UNA)
    assert "DE_UNO_SOLO" in cortes.alarmas()


def test_la_mesa_de_su_propio_catd_no_anula_sola_una_captura(cortes: Cortes) -> None:
    captura = publicada(cortes)
    cortes.escena.hacer(5, UNA, Anulacion(captura, "porque sí"))
    sigue_hasta_su_corte(cortes, UNA)
    assert "DE_UNO_SOLO" in cortes.alarmas()


def test_quien_propone_no_se_acepta_ni_lo_acepta_otro_catd_ni_quien_captura(cortes: Cortes) -> None:
    publicada(cortes)
    propuesta = cortes.escena.hacer(5, UNA, proponer(CAMBIO, "porque sí"))
    si = contestar(propuesta.hecho, Respuesta.ACEPTA, "sí")
    cortes.base.dueno("UPDATE prep.operador SET roles = '{captura}' WHERE operador = 'op-01-4'")
    for quien in (5, "02-1", 4):
        cortes.escena.hacer(quien, UNA, si)
    sigue_hasta_su_corte(cortes, UNA)


def test_dos_personas_si_y_el_siguiente_corte_lo_muestra(cortes: Cortes) -> None:
    publicada(cortes)
    cortes.escena.acordar((5, 6), UNA, CAMBIO)
    corte = sigue_hasta_su_corte(cortes, UNA, votos=9)
    assert celda(resultados(corte.carpeta), UNA, "PAN") == "9"


def test_lo_que_dos_reabrieron_lo_deciden_dos_y_se_publica(cortes: Cortes) -> None:
    publicada(cortes)
    cortes.escena.acordar((5, 6), UNA, Cotejo(3, "no se lee"))
    cortes.escena.correr()
    assert cortes.escena.etapa(UNA) == "DIGITALIZADA"
    ((huella,),) = cortes.base.dueno("SELECT cuerpo::jsonb ->> 'huella' FROM prep.hecho WHERE tipo = 'IMAGEN'")
    vistas = tuple(cortes.escena.captura(n, UNA, huella, votos=n, ronda=2).hecho.id for n in (1, 2, 3, 4))
    decision = Dictamen(AccionDeMesa.ACEPTA, 2, vistas, "se lee 7", (7,) * CAMPOS, "ACTA PREP")
    cortes.escena.hacer(5, UNA, decision)
    cortes.escena.correr()
    assert cortes.escena.etapa(UNA) == "EN_MESA"
    cortes.escena.acordar((5, 6), UNA, decision, Fuente.CATD)
    sigue_hasta_su_corte(cortes, UNA, votos=7)
