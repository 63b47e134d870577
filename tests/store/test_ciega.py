"""Blindness as the absence of a grant: what a hostile station finds with a real connection (P-5)."""

import hashlib
from typing import Any

import psycopg
import pytest

from prep.store import canales, candados
from prep.store.modelos import Base
from tests.conftest import Nodo
from tests.store.ejemplos import acta, captura, hecho
from tests.store.entregas import Conexion, argumentos, dar_trabajo, entregar, reclamar, uno, verificar

UNA = acta(1).clave
TABLAS = sorted(Base.metadata.tables)
FUNCIONES = {
    *("entregar", "entregar_imagen", "imagen", "reclamar_captura", "reclamar_mesa", "renovar", "devolver"),
    *("ver_ronda", "ver_hallazgos", "catalogo", "operadores", "estado_nodo", "consultar_acta"),
    *("acopios", "directorio", "imagenes_casilla", "imagen_casilla"),
    *("anticipar", "reclamar_acta", "bandeja", "reclamar_caso"),
    *("cotejos", "miradas", "en_espera", "reclamar_cotejo", "ver_cotejo", "imagen_cotejo"),
    *("propuestas", "por_contestar", "por_proponer", "imagen_propuesta", "otra_via"),
    *("pedir_reto", "abrir_sesion", "cerrar_sesion"),
    *("incidentes", "quien_viene", "mensajes", "coordinacion", "empaque"),
    *("sellar", "personas", "personas_por_contestar"),
}
ALCANZA_FUNCION = """
    SELECT n.nspname, p.proname FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname <> 'information_schema' AND n.nspname <> 'pg_catalog'
      AND has_function_privilege('est-01-1', p.oid, 'EXECUTE') AND has_schema_privilege('est-01-1', n.oid, 'USAGE')
"""
PROHIBIDO = "42501"


def falla(conn: Conexion, consulta: str, *valores: Any) -> str | None:
    """The SQLSTATE with which `consulta` is refused."""
    with pytest.raises(psycopg.Error) as error:
        conn.execute(consulta, valores)
    return error.value.sqlstate


@pytest.mark.parametrize("tabla", [*TABLAS, "prep.alembic_version"])
def test_ninguna_sentencia_de_una_estacion_llega_a_una_tabla(base_modulo: Nodo, tabla: str) -> None:
    consultas = (
        f"SELECT * FROM {tabla}",
        f"SELECT count(*) FROM {tabla}",
        f"EXPLAIN SELECT * FROM {tabla}",
        f"EXPLAIN ANALYZE SELECT 1 FROM {tabla}",
        f"COPY {tabla} TO STDOUT",
        f"COPY {tabla} FROM STDIN",
        f"INSERT INTO {tabla} DEFAULT VALUES RETURNING *",
        f"INSERT INTO {tabla} DEFAULT VALUES ON CONFLICT DO NOTHING",
        f"DELETE FROM {tabla}",
        f"TRUNCATE {tabla}",
        f"SELECT '{tabla}'::regclass",
        f"DECLARE c CURSOR WITH HOLD FOR SELECT * FROM {tabla}",
        f"CREATE VIEW v AS SELECT * FROM {tabla}",
        f"ANALYZE {tabla}",
    )
    with base_modulo.conectar("est-01-1") as conn:
        assert {c: falla(conn, c) for c in consultas} == dict.fromkeys(consultas, PROHIBIDO)


def test_una_estacion_no_crea_nada_ni_toma_ningun_rol(base_modulo: Nodo) -> None:
    consultas = (
        "CREATE TABLE public.x (n int)",
        "CREATE TABLE estacion_v1.x (n int)",
        "CREATE TEMP TABLE x (n int)",
        "CREATE SCHEMA x",
        "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "DO $$ BEGIN PERFORM 1; END $$",
        "CREATE ROLE x",
        "CREATE DATABASE x",
        "SET ROLE prep_dueno",
        "SET SESSION AUTHORIZATION prep_admin",
        "ALTER ROLE \"est-01-2\" PASSWORD 'x'",
        "SET session_replication_role = replica",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT pg_read_file('postgresql.conf')",
        "SELECT lo_create(0)",
        "SELECT lo_from_bytea(0, 'x')",
        "SELECT pg_advisory_lock(1)",
        "SELECT pg_notify('prep_cola', 'algo')",
        "SELECT pg_terminate_backend(1)",
        "SELECT pg_relation_size(1259)",
        "SELECT * FROM pg_stat_all_tables",
        "SELECT * FROM pg_stat_activity",
        "SELECT * FROM pg_stats",
        "SELECT pg_current_wal_lsn()",
        "SELECT prep.entregar_centro(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
        "SELECT prep.entregar_imagen_centro(NULL, NULL, NULL)",
        "SELECT prep.guardar_hecho(NULL)",
        "SELECT prep.tomar('CAPTURA', 'op-01-1', '01')",
    )
    with base_modulo.conectar("est-01-1") as conn:
        assert {c: falla(conn, c) for c in consultas} == dict.fromkeys(consultas, PROHIBIDO)


