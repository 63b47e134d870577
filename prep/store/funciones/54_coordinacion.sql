-- What who coordinates a CATD sees of it and does in it: how far its actas are, what waits, who is where; never a figure.

-- {"etapas": {stage: actas}, "esperan": [[acta, stage, since, work, class, who, station]…], "puestos": [[station, who,
-- since, last, acta in hand]…], "secciones": [[section, actas, received, registered]…], "ahora"}. A dispute shows as
-- capture in course, of the time of its image: the third captura is as blind as the first.
CREATE OR REPLACE FUNCTION estacion_v1.coordinacion(operador text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_sitio text := prep.exigir_coordinacion($1);
BEGIN
    RETURN (
    WITH suya AS MATERIALIZED (
        SELECT a.clave, a.n, a.seccion, coalesce(e.registrada, false) AS registrada, e.cambiado,
               CASE WHEN e.etapa = 'EN_DISPUTA' THEN 'EN_CAPTURA' ELSE coalesce(e.etapa, 'ESPERADA') END AS etapa
        FROM prep.acta a LEFT JOIN prep.acta_estado e ON e.acta = a.clave
        WHERE a.centro = v_sitio OR e.custodia = v_sitio
    ), espera AS (
        SELECT s.clave, s.etapa, t.id, t.clase, t.operador, t.estacion,
               CASE WHEN s.etapa <> 'EN_CAPTURA' THEN s.cambiado
                    ELSE (SELECT min(h.recibido) FROM prep.hecho h WHERE h.acta = s.clave AND h.tipo IN ('IMAGEN', 'ACOPIO'))
               END AS desde
        FROM suya s LEFT JOIN prep.trabajo t ON t.acta = s.clave AND t.terminado IS NULL AND t.toma IS NOT NULL
        WHERE s.etapa NOT IN ('ESPERADA', 'VERIFICADA', 'SIN_ACTA')
        ORDER BY s.cambiado LIMIT 500
    ), ultimo AS (
        SELECT DISTINCT ON (h.estacion) h.estacion, h.operador, h.recibido
        FROM (SELECT c.hecho FROM prep.cadena c ORDER BY c.n DESC LIMIT 4000) u JOIN prep.hecho h ON h.id = u.hecho
        WHERE h.estacion IN (SELECT p.estacion FROM prep.estacion p WHERE p.sitio = v_sitio)
        ORDER BY h.estacion, h.recibido DESC
    ), puesto AS (
        SELECT p.estacion, coalesce(v.operador, u.operador) AS operador, v.emitido, u.recibido, t.acta
        FROM prep.estacion p
        LEFT JOIN LATERAL (SELECT s.operador, s.emitido FROM prep.sesion s WHERE s.estacion = p.estacion
                           AND s.expira > clock_timestamp() ORDER BY s.emitido DESC LIMIT 1) v ON true
        LEFT JOIN ultimo u ON u.estacion = p.estacion AND (v.operador IS NULL OR v.operador = u.operador)
        LEFT JOIN LATERAL (SELECT w.acta FROM prep.trabajo w WHERE w.estacion = p.estacion AND w.terminado IS NULL
                           AND w.expira > clock_timestamp() LIMIT 1) t ON true
        WHERE p.sitio = v_sitio AND p.activo
    )
    SELECT json_build_object(
        'etapas', (SELECT json_object_agg(x.etapa, x.actas) FROM (
            SELECT s.etapa, count(*) AS actas FROM suya s GROUP BY s.etapa) x),
        'esperan', (SELECT coalesce(json_agg(json_build_array(w.clave, w.etapa, w.desde, w.id, w.clase, w.operador,
                        w.estacion) ORDER BY w.desde, w.clave), '[]'::json) FROM espera w),
        'puestos', (SELECT coalesce(json_agg(json_build_array(q.estacion, q.operador, q.emitido, q.recibido, q.acta)
                        ORDER BY q.estacion), '[]'::json) FROM puesto q),
        'secciones', (SELECT coalesce(json_agg(json_build_array(x.seccion, x.actas, x.llegaron, x.registradas)
                        ORDER BY x.seccion), '[]'::json) FROM (
            SELECT s.seccion, count(*) AS actas, count(*) FILTER (WHERE s.etapa NOT IN ('ESPERADA', 'SIN_ACTA')) AS llegaron,
                   count(*) FILTER (WHERE s.registrada) AS registradas FROM suya s GROUP BY s.seccion) x),
        'ahora', clock_timestamp())::text);
END $$;
