"""The statistics of a cut's actas: from the rows as published, by hand; captured and counted are never one figure."""

from datetime import timedelta

from central.publico.dibujos import por_hora
from central.publico.estadistica import estadistica, tardanza
from central.publico.formatos import EstadisticaPublica
from central.publico.sitio import escrito
from prep.ajeno.lectura import de_json
from prep.domain.publicacion.columnas import EN_REVISION
from prep.domain.publicacion.filas import Fila, Filas, con_nota
from tests.central.publico.test_paginas import corte_con
from tests.domain import muestra
from tests.domain.muestra import EXTRANJERO, ORDINARIA, SOLA, sin_acta, valores, verificada


def filas() -> list[Fila]:
    """In DIP_LOC: one that counts, one over its limit and in review, one declared SIN ACTA; the others still out."""
    fabrica = Filas(muestra.catalogo())
    hechas = {
        ORDINARIA.clave: fabrica.fila(ORDINARIA, verificada(ORDINARIA, valores(ORDINARIA, 3))),
        SOLA.clave: con_nota(fabrica.fila(SOLA, verificada(SOLA, valores(SOLA, 0))), EN_REVISION),
        EXTRANJERO.clave: fabrica.fila(EXTRANJERO, sin_acta(EXTRANJERO)),
    }
    return [hechas.get(a.clave) or fabrica.fila(a, None) for a in muestra.catalogo().actas.values()]


def test_la_estadistica_es_la_de_los_renglones_y_cumple_su_formato() -> None:
    dicha = estadistica(corte_con(muestra.catalogo(), filas()))
    assert de_json(escrito(dicha), EstadisticaPublica).simulacro is True
    dip = dicha["elecciones"][0]
    assert (dip["codigo"], dip["sin_registrar"], dip["contabilizadas"], dip["en_revision"]) == ("DIP_LOC", 5, 2, 1)
    assert dip["sin_acta"] == {"SIN ACTA POR PAQUETE ENTREGADO SIN BOLSA": 1}
    assert (dip["origen"], dip["digitalizacion"]) == ({"CATD": 2}, {"ESCANER": 2})
    assert [(h["hora"], h["acopiadas"], h["verificadas"]) for h in dip["por_hora"]] == [
        ("2024-06-02T20", 2, 0), ("2024-06-02T21", 0, 0), ("2024-06-02T22", 0, 0), ("2024-06-02T23", 0, 0),
        ("2024-06-03T00", 0, 2),
    ]  # fmt: skip
    espera = int(timedelta(hours=3, minutes=59, seconds=54).total_seconds())
    assert dip["tiempos"][0] == {"de": "acopio", "a": "captura", "actas": 2, "mediana_s": espera, "p90_s": espera}
    assert dip["tiempos"][1]["mediana_s"] == 1


def test_sin_actas_no_hay_horas_ni_tiempos() -> None:
    vacia = [Filas(muestra.catalogo()).fila(a, None) for a in muestra.catalogo().actas.values()]
    dip = estadistica(corte_con(muestra.catalogo(), vacia))["elecciones"][0]
    assert (dip["por_hora"], dip["tiempos"], dip["sin_acta"], dip["sin_registrar"]) == ([], [], {}, 8)


def test_el_ritmo_es_por_minuto_y_truncado_y_lo_que_va_se_acumula() -> None:
    horas = [
        {"hora": f"2024-06-02T{h}", "acopiadas": 0, "capturadas": 0, "verificadas": n} for h, n in ((20, 119), (21, 30))
    ]
    dibujo = por_hora(horas)
    assert [(r["rotulo"], r["ritmo"], r["van"]) for r in dibujo["renglones"]] == [
        ("20:00", "1.9", 119),
        ("21:00", "0.5", 149),
    ]
    assert [r["alto"] for r in dibujo["renglones"]] == [100.0, 25.2]


def test_la_mediana_y_el_noventa_por_ciento_son_de_los_tiempos_mismos() -> None:
    assert tardanza([9, 1, 5, 3, 2, 4, 7, 6, 8, 60]) == {"actas": 10, "mediana_s": 5, "p90_s": 9}
    assert tardanza([4]) == {"actas": 1, "mediana_s": 4, "p90_s": 4}
