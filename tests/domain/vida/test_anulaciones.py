"""An anulación takes its fact out, in whatever order they come, and can itself be annulled (R-08, R-35)."""

from dataclasses import replace
from itertools import permutations

import pytest

from prep.domain.hechos.hechos import Anulacion, Fuente, Hecho
from prep.domain.vida.estado import EstadoActa, Etapa
from tests.domain import escena
from tests.domain.escena import (
    CATD,
    CENTRO,
    OTRAS,
    acopio,
    anulacion,
    captura,
    codigos,
    de_dos,
    escaneo,
    por_papel,
    publicado,
    sin_acta,
)


def doblar(*hechos: Hecho) -> EstadoActa:
    """Two people stand behind each anulación; what one alone may take back is in test_acuerdo.py."""
    return escena.doblar(*(uno for h in hechos for uno in (de_dos(h) if isinstance(h.cuerpo, Anulacion) else [h])))


@pytest.mark.parametrize("fuente", list(Fuente))
def test_lo_anulado_ya_no_cuenta(fuente: Fuente) -> None:
    hechos = por_papel()
    estado = doblar(*hechos, anulacion(5, hechos[3], fuente))
    assert estado.etapa is Etapa.EN_CAPTURA
    assert [p.puesto for p in estado.pendientes] == [2]
    assert codigos(estado) == []
    assert replace(estado) == doblar(*hechos[:3])


def test_la_anulacion_de_una_anulacion_devuelve_el_hecho() -> None:
    hechos = por_papel()
    una = anulacion(5, hechos[3])
    estado = doblar(*hechos, una, anulacion(6, una))
    assert estado == doblar(*hechos)
    otra = anulacion(6, una)
    assert doblar(*hechos, una, otra, anulacion(7, otra)).etapa is Etapa.EN_CAPTURA


def test_anular_dos_veces_es_anular_y_para_devolverlo_hay_que_anular_las_dos() -> None:
    hechos = por_papel()
    una, otra = anulacion(5, hechos[3]), anulacion(6, hechos[3])
    assert doblar(*hechos, una, otra).etapa is Etapa.EN_CAPTURA
    assert doblar(*hechos, una, otra, anulacion(7, una)).etapa is Etapa.EN_CAPTURA
    assert doblar(*hechos, una, otra, anulacion(7, una), anulacion(8, otra)).etapa is Etapa.VERIFICADA


def test_la_anulacion_espera_a_su_hecho_y_el_orden_no_importa() -> None:
    acopiada, anulada = acopio(1), sin_acta(3)
    hechos = [acopiada, escaneo(2), anulada, anulacion(4, anulada)]
    assert codigos(doblar(hechos[0], hechos[3])) == ["ANULACION_EN_ESPERA"]
    estados = {repr(escena.doblar(*orden)) for orden in permutations([*hechos[:3], *de_dos(hechos[3])])}
    assert len(estados) == 1
    assert doblar(*hechos) == doblar(*hechos[:2])


def test_una_declaracion_de_sin_acta_se_revierte_anulandola() -> None:
    declarada = sin_acta(1, fuente=CENTRO)
    estado = doblar(declarada, anulacion(2, declarada, CENTRO))
    assert (estado.etapa, codigos(estado)) == (Etapa.ESPERADA, [])


def test_anulada_la_primera_imagen_la_segunda_es_la_del_acta() -> None:
    mala, buena = escaneo(2), escaneo(3, "ac" * 32)
    estado = doblar(acopio(1), mala, buena, anulacion(4, mala))
    assert (estado.vigente.imagen, codigos(estado)) == ("ac" * 32, [])


def test_lo_publicado_no_se_anula() -> None:
    cuenta = publicado(5)
    estado = doblar(*por_papel(), cuenta, anulacion(6, cuenta))
    assert estado.publicado is not None
    assert codigos(estado) == ["ANULACION_INDEBIDA"]


def test_las_anulaciones_en_circulo_no_quitan_nada() -> None:
    hechos = por_papel()
    a, b = anulacion(5, hechos[3]), anulacion(6, hechos[2])
    assert isinstance(a.cuerpo, Anulacion)
    circulo = [replace(a, cuerpo=replace(a.cuerpo, hecho=b.id)), replace(b, cuerpo=Anulacion(a.id, "no"))]
    estado = doblar(*hechos, *circulo)
    assert estado.etapa is Etapa.VERIFICADA
    assert codigos(estado) == ["ANULACION_INDEBIDA", "ANULACION_INDEBIDA"]
    a_si_misma = replace(a, cuerpo=Anulacion(a.id, "no"))
    assert codigos(doblar(*hechos, a_si_misma)) == ["ANULACION_INDEBIDA"]


def test_anular_desde_fuera_una_del_circulo_lo_rompe() -> None:
    hechos = por_papel()
    a = anulacion(5, hechos[3])
    b = anulacion(6, a)
    a2 = anulacion(7, b)  # a <- b <- a2 <- b2 -> ... b2 annuls a2, a2 annuls b: a chain, not a circle
    assert doblar(*hechos, a, b, a2).etapa is Etapa.EN_CAPTURA
    assert doblar(*hechos, a, b, a2, anulacion(8, a2)).etapa is Etapa.VERIFICADA


def test_cada_eslabon_firme_de_la_cadena_quita_lo_suyo() -> None:
    hechos = por_papel()
    de_ana, de_beto = anulacion(5, hechos[2]), anulacion(6, hechos[3])
    contra_beto = anulacion(7, de_beto)
    estado = doblar(*hechos, de_ana, de_beto, contra_beto, anulacion(8, contra_beto))
    assert estado.etapa is Etapa.DIGITALIZADA


def test_una_anulacion_anulada_que_no_tenia_hecho_no_espera_nada() -> None:
    perdida: Hecho = anulacion(5, captura(99, "zoe", OTRAS))
    assert codigos(doblar(perdida, anulacion(6, perdida, CATD))) == []
