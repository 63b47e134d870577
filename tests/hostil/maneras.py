"""How each enemy of a hostile night does what they do, and what is seen to come of it."""

import os
import random
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace
from hashlib import sha256

import psycopg

from central.nodo.roles import CONEXIONES_POR_ESTACION
from central.sitios.centro_remoto import NodoFuera
from prep.domain.hechos.hechos import (
    AccionDeMesa,
    Anulacion,
    Captura,
    Cotejo,
    Cuerpo,
    Datos,
    Dictamen,
    Incidencia,
    Propuesta,
    Respuesta,
)
from prep.domain.hechos.propuestas import contestar
from prep.domain.hechos.texto import cuerpo_a_texto
from tests.ataques.test_estorbo import SIN_LIMITES
from tests.hostil.enemigos import Enemigos

REGISTRADAS = ("VERIFICADA",)
INCIDENCIA = '{"codigo":"x","texto":"x"}'
TERMINADA = "terminada por la guardia"
Hacer = Callable[[Enemigos, random.Random], str]


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
            e.entregar_firmado(e.firmar(acta, contestar(suyo.hecho, Respuesta.ACEPTA, "porque sí")))
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
        consulta = "SELECT cabeza_n = %s AND cabeza = %s FROM prep.nodo WHERE nodo = %s"  # it may truly be at that link
        ((tomada,),) = e.consultar(e.centro, consulta, n, cabeza, f"CATD{e.nodo}")
        return "LA TOMÓ" if tomada else "no se toma"

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
