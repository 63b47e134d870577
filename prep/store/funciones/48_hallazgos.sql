-- What was found about an acta, with the fact that shows it: which kind, who, where and when; never a figure.

-- `via`: the source that it is of, '' for the whole acta. `momento`: by the node's clock (R-10). `incidente`: the code of
-- an incident, never its text, which anybody wrote.
CREATE OR REPLACE FUNCTION prep.hallazgos_de(p_acta text) RETURNS TABLE (
    codigo text, via text, tipo text, momento timestamptz, operador text, estacion text, incidente text
) LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY SELECT DISTINCT d.dicho ->> 'codigo', coalesce(h.fuente, d.via), coalesce(h.tipo, ''),
            h.momento + make_interval(secs => h.desfase_ms / 1000.0), coalesce(h.operador, ''),
            coalesce(h.estacion, ''),
            CASE WHEN h.tipo = 'INCIDENCIA' THEN coalesce(h.cuerpo::jsonb ->> 'codigo', '') ELSE '' END
        FROM prep.acta_estado e, LATERAL (
            SELECT t.dicho, '' AS via FROM jsonb_array_elements(e.estado -> 'hallazgos') t(dicho)
            UNION ALL
            SELECT t.dicho, f.suyo ->> 'fuente' FROM jsonb_array_elements(e.estado -> 'fuentes') f(suyo),
                LATERAL jsonb_array_elements(f.suyo -> 'hallazgos') t(dicho)) d
        LEFT JOIN prep.hecho h ON h.id = (d.dicho ->> 'hecho')::uuid
        WHERE e.acta = p_acta;
END $$;

-- Of the acta whose desk work this station holds by that lease, as long as it does; else as ver_ronda.
CREATE OR REPLACE FUNCTION estacion_v1.ver_hallazgos(trabajo bigint, toma uuid) RETURNS TABLE (
    codigo text, via text, tipo text, momento timestamptz, operador text, estacion text, incidente text
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_acta text;
    v_operador text;
BEGIN
    PERFORM prep.sitio_de_estacion();
    SELECT t.acta, t.operador INTO v_acta, v_operador FROM prep.trabajo t
        WHERE t.id = $1 AND t.toma = $2 AND t.clase = 'MESA' AND t.estacion = session_user
          AND t.terminado IS NULL AND t.expira > clock_timestamp();
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Esta estación no tiene en la mesa ese caso' USING ERRCODE = 'PR004';
    END IF;
    PERFORM prep.exigir_probado(v_operador);
    RETURN QUERY SELECT d.* FROM prep.hallazgos_de(v_acta) d;
END $$;
