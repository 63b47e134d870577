"""The stations of a dead node deliver again to another, each at its own pace: the acta comes out the same (R-33)."""

from dataclasses import replace
from itertools import chain, permutations

from prep.domain.hechos.hechos import AccionDeMesa, Hecho
from prep.domain.vida.estado import Etapa
from tests.domain.escena import (
    CIFRAS,
    CUARTAS,
    OTRAS,
    TERCERAS,
    acopio,
    captura,
    codigos,
    dictamen,
    doblar,
    escaneo,
    por_papel,
)


def entregados(*estaciones: list[Hecho]) -> list[Hecho]:
    """The facts of each station in turn, with the sequence of the node that takes them so."""
    return [replace(hecho, sec=sec) for sec, hecho in enumerate(chain.from_iterable(estaciones), start=1)]


def test_en_cualquier_orden_de_las_estaciones_sale_lo_mismo() -> None:
    primera = (captura(3, "ana"), captura(4, "beto", OTRAS), captura(5, "caro", TERCERAS), captura(6, "dani", CUARTAS))
    otra_vez = dictamen(7, AccionDeMesa.RECAPTURA, primera)
    segunda = (captura(8, "ana", ronda=2), captura(9, "beto", ronda=2))
    estaciones = (
        [acopio(1), escaneo(2)],
        [primera[0], segunda[0]],
        [primera[1], segunda[1]],
        [primera[2]],
        [primera[3]],
        [otra_vez],
    )
    esperado = doblar(*chain.from_iterable(estaciones))
    assert (esperado.etapa, esperado.vigente.ronda, esperado.vigente.valores) == (Etapa.VERIFICADA, 2, CIFRAS)
    for orden in permutations(estaciones):
        estado = doblar(*entregados(*orden))
        vigente = estado.vigente
        assert (estado.etapa, vigente.ronda, vigente.valores) == (Etapa.VERIFICADA, 2, CIFRAS)
        assert (vigente.captura, vigente.verificacion) == (esperado.vigente.captura, esperado.vigente.verificacion)
        assert set(codigos(estado)) == {"RONDA_SIN_ACUERDO"}


def test_mientras_la_imagen_no_llega_sus_capturas_no_cuentan_ni_piden_mesa() -> None:
    acopiada, escaneada, una, otra = por_papel()
    estado = doblar(*entregados([una, otra], [acopiada]))
    assert (estado.etapa, estado.pendientes) == (Etapa.ACOPIADA, ())
    assert codigos(estado) == ["CAPTURA_SIN_IMAGEN"] * 2
    assert doblar(*entregados([una, otra], [acopiada, escaneada])).etapa is Etapa.VERIFICADA
