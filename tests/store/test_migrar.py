"""Migrations: the head is the models, each step goes up, also with data, and a newer base is left alone."""

import secrets
from collections.abc import Iterator

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from psycopg import sql

from central.nodo import roles
from central.nodo.cluster import ADMIN
from central.nodo.preparar import crear_base
from prep.store.conexion import motor
from prep.store.migrar import BaseMasNueva, cabeza, configuracion, subir
from prep.store.modelos import ESQUEMA, Base
from tests.conftest import Nodo

PASOS = [p.revision for p in reversed(list(ScriptDirectory.from_config(configuracion()).walk_revisions()))]
# one row of every table of the first step, as that step has them
DATOS_0001 = """
INSERT INTO prep.proceso VALUES ('p', 'CENTRO', 60, now(), '{}');
INSERT INTO prep.acta VALUES ('a', 1, 'GUB', '001', '0001', 'B', '01', '0', 'A02', 1, 700, '1', '01', 'x', true, true);
INSERT INTO prep.operador VALUES ('o', 'O', '\\x00', '{}', '{captura}', '01', true);
INSERT INTO prep.estacion VALUES ('e', '01', true);
INSERT INTO prep.hecho VALUES
    (gen_random_uuid(), 'p', 'CAPTURA', 'a', 'CATD', 'o', 'e', 'CENTRO', 1, 1, now(), 0, '{}', '');
INSERT INTO prep.imagen VALUES ('h', 'a', '\\x00', 1, 'e');
INSERT INTO prep.cola (hecho, acta) VALUES (gen_random_uuid(), 'a');
INSERT INTO prep.cadena VALUES (1, gen_random_uuid(), '');
INSERT INTO prep.cuarentena VALUES (gen_random_uuid(), 'r');
INSERT INTO prep.entrega_rara (hecho, resultado, estacion, cuerpo, firma) VALUES (gen_random_uuid(), 'r', 'e', '', '');
INSERT INTO prep.alarma (codigo, acta, texto) VALUES ('c', 'a', 't');
INSERT INTO prep.acta_estado VALUES ('a', 'ESPERADA', 'CATD', false, '', 1, '{}', 'h');
INSERT INTO prep.trabajo (acta, clase, fuente, ronda, puesto, sitio, imagen)
    VALUES ('a', 'CAPTURA', 'CATD', 1, 1, '01', '');
INSERT INTO prep.corte VALUES (1, now(), false, 'c', '{}', 'x');
INSERT INTO prep.corte_fila VALUES ('a', 1, 'h', 'f');
"""
COLUMNAS = (
    "SELECT table_name, array_agg(column_name::text) FROM information_schema.columns"
    " WHERE table_schema = 'prep' AND table_name <> 'alembic_version' GROUP BY 1"
)


@pytest.fixture
def vacia(nodo: Nodo) -> Iterator[Nodo]:
    """An empty base of the suite's owner: not migrated."""
    nombre = f"vacia_{secrets.token_hex(4)}"
    with psycopg.connect(nodo.cluster.dsn(ADMIN, "postgres"), autocommit=True) as conn:
        crear = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0")
        conn.execute(crear.format(sql.Identifier(nombre), sql.Identifier(roles.DUENO)))
        try:
            yield Nodo(nodo.cluster, nombre)
        finally:
            conn.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(nombre)))


def todo(base: Nodo) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, as text."""
    nombres = base.dueno(
        "SELECT relname FROM pg_catalog.pg_class WHERE relnamespace = 'prep'::regnamespace AND relkind = 'r'"
    )
    return {n: base.dueno(f"SELECT to_jsonb(t)::text FROM prep.{n} t") for (n,) in nombres if n != "alembic_version"}


def test_la_cabeza_de_las_migraciones_es_la_de_los_modelos(base_modulo: Nodo) -> None:
    maquina = motor(base_modulo.dsn(roles.DUENO))
    with maquina.connect() as conn:
        opciones = {"include_schemas": True, "version_table_schema": ESQUEMA, "compare_type": True}
        diferencias = compare_metadata(MigrationContext.configure(conn, opts=opciones), Base.metadata)
    maquina.dispose()
    assert diferencias == []


def test_cada_migracion_sube_desde_la_anterior(vacia: Nodo) -> None:
    assert len(PASOS) >= 2
    assert [subir(vacia.dsn(roles.DUENO), paso) for paso in PASOS] == PASOS
    assert PASOS[-1] == cabeza() == subir(vacia.dsn(roles.DUENO))


def test_cada_migracion_sube_con_datos_y_no_pierde_ninguno(vacia: Nodo) -> None:
    """From the first step on, each from where the one before left the data."""
    subir(vacia.dsn(roles.DUENO), PASOS[0])
    vacia.dueno(DATOS_0001)
    for paso in PASOS[1:]:
        columnas = vacia.dueno(COLUMNAS)
        leer = {tabla: f"SELECT {', '.join(nombres)} FROM prep.{tabla}" for tabla, nombres in columnas}
        antes = {tabla: vacia.dueno(consulta) for tabla, consulta in leer.items()}
        assert subir(vacia.dsn(roles.DUENO), paso) == paso
        assert {tabla: vacia.dueno(consulta) for tabla, consulta in leer.items()} == antes, paso
        assert all(len(antes[tabla]) == 1 for tabla in ("hecho", "imagen", "cadena", "trabajo", "alarma")), paso


def test_una_base_mas_nueva_se_rechaza_con_una_frase_y_queda_como_estaba(base: Nodo) -> None:
    base.dueno("UPDATE prep.alembic_version SET version_num = '9999'")
    base.dueno("DROP FUNCTION estacion_v1.catalogo()")
    antes = todo(base)
    with pytest.raises(BaseMasNueva, match=r"9999 .* sólo conoce hasta la .* instale la versión nueva"):
        subir(base.dsn(roles.DUENO))
    assert todo(base) == antes
    assert base.dueno("SELECT version_num FROM prep.alembic_version") == [("9999",)]
    assert base.dueno("SELECT count(*) FROM pg_proc WHERE oid = to_regprocedure('estacion_v1.catalogo()')") == [(0,)]


def test_subir_otra_vez_renueva_lo_que_alguien_abrio_y_guarda_los_datos(base: Nodo) -> None:
    base.dueno("INSERT INTO prep.alarma (codigo, acta, texto) VALUES ('c', 'a', 't')")
    base.dueno("GRANT SELECT ON prep.hecho TO estacion")
    base.dueno("CREATE FUNCTION estacion_v1.imagen(huella text, sobra int) RETURNS int LANGUAGE sql AS 'SELECT 1'")
    base.dueno("GRANT EXECUTE ON FUNCTION prep.entregar_centro TO PUBLIC")
    antes = todo(base)
    crear_base(base.cluster, base.base)
    assert todo(base) == antes
    imagenes = "SELECT count(*) FROM pg_proc WHERE proname = 'imagen' AND pronamespace = 'estacion_v1'::regnamespace"
    assert base.dueno(imagenes) == [(1,)]
    puede = "SELECT has_table_privilege('est-01-1', 'prep.hecho', 'SELECT'), has_function_privilege('est-01-1', p.oid, "
    assert base.dueno(puede + "'EXECUTE') FROM pg_proc p WHERE proname = 'entregar_centro'") == [(False, False)]
