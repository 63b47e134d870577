"""Times are corrected by the station's offset and flagged, never a reason to refuse a fact (R-10)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from prep.domain.hechos.hechos import MotivoSinActa
from prep.domain.vida.estado import EstadoActa
from prep.domain.vida.tiempos import momento_corregido, revisar_tiempos
from tests.domain.escena import a_los, acopio, captura, doblar, escaneo, foto, por_papel, sin_acta

ABRE, CIERRA = a_los(0), a_los(1440)


def revisar(estado: EstadoActa) -> list[str]:
    return [h.codigo for h in revisar_tiempos(estado, ABRE, CIERRA)]


def con_minutos(*minutos: float) -> EstadoActa:
    return doblar(*(replace(h, momento=a_los(m)) for h, m in zip(por_papel(), minutos, strict=True)))


def test_el_tiempo_publicado_es_el_de_la_estacion_mas_su_desfase() -> None:
    hecho = acopio(5)
    assert momento_corregido(hecho) == a_los(5)
    assert momento_corregido(replace(hecho, desfase_ms=-1500)) == a_los(5) - timedelta(seconds=1.5)
    adelantadas = [replace(h, desfase_ms=60_000) for h in por_papel()]
    vigente = doblar(*adelantadas).vigente
    assert (vigente.acopio, vigente.captura, vigente.verificacion) == (a_los(2), a_los(4), a_los(5))
    assert [c.momento for c in vigente.capturas] == [a_los(4), a_los(5)]


def test_en_orden_y_dentro_del_periodo_no_hay_nada_que_decir() -> None:
    assert revisar(doblar(*por_papel())) == []
    assert revisar(con_minutos(0, 0, 1440, 1440)) == []  # both ends are inside
    assert revisar(con_minutos(5, 5, 5, 5)) == []


@pytest.mark.parametrize("minutos", [(10, 10, 9, 12), (60 * 13, 60 * 13, 61, 62)])
def test_tiempos_en_desorden_se_senalan(minutos: tuple[float, ...]) -> None:
    estado = con_minutos(*minutos)
    assert estado.registrada
    assert revisar(estado) == ["H-42"]


@pytest.mark.parametrize("minutos", [(-0.01, 1, 2, 3), (1, 2, 3, 1440.01), (-1, 2, 3, 1441)])
def test_tiempos_fuera_del_periodo_se_senalan_una_vez(minutos: tuple[float, ...]) -> None:
    assert revisar(con_minutos(*minutos)) == ["H-43"]


def test_los_dos_hallazgos_pueden_darse_juntos() -> None:
    assert revisar(con_minutos(2000, 2000, 3, 4)) == ["H-42", "H-43"]


def test_lo_que_aun_no_se_registra_se_revisa_con_lo_que_tiene() -> None:
    assert revisar(doblar()) == []
    assert revisar(doblar(acopio(1, minuto=-3))) == ["H-43"]
    assert revisar(doblar(acopio(1), escaneo(2), captura(3, "ana", minuto=9999))) == []  # not settled yet


def test_un_acta_sin_acta_no_tiene_tiempos() -> None:
    estado = doblar(acopio(1, minuto=-3), sin_acta(2, MotivoSinActa.SIN_BOLSA))
    assert estado.registrada
    assert revisar(estado) == []


def test_el_acopio_del_telefono_es_su_digitalizacion() -> None:
    estado = doblar(foto(1, minuto=7))
    assert estado.vigente.acopio == a_los(7)
