-- The second look: the published actas that a site is offered to compare again with their image, and why. Made at the
-- centre after each cut (central/segunda), brought to the node of the site with its beat.

-- Those of the station's site that nobody opened since, in their order; `mirada` as a petition carries it (indicio.py).
-- `puede`: this person may, who captured no figure of it.
CREATE OR REPLACE FUNCTION estacion_v1.miradas(operador text) RETURNS TABLE (
    acta text, mirada text, frase text, seguridad text, otra text, puede boolean
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_sitio text := prep.exigir_quien_acuerda($1);
    v_mesa boolean := EXISTS (SELECT FROM prep.operador o WHERE o.operador = $1 AND 'mesa' = ANY (o.roles));
BEGIN
    RETURN QUERY SELECT d.acta, d.mirada, d.frase, d.seguridad, d.otra,
            v_mesa AND NOT EXISTS (SELECT FROM prep.hecho h
                                   WHERE h.tipo = 'CAPTURA' AND h.acta = d.acta AND h.operador = $1)
        FROM prep.miradas m, ROWS FROM (json_to_recordset(m.lista::json)
            AS (acta text, mirada text, frase text, seguridad text, otra text)) WITH ORDINALITY AS d
        JOIN prep.acta_estado e ON e.acta = d.acta AND e.etapa = 'VERIFICADA'
        WHERE m.sitio = v_sitio AND NOT EXISTS (SELECT FROM prep.hecho h WHERE h.acta = d.acta AND h.tipo = 'COTEJO'
            AND (h.estacion = session_user OR EXISTS (SELECT FROM prep.cadena v WHERE v.hecho = h.id)))
        ORDER BY d.ordinality LIMIT 500;
END $$;