def test_una_estacion_no_se_conecta_a_otra_base(base_modulo: Nodo) -> None:
    for otra in ("postgres", "template1"):
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            psycopg.connect(base_modulo.cluster.dsn("est-01-1", otra))


def test_los_privilegios_dan_a_una_estacion_solo_funciones_de_su_esquema(base_modulo: Nodo) -> None:
    relaciones = """
        SELECT c.oid::regclass::text FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND (
            (c.relkind IN ('r', 'v', 'm', 'p', 'f') AND (
                has_table_privilege('est-01-1', c.oid, 'SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER')
                OR has_any_column_privilege('est-01-1', c.oid, 'SELECT,INSERT,UPDATE,REFERENCES')))
            OR (c.relkind = 'S' AND has_sequence_privilege('est-01-1', c.oid, 'USAGE,SELECT,UPDATE')))
    """
    assert base_modulo.dueno(relaciones) == []
    assert set(base_modulo.dueno(ALCANZA_FUNCION)) == {("estacion_v1", nombre) for nombre in FUNCIONES}
    esquemas = "SELECT nspname FROM pg_catalog.pg_namespace WHERE has_schema_privilege('est-01-1', oid, 'CREATE')"
    assert base_modulo.dueno(esquemas) == []
    de_la_base = "SELECT has_database_privilege('est-01-1', current_database(), 'CREATE,TEMP')"
    assert base_modulo.dueno(de_la_base) == [(False,)]


def test_cada_funcion_tiene_su_search_path_y_nadie_mas_puede_correrla(base_modulo: Nodo) -> None:
    funciones = base_modulo.dueno("""
        SELECT p.oid::regprocedure::text, p.prosecdef, coalesce(array_to_string(p.proconfig, ';'), ''),
               p.proacl IS NOT NULL AND NOT EXISTS (SELECT FROM aclexplode(p.proacl) a WHERE a.grantee = 0)
        FROM pg_catalog.pg_proc p WHERE p.pronamespace IN ('prep'::regnamespace, 'estacion_v1'::regnamespace)
    """)
    assert len(funciones) > len(FUNCIONES)
    assert [f for f, _, ajustes, _ in funciones if "search_path=pg_catalog, pg_temp" not in ajustes] == []
    assert [f for f, _, _, cerrada in funciones if not cerrada] == []
    assert {f.split("(")[0].split(".")[1] for f, definidora, _, _ in funciones if definidora} == {
        *FUNCIONES,
        "entregar_centro",
        *("recibir", "recibir_imagen", "repartir_todo"),  # for the árbitro and the owner, never for a station
        *("encolar", "aterrizar_hecho", "aterrizar_imagen", "repartir", "avisar_tablero"),  # triggers
        *("alarmar", "dirimir", "repartir_personales"),
        *("entregar_imagen_centro", "imagenes_publicadas"),  # for the centre
        "ranuras",  # at a node, for the centre
    }


def test_ningun_rol_de_la_suite_es_mas_de_lo_debido(base_modulo: Nodo) -> None:
    poderosos = """
        SELECT rolname FROM pg_catalog.pg_roles WHERE rolname !~ '^pg_' AND
            (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)
    """
    assert base_modulo.dueno(poderosos) == [("prep_admin",)]
    miembros = "SELECT DISTINCT roleid::regrole::text FROM pg_catalog.pg_auth_members WHERE roleid > 16383"
    assert base_modulo.dueno(miembros) == [("estacion",)]
    limites = (
        "SELECT rolname FROM pg_catalog.pg_roles WHERE rolname ~ '^est-' AND (rolconnlimit < 1 OR rolconfig IS NULL)"
    )
    assert base_modulo.dueno(limites) == []


