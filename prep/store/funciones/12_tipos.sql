-- The kinds of facts there are, one row each: whether a station delivers it, whether the centre's processes do (what its
-- key or a node's signs, and what people agree on there), and whether it is of the proceso, so that it may name no acta.
-- What a base knows of the kinds is asked of this table (prep/domain/hechos/tipos.py is the one that it repeats).
CREATE OR REPLACE FUNCTION prep.tipos(p_cuales text) RETURNS text[] LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT array_agg(tipo) FROM (VALUES
        ('ACOPIO', true, false, false),
        ('IMAGEN', true, true, false),
        ('CAPTURA', true, false, false),
        ('DEVOLUCION', true, false, false),
        ('CIERRE', false, true, false),
        ('DICTAMEN', true, false, false),
        ('SIN_ACTA', true, true, false),
        ('ANULACION', true, true, false),
        ('CUSTODIA', false, true, false),
        ('PUBLICADO', false, true, true),
        ('COTEJO', true, false, false),
        ('INCIDENCIA', true, true, true),
        ('FASE', false, true, true),
        ('PROPUESTA', true, true, true),
        ('CONFORME', true, true, true),
        ('SEGUIMIENTO', true, true, true)
    ) t (tipo, de_estacion, de_centro, del_proceso)
    WHERE CASE p_cuales WHEN 'de_estacion' THEN de_estacion WHEN 'de_centro' THEN de_centro
                        WHEN 'del_proceso' THEN del_proceso ELSE p_cuales = 'todos' END
$$;
