-- What people of the room, of a site and of its posts write to each other, and who answered (0093). Never a figure.

-- The verified messages of twelve hours, the newest first: those that a station of a site is to see, or, with '' for both,
-- those of the room. Who coordinates the centre writes to everybody; who coordinates a site, to it; anybody, to the room
-- and to who coordinates them. Of each person the newest `p_de_cada`, of what they did sign: so nobody buries what the
-- others say, nor what they say in another's name. `llego`: by this base's clock, which no station moves.
CREATE OR REPLACE FUNCTION prep.mensajes_de(p_sitio text, p_estacion text, p_coordina boolean, p_de_cada integer)
RETURNS TABLE (id uuid, operador text, nombre text, estacion text, sitio text, para text, texto text,
               cuando timestamptz, llego timestamptz, respuestas json)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH dicho AS MATERIALIZED (  -- first what costs nothing to see, of every row; then who wrote those that are left
        SELECT h.id, h.operador, h.estacion, h.fuente, h.cuerpo, h.momento, h.desfase_ms, h.recibido,
               split_part(h.cuerpo, '"', 4) AS codigo, split_part(h.cuerpo, '"', 8) AS lugar,
               row_number() OVER (PARTITION BY h.operador, split_part(h.cuerpo, '"', 4) ORDER BY h.recibido DESC) AS n
        FROM prep.hecho h JOIN prep.cadena v ON v.hecho = h.id
        WHERE h.tipo = 'INCIDENCIA' AND h.cuerpo LIKE '{"codigo":"MENSAJE%'
          AND h.recibido > clock_timestamp() - interval '12 hours'
    ), suyo AS (
        SELECT d.*, o.nombre, o.sitio, d.momento + make_interval(secs => d.desfase_ms / 1000.0) AS cuando
        FROM (SELECT * FROM dicho x WHERE x.codigo = 'MENSAJE' AND x.n <= p_de_cada AND CASE WHEN p_sitio = ''
                  THEN x.lugar = 'SALA' OR x.fuente = 'CENTRO'
                  ELSE x.estacion = p_estacion OR x.lugar IN ('TODOS', 'COORDINACION', p_sitio, p_estacion) END) d
        JOIN prep.operador o ON o.operador = d.operador
        WHERE CASE WHEN p_sitio = ''
            THEN d.lugar = 'SALA' OR ('coordinacion' = ANY (o.roles) AND o.sitio = 'CCV')
            ELSE d.estacion = p_estacion
              OR ('coordinacion' = ANY (o.roles) AND o.sitio = 'CCV' AND d.lugar IN ('TODOS', p_sitio, p_estacion))
              OR ('coordinacion' = ANY (o.roles) AND o.sitio = p_sitio AND d.lugar IN (p_sitio, p_estacion))
              OR (p_coordina AND o.sitio = p_sitio AND d.lugar = 'COORDINACION') END
        ORDER BY d.recibido DESC, d.id LIMIT 2000
    ), contesta AS (
        SELECT r.lugar, json_agg(json_build_array(r.operador, o.nombre, r.estacion, o.sitio, r.fuente = 'CENTRO', r.recibido,
                   coalesce(prep.campo_de(r.cuerpo, 'texto'), '')) ORDER BY r.recibido) AS dichas
        FROM (SELECT x.* FROM dicho x JOIN suyo s ON s.id::text = x.lugar WHERE x.codigo = 'MENSAJE_ENTERADO' AND x.n <= 200) r
        JOIN prep.operador o ON o.operador = r.operador GROUP BY r.lugar
    )
    SELECT s.id, s.operador, s.nombre, s.estacion, s.sitio, s.lugar, coalesce(prep.campo_de(s.cuerpo, 'texto'), ''), s.cuando,
           s.recibido, coalesce(c.dichas, '[]'::json)
    FROM suyo s LEFT JOIN contesta c ON c.lugar = s.id::text ORDER BY s.recibido DESC, s.id
$$;

CREATE OR REPLACE FUNCTION estacion_v1.mensajes(operador text) RETURNS TABLE (
    id uuid, autor text, nombre text, estacion text, sitio text, para text, texto text, cuando timestamptz,
    llego timestamptz, respuestas text
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_sitio text := prep.sitio_de_estacion();
BEGIN
    PERFORM prep.exigir_probado($1);
    RETURN QUERY SELECT m.id, m.operador, m.nombre, m.estacion, m.sitio, m.para, m.texto, m.cuando, m.llego,
        m.respuestas::text
        FROM prep.mensajes_de(v_sitio, session_user::text, prep.coordina($1), 20) m;
END $$;
