"""What each enemy does in a hostile night, by its number in the table of attacks, and what must stop it."""

import os
import random
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from hashlib import sha256

import psycopg

from central.nodo.roles import CONEXIONES_POR_ESTACION
from central.sitios.centro_remoto import NodoFuera
from prep.domain.hechos.hechos import (
    AccionDeMesa,
    Anulacion,
    Captura,
    Conforme,
    Cotejo,
    Cuerpo,
    Datos,
    Dictamen,
    Incidencia,
    MotivoSinActa,
    Propuesta,
    Respuesta,
    SinActa,
)
from prep.domain.hechos.texto import cuerpo_a_texto
from tests.ataques.tabla.fila import Quien
from tests.ataques.test_estorbo import SIN_LIMITES
from tests.hostil.enemigos import APARTADO, Enemigos

E, P, N = Quien.ESTACION, Quien.PERSONA, Quien.NODO
REGISTRADAS = ("VERIFICADA",)
INCIDENCIA = '{"codigo":"x","texto":"x"}'
TERMINADA = "terminada por la guardia"
Hacer = Callable[[Enemigos, random.Random], str]


@dataclass(frozen=True, slots=True)
class Acto:
    """`n`: in the table; `detiene`: what must stop it; `alarma`: the one that it must leave, "" when it needs none."""

    n: str
    quien: Quien
    detiene: str
    hacer: Hacer
    alarma: str = ""


def crudo(tipo: str = "INCIDENCIA", acta: str = "", cuerpo: str = INCIDENCIA, **otros: object) -> Hacer:
    return lambda e, _: e.entregar(e.crudo(tipo, acta, cuerpo, **otros))


def firmado(tipo: str, cuerpo: str, momento: str = "", desfase_ms: int = 0) -> Hacer:
    def hacer(e: Enemigos, azar: random.Random) -> str:
        acta = azar.choice(e.actas(e.mesa, *REGISTRADAS) or [""])
        return e.entregar_firmado(e.crudo(tipo, acta, cuerpo, momento=momento, desfase_ms=desfase_ms))

    return hacer


def sql(*ordenes: str) -> Hacer:
    """By the station; what refuses it."""

    def hacer(e: Enemigos, _: random.Random) -> str:
        try:
            with e.conexion(*ordenes):
                return "pasa"
        except psycopg.Error as error:
            return error.sqlstate or type(error).__name__

    return hacer


def quemar(e: Enemigos, azar: random.Random) -> str:
    """#7: a captura of somebody else, which they did not make."""
    acta = azar.choice(e.actas(e.sitio, "DIGITALIZADA", "EN_CAPTURA", *REGISTRADAS) or [""])
    if not acta:
        return NADA
    cuerpo = f'{{"documento":"ACTA PREP","identificacion":"{acta}","imagen":"","ronda":1,"valores":[9]}}'
    suya = replace(e.crudo("CAPTURA", acta, cuerpo), operador=f"captura-{e.sitio}-{azar.randint(3, 5)}")
    dicho = e.entregar(suya)
    return e.que_lo_aparten(suya.id, e.sitio) if dicho == "nuevo" else dicho


def ocupar(orden: str) -> Hacer:
    """Until it is ended."""

    def hacer(e: Enemigos, _: random.Random) -> str:
        with e.conexion(*SIN_LIMITES) as conexion:
            try:
                conexion.execute(orden.encode())
            except psycopg.OperationalError:
                return TERMINADA
        return "pasa"

    return hacer


def dormir_abierta(e: Enemigos, _: random.Random) -> str:
    """#12: a fact of a made-up acta delivered, and the transaction left open."""
    with e.conexion(*SIN_LIMITES, "BEGIN") as conexion:
        suyo = e.crudo("INCIDENCIA", "FC-HOSTIL", INCIDENCIA)
        valores = (suyo.id, suyo.proceso, suyo.tipo, suyo.acta, suyo.fuente, suyo.operador, suyo.cuando, 0, suyo.cuerpo,
                   suyo.firma)  # fmt: skip
        conexion.execute("SELECT estacion_v1.entregar(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", valores)
        time.sleep(6.5)
        try:
            conexion.execute("SELECT 1")
        except psycopg.OperationalError:
            return TERMINADA
    return "pasa"


def imagen_al_azar(e: Enemigos, _: random.Random) -> str:
    contenido = os.urandom(1 << 16)
    with e.conexion() as conexion:
        try:
            conexion.execute(
                "SELECT estacion_v1.entregar_imagen(%s, 'GUB-999-9999-B01-0-A02-1', %s)",
                (sha256(contenido).hexdigest(), contenido),
            )
        except psycopg.Error as error:
            return str(error.sqlstate)
    return "pasa"


def muchas_conexiones(e: Enemigos, _: random.Random) -> str:
    with ExitStack() as abiertas:
        try:
            for _n in range(CONEXIONES_POR_ESTACION + 1):
                abiertas.enter_context(e.conexion())
        except psycopg.OperationalError:
            return "negada"
    return "ENTRÓ"


NADA, NO_CAMBIA = "no había con qué", "no cambia"
COMO = "SELECT etapa, estado->'vigente' FROM prep.acta_estado WHERE acta = %s"


