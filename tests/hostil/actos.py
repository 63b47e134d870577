"""What each enemy does in a hostile night, by its number in the table of attacks, and what must stop it."""

from dataclasses import dataclass, replace

from prep.domain.hechos.hechos import MotivoSinActa, SinActa
from tests.ataques.tabla.fila import Quien
from tests.hostil.enemigos import APARTADO
from tests.hostil.maneras import (
    INCIDENCIA,
    NO_CAMBIA,
    TERMINADA,
    Hacer,
    anulacion,
    cambiar,
    captura_sin_papel,
    cotejo,
    crudo,
    dictamen,
    dormir_abierta,
    en_el_centro,
    firmado,
    imagen_al_azar,
    incidencias,
    latir,
    meter,
    muchas_conexiones,
    ocupar,
    presentar,
    propuesta,
    quemar,
    retener,
    sql,
)

E, P, N = Quien.ESTACION, Quien.PERSONA, Quien.NODO


@dataclass(frozen=True, slots=True)
class Acto:
    """`n`: in the table; `detiene`: what must stop it; `alarma`: the one that it must leave, "" when it needs none.

    `antes`: what may stop it before that on a busy machine.
    """

    n: str
    quien: Quien
    detiene: str
    hacer: Hacer
    alarma: str = ""
    antes: str = ""


EN_EL_CENTRO = "apartado en el centro"
POR_LA_GUARDIA = "57P01"  # as SQL says TERMINADA
ACTOS = [
    Acto("1", E, "PR005", crudo(momento="20000-01-01")),
    Acto("2", E, "PR005", crudo("ACOPIO", "FC-GUB-001-0006-B01-00-A02-²", '{"mecanismo":"D","sitio":"01"}')),
    Acto("6", E, "PR005", crudo("IMAGEN", "FC-X", "no es JSON")),
    Acto("7", E, APARTADO, quemar),
    Acto(
        "9",
        E,
        TERMINADA,
        ocupar("SELECT sum(n) FROM (SELECT generate_series(1, 1000000000000) AS n) t"),
        "ESTACION_ESTORBA",
    ),
    Acto("12", E, TERMINADA, dormir_abierta, "ESTACION_ESTORBA"),
    Acto("25", E, "42501", sql("SELECT * FROM pg_replication_slots")),
    Acto("27", E, "42501", sql("SELECT cuerpo FROM prep.hecho")),
    Acto("29", E, "PR005", imagen_al_azar),
    Acto(
        "30",
        E,
        "53400",
        sql(
            "SET work_mem = '64kB'",
            "SELECT count(*) FROM (SELECT DISTINCT n::text FROM generate_series(1, 100000000) n) t",
        ),
        antes=POR_LA_GUARDIA,
    ),
    Acto("103", E, "PR005", crudo(fuente="CENTRO")),
    Acto("105", E, "PR003", crudo(cuerpo='{"codigo":"x","texto":"' + "x" * 66_000 + '"}')),
    Acto("107", E, "PR005", crudo(firma=b"x" * 63)),
    Acto(
        "115",
        E,
        "53200",
        sql("SET work_mem = '64GB'", "SELECT array_agg(repeat('x', 900)) FROM generate_series(1, 100000000)"),
        antes=POR_LA_GUARDIA,
    ),
    Acto("118", E, "negada", muchas_conexiones),
    Acto("120", E, TERMINADA, ocupar("SELECT pg_sleep(60)"), "ESTACION_ESTORBA"),
    Acto("3", P, "PR005", firmado("DICTAMEN", '{"accion":"\\ud800"}')),
    Acto("4", P, "PR005", firmado("INCIDENCIA", '{"codigo":"\\u0000","texto":""}')),
    Acto("5", P, "PR005", firmado("INCIDENCIA", INCIDENCIA, "9999-12-31T23:59:59.999999+00:00", 2**31 - 1)),
    Acto("16", P, NO_CAMBIA, cambiar(cotejo, True), "SIN_DERECHO"),
    Acto("17", P, NO_CAMBIA, cambiar(anulacion, True), "SIN_DERECHO"),
    Acto("18", P, NO_CAMBIA, cambiar(lambda _, _acta: SinActa(MotivoSinActa.NO_ENTREGADO), True), "SIN_DERECHO"),
    Acto("128", P, APARTADO, captura_sin_papel),
    Acto("112", P, "se guardan", incidencias),
    Acto("129", P, NO_CAMBIA, cambiar(cotejo, False), "DE_UNO_SOLO"),
    Acto("130", P, NO_CAMBIA, cambiar(anulacion, False), "DE_UNO_SOLO"),
    Acto("155", P, NO_CAMBIA, cambiar(propuesta, False, respuesta=True)),
    Acto("132", P, "no cuenta", dictamen),
    Acto("33", N, "no se le busca ahí", presentar, "NODO_FUERA"),
    Acto("34", N, "no se toma", latir(6, b"x" * 600_000), "NODO_CADENA"),
    Acto("35", N, "no se toma", latir(2**63 - 1, bytes(32)), "NODO_CADENA"),
    Acto("37", N, EN_EL_CENTRO, meter(momento="infinity"), "REPLICA_FUERA"),
    Acto("38", N, EN_EL_CENTRO, meter(firma=b"x" * 1_000_000), "REPLICA_FUERA"),
    Acto(
        "39",
        N,
        "apartado en el centro",
        lambda e, _: e.meter_y_quitar(replace(e.crudo("INCIDENCIA", "", INCIDENCIA), nodo="CENTRO")),
        "REPLICA_AJENO",
    ),
    Acto("42", N, EN_EL_CENTRO, meter(sec=-5), "REPLICA_FUERA"),
    Acto("43", N, "42501", en_el_centro("SELECT * FROM prep.hecho")),
    Acto("137", N, "espera sólo él", retener),
    Acto("140", N, "42501", en_el_centro("UPDATE prep.nodo SET estado = 'CERCADO'")),
]
