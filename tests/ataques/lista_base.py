"""More tries of `make ataques`: what of PostgreSQL itself a station's role reaches, that nobody gave it on purpose."""

from tests.ataques.ataque import CONTENIDO, INOFENSIVO, Ataque, Filas

PROHIBIDO = "42501"
ENTIDAD = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


def _sin_archivo(filas: Filas) -> bool:
    return "root:" not in str(filas)


def de_la_base() -> list[Ataque]:
    return [*_leer(), *_ajustes(), *_ocupar()]


def _leer() -> list[Ataque]:
    return [
        Ataque("una tabla como XML", "SELECT table_to_xml('prep.hecho', true, false, '')", PROHIBIDO),
        Ataque("una consulta como XML", "SELECT query_to_xml('SELECT cuerpo FROM prep.hecho', true, false, '')",
               PROHIBIDO),
        Ataque("la base entera como XML", "SELECT schema_to_xml('prep', true, false, '')", PROHIBIDO),
        Ataque("un archivo por una entidad de XML", f"SELECT xmlparse(document '{ENTIDAD}')::text", CONTENIDO,
               _sin_archivo),
        Ataque("las palabras de los hechos", "SELECT * FROM ts_stat('SELECT to_tsvector(cuerpo) FROM prep.hecho')",
               PROHIBIDO),
        Ataque("el último renglón de una tabla", "SELECT currtid2('prep.hecho', '(0,1)')", PROHIBIDO),
        Ataque("reescribir una consulta con lo de otros", "SELECT ts_rewrite('a'::tsquery, 'SELECT cuerpo::tsquery,"
               " cuerpo::tsquery FROM prep.hecho')", PROHIBIDO),
        Ataque("cuánto se guardó", "SELECT pg_relation_filenode('prep.hecho')", PROHIBIDO),
        Ataque("qué dice un archivo de la base", "SELECT pg_stat_file('PG_VERSION')", PROHIBIDO),
        Ataque("cambios que se replican", "SELECT * FROM pg_logical_slot_peek_changes('x', NULL, NULL)", PROHIBIDO),
        Ataque("cuándo terminó cada transacción", "SELECT pg_xact_commit_timestamp('3'::xid)", PROHIBIDO),
        Ataque("el uso de las páginas en memoria", "SELECT * FROM pg_get_shmem_allocations()", PROHIBIDO),
        Ataque("los pasos de quien replica", "SELECT * FROM pg_show_replication_origin_status()", PROHIBIDO),
        Ataque("cuánto esperan los demás", "SELECT wait_event FROM pg_stat_activity", PROHIBIDO),
    ]  # fmt: skip


def _ajustes() -> list[Ataque]:
    return [
        Ataque("biblioteca al conectarse", "SET local_preload_libraries = 'auto_explain'", INOFENSIVO),
        Ataque("medir lo que otros tardan", "SET log_min_duration_statement = 0", PROHIBIDO),
        Ataque("callar el registro", "SET log_min_messages = panic", PROHIBIDO),
        Ataque("más temporales", "SET temp_file_limit = -1", PROHIBIDO),
        Ataque("ver lo dañado", "SET zero_damaged_pages = on", PROHIBIDO),
        Ataque("sin esperar candados muertos", "SET deadlock_timeout = '1ms'", PROHIBIDO),
        Ataque("ajustes que se quedan", "ALTER ROLE CURRENT_USER SET lock_timeout = 0", INOFENSIVO),
        Ataque("ajustes de la base", "ALTER DATABASE prep SET statement_timeout = 0", PROHIBIDO, suelto=True),
        Ataque("más conexiones suyas", "ALTER ROLE CURRENT_USER CONNECTION LIMIT 100", PROHIBIDO, suelto=True),
        Ataque("su contraseña", "ALTER ROLE CURRENT_USER PASSWORD 'x'", INOFENSIVO),
        Ataque("pesos del planificador", "SET cpu_tuple_cost = 1e300; SELECT estacion_v1.catalogo() IS NULL", CONTENIDO,
               lambda filas: filas == [(False,)]),
        Ataque("comentar una función", "COMMENT ON FUNCTION estacion_v1.catalogo IS 'x'", PROHIBIDO),
        Ataque("heredar a otra", 'GRANT "est-01-2" TO "est-01-1"', PROHIBIDO),
    ]  # fmt: skip


def _ocupar() -> list[Ataque]:
    return [
        Ataque("candado de un catálogo", "LOCK TABLE pg_catalog.pg_class IN ACCESS EXCLUSIVE MODE", PROHIBIDO),
        Ataque("candado del grupo de autores", "LOCK TABLE pg_catalog.pg_authid IN ROW EXCLUSIVE MODE", PROHIBIDO),
        Ataque("rehacer los índices", "REINDEX INDEX pg_catalog.pg_class_oid_index", PROHIBIDO),
        Ataque("forzar a escribir todo", "CHECKPOINT", PROHIBIDO, suelto=True),
        Ataque("punto de restauración", "SELECT pg_create_restore_point('x')", PROHIBIDO),
        Ataque("cambiar de diario", "SELECT pg_switch_wal()", PROHIBIDO),
        Ataque("girar el registro", "SELECT pg_rotate_logfile()", PROHIBIDO),
        Ataque("releer los ajustes", "SELECT pg_reload_conf()", PROHIBIDO),
        Ataque("ascender el servidor", "SELECT pg_promote()", PROHIBIDO),
        Ataque("quitar lo más viejo de la réplica", "SELECT pg_drop_replication_slot('x')", PROHIBIDO),
        Ataque("suscripciones ajenas", "ALTER SUBSCRIPTION x DISABLE", "42704", suelto=True),
        Ataque("disparador en una vista", "CREATE TRIGGER t INSTEAD OF UPDATE ON pg_settings FOR EACH ROW EXECUTE"
               " FUNCTION prep.encolar()", PROHIBIDO),
        Ataque("regla en una vista", "CREATE RULE r AS ON UPDATE TO pg_settings DO INSTEAD NOTHING", PROHIBIDO),
        Ataque("entrar por COPY", "COPY prep.cola FROM '/dev/null'", PROHIBIDO),
    ]  # fmt: skip
