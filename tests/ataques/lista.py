"""The tries of `make ataques`: what a station's role can say to its node, and must get nothing by."""

from collections.abc import Callable, Mapping

from prep.store.candados import DORMIDO
from tests.ataques.ataque import CIFRAS_AJENAS, CONTENIDO, INOFENSIVO, Ataque, Filas
from tests.ataques.lista_base import de_la_base

PROHIBIDO = "42501"
_OTRO = "01900000-0000-7000-8000-000000000001"
# A captura of another's id, in the attacker's own name; the figures are guessed or not.
ENTREGAR = """SELECT estacion_v1.entregar('{hecho}', 'prueba-1', 'CAPTURA', '{una}', 'CATD', '{quien}', now(), 0,
    '{{"documento":"ACTA PREP","identificacion":"{una}","imagen":"","ronda":{ronda},"valores":[{valores}]}}',
    decode(repeat('00', 64), 'hex'))"""


def _vacio(filas: Filas) -> bool:
    return not filas


def _dice(*palabras: object) -> Callable[[Filas], bool]:
    """The first column of each row, in order."""
    return lambda filas: [fila[0] for fila in filas] == list(palabras)


def ataques(sabe: Mapping[str, str]) -> list[Ataque]:
    """All of them; `sabe`, what an attacker could have learnt: keys, ids, the hash of an image."""
    return [*_tablas(), *_vistas(), *_funciones(sabe), *_capturas(sabe), *_sesion(sabe), *_servidor(), *de_la_base()]


def _tablas() -> list[Ataque]:
    return [
        Ataque("leer las capturas", "SELECT cuerpo FROM prep.hecho", PROHIBIDO),
        Ataque("contarlas", "SELECT count(*) FROM prep.hecho", PROHIBIDO),
        Ataque("COPY de la tabla", "COPY prep.hecho TO STDOUT", PROHIBIDO),
        Ataque("COPY de una consulta", "COPY (SELECT cuerpo FROM prep.hecho) TO STDOUT", PROHIBIDO),
        Ataque("EXPLAIN", "EXPLAIN SELECT * FROM prep.hecho WHERE cuerpo LIKE '%74923%'", PROHIBIDO),
        Ataque("EXPLAIN ANALYZE", "EXPLAIN (ANALYZE, BUFFERS) SELECT * FROM prep.hecho", PROHIBIDO),
        Ataque("RETURNING", "INSERT INTO prep.hecho DEFAULT VALUES RETURNING *", PROHIBIDO),
        Ataque("UPDATE … RETURNING", "UPDATE prep.trabajo SET operador = 'x' RETURNING *", PROHIBIDO),
        Ataque("MERGE", "MERGE INTO prep.hecho h USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE", PROHIBIDO),
        Ataque("cursor", "DECLARE c CURSOR FOR SELECT * FROM prep.hecho", PROHIBIDO),
        Ataque("las imágenes", "SELECT bytes FROM prep.imagen", PROHIBIDO),
        Ataque("las llaves selladas de todos", "SELECT sellada FROM prep.operador", PROHIBIDO),
        Ataque("lo no entregado bien", "SELECT cuerpo FROM prep.entrega_rara", PROHIBIDO),
        Ataque("candado de la tabla", "LOCK TABLE prep.hecho IN ACCESS SHARE MODE", PROHIBIDO),
        Ataque("secuencia", "SELECT nextval('prep.trabajo_id_seq')", PROHIBIDO),
        Ataque("tipo de fila", "SELECT NULL::prep.hecho", PROHIBIDO),
    ]


