-- The closing of a CATD (empaquetado): where each of its actas stopped, and who signed that it was so; never a figure.

-- What people of a site ('' is all) signed of its closing, in order: the first signature and the reopening are of who coordinates it,
-- the second of another person of its desk or coordination. What is reopened after the centre closed is not.
CREATE OR REPLACE FUNCTION prep.actos_de_empaque(p_sitio text) RETURNS TABLE (
    sitio text, id uuid, codigo text, operador text, nombre text, estacion text, cuando timestamptz, texto text, lugar text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT o.sitio, h.id, c.codigo, h.operador, o.nombre, h.estacion,
           h.momento + make_interval(secs => h.desfase_ms / 1000.0), left(h.cuerpo::json ->> 'texto', 4000),
           coalesce(prep.campo_de(h.cuerpo, 'lugar'), '')
    FROM prep.hecho h JOIN prep.cadena v ON v.hecho = h.id JOIN prep.operador o ON o.operador = h.operador,
         LATERAL (SELECT prep.campo_de(h.cuerpo, 'codigo') AS codigo) c
    WHERE h.tipo = 'INCIDENCIA' AND c.codigo IN ('CATD_EMPACADO', 'CATD_EMPAQUE_CONFORME', 'CATD_REABIERTO')
      AND (p_sitio = '' OR o.sitio = p_sitio)
      AND (c.codigo <> 'CATD_REABIERTO' OR h.momento + make_interval(secs => h.desfase_ms / 1000.0) < coalesce(
           (SELECT min(f.momento) FROM prep.hecho f JOIN prep.cadena w ON w.hecho = f.id
            WHERE f.tipo = 'FASE' AND prep.campo_de(f.cuerpo, 'fase') = 'cerrar'), 'infinity'))
      AND o.roles && CASE c.codigo WHEN 'CATD_EMPAQUE_CONFORME' THEN ARRAY['mesa', 'coordinacion']
                                   ELSE ARRAY['coordinacion'] END
    ORDER BY 7, 2
$$;

-- The actas of a site, and those fuera de catálogo that it received: when their sobre came and how, whether there is an
-- image of the paper, whether somebody captured it, and whether it is registered.
CREATE OR REPLACE FUNCTION prep.actas_de_empaque(p_sitio text) RETURNS TABLE (
    acta text, etapa text, recibida text, mecanismo text, imagen boolean, capturada boolean, registrada boolean)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(a.clave, e.acta), coalesce(e.etapa, 'ESPERADA'), s.suyo ->> 'acopio', coalesce(s.suyo ->> 'mecanismo', ''),
           coalesce(s.suyo ->> 'imagen', '') <> '',
           EXISTS (SELECT FROM prep.hecho h JOIN prep.cadena v ON v.hecho = h.id WHERE h.acta = e.acta AND h.tipo = 'CAPTURA'),
           coalesce(e.registrada, false)
    FROM prep.acta a FULL JOIN prep.acta_estado e ON e.acta = a.clave
    LEFT JOIN LATERAL (SELECT f.suyo FROM jsonb_array_elements(e.estado -> 'fuentes') f(suyo)
                       WHERE f.suyo ->> 'fuente' = 'CATD') s ON true
    WHERE a.centro = p_sitio OR (a.clave IS NULL AND e.custodia = p_sitio)
    ORDER BY 1
$$;

-- {"actas": [[…]…], "actos": [[…]…], "fin": whether the centre closed the proceso, "ahora"}.
CREATE OR REPLACE FUNCTION estacion_v1.empaque(operador text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_sitio text := prep.exigir_quien_acuerda($1);
BEGIN
    RETURN json_build_object(
        'actas', (SELECT coalesce(json_agg(json_build_array(x.acta, x.etapa, x.recibida, x.mecanismo, x.imagen,
                      x.capturada, x.registrada)), '[]'::json) FROM prep.actas_de_empaque(v_sitio) x),
        'actos', (SELECT coalesce(json_agg(json_build_array(y.id, y.codigo, y.operador, y.nombre, y.estacion, y.cuando,
                      y.texto, y.lugar)), '[]'::json) FROM prep.actos_de_empaque(v_sitio) y),
        'fin', EXISTS (SELECT FROM prep.hecho h JOIN prep.cadena v ON v.hecho = h.id
                       WHERE h.tipo = 'FASE' AND prep.campo_de(h.cuerpo, 'fase') = 'cerrar'),
        'ahora', clock_timestamp())::text;
END $$;
