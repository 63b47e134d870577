-- What a station may read: its catalogue, its people, the image it works on, and, at the desk, one closed ronda.

-- The image, while this station has work on it or when it brought it itself; NULL otherwise.
CREATE OR REPLACE FUNCTION estacion_v1.imagen(huella text) RETURNS bytea
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM prep.sitio_de_estacion();
    RETURN (
        SELECT i.bytes FROM prep.imagen i
        WHERE i.huella = $1 AND (i.estacion = session_user OR EXISTS (
            SELECT FROM prep.trabajo t WHERE t.estacion = session_user AND t.terminado IS NULL
               AND t.imagen = $1 AND t.expira > clock_timestamp()))
    );
END $$;

-- The capturas of a closed ronda, only for the holder of its desk work (P-5); PR004 for anybody else, PR011 when they
-- are no longer at the station.
CREATE OR REPLACE FUNCTION estacion_v1.ver_ronda(acta text, fuente text, ronda integer)
RETURNS TABLE (hecho uuid, operador text, cuerpo text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_operador text;
BEGIN
    PERFORM prep.sitio_de_estacion();
    SELECT t.operador INTO v_operador FROM prep.trabajo t
        WHERE t.acta = $1 AND t.fuente = $2 AND t.ronda = $3 AND t.clase = 'MESA'
          AND t.estacion = session_user AND t.terminado IS NULL AND t.expira > clock_timestamp();
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Esta estación no tiene en la mesa esa ronda' USING ERRCODE = 'PR004';
    END IF;
    PERFORM prep.exigir_probado(v_operador);
    RETURN QUERY SELECT h.id, h.operador, h.cuerpo FROM prep.hecho h JOIN prep.cadena v ON v.hecho = h.id
        WHERE h.acta = $1 AND h.fuente = $2 AND h.ronda = $3 AND h.tipo = 'CAPTURA'
        ORDER BY h.sec;
END $$;

-- {"cabecera": …, "actas": […]}: the catalogue with the actas of the station's site (all of them at the CCV).
CREATE OR REPLACE FUNCTION estacion_v1.catalogo() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_sitio text := prep.sitio_de_estacion();
BEGIN
    RETURN json_build_object(
        'cabecera', (SELECT p.cabecera FROM prep.proceso p),
        'actas', (SELECT coalesce(json_agg(row_to_json(f) ORDER BY f.n), '[]'::json) FROM (
            SELECT a.* FROM prep.acta a WHERE a.centro = v_sitio OR v_sitio = 'CCV') f)
    )::text;
END $$;

CREATE OR REPLACE FUNCTION estacion_v1.operadores()
RETURNS TABLE (operador text, nombre text, publica bytea, sellada text, roles text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_sitio text := prep.sitio_de_estacion();
BEGIN
    RETURN QUERY SELECT o.operador, o.nombre, o.publica, o.sellada, o.roles
        FROM prep.persona o WHERE o.sitio = v_sitio AND o.activo ORDER BY o.operador;
END $$;

-- The hour from which the period of operation counts (R-10): the last that two people of the coordination set, which the
-- árbitro verified, or else the profile's; NULL when nobody said one.
CREATE OR REPLACE FUNCTION prep.apertura() RETURNS text LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce((
        SELECT prep.campo_de(h.cuerpo, 'lugar') FROM prep.hecho h JOIN prep.cadena v ON v.hecho = h.id
        WHERE h.acta = '' AND h.tipo = 'INCIDENCIA' AND h.fuente = 'CENTRO' AND h.operador = 'centro'
          AND strpos(h.cuerpo, '"APERTURA"') > 0 AND prep.campo_de(h.cuerpo, 'codigo') = 'APERTURA'
        ORDER BY h.sec DESC LIMIT 1),
        (SELECT nullif(p.cabecera #>> '{ajustes,apertura}', '') FROM prep.proceso p));
END $$;

-- {"proceso", "nodo", "sitio", "base", "fase", "apertura", "ahora"}: sitio is the station's; fase is "" before the first; ahora,
-- for the station's clock offset (R-10). base tells this base from any other that bears the node's name: made again, restored into another server, or
-- promoted (another timeline), it may lack what it had answered for.
CREATE OR REPLACE FUNCTION estacion_v1.estado_nodo() RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_sitio text := prep.sitio_de_estacion();
BEGIN
    RETURN (
        SELECT json_build_object('proceso', p.proceso, 'nodo', p.nodo, 'sitio', v_sitio, 'base', concat_ws('/',
            (SELECT s.system_identifier FROM pg_control_system() s), left(pg_walfile_name(pg_current_wal_lsn()), 8),
            extract(epoch FROM p.creado)), 'fase', coalesce((
            SELECT h.cuerpo::json ->> 'fase' FROM prep.hecho h
            WHERE h.acta = '' AND h.tipo = 'FASE' AND prep.vale(h)
            ORDER BY h.sec DESC LIMIT 1), ''), 'apertura', prep.apertura(), 'ahora', clock_timestamp(),
            'antes', (SELECT json_agg(s.de ORDER BY s.momento) FROM prep.sucesion s))
        FROM prep.proceso p
    )::text;
END $$;

-- {"acta", "etapa", "registrada", "custodia", "cambiado", "acopio", "imagen"}: where an acta of the site is, and no
-- figure; NULL for another site's. A dispute shows as capture in course: the third captura is as blind as the first.
CREATE OR REPLACE FUNCTION estacion_v1.consultar_acta(clave text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_sitio text := prep.sitio_de_estacion();
BEGIN
    RETURN (
        SELECT json_build_object(
            'acta', a.clave,
            'etapa', CASE WHEN e.etapa = 'EN_DISPUTA' THEN 'EN_CAPTURA' ELSE coalesce(e.etapa, 'ESPERADA') END,
            'registrada', coalesce(e.registrada, false),
            'custodia', coalesce(e.custodia, ''),
            'cambiado', CASE WHEN e.etapa NOT IN ('EN_CAPTURA', 'EN_DISPUTA') THEN e.cambiado END,
            'acopio', (SELECT min(h.recibido) FROM prep.hecho h JOIN prep.cadena v ON v.hecho = h.id
                       WHERE h.acta = $1 AND h.tipo = 'ACOPIO'),
            'imagen', (SELECT min(h.recibido) FROM prep.hecho h JOIN prep.cadena v ON v.hecho = h.id
                       WHERE h.acta = $1 AND h.tipo = 'IMAGEN'))
        FROM prep.acta a LEFT JOIN prep.acta_estado e ON e.acta = a.clave
        WHERE a.clave = $1 AND (a.centro = v_sitio OR v_sitio = 'CCV')
    )::text;
END $$;
