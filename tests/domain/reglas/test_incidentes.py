"""What becomes of an incident, from its facts in any order: who sees to it and how it ended (R-34)."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from prep.domain.hechos.hechos import Cuerpo, Fuente, Hecho, Incidencia, PasoDeIncidente, Seguimiento
from prep.domain.reglas.incidentes import AYUDA, CLASES, FEDERAL, OTRO, EstadoDeIncidente, PasoDado, incidentes

OCHO = datetime(2024, 6, 3, 2, tzinfo=UTC)
TOMA, CIERRA, REABRE = PasoDeIncidente


def hecho(n: int, cuerpo: Cuerpo, quien: str = "ana", *, ms: int = 0, estacion: str = "est-01-1") -> Hecho:
    return Hecho(UUID(int=n), "p", "", Fuente.CATD, quien, estacion, OCHO + timedelta(minutes=n), cuerpo, ms)


def paso(n: int, de: int, cual: PasoDeIncidente, quien: str = "eva", texto: str = "x", ms: int = 0) -> Hecho:
    return hecho(n, Seguimiento(UUID(int=de), cual, texto), quien, ms=ms)


UNO = hecho(1, Incidencia(FEDERAL.codigo, "se apartó", "4812 B1"))


def test_nace_sin_dueno_y_dice_quien_cuando_y_donde() -> None:
    (nacido,) = incidentes([UNO])
    assert (nacido.estado, nacido.dueno, nacido.cierre) == (EstadoDeIncidente.ABIERTO, "", None)
    assert (nacido.clase, nacido.lugar, nacido.texto, nacido.operador, nacido.estacion, nacido.cuando) == (
        FEDERAL, "4812 B1", "se apartó", "ana", "est-01-1", OCHO + timedelta(minutes=1)
    )  # fmt: skip


@pytest.mark.parametrize("orden", list(itertools.permutations(range(4))))
def test_su_vida_es_la_misma_en_cualquier_orden_y_repetida(orden: tuple[int, ...]) -> None:
    vida = [UNO, paso(2, 1, TOMA, "eva"), paso(3, 1, TOMA, "gil"), paso(4, 1, CIERRA, "gil", "lo llevó el CAE")]
    (cerrado,) = incidentes([*(vida[n] for n in orden), vida[orden[0]]])
    assert (cerrado.estado, cerrado.dueno, len(cerrado.pasos)) == (EstadoDeIncidente.CERRADO, "gil", 3)
    assert cerrado.cierre is not None and (cerrado.cierre.quien, cerrado.cierre.texto) == ("gil", "lo llevó el CAE")


def test_lo_cerrado_no_lo_mueve_quien_llega_tarde_y_se_reabre_con_motivo() -> None:
    (tarde,) = incidentes([UNO, paso(2, 1, CIERRA), paso(3, 1, TOMA, "gil"), paso(4, 1, CIERRA, "gil")])
    assert (tarde.estado, len(tarde.pasos)) == (EstadoDeIncidente.CERRADO, 1)
    (otra,) = incidentes([UNO, paso(2, 1, CIERRA), paso(5, 1, REABRE, "gil", "volvió a pasar")])
    assert (otra.estado, otra.dueno, otra.cierre) == (EstadoDeIncidente.EN_CURSO, "gil", None)


def test_reabrir_lo_que_no_se_cerro_no_hace_nada() -> None:
    (uno,) = incidentes([UNO, paso(2, 1, REABRE)])
    assert uno.estado is EstadoDeIncidente.ABIERTO


def test_manda_la_hora_del_nodo_y_no_la_de_la_maquina() -> None:
    """The closing was signed at a station whose clock is ten minutes behind."""
    atrasado = replace(UNO, acta="GUB-1", desfase_ms=60_000)
    (uno,) = incidentes([atrasado, paso(8, 1, TOMA, "eva"), paso(2, 1, CIERRA, "gil", ms=10 * 60_000)])
    assert (uno.acta, uno.cuando) == ("GUB-1", OCHO + timedelta(minutes=2))
    assert uno.pasos == (
        PasoDado(TOMA, "eva", OCHO + timedelta(minutes=8), "x"),
        PasoDado(CIERRA, "gil", OCHO + timedelta(minutes=12), "x"),
    )


def test_primero_quien_pide_ayuda_luego_lo_que_nadie_atiende_y_al_final_lo_cerrado() -> None:
    otro = hecho(2, Incidencia(OTRO.codigo, "se acabó el tóner"))
    ayuda = hecho(3, Incidencia(AYUDA.codigo, "se atora la charola"))
    cerrado = hecho(4, Incidencia(AYUDA.codigo, "ya"))
    vistos = incidentes([UNO, otro, ayuda, cerrado, paso(5, 4, CIERRA), paso(6, 1, TOMA)])
    assert [i.id.int for i in vistos] == [3, 2, 1, 4]


def test_lo_que_escribe_un_programa_no_es_un_incidente_ni_lo_que_sigue_a_nada() -> None:
    assert incidentes([hecho(1, Incidencia("TRABAJO_LIBERADO", "lo tenía beto")), paso(2, 9, TOMA)]) == []


def test_cada_clase_tiene_su_numero_y_ninguno_se_repite() -> None:
    assert sorted(c.tecla for c in CLASES) == list("0123456789")
    assert len({c.codigo for c in CLASES}) == len(CLASES)
