-- What people write down of the night and what became of it (R-34): for who coordinates the station's site, and the board.

-- The station's site, or PR002 unless `p_operador` coordinates there; PR011 unless they proved it.
CREATE OR REPLACE FUNCTION prep.exigir_coordinacion(p_operador text) RETURNS text LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_sitio text := prep.sitio_de_estacion();
BEGIN
    IF NOT prep.coordina(p_operador) THEN
        RAISE EXCEPTION 'Esto lo ve y lo hace quien coordina este sitio' USING ERRCODE = 'PR002';
    END IF;
    PERFORM prep.exigir_probado(p_operador);
    RETURN v_sitio;
END $$;

-- The verified incidents of those codes written down at that site ('' is all), the newest `p_cuantos`, and of each person
-- the newest 300, so that nobody buries what the others say; and what was done about them by who coordinates that site or
-- the centre.
CREATE OR REPLACE FUNCTION prep.incidentes_de(p_sitio text, p_codigos text[], p_cuantos integer) RETURNS SETOF prep.hecho
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    WITH dicho AS (
        SELECT h.id, h.cuerpo, h.recibido, e.sitio, row_number() OVER (PARTITION BY h.operador ORDER BY h.recibido DESC) AS n
        FROM prep.hecho h JOIN prep.cadena v ON v.hecho = h.id LEFT JOIN prep.estacion e ON e.estacion = h.estacion
        WHERE h.tipo = 'INCIDENCIA' AND (p_sitio = '' OR e.sitio = p_sitio)
    ), suyo AS MATERIALIZED (
        SELECT d.id, d.sitio FROM dicho d WHERE d.n <= 300 AND prep.campo_de(d.cuerpo, 'codigo') = ANY (p_codigos)
        ORDER BY d.recibido DESC LIMIT p_cuantos)
    SELECT h.* FROM prep.hecho h JOIN suyo s ON s.id = h.id
    UNION ALL
    SELECT h.* FROM prep.hecho h JOIN prep.cadena v ON v.hecho = h.id JOIN prep.operador o ON o.operador = h.operador
    JOIN suyo s ON s.id::text = prep.campo_de(h.cuerpo, 'incidente')
    WHERE h.tipo = 'SEGUIMIENTO' AND (o.sitio = 'CCV' OR o.sitio = s.sitio)
$$;

CREATE OR REPLACE FUNCTION estacion_v1.incidentes(operador text, codigos text[]) RETURNS TABLE (
    id uuid, proceso text, tipo text, acta text, fuente text, autor text, estacion text, nodo text, sec bigint, toma text,
    momento timestamptz, desfase_ms integer, cuerpo text, firma bytea
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_sitio text := prep.exigir_coordinacion($1);
BEGIN
    RETURN QUERY SELECT h.id, h.proceso, h.tipo, h.acta, h.fuente, h.operador, h.estacion, h.nodo, h.sec, h.toma,
        h.momento, h.desfase_ms, h.cuerpo, h.firma FROM prep.incidentes_de(v_sitio, $2, 500) h;
END $$;

-- The last thing that was done about an incident that this person wrote down at this station, by who coordinates its site
-- or the centre: who asked sees who comes. No row while nobody did, nor of anybody else's.
CREATE OR REPLACE FUNCTION estacion_v1.quien_viene(operador text, incidente uuid)
RETURNS TABLE (paso text, nombre text, texto text, cuando timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_sitio text := prep.sitio_de_estacion();
BEGIN
    PERFORM prep.exigir_probado($1);
    RETURN QUERY SELECT prep.campo_de(h.cuerpo, 'paso'), o.nombre, left(prep.campo_de(h.cuerpo, 'texto'), 500),
            h.momento + make_interval(secs => h.desfase_ms / 1000.0)
        FROM prep.hecho i JOIN prep.hecho h ON h.tipo = 'SEGUIMIENTO' AND h.recibido >= i.recibido
            AND prep.campo_de(h.cuerpo, 'incidente') = i.id::text
        JOIN prep.cadena v ON v.hecho = h.id JOIN prep.operador o ON o.operador = h.operador
        WHERE i.id = $2 AND i.tipo = 'INCIDENCIA' AND i.operador = $1 AND i.estacion = session_user
          AND o.sitio IN ('CCV', v_sitio) AND 'coordinacion' = ANY (o.roles)
        ORDER BY 4 DESC, h.id DESC LIMIT 1;
END $$;