def test_el_mismo_error_recibe_quien_adivina_una_captura_y_quien_no(base: Nodo) -> None:
    """Another's captura is there or not: the same answers, with the same words."""
    with base.conectar("est-01-1") as conn:
        entregar(conn, hecho(UNA, captura(1)))
    errores = []
    with base.conectar("est-01-2") as conn:
        for clave in (UNA, acta(3).clave):
            with pytest.raises(psycopg.Error) as error:
                conn.execute("SELECT * FROM estacion_v1.ver_ronda(%s, 'CATD', 1)", (clave,))
            errores.append((error.value.sqlstate, str(error.value).replace(clave, "")))
            suya = hecho(clave, captura(1), operador="op-01-2", estacion="est-01-2")
            assert entregar(conn, suya) == "nuevo"
    assert errores[0] == errores[1] and errores[0][0] == "PR004"


def test_por_donde_despiertan_los_programas_no_lo_sabe_una_estacion_y_es_de_cada_nodo(base: Nodo, nodo: Nodo) -> None:
    for consulta in ("SELECT prep.canal('cola')", "SELECT canal FROM prep.proceso", "SELECT prep.despertar('cola')"):
        with base.conectar("est-01-1") as conn, pytest.raises(psycopg.errors.InsufficientPrivilege):
            conn.execute(consulta.encode())
    ((uno_,),), ((otro,),) = (n.dueno("SELECT prep.canal('cola')") for n in (base, nodo))
    assert uno_.startswith("prep_cola_") and len(uno_) == len("prep_cola_") + 32 and uno_ == otro, (
        "la copia de una base"
    )
    assert base.dueno("SELECT prep.canal('sesion')")[0][0] != uno_


def test_un_hecho_despierta_al_arbitro_con_un_aviso_que_no_lleva_nada(base: Nodo) -> None:
    dormir = f"SELECT pg_try_advisory_lock({candados.DORMIDO})"
    with base.conectar("prep_arbitro") as espia, base.conectar("prep_arbitro") as arbitro:
        canales.escuchar(espia, canales.COLA)
        with base.conectar("est-01-1") as conn:
            with conn.transaction():
                entregar(conn, hecho(UNA, captura(1)))
                assert uno(arbitro, dormir) is False  # a fact is on its way that sends no notice
            assert uno(arbitro, dormir) is True
            assert list(espia.notifies(timeout=0)) == []
            entregar(conn, hecho(UNA, captura(2)))
        assert [aviso.payload for aviso in espia.notifies(timeout=10, stop_after=1)] == [""]


def test_la_mesa_ve_una_ronda_cerrada_mientras_tiene_su_trabajo(base: Nodo) -> None:
    otra = acta(3).clave
    with base.conectar("est-01-1") as conn, base.conectar("est-01-3") as mesa:
        for clave in (UNA, otra):
            entregar(conn, hecho(clave, captura(1)))
        mala = hecho(UNA, captura(1, 9), operador="op-01-2")
        entregar(conn, mala)
        base.dueno("INSERT INTO prep.cuarentena (hecho, razon) VALUES (%s, 'firma')", mala.id)
        verificar(base)
        entregar(conn, hecho(UNA, captura(1, 8), operador="op-01-4"))  # nobody looked at it yet
        with base.conectar("prep_arbitro") as arbitro:
            dar_trabajo(arbitro, [UNA], puestos=(0,), clase="MESA")
        ver = "SELECT operador FROM estacion_v1.ver_ronda(%s, 'CATD', %s)"
        assert falla(mesa, ver, UNA, 1) == "PR004"
        toma = reclamar(mesa, "op-01-3", "mesa")
        assert toma is not None
        assert mesa.execute(ver, (UNA, 1)).fetchall() == [("op-01-1",)]
        assert falla(mesa, ver, UNA, 2) == falla(mesa, ver, otra, 1) == falla(conn, ver, UNA, 1) == "PR004"
        mesa.execute("SELECT estacion_v1.devolver(%s, %s)", toma[:2])
        assert falla(mesa, ver, UNA, 1) == "PR004"


