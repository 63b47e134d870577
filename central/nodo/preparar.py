"""Makes a node ready for one proceso: roles, base, migrations, catalogue, people and stations."""

from collections.abc import Sequence

import psycopg
from psycopg import sql
from sqlalchemy import Connection, text

from central.nodo import roles
from central.nodo.binarios import ErrorNodo
from central.nodo.centro import asegurar_centro
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.personas import EstacionNueva, Gente, OperadorNuevo
from central.nodo.registro import guardar
from prep.domain.catalogo.catalogo import Catalogo
from prep.store import catalogos
from prep.store.conexion import cruda, motor
from prep.store.migrar import subir
from prep.store.punto import punto

BASE = "prep"


def preparar(
    cluster: Cluster,
    catalogo: Catalogo,
    operadores: Sequence[OperadorNuevo],
    estaciones: Sequence[EstacionNueva],
    *,
    nodo: str = "CENTRO",
    base: str = BASE,
) -> None:
    """Makes `base` ready in a running cluster; doing it again adds what is new and changes what changed.

    Raises ErrorNodo for a bad name, OtroProceso for a base of another proceso (R-10b), BaseMasNueva. The catalogue
    cannot be changed once there are facts.
    """
    for estacion in estaciones:
        roles.validar_estacion(estacion.estacion)
    crear_base(cluster, base, [e.estacion for e in estaciones])
    maquina = motor(cluster.dsn(roles.DUENO, base))
    try:
        with maquina.begin() as conn:
            _guardar_catalogo(conn, catalogo, nodo)
            if operadores or estaciones:
                asegurar_centro(cluster.datos)  # its key signs the list of people
            guardar(cruda(conn), Gente(operadores, estaciones), cluster.datos)
            punto("preparar.gente.antes")
        punto("preparar.gente.despues")
    finally:
        maquina.dispose()


def crear_base(cluster: Cluster, base: str, estaciones: Sequence[str] = ()) -> None:
    """The roles, and `base` migrated and closed to everybody else."""
    claves = cluster.claves.asegurar([*roles.SERVICIO, *estaciones])
    with psycopg.connect(cluster.dsn(ADMIN, "postgres"), autocommit=True) as conn:
        with conn.transaction():  # one wait for the disk, not one per statement of each of 200 stations
            roles.crear_roles(conn, claves)
            roles.crear_estaciones(conn, estaciones, claves)
            punto("preparar.roles.antes")
        punto("preparar.roles.despues")
        ajenas = "SELECT datname FROM pg_catalog.pg_database WHERE datname IN ('postgres', 'template1')"
        for (ajena,) in conn.execute(ajenas).fetchall():
            conn.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(ajena)))
        if conn.execute("SELECT FROM pg_catalog.pg_database WHERE datname = %s", (base,)).fetchone() is None:
            crear = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0")
            punto("preparar.base.antes")
            conn.execute(crear.format(sql.Identifier(base), sql.Identifier(roles.DUENO)))
            punto("preparar.base.despues")
        roles.cerrar_base(conn, base)
    with psycopg.connect(cluster.dsn(ADMIN, base)) as conn:
        roles.cerrar_publico(conn)
        punto("preparar.publico.antes")
    punto("preparar.publico.despues")
    subir(cluster.dsn(roles.DUENO, base))


def _guardar_catalogo(conn: Connection, catalogo: Catalogo, nodo: str) -> None:
    if conn.scalar(text("SELECT proceso FROM prep.proceso")) == catalogo.proceso and catalogos.leer(conn) == catalogo:
        return
    if conn.scalar(text("SELECT EXISTS (SELECT FROM prep.hecho)")):
        raise ErrorNodo(
            f"El proceso «{catalogo.proceso}» ya tiene hechos en esta base y el catálogo es otro: no se puede cambiar. "
            "Use otra carpeta de datos, o el catálogo con que empezó."
        )
    catalogos.guardar(conn, catalogo, nodo)