def cambiar(cuerpo: Callable[[Enemigos, str], Cuerpo], otra: bool, respuesta: bool = False) -> Hacer:
    """What was registered, of another CATD (`otra`) or their own; with `respuesta` they accept what they propose."""

    def hacer(e: Enemigos, azar: random.Random) -> str:
        actas = e.actas(e.mesa, *REGISTRADAS, otra=otra)
        if not actas:
            return NADA
        acta = azar.choice(actas)
        antes = e.consultar(e.centro, COMO, acta)
        suyo = e.firmar(acta, cuerpo(e, acta))
        dicho = e.entregar_firmado(suyo)
        if respuesta:
            e.entregar_firmado(e.firmar(acta, Conforme(suyo.hecho.id, Respuesta.ACEPTA, "porque sí")))
        time.sleep(1)
        ahora = e.consultar(e.centro, COMO, acta)
        return NO_CAMBIA if (dicho, ahora) == ("nuevo", antes) else f"{dicho}, {ahora}"

    return hacer


def cotejo(_: Enemigos, acta: str) -> Cotejo:
    return Cotejo(2, "porque sí", (999,) * 11)


def propuesta(e: Enemigos, acta: str) -> Propuesta:
    return Propuesta("COTEJO", Datos(cuerpo_a_texto(cotejo(e, acta))), "porque sí")


def anulacion(e: Enemigos, acta: str) -> Anulacion:
    consulta = "SELECT id FROM prep.hecho WHERE acta = %s AND tipo = 'CAPTURA' ORDER BY id LIMIT 1"
    ((captura,),) = e.consultar(e.centro, consulta, acta)
    return Anulacion(captura, "porque sí")


def captura_sin_papel(e: Enemigos, azar: random.Random) -> str:
    """#128: by who captures nothing, and was given nothing."""
    actas = e.actas(e.mesa, "DIGITALIZADA", "EN_CAPTURA", *REGISTRADAS)
    if not actas:
        return NADA
    acta = azar.choice(actas)
    suyo = e.firmar(acta, Captura(1, "", (9,) * 11, "ACTA PREP", acta))
    dicho = e.entregar_firmado(suyo)
    return e.que_lo_aparten(suyo.hecho.id, e.mesa) if dicho == "nuevo" else dicho


def dictamen(e: Enemigos, azar: random.Random) -> str:
    """#132: of an acta that two people captured alike."""
    actas = e.actas(e.mesa, *REGISTRADAS)
    if not actas:
        return NADA
    suyo = e.firmar(azar.choice(actas), Dictamen(AccionDeMesa.ACEPTA, 1, (), "porque sí", (999,) * 11, "ACTA PREP"))
    e.entregar_firmado(suyo)
    time.sleep(1)
    ((etapa,),) = e.consultar(e.centro, "SELECT etapa FROM prep.acta_estado WHERE acta = %s", suyo.hecho.acta)
    return "no cuenta" if etapa == "VERIFICADA" else str(etapa)


def incidencias(e: Enemigos, _: random.Random) -> str:
    dichos = {e.entregar_firmado(e.firmar("", Incidencia("I-01", "porque sí"))) for _ in range(20)}
    return "se guardan" if dichos == {"nuevo"} else str(dichos)


def latir(n: int, cabeza: bytes) -> Hacer:
    def hacer(e: Enemigos, _: random.Random) -> str:
        with e.al_centro() as centro:
            centro.latir(0, n, cabeza, 0)
        ((tomada,),) = e.consultar(e.centro, "SELECT cabeza_n FROM prep.nodo WHERE nodo = %s", f"CATD{e.nodo}")
        return "LA TOMÓ" if tomada == n else "no se toma"

    return hacer


def presentar(e: Enemigos, _: random.Random) -> str:
    with e.al_centro() as centro, suppress(NodoFuera):
        centro.presentar("10.9.8.7", 5432, "")
        return "LO CREYÓ"
    return "no se le busca ahí"


def en_el_centro(orden: str) -> Hacer:
    def hacer(e: Enemigos, _: random.Random) -> str:
        with e.al_centro() as centro:
            try:
                centro.conexion.execute(orden.encode())
            except psycopg.Error as error:
                return str(error.sqlstate)
        return "pasa"

    return hacer


def retener(e: Enemigos, _: random.Random) -> str:
    """#137: its own row at the centre."""
    with e.al_centro() as centro:
        centro.conexion.execute("BEGIN")
        centro.latir(0, 0, b"", 0)
        time.sleep(2)
    return "espera sólo él"


def meter(**otros: object) -> Hacer:
    def hacer(e: Enemigos, _: random.Random) -> str:
        return e.meter_y_quitar(e.crudo("INCIDENCIA", "", INCIDENCIA, **otros))

    return hacer


EN_EL_CENTRO = "apartado en el centro"
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
    ),
    Acto("103", E, "PR005", crudo(fuente="CENTRO")),
    Acto("105", E, "PR003", crudo(cuerpo='{"codigo":"x","texto":"' + "x" * 66_000 + '"}')),
    Acto("107", E, "PR005", crudo(firma=b"x" * 63)),
    Acto(
        "115",
        E,
        "53200",
        sql("SET work_mem = '64GB'", "SELECT array_agg(repeat('x', 900)) FROM generate_series(1, 100000000)"),
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