def _vistas() -> list[Ataque]:
    return [
        Ataque("qué hacen los demás", "SELECT query FROM pg_stat_activity", PROHIBIDO),
        Ataque("su actividad por función", "SELECT pg_stat_get_activity(NULL)", PROHIBIDO),
        Ataque("valores más comunes", "SELECT most_common_vals FROM pg_stats", PROHIBIDO),
        Ataque("estadísticas crudas", "SELECT * FROM pg_statistic", PROHIBIDO),
        Ataque("estadísticas ampliadas", "SELECT * FROM pg_statistic_ext_data", PROHIBIDO),
        Ataque("cuántos renglones entran", "SELECT n_tup_ins FROM pg_stat_all_tables", PROHIBIDO),
        Ataque("llamadas a funciones", "SELECT * FROM pg_stat_user_functions", PROHIBIDO),
        Ataque("candados de los demás", "SELECT * FROM pg_locks", PROHIBIDO),
        Ataque("contraseñas", "SELECT rolpassword FROM pg_authid", PROHIBIDO),
        Ataque("contraseñas, otra vista", "SELECT passwd FROM pg_shadow", PROHIBIDO),
        Ataque("roles", "SELECT rolname, rolpassword FROM pg_roles", INOFENSIVO),
        Ataque("quién puede conectarse", "SELECT * FROM pg_hba_file_rules", PROHIBIDO),
        Ataque("memoria del servidor", "SELECT * FROM pg_backend_memory_contexts", PROHIBIDO),
        Ataque("catálogo de columnas", "SELECT table_name, column_name FROM information_schema.columns"
               " WHERE table_schema = 'prep'", INOFENSIVO, _vacio),
        Ataque("texto de las funciones", "SELECT prosrc FROM pg_proc WHERE proname = 'ver_ronda'", INOFENSIVO),
        Ataque("tamaño aproximado", "SELECT reltuples FROM pg_class WHERE relname = 'hecho'", INOFENSIVO),
        Ataque("valores por omisión", "SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef", INOFENSIVO),
        Ataque("transacciones preparadas", "SELECT * FROM pg_prepared_xacts", INOFENSIVO, _vacio),
        Ataque("objetos grandes", "SELECT oid FROM pg_largeobject_metadata", PROHIBIDO),
    ]  # fmt: skip


def _funciones(sabe: Mapping[str, str]) -> list[Ataque]:
    ver = "SELECT * FROM estacion_v1.ver_ronda('{}', 'CATD', 1)"
    lease = f"({sabe['trabajo']}, '{sabe['toma']}')"
    return [
        Ataque("ver la primera captura", ver.format(sabe["una"]), "PR004"),
        Ataque("ver la disputa que otro tiene", ver.format(sabe["disputada"]), "PR004"),
        Ataque("verla en EXPLAIN ANALYZE", f"EXPLAIN ANALYZE {ver.format(sabe['disputada'])}", "PR004"),
        Ataque("tomar la mesa de otro", f"SELECT * FROM estacion_v1.reclamar_caso('op-01-2', '{sabe['disputada']}')",
               CONTENIDO, _vacio),
        Ataque("tomar a nombre de otra", f"SELECT * FROM estacion_v1.reclamar_acta('op-01-1', '{sabe['una']}')",
               "PR011"),
        Ataque("la mesa a nombre de otra", "SELECT * FROM estacion_v1.reclamar_mesa('op-01-5')", "PR011"),
        Ataque("la bandeja a nombre de otra", "SELECT * FROM estacion_v1.bandeja('op-01-5')", "PR011"),
        Ataque("pedir el reto de otra", "SELECT nodo FROM estacion_v1.pedir_reto('op-01-5')", INOFENSIVO),
        Ataque("pedir el reto de otro sitio", "SELECT * FROM estacion_v1.pedir_reto('op-02-1')", "PR002"),
        Ataque("abrir la sesión de otra sin su llave", "SELECT estacion_v1.abrir_sesion('op-01-5', r.reto,"
               " decode(repeat('00', 64), 'hex')) FROM estacion_v1.pedir_reto('op-01-5') r", "PR005"),
        Ataque("abrir con un reto inventado", "SELECT estacion_v1.abrir_sesion('op-01-5', gen_random_uuid(),"
               " decode(repeat('00', 64), 'hex'))", "PR011"),
        Ataque("cerrar la sesión de otra en su estación", "SELECT estacion_v1.cerrar_sesion('op-01-1')", CONTENIDO,
               _dice(False)),
        Ataque("darse por probado", "SELECT prep.probado('op-01-5')", PROHIBIDO),
        Ataque("escribir su sesión", "INSERT INTO prep.sesion (estacion, operador, expira) VALUES ('est-01-2',"
               " 'op-01-5', 'infinity')", PROHIBIDO),
        Ataque("tomar como persona de otro sitio", "SELECT * FROM estacion_v1.reclamar_captura('op-02-1')", "PR002"),
        Ataque("inyección", "SELECT * FROM estacion_v1.reclamar_captura($$x' OR '1'='1$$)", "PR002"),
        Ataque("imagen del trabajo de otro", f"SELECT estacion_v1.imagen('{sabe['huella']}')", CONTENIDO, _dice(None)),
        Ataque("adelantar la imagen de otro sitio", "SELECT * FROM estacion_v1.anticipar('op-02-1', '{}')", "PR002"),
        Ataque("adelantar sin medida", "SELECT * FROM estacion_v1.anticipar('op-01-2', array_fill(''::text, '{99}'))",
               "PR003"),
        Ataque("renovar lo de otro", f"SELECT estacion_v1.renovar{lease}", CONTENIDO, _dice(False)),
        Ataque("devolver lo de otro", f"SELECT estacion_v1.devolver{lease}", CONTENIDO, _dice(False)),
        Ataque("acta de otro sitio", "SELECT estacion_v1.consultar_acta('GUB-001-0002-B01-0-A02-1')", CONTENIDO,
               _dice(None)),
        Ataque("estado de la primera captura", f"SELECT estacion_v1.consultar_acta('{sabe['una']}')", INOFENSIVO),
        Ataque("la bandeja", "SELECT * FROM estacion_v1.bandeja('op-01-2')", INOFENSIVO),
        Ataque("COPY de la bandeja", "COPY (SELECT * FROM estacion_v1.bandeja('op-01-2')) TO STDOUT", INOFENSIVO),
        Ataque("los acopios del sitio", "SELECT * FROM estacion_v1.acopios('{}')", INOFENSIVO),
        Ataque("las imágenes del CCV", "SELECT * FROM estacion_v1.imagenes_casilla('op-01-2', true)", "PR002"),
        Ataque("las imágenes del CCV con su persona", "SELECT * FROM estacion_v1.imagenes_casilla('centro', true)",
               "PR002"),
        Ataque("una imagen como el CCV", f"SELECT estacion_v1.imagen_casilla('centro', '{sabe['huella']}')", "PR002"),
        Ataque("a dónde va cada sección", "SELECT estacion_v1.directorio()", INOFENSIVO),
        Ataque("las imágenes de teléfono, desde un CATD", "SELECT * FROM estacion_v1.imagenes_casilla('op-01-2', true)",
               "PR002"),
        Ataque("una por su huella", f"SELECT estacion_v1.imagen_casilla('op-01-2', '{sabe['huella']}')", "PR002"),
        Ataque("función de adentro", "SELECT prep.tomar('CAPTURA', 'op-01-2', '01')", PROHIBIDO),
        Ataque("hecho del centro", "SELECT prep.entregar_centro(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
               " NULL, NULL)", PROHIBIDO),
        Ataque("función de los nodos", "SELECT nodo_v1.latir(NULL)", PROHIBIDO),
    ]  # fmt: skip


