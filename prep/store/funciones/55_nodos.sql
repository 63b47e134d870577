-- What a node may do at the centre, as the role `nodo_…` of its name: present itself, take what is for it, beat.

CREATE SCHEMA IF NOT EXISTS nodo_v1;

-- The node that is connected, or PR002 when it was replaced or never joined.
CREATE OR REPLACE FUNCTION prep.este_nodo() RETURNS prep.nodo LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_apodo text := substr(session_user, 6);
    v prep.nodo;
BEGIN
    SELECT n.* INTO v FROM prep.nodo n WHERE n.apodo = v_apodo;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Este nodo no está dado de alta en el centro' USING ERRCODE = 'PR002';
    ELSIF v.estado = 'CERCADO' THEN
        RAISE EXCEPTION 'El nodo % fue reemplazado: lo que tenga ya no entra. Guarde su carpeta y avise al centro', v.nodo
            USING ERRCODE = 'PR010';
    END IF;
    RETURN v;
END $$;

-- Says where this node answers and which schema it has; returns {"nodo", "catd", "proceso"}. The centre connects there
-- with a password: a place other than that of its package is not kept, and alarms; then it returns {"fuera": sentence},
-- because the alarm must stay.
CREATE OR REPLACE FUNCTION nodo_v1.presentar(servidor text, puerto integer, esquema text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v prep.nodo := prep.este_nodo();
    v_fuera text;
BEGIN
    IF num_nulls($1, $2, $3) > 0 OR $1 !~ '^[A-Za-z0-9.:_-]{1,253}$' OR $3 !~ '^[A-Za-z0-9_.-]{0,40}$'
       OR $2 NOT BETWEEN 1 AND 65535 THEN
        RAISE EXCEPTION 'La dirección del nodo no es una dirección' USING ERRCODE = 'PR005';
    END IF;
    IF $3 < '0031' AND $3 <> '' AND EXISTS (SELECT FROM prep.sucesion) THEN  -- it would not ask which proceso this is
        RETURN json_build_object('fuera', 'El nodo lleva un programa de antes de este proceso: actualícelo')::text;
    ELSIF $1 <> ALL (v.direcciones) THEN
        v_fuera := format('El nodo %s dice estar en %s, que no es su dirección (%s)', v.nodo,
            regexp_replace(left($1, 60), '[^0-9A-Za-z.:-]', '?', 'g'), array_to_string(v.direcciones, ' o '));
        PERFORM prep.alarmar('NODO_FUERA', v.nodo, '', v_fuera);
        RETURN json_build_object('fuera', v_fuera)::text;
    END IF;
    UPDATE prep.nodo n SET servidor = $1, puerto = $2, esquema = $3, latido = clock_timestamp() WHERE n.nodo = v.nodo;
    RETURN (SELECT json_build_object('nodo', v.nodo, 'catd', v.catd, 'proceso', p.proceso) FROM prep.proceso p)::text;
END $$;

-- {"proceso", "sucesion": [{"de", "a", "momento", "firma"}…]}: the centre's proceso and those before it, as it signed them.
-- Asked before anything else: what a node has of another proceso is not replicated to this one.
CREATE OR REPLACE FUNCTION nodo_v1.sucesion() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM prep.este_nodo();
    RETURN (SELECT json_build_object('proceso', p.proceso, 'sucesion', coalesce((
        SELECT json_agg(json_build_object('de', s.de, 'a', s.a, 'momento', s.momento, 'firma', encode(s.firma, 'hex'))
                        ORDER BY s.momento) FROM prep.sucesion s), '[]'::json))::text FROM prep.proceso p);
END $$;

-- How many facts of its own a node keeps of a proceso of before: more than the centre had are told by an alarm.
CREATE OR REPLACE FUNCTION nodo_v1.decir_archivo(proceso text, hechos bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v prep.nodo := prep.este_nodo();
    v_hubo bigint;
BEGIN
    SELECT coalesce((s.hechos ->> v.nodo)::bigint, 0) INTO v_hubo FROM prep.sucesion s WHERE s.de = $1;
    IF FOUND AND $2 > v_hubo THEN
        PERFORM prep.alarmar('PROCESO_INCOMPLETO', v.nodo, '', format(
            'El nodo %s guarda %s hechos de %s que el centro no llegó a tener: están en su base prep_%s',
            v.nodo, $2 - v_hubo, prep.visible($1), prep.visible($1)));
    END IF;
END $$;

-- The schema of the centre's base: a node with another does not open (P-7).
CREATE OR REPLACE FUNCTION nodo_v1.esquema() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM prep.este_nodo();
    RETURN (SELECT v.version_num FROM prep.alembic_version v);
END $$;

-- The list of revoked certificates of its site, as its authority signed it; NULL while the centre has none.
CREATE OR REPLACE FUNCTION nodo_v1.revocados() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v prep.nodo := prep.este_nodo();
BEGIN
    RETURN (SELECT r.lista FROM prep.revocados r WHERE r.sitio = v.catd);
END $$;

-- The list of its site, when it is of another cut than the one that the node has: [{"acta", "mirada", "frase", "seguridad",
-- "otra"}…], the most votes expected wrong first. No row when it has it.
CREATE OR REPLACE FUNCTION nodo_v1.miradas(corte integer) RETURNS TABLE (de_corte integer, lista text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v prep.nodo := prep.este_nodo();
BEGIN
    RETURN QUERY SELECT coalesce(m.corte, 0), coalesce(m.lista, '[]')
        FROM (SELECT v.catd AS sitio) s LEFT JOIN prep.miradas m ON m.sitio = s.sitio
        WHERE coalesce(m.corte, 0) <> $1;
END $$;

-- Whether the head that a node says of its chain goes in the next manifest: a link, after the last one that it said, of
-- no more facts than the centre has seen plus those that may be on their way. They are counted again only when it says
-- more than could be the last time, and every ten seconds at most. What may not is alarmed, and the last good one stays.
CREATE OR REPLACE FUNCTION prep.admitir_cabeza(v prep.nodo, p_n bigint, p_cabeza bytea) RETURNS boolean LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_tope bigint := v.tope;
BEGIN
    IF p_n > v_tope AND coalesce(v.contado < clock_timestamp() - interval '10 s', true) THEN
        SELECT count(*) + 20000 INTO v_tope FROM prep.hecho;
        UPDATE prep.nodo n SET tope = v_tope, contado = clock_timestamp() WHERE n.nodo = v.nodo;
    END IF;
    IF p_n = 0 AND v.cabeza_n = 0 THEN
        RETURN false;  -- no chain yet
    ELSIF p_n > v.cabeza_n AND p_n <= v_tope AND octet_length(p_cabeza) = 32 THEN
        RETURN true;
    ELSIF p_n IS DISTINCT FROM v.cabeza_n OR p_cabeza IS DISTINCT FROM v.cabeza THEN
        PERFORM prep.alarmar('NODO_CADENA', v.nodo, '', format(
            'El nodo %s dice de su cadena lo que no puede ser, o vuelve atrás: no se toma', v.nodo));
    END IF;
    RETURN false;
END $$;

-- The heartbeat: how many facts wait for its árbitro and where its chain is; returns the centre's time.
CREATE OR REPLACE FUNCTION nodo_v1.latir(cola integer, cabeza_n bigint, cabeza bytea, deriva_ms integer)
RETURNS timestamptz LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v prep.nodo := prep.este_nodo();
BEGIN
    UPDATE prep.nodo n SET latido = clock_timestamp(), cola = greatest($1, 0), deriva_ms = coalesce($4, 0)
    WHERE n.nodo = v.nodo;
    IF prep.admitir_cabeza(v, $2, $3) THEN
        UPDATE prep.nodo n SET cabeza_n = $2, cabeza = $3 WHERE n.nodo = v.nodo;
    END IF;
    RETURN clock_timestamp();
END $$;

-- What a node says of the people that it was given: how many it could not register and, in words, which and why. The
-- alarm is of the node: one, however often it says so, until somebody attends it.
CREATE OR REPLACE FUNCTION nodo_v1.decir_gente(faltan integer, dicho text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v prep.nodo := prep.este_nodo();
    v_dicho text := left(coalesce($2, ''), 800);
    v_faltan integer := least(greatest(coalesce($1, 0), 0), 100000);
BEGIN
    UPDATE prep.nodo n SET gente_faltan = v_faltan, gente_dicho = v_dicho, gente_en = clock_timestamp()
    WHERE n.nodo = v.nodo;
    IF v_faltan > 0 AND v_dicho <> v.gente_dicho THEN
        PERFORM prep.alarmar('PERSONA_FALTA', v.nodo, '', format('El nodo %s no pudo registrar a %s; a los demás sí: %s',
            v.nodo, v_faltan, v_dicho));
    END IF;
END $$;

-- Whether the CCV has people on shift: who captured within `espera_s`, or holds work (R-04). Not in the heartbeat itself:
-- it reads the capturas of those minutes, and is asked only for stuck work.
CREATE OR REPLACE FUNCTION nodo_v1.ccv_de_turno(espera_s integer) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM prep.este_nodo();
    RETURN EXISTS (SELECT FROM prep.trabajo t JOIN prep.persona o ON o.operador = t.operador
                   WHERE o.sitio = 'CCV' AND t.clase = 'CAPTURA' AND t.terminado IS NULL AND t.expira > clock_timestamp())
        OR EXISTS (SELECT FROM prep.hecho h JOIN prep.cadena v ON v.hecho = h.id JOIN prep.persona o ON o.operador = h.operador
                   WHERE o.sitio = 'CCV' AND h.tipo = 'CAPTURA'
                     AND h.recibido > clock_timestamp() - make_interval(secs => least(greatest($1, 0), 3600)));
END $$;

-- {"cabecera": …, "actas": […]}: the whole catalogue, so that a CATD can tell whose a sobre is.
CREATE OR REPLACE FUNCTION nodo_v1.catalogo() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM prep.este_nodo();
    RETURN json_build_object(
        'cabecera', (SELECT p.cabecera FROM prep.proceso p),
        'actas', (SELECT coalesce(json_agg(row_to_json(a) ORDER BY a.n), '[]'::json) FROM prep.acta a))::text;
END $$;

-- Everybody who signs facts; the sealed half of a key only for the people of this node's CATD.
DROP FUNCTION IF EXISTS nodo_v1.personas();  -- one of before gave less
CREATE FUNCTION nodo_v1.personas()
RETURNS TABLE (operador text, nombre text, publica bytea, sellada text, roles text[], sitio text, activo boolean,
               version bigint, firma bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v prep.nodo := prep.este_nodo();
BEGIN
    RETURN QUERY SELECT o.operador, o.nombre, o.publica, CASE WHEN o.sitio = v.catd THEN o.sellada ELSE '' END,
        o.roles, o.sitio, o.activo, o.version, o.firma FROM prep.operador o;
END $$;

DROP FUNCTION IF EXISTS nodo_v1.estaciones();
CREATE FUNCTION nodo_v1.estaciones() RETURNS TABLE (
    estacion text, activo boolean, version bigint, firma bytea, papeles text[]
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v prep.nodo := prep.este_nodo();
BEGIN
    RETURN QUERY SELECT e.estacion, e.activo, e.version, e.firma, e.papeles FROM prep.estacion e WHERE e.sitio = v.catd;
END $$;

DROP FUNCTION IF EXISTS nodo_v1.cae();
CREATE FUNCTION nodo_v1.cae() RETURNS TABLE (acta text, cuenta text, desde timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v prep.nodo := prep.este_nodo();
BEGIN
    RETURN QUERY SELECT c.acta, c.cuenta, c.desde FROM prep.cae c JOIN prep.acta a ON a.clave = c.acta
        WHERE a.centro = v.catd;
END $$;

-- Up to `limite` facts that this node has still to take, oldest first; they stay listed until `bajado` says so.
CREATE OR REPLACE FUNCTION nodo_v1.bajar(limite integer) RETURNS SETOF prep.hecho
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v prep.nodo := prep.este_nodo();
BEGIN
    RETURN QUERY SELECT h.* FROM prep.bajada b JOIN prep.hecho h ON h.id = b.hecho
        WHERE b.nodo = v.nodo ORDER BY b.hecho LIMIT least($1, 5000);
END $$;

CREATE OR REPLACE FUNCTION nodo_v1.bajado(hechos uuid[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v prep.nodo := prep.este_nodo();
    v_filas bigint;
BEGIN
    DELETE FROM prep.bajada b WHERE b.nodo = v.nodo AND b.hecho = ANY ($1);
    GET DIAGNOSTICS v_filas = ROW_COUNT;
    RETURN v_filas;
END $$;

-- An image of an acta that this node works on; NULL while it has not arrived.
CREATE OR REPLACE FUNCTION nodo_v1.imagen(huella text) RETURNS TABLE (acta text, bytes bytea, estacion text, nodo text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v prep.nodo := prep.este_nodo();
BEGIN
    RETURN QUERY SELECT i.acta, i.bytes, i.estacion, i.nodo FROM prep.imagen i
        WHERE i.huella = $1 AND prep.le_toca(v.catd, i.acta, '');
END $$;

-- At a node: keeps a fact that came down from the centre, as it is there; false when it was here, or is set aside with
-- an alarm: out of bounds, of another proceso, or said to be made here. One of those must not keep the others waiting.
CREATE OR REPLACE FUNCTION prep.recibir(
    id uuid, proceso text, tipo text, acta text, fuente text, operador text, estacion text, nodo text, sec bigint,
    ronda integer, toma text, momento timestamptz, desfase_ms integer, cuerpo text, firma bytea
) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v prep.hecho;
    v_razon text;
BEGIN
    v.id := $1; v.proceso := $2; v.tipo := $3; v.acta := $4; v.fuente := $5; v.operador := $6; v.estacion := $7;
    v.nodo := $8; v.sec := $9; v.toma := $11; v.momento := $12; v.desfase_ms := $13; v.cuerpo := $14; v.firma := $15;
    SELECT CASE WHEN $2 IS DISTINCT FROM p.proceso THEN 'son de otro proceso'
                WHEN $8 = p.nodo THEN 'dicen venir de este mismo nodo'
                ELSE prep.fuera_de_cotas(v, true) END INTO v_razon FROM prep.proceso p;
    IF v_razon <> '' THEN
        PERFORM prep.apartar('fuera', 'centro', v, format('El centro mandó hechos que se apartaron: %s', v_razon));
        RETURN false;
    END IF;
    RETURN prep.guardar_ajeno(v);
END $$;

CREATE OR REPLACE FUNCTION prep.recibir_imagen(huella text, acta text, bytes bytea, estacion text, nodo text)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v prep.imagen;
BEGIN
    v.huella := $1; v.acta := $2; v.bytes := $3; v.estacion := $4; v.nodo := $5;
    IF prep.fuera_de_imagen(v) THEN
        RAISE EXCEPTION 'La imagen que bajó del centro llegó dañada o no lo es' USING ERRCODE = 'PR005';
    END IF;
    RETURN prep.guardar_imagen_ajena(v);
END $$;

-- At a node, for the centre: how far each of its slots is behind, and what it makes this disk keep.
CREATE OR REPLACE FUNCTION prep.ranuras()
RETURNS TABLE (ranura text, activa boolean, wal_status text, atraso bigint, retenido bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_aqui pg_lsn := pg_current_wal_lsn();
BEGIN
    RETURN QUERY SELECT s.slot_name::text, s.active, coalesce(s.wal_status, ''),
        greatest(pg_wal_lsn_diff(v_aqui, s.confirmed_flush_lsn), 0)::bigint,
        greatest(pg_wal_lsn_diff(v_aqui, s.restart_lsn), 0)::bigint
        FROM pg_replication_slots s WHERE s.slot_type = 'logical' AND s.database = current_database();
END $$;
