"""The proceso that follows another at the centre: same people, keys, stations, accounts and nodes; no fact."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import psycopg
from psycopg import Connection

from central.nodo import relevo as relevos
from central.nodo import roles
from central.nodo.candado import candado
from central.nodo.centro import CENTRO, asegurar_centro
from central.nodo.cluster import Cluster
from central.nodo.nombres import NombreNodo
from central.nodo.personas import CuentaCae, EstacionNueva, Gente, OperadorNuevo
from central.nodo.preparar import preparar
from central.nodo.registro import guardar, leer_estaciones, leer_personas
from central.nodo.relevo import Relevo, Sucesion, archivada
from central.sitios.alta import heredar
from central.sitios.archivo import apartar_base
from prep.domain.catalogo.catalogo import Catalogo
from prep.domain.hechos.roles import Rol
from prep.store import catalogos
from prep.store.conexion import motor
from prep.store.punto import punto

CAE = "SELECT DISTINCT ON (acta) acta, cuenta FROM prep.cae ORDER BY acta, desde DESC"
NODOS = "SELECT catd, generacion FROM prep.nodo WHERE estado <> 'CERCADO' ORDER BY catd"
HECHOS = "SELECT nodo, count(*) FROM prep.hecho GROUP BY nodo"
REVOCADOS = "INSERT INTO prep.revocados (sitio, lista) VALUES (%s, %s) ON CONFLICT DO NOTHING"


@dataclass(frozen=True, slots=True)
class Herencia:
    """What goes on from a proceso to the next."""

    catalogo: Catalogo
    personas: tuple[OperadorNuevo, ...]
    estaciones: tuple[EstacionNueva, ...]
    cae: tuple[CuentaCae, ...]
    nodos: tuple[NombreNodo, ...]
    revocados: tuple[tuple[str, str], ...]
    sucesiones: tuple[Sucesion, ...]
    hechos: str


def relevar_centro(cluster: Cluster, relevo: Relevo) -> None:
    """All of it, or what is missing of it. Raises ErrorNodo, psycopg.Error, OSError, and then it can be repeated."""
    with candado(cluster.datos / relevos.CANDADO):
        if relevos.pendiente(cluster.datos) != relevo:
            return  # somebody else did it meanwhile
        apartar_base(cluster, relevo.de)
        suya = leer_herencia(cluster, archivada(relevo.de))
        gente = [asegurar_centro(cluster.datos)[1], *suya.personas]
        preparar(cluster, replace(suya.catalogo, proceso=relevo.a), gente, suya.estaciones)
        with psycopg.connect(cluster.dsn(roles.DUENO)) as conn:
            _suceder(conn, cluster, relevo, suya)
        punto("relevo.nodos.antes")
        for nombre in suya.nodos:  # after what says that they are of another proceso now
            heredar(cluster, nombre)
        relevos.cumplido(cluster.datos)


def leer_herencia(cluster: Cluster, base: str) -> Herencia:
    """As the base has it now: also what people changed of themselves that night. Raises psycopg.Error."""
    maquina = motor(cluster.dsn(roles.DUENO, base))
    try:
        with maquina.connect() as conexion:
            catalogo = catalogos.leer(conexion)
    finally:
        maquina.dispose()
    with psycopg.connect(cluster.dsn(roles.DUENO, base)) as conn:
        personas = (
            p for p in leer_personas(conn) if p.sellada and p.operador != CENTRO and str(Rol.NODO) not in p.roles
        )
        estaciones = (replace(e, version=0, firma=b"") for e in leer_estaciones(conn))
        return Herencia(
            catalogo,
            tuple(personas),
            tuple(estaciones),
            tuple(CuentaCae(acta, cuenta) for acta, cuenta in conn.execute(CAE)),
            tuple(NombreNodo(catd, generacion) for catd, generacion in conn.execute(NODOS)),
            tuple((sitio, lista) for sitio, lista in conn.execute("SELECT sitio, lista FROM prep.revocados")),
            tuple(relevos.leer(conn)),
            json.dumps(dict(conn.execute(HECHOS).fetchall())),
        )


def _suceder(conn: Connection[Any], cluster: Cluster, relevo: Relevo, suya: Herencia) -> None:
    guardar(conn, Gente(cae=suya.cae), cluster.datos)
    with conn.cursor() as cursor:
        cursor.executemany(REVOCADOS, suya.revocados)
    if relevo.a not in {una.a for una in relevos.leer(conn)}:
        llave = asegurar_centro(cluster.datos)[0]
        relevos.escribir(conn, [*suya.sucesiones, relevos.firmada(relevo, datetime.now(UTC), llave, suya.hechos)])
