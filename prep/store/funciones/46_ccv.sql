-- What the CCV's viewer may see: the phone images of its custody, how far each is, and the image; never a figure, nor
-- what anybody read on an acta that is still being captured.

-- PR002 unless this is a station of the CCV and `p_operador` works there at what the images are for; PR011 unless they
-- proved to be there.
CREATE OR REPLACE FUNCTION prep.exigir_ccv(p_operador text) RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF prep.sitio_de_estacion() <> 'CCV' OR NOT EXISTS (
        SELECT FROM prep.persona o WHERE o.operador = p_operador AND o.activo AND o.sitio = 'CCV'
           AND o.roles && ARRAY['captura', 'mesa', 'coordinacion']) THEN
        RAISE EXCEPTION 'Las imágenes de teléfono se ven en el CCV, y sólo quien trabaja con ellas'
            USING ERRCODE = 'PR002';
    END IF;
    PERFORM prep.exigir_probado(p_operador);
END $$;

-- The phone images, the newest first, at most 500: those that are not registered yet, or with `todas` all. `etapa`: a
-- dispute shows as capture in course. `lecturas`: 0 nobody has captured it, 1 somebody has; 2 once it is registered, if
-- two people read the same identification, which is then told in `leida` (R-11): before, it would tell the third person
-- what the others read, and that they differ in something else.
CREATE OR REPLACE FUNCTION estacion_v1.imagenes_casilla(operador text, todas boolean) RETURNS TABLE (
    huella text, recibida timestamptz, etapa text, registrada boolean, lecturas integer, leida text
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM prep.exigir_ccv($1);
    RETURN QUERY
    WITH propia AS (
        SELECT i.huella, i.recibido, e.acta, e.etapa, e.registrada
        FROM prep.acta_estado e JOIN prep.hecho h ON h.acta = e.acta AND h.tipo = 'IMAGEN' AND h.fuente = 'CASILLA'
        JOIN prep.cadena v ON v.hecho = h.id JOIN prep.imagen i ON i.huella = prep.campo_de(h.cuerpo, 'huella')
        WHERE e.custodia = 'CCV' AND (coalesce($2, false) OR NOT e.registrada)
        ORDER BY i.recibido DESC, i.huella LIMIT 500
    )
    SELECT p.huella, p.recibido, CASE WHEN p.etapa = 'EN_DISPUTA' THEN 'EN_CAPTURA' ELSE p.etapa END, p.registrada,
        CASE WHEN l.leida <> '' THEN 2
             WHEN EXISTS (SELECT FROM prep.hecho c JOIN prep.cadena v ON v.hecho = c.id
                          WHERE c.acta = p.acta AND c.tipo = 'CAPTURA' AND c.fuente = 'CASILLA') THEN 1 ELSE 0 END,
        coalesce(l.leida, '')
    FROM propia p LEFT JOIN LATERAL (
        SELECT prep.campo_de(c.cuerpo, 'identificacion') AS leida
        FROM prep.hecho c JOIN prep.cadena v ON v.hecho = c.id
        WHERE p.registrada AND c.acta = p.acta AND c.tipo = 'CAPTURA' AND c.fuente = 'CASILLA'
        GROUP BY 1 HAVING count(DISTINCT c.operador) >= 2 LIMIT 1) l ON true
    ORDER BY p.recibido DESC, p.huella;
END $$;

-- One of those images; NULL for any other.
CREATE OR REPLACE FUNCTION estacion_v1.imagen_casilla(operador text, huella text) RETURNS bytea
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM prep.exigir_ccv($1);
    RETURN (
        SELECT i.bytes FROM prep.imagen i JOIN prep.acta_estado e ON e.acta = i.acta AND e.custodia = 'CCV'
        WHERE i.huella = $2 AND EXISTS (
            SELECT FROM prep.hecho h JOIN prep.cadena v ON v.hecho = h.id
            WHERE h.acta = i.acta AND h.tipo = 'IMAGEN' AND h.fuente = 'CASILLA'
              AND prep.campo_de(h.cuerpo, 'huella') = i.huella)
    );
END $$;