def _capturas(sabe: Mapping[str, str]) -> list[Ataque]:
    """Guessing by what delivery answers: right or wrong, the same words."""
    acierto = ",".join(map(str, (*range(1, 11), CIFRAS_AJENAS[1])))
    mia = {**sabe, "quien": "op-01-2", "ronda": "1"}
    return [
        Ataque("adivinar con su id: acierto", ENTREGAR.format(**mia, valores=acierto), CONTENIDO, _dice("conflicto")),
        Ataque("adivinar con su id: error", ENTREGAR.format(**mia, valores="0"), CONTENIDO, _dice("conflicto")),
        Ataque("capturar a su nombre", ENTREGAR.format(**{**mia, "quien": "op-01-1", "hecho": _OTRO}, valores=acierto),
               CONTENIDO, _dice("nuevo")),  # the árbitro sets it aside: test_sin_verificar.py
        Ataque("cuerpo que no es JSON", ENTREGAR.format(**{**mia, "ronda": "x"}, valores=""), "PR005"),
        Ataque("como el centro", ENTREGAR.format(**mia, valores="0").replace("'CAPTURA'", "'CIERRE'"), "PR005"),
        Ataque("una foto de teléfono", ENTREGAR.format(**mia, valores="0").replace("'CAPTURA'", "'IMAGEN'")
               .replace("'CATD'", "'CASILLA'"), "PR005"),
        Ataque("sin esperar al disco", "SET synchronous_commit = off; " + ENTREGAR.format(
            **{**mia, "hecho": _OTRO}, valores="0") + "; SHOW synchronous_commit", CONTENIDO, _dice("nuevo", "on")),
        Ataque("en otro aislamiento", "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; " + ENTREGAR.format(
            **{**mia, "hecho": _OTRO}, valores="0"), "PR005"),
    ]  # fmt: skip


