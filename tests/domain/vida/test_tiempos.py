"""Times are corrected by the station's offset (R-10)."""

from dataclasses import replace
from datetime import timedelta

from prep.domain.vida.tiempos import momento_corregido
from tests.domain.escena import a_los, acopio, doblar, foto, por_papel


def test_el_tiempo_publicado_es_el_de_la_estacion_mas_su_desfase() -> None:
    hecho = acopio(5)
    assert momento_corregido(hecho) == a_los(5)
    assert momento_corregido(replace(hecho, desfase_ms=-1500)) == a_los(5) - timedelta(seconds=1.5)
    adelantadas = [replace(h, desfase_ms=60_000) for h in por_papel()]
    vigente = doblar(*adelantadas).vigente
    assert (vigente.acopio, vigente.captura, vigente.verificacion) == (a_los(2), a_los(4), a_los(5))
    assert [c.momento for c in vigente.capturas] == [a_los(4), a_los(5)]


def test_el_acopio_del_telefono_es_su_digitalizacion() -> None:
    estado = doblar(foto(1, minuto=7))
    assert estado.vigente.acopio == a_los(7)
