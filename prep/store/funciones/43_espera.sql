-- Why there is nothing to capture: how many actas of the site are where, for who waits for the next one; never which.

-- `de_otra`: captures that are free and not this person's; `en_manos`: somebody is at them now.
CREATE OR REPLACE FUNCTION estacion_v1.en_espera(operador text)
RETURNS TABLE (de_otra bigint, en_manos bigint, en_mesa bigint, por_digitalizar bigint, por_llegar bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_sitio text := prep.sitio_para($1, 'captura');
BEGIN
    RETURN QUERY SELECT
        count(*) FILTER (WHERE t.clase = 'CAPTURA' AND (t.expira IS NULL OR t.expira <= clock_timestamp())),
        count(*) FILTER (WHERE t.clase = 'CAPTURA' AND t.expira > clock_timestamp()),
        count(*) FILTER (WHERE t.clase = 'MESA'), y.por_digitalizar, y.por_llegar
        FROM (SELECT count(*) FILTER (WHERE e.etapa IN ('ACOPIADA', 'POR_REDIGITALIZAR')) AS por_digitalizar,
                     count(*) FILTER (WHERE coalesce(e.etapa, 'ESPERADA') = 'ESPERADA') AS por_llegar
              FROM prep.acta a LEFT JOIN prep.acta_estado e ON e.acta = a.clave WHERE a.centro = v_sitio) y
        LEFT JOIN prep.trabajo t ON t.sitio = v_sitio AND t.terminado IS NULL
        GROUP BY y.por_digitalizar, y.por_llegar;
END $$;