def _sesion(sabe: Mapping[str, str]) -> list[Ataque]:
    ver = f"SELECT estacion_v1.consultar_acta('{sabe['una']}')"
    planes = "SET LOCAL client_min_messages = log; SET LOCAL debug_print_plan = on; SET LOCAL debug_print_parse = on; "
    return [
        Ataque("SET ROLE del dueño", "SET ROLE prep_dueno", PROHIBIDO),
        Ataque("SET ROLE del árbitro", "SET ROLE prep_arbitro", PROHIBIDO),
        Ataque("SET ROLE de otra estación", 'SET ROLE "est-01-1"', PROHIBIDO),
        Ataque("SET ROLE del grupo", f"SET ROLE estacion; SELECT estacion_v1.imagen('{sabe['huella']}')", CONTENIDO,
               _dice(None)),
        Ataque("otra sesión", "SET SESSION AUTHORIZATION prep_admin", PROHIBIDO),
        Ataque("tabla temporal", "CREATE TEMP TABLE hecho (n int)", PROHIBIDO),
        Ataque("función temporal", "CREATE FUNCTION pg_temp.sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT $1'",
               PROHIBIDO),
        Ataque("función que engañe a las nuestras", "CREATE FUNCTION estacion_v1.now() RETURNS int LANGUAGE sql AS"
               " 'SELECT 1'", PROHIBIDO),
        Ataque("vista propia", "CREATE VIEW v AS SELECT * FROM prep.hecho", PROHIBIDO),
        Ataque("bloque DO", "DO $$ BEGIN RAISE NOTICE 'x'; END $$", PROHIBIDO),
        Ataque("search_path", f"SET search_path = pg_temp, prep; {ver}", INOFENSIVO),
        Ataque("planes a la pantalla", f"{planes}{ver}; SELECT * FROM estacion_v1.bandeja('op-01-2')", INOFENSIVO),
        Ataque("mensajes de depuración", f"SET LOCAL client_min_messages = debug5; {ver}", INOFENSIVO),
        Ataque("consultas preparadas de otros", "SELECT statement FROM pg_prepared_statements", CONTENIDO, _vacio),
        Ataque("cursores de otros", "SELECT statement FROM pg_cursors", CONTENIDO, _vacio),
        Ataque("transacción en dos fases", "PREPARE TRANSACTION 'x'", "55000"),
        Ataque("LISTEN", "LISTEN prep_cola; LISTEN prep_gente; SELECT pg_listening_channels()", CONTENIDO,
               _dice("prep_cola", "prep_gente"), suelto=True),
        Ataque("NOTIFY por función", "SELECT pg_notify('prep_cola', 'x')", PROHIBIDO),
        Ataque("candado consultivo", f"SELECT pg_advisory_lock({DORMIDO})", PROHIBIDO),
        Ataque("candado consultivo, sin esperar", f"SELECT pg_try_advisory_xact_lock_shared({DORMIDO})", PROHIBIDO),
        Ataque("límites de su sesión", "SHOW statement_timeout", CONTENIDO, _dice("15s")),
        Ataque("apagar disparadores", "SET session_replication_role = replica", PROHIBIDO),
    ]  # fmt: skip


def _servidor() -> list[Ataque]:
    return [
        Ataque("objeto grande", "SELECT lo_create(0)", PROHIBIDO),
        Ataque("leer objetos grandes", "SELECT data FROM pg_largeobject", PROHIBIDO),
        Ataque("traer un archivo como objeto", "SELECT lo_import('/etc/passwd')", PROHIBIDO),
        Ataque("leer un archivo", "SELECT pg_read_file('pg_hba.conf')", PROHIBIDO),
        Ataque("listar carpetas", "SELECT pg_ls_dir('.')", PROHIBIDO),
        Ataque("correr un programa", "COPY (SELECT 1) TO PROGRAM 'true'", PROHIBIDO),
        Ataque("escribir un archivo", "COPY (SELECT 1) TO '/tmp/x'", PROHIBIDO),
        Ataque("cargar una biblioteca", "LOAD 'auto_explain'", PROHIBIDO),
        Ataque("ajustes del servidor", "ALTER SYSTEM SET log_statement = 'all'", PROHIBIDO, suelto=True),
        Ataque("que el registro diga lo que hacen", "SET log_statement = 'all'", PROHIBIDO),
        Ataque("leer los cambios", "SELECT pg_create_logical_replication_slot('x', 'pgoutput')", PROHIBIDO),
        Ataque("publicar", "CREATE PUBLICATION x FOR ALL TABLES", PROHIBIDO),
        Ataque("suscribirse", "CREATE SUBSCRIPTION x CONNECTION '' PUBLICATION y WITH (connect = false)", PROHIBIDO),
        Ataque("servidor foráneo", "CREATE SERVER x FOREIGN DATA WRAPPER y", "42704"),
        Ataque("tirar a los demás", "SELECT pg_terminate_backend(1)", PROHIBIDO),
        Ataque("posición del registro", "SELECT pg_current_wal_lsn()", PROHIBIDO),
        Ataque("foto de la base", "SELECT pg_export_snapshot()", PROHIBIDO),
        Ataque("otra persona", "CREATE ROLE intruso", PROHIBIDO),
        Ataque("contraseña de otra estación", "ALTER ROLE \"est-01-1\" PASSWORD 'x'", PROHIBIDO),
    ]
