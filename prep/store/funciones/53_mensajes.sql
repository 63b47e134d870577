-- What people of the room, of a site and of its posts write to each other, and who answered (0093). Never a figure.

-- The verified messages of twelve hours, the newest first: those that a station of a site is to see, or, with '' for both,
-- those of the room. Who coordinates the centre writes to everybody; who coordinates a site, to it; anybody, to the room
-- and to who coordinates them. Of each person the newest 200, so that nobody buries what the others say.
CREATE OR REPLACE FUNCTION prep.mensajes_de(p_sitio text, p_estacion text, p_coordina boolean, p_cuantos integer)
RETURNS TABLE (id uuid, operador text, nombre text, estacion text, sitio text, para text, texto text,
               cuando timestamptz, respuestas json)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH dicho AS MATERIALIZED (
        SELECT h.id, h.operador, o.nombre, h.estacion, o.sitio, 'coordinacion' = ANY (o.roles) AS coordina,
               prep.campo_de(h.cuerpo, 'codigo') AS codigo, coalesce(prep.campo_de(h.cuerpo, 'lugar'), '') AS lugar,
               coalesce(prep.campo_de(h.cuerpo, 'texto'), '') AS texto,
               h.momento + make_interval(secs => h.desfase_ms / 1000.0) AS cuando,
               row_number() OVER (PARTITION BY h.operador ORDER BY h.recibido DESC) AS n
        FROM prep.hecho h JOIN prep.cadena v ON v.hecho = h.id JOIN prep.operador o ON o.operador = h.operador
        WHERE h.tipo = 'INCIDENCIA' AND h.cuerpo LIKE '{"codigo":"MENSAJE%'
          AND h.recibido > clock_timestamp() - interval '12 hours'
    )
    SELECT d.id, d.operador, d.nombre, d.estacion, d.sitio, d.lugar, d.texto, d.cuando,
           (SELECT coalesce(json_agg(json_build_array(r.operador, r.nombre, r.estacion, r.sitio, r.cuando, r.texto)
                                     ORDER BY r.cuando), '[]'::json)
            FROM dicho r WHERE r.codigo = 'MENSAJE_ENTERADO' AND r.lugar = d.id::text AND r.n <= 200)
    FROM dicho d
    WHERE d.codigo = 'MENSAJE' AND d.n <= 200 AND CASE WHEN p_sitio = ''
        THEN d.lugar = 'SALA' OR (d.coordina AND d.sitio = 'CCV')
        ELSE d.estacion = p_estacion
          OR (d.coordina AND d.sitio = 'CCV' AND d.lugar IN ('TODOS', p_sitio, p_estacion))
          OR (d.coordina AND d.sitio = p_sitio AND d.lugar IN (p_sitio, p_estacion))
          OR (p_coordina AND d.sitio = p_sitio AND d.lugar = 'COORDINACION') END
    ORDER BY d.cuando DESC, d.id LIMIT p_cuantos
$$;

CREATE OR REPLACE FUNCTION estacion_v1.mensajes(operador text) RETURNS TABLE (
    id uuid, autor text, nombre text, estacion text, sitio text, para text, texto text, cuando timestamptz, respuestas text
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_sitio text := prep.sitio_de_estacion();
BEGIN
    PERFORM prep.exigir_probado($1);
    RETURN QUERY SELECT m.id, m.operador, m.nombre, m.estacion, m.sitio, m.para, m.texto, m.cuando, m.respuestas::text
        FROM prep.mensajes_de(v_sitio, session_user::text, prep.coordina($1), 50) m;
END $$;
