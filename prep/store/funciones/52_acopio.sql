-- What the acopio desks of one site must know of each other, and where a sobre of another site goes; never a figure.

-- The receptions, declarations of SIN ACTA and their anulaciones of the site's actas, in 32 buckets by acta, each with
-- its hash; only the buckets whose hash is not the one in `huellas` (by place, from 1). Asked every few seconds: all of
-- it is looked at each time, because a cursor would miss what commits out of order, and only what changed is sent.
-- `hechos`: JSON, [id, acta, type, operator, name, station, time, offset in ms, mecanismo | reason | annulled fact];
-- a row of one element is the key of an acta that is SIN ACTA by its state, by the desk's word or the centre's; of two,
-- of one that was captured from its paper, whose reception only two people take back (P-10); of three, of one whose paper
-- was scanned, with 1 when it must be once more.
CREATE OR REPLACE FUNCTION estacion_v1.acopios(huellas text[])
RETURNS TABLE (cubo integer, huella text, hechos text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_sitio text := prep.sitio_de_estacion();
BEGIN
    IF $1 IS NULL OR cardinality($1) > 32 THEN
        RAISE EXCEPTION 'Las huellas de los acopios son a lo más 32' USING ERRCODE = 'PR005';
    END IF;
    RETURN QUERY
    WITH propio AS (
        SELECT h.id, h.acta, h.tipo, h.operador, h.estacion, h.momento, h.desfase_ms,
               prep.campo_de(h.cuerpo, CASE h.tipo WHEN 'ACOPIO' THEN 'mecanismo' WHEN 'SIN_ACTA' THEN 'motivo'
                                       ELSE 'hecho' END) AS dato
        FROM prep.acta a JOIN prep.hecho h ON h.acta = a.clave JOIN prep.cadena v ON v.hecho = h.id
        WHERE a.centro = v_sitio AND h.tipo IN ('ACOPIO', 'SIN_ACTA', 'ANULACION')
        UNION ALL  -- what two people took back is taken back here too: else its sobre could never be received again
        SELECT h.id, h.acta, 'ANULACION', h.operador, h.estacion, h.momento, h.desfase_ms,
               prep.propuesto_de(h.cuerpo, 'hecho')
        FROM prep.acta a JOIN prep.hecho h ON h.acta = a.clave JOIN prep.cadena v ON v.hecho = h.id
        WHERE a.centro = v_sitio AND h.tipo = 'PROPUESTA' AND prep.campo_de(h.cuerpo, 'que') = 'ANULACION'
          AND prep.acordada(h)
    ), renglon AS (
        SELECT p.acta, p.id::text AS orden, json_build_array(p.id, p.acta, p.tipo, p.operador, o.nombre, p.estacion,
            to_char(p.momento AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US+00:00'), p.desfase_ms, p.dato)::text AS texto
        FROM propio p JOIN prep.operador o ON o.operador = p.operador
        LEFT JOIN propio t ON p.tipo = 'ANULACION' AND t.id::text = lower(p.dato)
        -- an anulación of anything else would tell that it was there
        WHERE p.dato IS NOT NULL AND (p.tipo <> 'ANULACION' OR t.id IS NOT NULL)
        UNION ALL
        SELECT a.clave, '', json_build_array(a.clave)::text
        FROM prep.acta a JOIN prep.acta_estado e ON e.acta = a.clave
        WHERE a.centro = v_sitio AND e.etapa = 'SIN_ACTA'
        UNION ALL
        SELECT DISTINCT a.clave, '~', json_build_array(a.clave, 1)::text
        FROM prep.acta a JOIN prep.hecho h ON h.acta = a.clave JOIN prep.cadena v ON v.hecho = h.id
        WHERE a.centro = v_sitio AND h.tipo = 'CAPTURA' AND h.fuente = 'CATD'
        UNION ALL
        SELECT a.clave, '~~', json_build_array(a.clave, 2, (s.suyo ->> 'etapa' = 'POR_REDIGITALIZAR')::integer)::text
        FROM prep.acta a JOIN prep.acta_estado e ON e.acta = a.clave,
             LATERAL jsonb_array_elements(e.estado -> 'fuentes') s(suyo)
        WHERE a.centro = v_sitio AND s.suyo ->> 'fuente' = 'CATD'
          AND (s.suyo ->> 'etapa' = 'POR_REDIGITALIZAR' OR coalesce(s.suyo ->> 'imagen', '') <> '')
    ), junto AS (
        SELECT n.cubo, coalesce('[' || string_agg(r.texto, ',' ORDER BY r.acta, r.orden) || ']', '[]') AS hechos
        FROM generate_series(1, 32) AS n(cubo)
        LEFT JOIN renglon r ON (hashtext(r.acta) & 31) + 1 = n.cubo
        GROUP BY n.cubo
    ), medido AS (
        SELECT j.cubo, left(encode(sha256(convert_to(j.hechos, 'UTF8')), 'hex'), 16) AS huella, j.hechos FROM junto j
    )
    SELECT m.cubo, m.huella, m.hechos FROM medido m WHERE $1[m.cubo] IS DISTINCT FROM m.huella ORDER BY m.cubo;
END $$;

-- {"secciones": {"0123": "07", …}, "sueltas": {key: "CCV", …}}: the centre that receives each section, and each acta that
-- hangs from none; a section of two centres names both. A sobre that came to the wrong CATD is told where it goes.
CREATE OR REPLACE FUNCTION estacion_v1.directorio() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM prep.sitio_de_estacion();
    RETURN json_build_object(
        'secciones', (SELECT coalesce(json_object_agg(s.seccion, s.centros ORDER BY s.seccion), '{}'::json) FROM (
            SELECT a.seccion, string_agg(DISTINCT a.centro, ' y ' ORDER BY a.centro) AS centros
            FROM prep.acta a WHERE a.seccion <> 'N/A' GROUP BY a.seccion) s),
        'sueltas', (SELECT coalesce(json_object_agg(a.clave, a.centro ORDER BY a.clave), '{}'::json)
                    FROM prep.acta a WHERE a.seccion = 'N/A'))::text;
END $$;
