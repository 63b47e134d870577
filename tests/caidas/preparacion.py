"""A node killed while it is prepared or migrated: the second try leaves it whole, and its rows as they were."""

import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import psycopg
from psycopg import sql

from central.nodo import roles
from central.nodo.cluster import ADMIN
from prep.store.migrar import subir
from tests.caidas import hijo_nodo
from tests.caidas.caida import Cuenta, correr
from tests.conftest import Nodo
from tests.store import ejemplos

UNO_A_LA_VEZ = Lock()  # two preparations would alter the same roles; two migrations, share Alembic's global context
PRIMERA = "0001"  # the revision from which a base is brought up
ANTES = """
INSERT INTO prep.proceso VALUES ('p', 'CENTRO', 60, now(), '{}');
INSERT INTO prep.operador VALUES ('o', 'O', '\\x00', '{}', '{captura}', '01', true);
INSERT INTO prep.estacion VALUES ('e', '01', true);
INSERT INTO prep.hecho SELECT gen_random_uuid(), 'p', 'ACOPIO', 'a' || n, 'CATD', 'o', 'e', 'CENTRO', 1, NULL, now(), 0,
    '{}', '' FROM generate_series(1, 20) n;
INSERT INTO prep.imagen SELECT 'h' || n, 'a' || n, '\\x00', 1, 'e' FROM generate_series(1, 20) n;
INSERT INTO prep.alarma (codigo, acta, texto) SELECT 'c', 'a' || n, 't' FROM generate_series(1, 20) n;
"""
FILAS = {
    "proceso": "proceso",
    "operador": "operador",
    "estacion": "estacion",
    "acta": "clave, n",
    "hecho": "id, acta, sec, cuerpo",
    "imagen": "huella, bytes",
    "alarma": "n, codigo, acta",
}
ESQUEMA = """
SELECT 'columna', table_schema, table_name, column_name, data_type FROM information_schema.columns
    WHERE table_schema IN ('prep', 'estacion_v1')
UNION ALL SELECT 'función', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid), md5(p.prosrc)
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN ('prep', 'estacion_v1')
UNION ALL SELECT 'índice', schemaname, tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'prep'
UNION ALL SELECT 'disparador', '', c.relname, t.tgname, t.tgenabled::text FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'prep'
UNION ALL SELECT 'permiso', table_schema, table_name, grantee, privilege_type
    FROM information_schema.role_table_grants WHERE table_schema = 'prep'
UNION ALL SELECT 'revisión', '', '', '', version_num FROM prep.alembic_version
"""
CERRADO = """
SELECT 'base', datacl::text FROM pg_database WHERE datname = current_database()
UNION ALL SELECT 'función', p.oid::regprocedure::text FROM pg_proc p
    WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.proacl IS NOT NULL
"""


def migrar(sembrado: Nodo, _: Path, caida: str) -> Cuenta:
    """Kills the migration of a base with facts, runs it again, compares rows and schema."""
    with _base_nueva(sembrado, crear=True) as nodo:
        with UNO_A_LA_VEZ:
            subir(nodo.dsn(roles.DUENO), PRIMERA)
        nodo.dueno(ANTES)
        antes = _filas(nodo)
        _dos_veces(nodo, "", caida)
        return _comparar(sembrado, nodo, antes, ESQUEMA)


def preparar(sembrado: Nodo, _: Path, caida: str) -> Cuenta:
    """Kills the preparation of a new base, runs it again; a station made in it must be able to enter."""
    nueva = f"est-01-{secrets.token_hex(4)}"
    with UNO_A_LA_VEZ, _base_nueva(sembrado, crear=False) as nodo:
        _dos_veces(nodo, nueva, caida)
        with nodo.conectar(nueva) as conn:
            assert conn.execute("SELECT estacion_v1.estado_nodo()").fetchone() is not None
        return _comparar(sembrado, nodo, _debidas(nueva), ESQUEMA, CERRADO)


def _dos_veces(nodo: Nodo, estacion: str, caida: str) -> None:
    orden = {"datos": str(nodo.cluster.datos), "base": nodo.base, "estacion": estacion}
    correr(hijo_nodo.__name__, orden, caida)
    correr(hijo_nodo.__name__, orden)


def _debidas(estacion: str) -> Counter[tuple[object, ...]]:
    """The rows that a preparation owes."""
    return Counter(
        [("proceso", ejemplos.PROCESO), ("estacion", estacion)]
        + [("operador", o.operador) for o in ejemplos.operadores(2)]
        + [("estacion", e.estacion) for e in ejemplos.estaciones(2)]
        + [("acta", clave, n) for n, clave in enumerate(ejemplos.catalogo().actas, start=1)]
    )


def _comparar(sembrado: Nodo, nodo: Nodo, debidas: Counter[tuple[object, ...]], *estructuras: str) -> Cuenta:
    """What is owed against what is there; a piece of the schema, or of what is closed, counts as a row."""
    hay = _filas(nodo)
    doblados, perdidos = (hay - debidas).total(), (debidas - hay).total()
    for consulta in estructuras:
        deberia, es = Counter(sembrado.dueno(consulta)), Counter(nodo.dueno(consulta))
        doblados, perdidos = doblados + (es - deberia).total(), perdidos + (deberia - es).total()
    return Cuenta(debidas.total(), hay.total(), doblados, perdidos)


def _filas(nodo: Nodo) -> Counter[tuple[object, ...]]:
    return Counter(
        (tabla, *fila)
        for tabla, columnas in FILAS.items()
        for fila in nodo.dueno(f"SELECT {columnas} FROM prep.{tabla}")
    )


@contextmanager
def _base_nueva(sembrado: Nodo, *, crear: bool) -> Iterator[Nodo]:
    """A base of its own name, empty or still to be made; dropped at the end."""
    nombre = f"nueva_{secrets.token_hex(4)}"
    with psycopg.connect(sembrado.cluster.dsn(ADMIN, "postgres"), autocommit=True) as conn:
        if crear:
            orden = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0")
            conn.execute(orden.format(sql.Identifier(nombre), sql.Identifier(roles.DUENO)))
        try:
            yield Nodo(sembrado.cluster, nombre)
        finally:
            conn.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(nombre)))