def test_una_imagen_es_de_quien_la_trajo_y_de_quien_trabaja_en_ella(base: Nodo) -> None:
    imagen = b"una foto"
    huella = hashlib.sha256(imagen).hexdigest()
    with base.conectar("est-01-1") as trae, base.conectar("est-01-2") as otra:
        poner = "SELECT estacion_v1.entregar_imagen(%s, %s, %s)"
        assert [uno(trae, poner, huella, UNA, imagen) for _ in range(2)] == ["nuevo", "ya estaba"]
        assert falla(trae, poner, huella, UNA, imagen + b"!") == "PR005"
        assert falla(trae, poner, huella, UNA, b"") == "PR005"
        assert falla(trae, poner, huella, UNA, bytes(4_194_305)) == "PR003"
        ver = "SELECT estacion_v1.imagen(%s)"
        assert uno(trae, ver, huella) == imagen and uno(otra, ver, huella) is None
        with base.conectar("prep_arbitro") as arbitro:
            dar_trabajo(arbitro, [UNA], imagen=huella)
        toma = reclamar(otra, "op-01-2")
        assert toma is not None and uno(otra, ver, toma[6]) == imagen
        entregar(otra, hecho(UNA, captura(1), operador="op-01-2"))
        assert uno(otra, ver, huella) is None


def test_lo_escrito_no_lo_puede_cambiar_ni_el_dueno(base: Nodo) -> None:
    with base.conectar("est-01-1") as conn:
        entregar(conn, hecho(UNA, captura(1)))
    with base.conectar("prep_dueno") as dueno:
        for tabla in ("hecho", "imagen", "cadena"):
            columna = {"hecho": "acta", "imagen": "acta", "cadena": "n"}[tabla]
            cambiar = f"UPDATE prep.{tabla} SET {columna} = {columna}"
            for orden in (cambiar, f"DELETE FROM prep.{tabla}", f"TRUNCATE prep.{tabla}"):
                assert falla(dueno, orden) == "PR009"


@pytest.mark.parametrize("rol", ["prep_arbitro", "prep_centro"])
def test_los_servicios_tienen_lo_que_necesitan_y_no_mas(base_modulo: Nodo, rol: str) -> None:
    negadas = (
        "UPDATE prep.hecho SET acta = acta",
        "DELETE FROM prep.hecho",
        "TRUNCATE prep.hecho",
        "INSERT INTO prep.hecho DEFAULT VALUES",
        "UPDATE prep.operador SET activo = false",
        "SELECT sellada FROM prep.operador",
        "SELECT bytes FROM prep.imagen",
        "DELETE FROM prep.cadena",
        "UPDATE prep.entrega_rara SET resultado = ''",
        "CREATE TABLE prep.x (n int)",
        "CREATE SCHEMA x",
    )
    with base_modulo.conectar(rol) as conn:
        assert {c: falla(conn, c) for c in negadas} == dict.fromkeys(negadas, PROHIBIDO)
        conn.execute("SELECT operador, publica FROM prep.operador")
        conn.execute("SELECT huella, tamano FROM prep.imagen")
        conn.execute("CREATE TEMPORARY TABLE copia (n int)")
    with base_modulo.conectar("prep_centro") as conn:
        assert falla(conn, "DELETE FROM prep.trabajo") == falla(conn, "DELETE FROM prep.cola") == PROHIBIDO
        conn.execute("UPDATE prep.trabajo SET operador = NULL WHERE false")
        assert falla(conn, "SELECT prep.entregar_imagen_centro(NULL, NULL, NULL)") == "PR005"
    with base_modulo.conectar("prep_arbitro") as conn:
        assert falla(conn, "SELECT prep.entregar_imagen_centro(NULL, NULL, NULL)") == PROHIBIDO
        assert falla(conn, "INSERT INTO prep.corte DEFAULT VALUES") == PROHIBIDO
        tomar = "DELETE FROM prep.cola WHERE n IN (SELECT n FROM prep.cola FOR UPDATE SKIP LOCKED) RETURNING n"
        assert conn.execute(tomar).fetchall() == []


def test_los_argumentos_que_las_pruebas_entregan_son_los_de_la_funcion(base_modulo: Nodo) -> None:
    consulta = "SELECT pronargs FROM pg_catalog.pg_proc WHERE oid = 'estacion_v1.entregar'::regproc"
    assert base_modulo.dueno(consulta) == [(len(argumentos(hecho(UNA, captura(1)))),)]
