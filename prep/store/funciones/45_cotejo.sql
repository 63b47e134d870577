-- The cotejos of a site (R-06, R-07): which wait and since when, taking one, and what its holder compares.

-- Those open at the station's site, the oldest first, at most 500; never a figure. `pedido`: why somebody asks for it, ''
-- when it is because both sources were verified. `propone`: who proposed how it ends and waits for another person.
-- `puede`: whether this person may take it, which nobody does who captured the figures that stand.
CREATE OR REPLACE FUNCTION estacion_v1.cotejos(operador text) RETURNS TABLE (
    acta text, fuente text, desde timestamptz, pedido text, tiene text, propone text, puede boolean
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_sitio text := prep.exigir_quien_acuerda($1);
    v_mesa boolean := EXISTS (SELECT FROM prep.operador o WHERE o.operador = $1 AND 'mesa' = ANY (o.roles));
BEGIN
    RETURN QUERY SELECT w.acta, w.fuente, greatest(w.creado, p.desde), coalesce(p.motivo, ''),
            CASE WHEN w.expira > clock_timestamp() THEN w.operador ELSE '' END, prep.propone_cotejo(w.acta),
            v_mesa AND prep.puede_tomar(w, $1)
        FROM prep.trabajo w LEFT JOIN prep.acta_estado e ON e.acta = w.acta
        LEFT JOIN LATERAL (SELECT min(h.recibido) AS desde, (array_agg(prep.campo_de(h.cuerpo, 'motivo')
                                                                     ORDER BY h.recibido))[1] AS motivo
                           FROM jsonb_array_elements_text(e.estado -> 'pedidos') d(id)
                           JOIN prep.hecho h ON h.id = d.id::uuid) p ON true
        WHERE w.sitio = v_sitio AND w.clase = 'COTEJO' AND w.terminado IS NULL
        ORDER BY w.id LIMIT 500;
END $$;

-- The oldest of them that is allowed to this person of the desk, or that of the acta `clave`; who holds one gets that one,
-- renewed.
CREATE OR REPLACE FUNCTION estacion_v1.reclamar_cotejo(operador text, clave text) RETURNS TABLE (
    trabajo bigint, toma uuid, acta text, fuente text, ronda integer, puesto integer, imagen text, expira timestamptz
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY SELECT t.id, t.toma, t.acta, t.fuente, t.ronda, t.puesto, t.imagen, t.expira
        FROM prep.tomar('COTEJO', $1, prep.sitio_para($1, 'mesa'), $2) t;
END $$;

-- The acta of the cotejo that this station holds by that lease, as long as it does; PR004 otherwise.
CREATE OR REPLACE FUNCTION prep.cotejo_en_mano(p_trabajo bigint, p_toma uuid) RETURNS text LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_acta text;
    v_operador text;
BEGIN
    PERFORM prep.sitio_de_estacion();
    SELECT t.acta, t.operador INTO v_acta, v_operador FROM prep.trabajo t
        WHERE t.id = p_trabajo AND t.toma = p_toma AND t.clase = 'COTEJO' AND t.estacion = session_user
          AND t.terminado IS NULL AND t.expira > clock_timestamp();
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Esta estación no tiene ese cotejo' USING ERRCODE = 'PR004';
    END IF;
    PERFORM prep.exigir_probado(v_operador);
    RETURN v_acta;
END $$;

-- One source of a state as who compares it may see it: [source, stage, site, image, figures, document, [capturas]]. The
-- figures and the capturas of one that is not verified are not told: it may still be captured, blind (R-04).
CREATE OR REPLACE FUNCTION prep.lado_de(p_suyo jsonb) RETURNS json LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_cifras boolean := coalesce(p_suyo ->> 'etapa' = 'VERIFICADA', false);
BEGIN
    RETURN json_build_array(p_suyo ->> 'fuente', coalesce(p_suyo ->> 'etapa', 'ESPERADA'),
        coalesce(p_suyo ->> 'sitio', ''), coalesce(p_suyo ->> 'imagen', ''),
        CASE WHEN v_cifras THEN p_suyo -> 'valores' END, CASE WHEN v_cifras THEN p_suyo ->> 'documento' END,
        CASE WHEN v_cifras
            THEN (SELECT json_agg(c.una ->> 'hecho') FROM jsonb_array_elements(p_suyo -> 'capturas') c(una)) END);
END $$;

-- {"pedidos": [[id, who, when, why, indicio]…], "fuentes": [side…]}: both sources, each as prep.lado_de tells it.
CREATE OR REPLACE FUNCTION estacion_v1.ver_cotejo(trabajo bigint, toma uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_acta text := prep.cotejo_en_mano($1, $2);
BEGIN
    RETURN (SELECT json_build_object(
        'pedidos', (SELECT coalesce(json_agg(json_build_array(h.id, h.operador,
                        h.momento + make_interval(secs => h.desfase_ms / 1000.0), prep.campo_de(h.cuerpo, 'motivo'),
                        coalesce(prep.campo_de(h.cuerpo, 'mirada'), '')) ORDER BY h.recibido), '[]'::json)
                    FROM jsonb_array_elements_text(e.estado -> 'pedidos') d(id) JOIN prep.hecho h ON h.id = d.id::uuid),
        'fuentes', (SELECT json_agg(prep.lado_de(s.suyo))
                    FROM jsonb_array_elements(e.estado -> 'fuentes') s(suyo)))::text
        FROM prep.acta_estado e WHERE e.acta = v_acta);
END $$;

-- The image of its acta in that source; NULL when there is none, or it is still on its way to this node.
CREATE OR REPLACE FUNCTION estacion_v1.imagen_cotejo(trabajo bigint, toma uuid, fuente text) RETURNS bytea
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_acta text := prep.cotejo_en_mano($1, $2);
BEGIN
    RETURN (SELECT i.bytes FROM prep.acta_estado e, LATERAL jsonb_array_elements(e.estado -> 'fuentes') s(suyo)
            JOIN prep.imagen i ON i.huella = s.suyo ->> 'imagen'
            WHERE e.acta = v_acta AND s.suyo ->> 'fuente' = $3);
END $$;
