-- What people change of others, and of themselves, at a station: seals of their keys, and what two of them agree on (P-10).

-- What the connected station brings for who proved to be at it: their own key, or another's that they will propose.
CREATE OR REPLACE FUNCTION estacion_v1.sellar(operador text, sellada text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM prep.exigir_sola();
    PERFORM prep.sitio_de_estacion();
    PERFORM prep.exigir_probado($1);
    PERFORM prep.gastar('hechos', 60);
    RETURN prep.guardar_sello($1, $2);
END $$;

-- The person that a proposal would change, and how it would; no row when it proposes something else.
CREATE OR REPLACE FUNCTION prep.personal_de(p_cuerpo text, OUT que text, OUT quien text, OUT sitio text)
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v jsonb;
BEGIN
    v := (p_cuerpo::jsonb ->> 'datos')::jsonb;
    IF v ->> 'orden' IN ('persona contrasena', 'persona cambiar') THEN
        que := v ->> 'orden';
        quien := left(v #>> '{datos,operador}', 60);
        sitio := left(v #>> '{datos,sitio}', 10);
    END IF;
EXCEPTION WHEN data_exception OR statement_too_complex THEN
    que := NULL;
END $$;

-- The verified proposals about people that somebody of that site may see or answer: theirs, who comes to it; the CCV all.
-- As long as they can be answered, and as long again.
CREATE OR REPLACE FUNCTION prep.personales_de(p_sitio text) RETURNS TABLE (h prep.hecho, vence timestamptz, quien text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT x, t.momento + prep.plazo_conforme(), o.operador
    FROM prep.hecho x JOIN prep.cadena v ON v.hecho = x.id, LATERAL prep.personal_de(x.cuerpo) d
    JOIN prep.persona o ON o.operador = d.quien,
    LATERAL (SELECT x.momento + make_interval(secs => x.desfase_ms / 1000.0) AS momento) t
    WHERE x.tipo = 'PROPUESTA' AND x.acta = '' AND strpos(x.cuerpo, 'persona c') > 0
      AND t.momento > clock_timestamp() - 2 * prep.plazo_conforme()
      AND (p_sitio = 'CCV' OR p_sitio IN (o.sitio, d.sitio))
$$;

-- The first answer of another person to a proposal about one, in its time; no row while there is none.
CREATE OR REPLACE FUNCTION prep.respuesta_a(p_propuesta uuid) RETURNS TABLE (respuesta text, responde text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT prep.campo_de(c.cuerpo, 'respuesta'), c.operador
    FROM prep.hecho c JOIN prep.cadena v ON v.hecho = c.id JOIN prep.hecho p ON p.id = p_propuesta
    WHERE c.acta = '' AND c.tipo = 'CONFORME' AND c.operador <> p.operador
      AND prep.contesta(c, p)
    ORDER BY c.momento + make_interval(secs => c.desfase_ms / 1000.0), c.id LIMIT 1
$$;

-- {"personas": [[operador, name, roles, site]…], "propuestas": [[id, who proposes, when, until, body, answer, by whom]…]} of
-- the station's site, for who coordinates it or works at its desk.
CREATE OR REPLACE FUNCTION estacion_v1.personas(operador text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_sitio text := prep.exigir_quien_acuerda($1);
BEGIN
    RETURN json_build_object(
        'personas', (SELECT coalesce(json_agg(json_build_array(o.operador, o.nombre, o.roles, o.sitio) ORDER BY o.operador),
                                     '[]'::json)
            FROM prep.persona o WHERE o.sitio = v_sitio AND o.activo AND o.operador <> 'centro' AND NOT 'nodo' = ANY (o.roles)),
        'propuestas', (SELECT coalesce(json_agg(json_build_array((p.h).id, (p.h).operador,
                (p.h).momento + make_interval(secs => (p.h).desfase_ms / 1000.0), p.vence, (p.h).cuerpo,
                coalesce(r.respuesta, ''), coalesce(r.responde, '')) ORDER BY p.vence DESC, (p.h).id), '[]'::json)
            FROM prep.personales_de(v_sitio) p LEFT JOIN LATERAL prep.respuesta_a((p.h).id) r ON true))::text;
END $$;

-- How many of those wait for this person: somebody else's, not about them, in time, with no answer yet.
CREATE OR REPLACE FUNCTION estacion_v1.personas_por_contestar(operador text) RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_sitio text := prep.exigir_quien_acuerda($1);
BEGIN
    RETURN (SELECT count(*) FROM prep.personales_de(v_sitio) p
            WHERE p.vence >= clock_timestamp() AND (p.h).operador <> $1 AND p.quien <> $1
              AND NOT EXISTS (SELECT FROM prep.respuesta_a((p.h).id)));
END $$;

-- At the centre: what two people agreed on of anybody is for every node, and the seals that somebody made themselves for
-- the nodes of where they are now.
CREATE OR REPLACE FUNCTION prep.repartir_personales(p_hechos uuid[]) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO prep.bajada (nodo, hecho)
    SELECT n.nodo, h.id FROM prep.nodo n, prep.hecho h
    WHERE n.estado <> 'CERCADO' AND h.id = ANY (p_hechos) AND h.nodo <> n.nodo
    UNION
    SELECT n.nodo, h.id FROM prep.cambio a JOIN prep.persona o ON o.operador = a.operador
        JOIN prep.cambio c ON c.operador = a.operador JOIN prep.hecho h ON h.id = c.hecho
        JOIN prep.nodo n ON n.catd = o.sitio AND n.estado <> 'CERCADO'
    WHERE a.hecho = ANY (p_hechos) AND c.propuesta IS NULL AND h.nodo <> n.nodo
    ON CONFLICT DO NOTHING
$$;

-- A node brings the key that somebody of its CATD sealed, or had sealed, there.
CREATE OR REPLACE FUNCTION nodo_v1.sellar(trajo text, sellada text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v prep.nodo := prep.este_nodo();
BEGIN
    IF NOT EXISTS (SELECT FROM prep.persona o WHERE o.operador = $1 AND o.sitio = v.catd) THEN
        RETURN false;
    END IF;
    PERFORM prep.guardar_sello($1, $2);
    RETURN true;
END $$;

-- The seals in force of the people of this node's CATD that are not in the list as it takes it.
CREATE OR REPLACE FUNCTION nodo_v1.sellos() RETURNS TABLE (operador text, sellada text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v prep.nodo := prep.este_nodo();
BEGIN
    RETURN QUERY SELECT p.operador, p.sellada FROM prep.persona p JOIN prep.operador o ON o.operador = p.operador
        WHERE p.sitio = v.catd AND p.sellada <> '' AND (o.sitio <> v.catd OR o.sellada <> p.sellada);
END $$;
