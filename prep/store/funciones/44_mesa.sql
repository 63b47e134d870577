-- The verification desk's tray: which cases wait and since when, and taking a chosen one of them. Never a figure.

-- 'DEVUELTA' when that ronda came to the desk because somebody handed it back, NULL when it did not.
CREATE OR REPLACE FUNCTION prep.devuelta(p_acta text, p_fuente text, p_ronda integer) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT 'DEVUELTA' FROM prep.hecho h JOIN prep.cadena v ON v.hecho = h.id
            WHERE h.acta = p_acta AND h.tipo = 'DEVOLUCION' AND h.fuente = p_fuente
              AND prep.campo_de(h.cuerpo, 'ronda') = p_ronda::text
              AND prep.campo_de(h.cuerpo, 'razon') <> 'OTRA_PERSONA' LIMIT 1);
END $$;

-- The open cases of the station's site, the oldest first, at most 500. `tiene`: who holds it now, "" when nobody does;
-- `puede`: whether this operator may take it, which nobody does who captured that ronda or handed it back. `etapa`: its
-- stage, or DEVUELTA.
CREATE OR REPLACE FUNCTION estacion_v1.bandeja(operador text) RETURNS TABLE (
    acta text, fuente text, ronda integer, etapa text, desde timestamptz, tiene text, puede boolean
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_sitio text := prep.sitio_para($1, 'mesa');
BEGIN
    RETURN QUERY SELECT w.acta, w.fuente, w.ronda,
            coalesce(prep.devuelta(w.acta, w.fuente, w.ronda), e.etapa, ''), w.creado,
            CASE WHEN w.expira > clock_timestamp() THEN w.operador ELSE '' END, prep.puede_tomar(w, $1)
        FROM prep.trabajo w LEFT JOIN prep.acta_estado e ON e.acta = w.acta
        WHERE w.sitio = v_sitio AND w.clase = 'MESA' AND w.terminado IS NULL
        ORDER BY w.id LIMIT 500;
END $$;

-- The case of that acta, with the same exclusions as the oldest one. Who holds another gets that one, renewed.
CREATE OR REPLACE FUNCTION estacion_v1.reclamar_caso(operador text, clave text) RETURNS TABLE (
    trabajo bigint, toma uuid, acta text, fuente text, ronda integer, puesto integer, imagen text, expira timestamptz
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY SELECT t.id, t.toma, t.acta, t.fuente, t.ronda, t.puesto, t.imagen, t.expira
        FROM prep.tomar('MESA', $1, prep.sitio_para($1, 'mesa'), coalesce($2, '')) t;
END $$;
