"""Judges the signatures by which operators open their sessions at the stations of a node: the base cannot (P-10).

In a thread of its own, and not between the batches of the árbitro: somebody waits at a station for it.
"""

import logging
import threading
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from psycopg import Connection

from central.arbitro.registrados import Registrados
from prep.net.identidad import verificar
from prep.net.prenda import mensaje
from prep.store import canales

RONDA_S = 1.0  # between two looks when no notice came: one may be missed
# One that waited longer than its station does is of nobody any more. What a station holds locked is let be.
PENDIENTES = """
SELECT s.estacion, s.operador, s.reto, s.firma FROM prep.sesion s
WHERE s.firma IS NOT NULL AND s.razon IS NULL AND s.emitido > clock_timestamp() - interval '60 s'
LIMIT 50 FOR UPDATE SKIP LOCKED
"""
ANOTAR = """
UPDATE prep.sesion s SET razon = %(razon)s, expira = CASE %(razon)s
    WHEN '' THEN clock_timestamp() + make_interval(secs => p.sesion_s) ELSE s.expira END
FROM prep.proceso p WHERE s.estacion = %(estacion)s AND s.operador = %(operador)s AND s.reto = %(reto)s
"""
EN_OTRAS = """
SELECT string_agg(s.estacion, ', ' ORDER BY s.estacion) FROM prep.sesion s
WHERE s.operador = %s AND s.estacion <> %s AND s.expira > clock_timestamp()
"""
NEGADA, DOBLE = "SESION_NEGADA", "SESION_DOBLE"
REGISTRO = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Prenda:
    """A challenge with the signature that a station brought for it."""

    estacion: str
    operador: str
    reto: UUID
    firma: bytes


@dataclass(slots=True)
class Centinela:
    """Runs until `parar`; `dsn` is the árbitro's role. `centro`: its public key; a test may do without."""

    dsn: str
    parar: threading.Event
    centro: bytes | None = None

    def correr(self) -> None:
        while not self.parar.is_set():
            try:
                with psycopg.connect(self.dsn, autocommit=True, application_name="prep centinela") as conexion:
                    canales.escuchar(conexion, canales.SESION)
                    ((proceso, nodo),) = conexion.execute("SELECT proceso, nodo FROM prep.proceso").fetchall()
                    registrados = Registrados(conexion, proceso, self.centro)
                    while not self.parar.is_set():
                        if not juzgar(conexion, registrados, proceso, nodo):
                            list(conexion.notifies(timeout=RONDA_S, stop_after=1))
            except Exception as error:  # noqa: BLE001 -- nobody else opens the door
                REGISTRO.warning("El centinela se detuvo (%s) y vuelve a empezar", type(error).__name__)
                self.parar.wait(RONDA_S)


def juzgar(conexion: Connection[Any], registrados: Registrados, proceso: str, nodo: str) -> int:
    """Judges what waits; how many."""
    with conexion.transaction():
        prendas = [Prenda(e, o, reto, bytes(firma)) for e, o, reto, firma in conexion.execute(PENDIENTES)]
        for prenda in prendas:
            razon = defecto(registrados, prenda, proceso, nodo)
            claves = {"estacion": prenda.estacion, "operador": prenda.operador, "reto": prenda.reto}
            conexion.execute(ANOTAR, {"razon": razon, **claves})
            _avisar(conexion, prenda, razon)
    return len(prendas)


def defecto(registrados: Registrados, prenda: Prenda, proceso: str, nodo: str) -> str:
    """Why the signature does not prove that its operator is at that station, "" when it does."""
    operador = registrados.buscar(prenda.operador)
    estacion = registrados.buscar_estacion(prenda.estacion)
    alterado = registrados.alterados.get(prenda.operador) or registrados.estaciones_alteradas.get(prenda.estacion)
    if alterado:
        return alterado
    if operador is None or not operador.activo or estacion is None or not estacion.activo:
        return "la persona o la estación no está dada de alta"
    if operador.sitio != estacion.sitio:
        return f"{prenda.operador} es del sitio {operador.sitio} y la estación, de {estacion.sitio}"
    texto = mensaje(proceso, nodo, prenda.estacion, prenda.operador, prenda.reto)
    return "" if verificar(operador.publica, texto, prenda.firma) else "la firma no es de esa persona"


def _avisar(conexion: Connection[Any], prenda: Prenda, razon: str) -> None:
    """A proof that fails, and a person in two places, are told to the coordination; the second is let be."""
    if razon:
        codigo, texto = NEGADA, f"{prenda.estacion} no probó que ahí trabaja {prenda.operador}: {razon}."
    else:
        ((otras,),) = conexion.execute(EN_OTRAS, (prenda.operador, prenda.estacion)).fetchall()
        if otras is None:
            return
        codigo, texto = DOBLE, f"{prenda.operador} abrió sesión en {prenda.estacion} y sigue en {otras}."
    causa = prenda.estacion if razon else prenda.operador
    conexion.execute("SELECT prep.alarmar(%s, %s, '', %s)", (codigo, causa, texto))
