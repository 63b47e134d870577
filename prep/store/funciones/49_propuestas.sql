-- What two people are to agree on (P-10): what was proposed of the actas of a station's site, and the acta's image.

-- A field of what a Propuesta proposes, or NULL.
CREATE OR REPLACE FUNCTION prep.propuesto_de(p_cuerpo text, p_campo text) RETURNS text LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN left((p_cuerpo::json ->> 'datos')::json ->> p_campo, 200);
EXCEPTION WHEN data_exception OR statement_too_complex THEN
    RETURN NULL;
END $$;

-- Whether that answer is to this very text: it says what its signer was shown (huella_vista, of propuestas.py).
CREATE OR REPLACE FUNCTION prep.contesta(p_respuesta prep.hecho, p_propuesta prep.hecho) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT lower(prep.campo_de(p_respuesta.cuerpo, 'propuesta')) = p_propuesta.id::text
       AND prep.campo_de(p_respuesta.cuerpo, 'visto')
           = encode(sha256(convert_to(p_propuesta.operador || E'\n' || p_propuesta.cuerpo, 'UTF8')), 'hex')
$$;

-- Whether somebody else agreed to that Propuesta in time, as the fold has it (acuerdo.py).
CREATE OR REPLACE FUNCTION prep.acordada(p_propuesta prep.hecho) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM prep.hecho c JOIN prep.cadena v ON v.hecho = c.id
        WHERE c.acta = p_propuesta.acta AND c.tipo = 'CONFORME' AND c.fuente = p_propuesta.fuente
          AND c.operador <> p_propuesta.operador AND prep.contesta(c, p_propuesta)
          AND prep.campo_de(c.cuerpo, 'respuesta') = 'ACEPTA'
          AND c.momento + make_interval(secs => c.desfase_ms / 1000.0)
              <= p_propuesta.momento + make_interval(secs => p_propuesta.desfase_ms / 1000.0) + prep.plazo_conforme())
$$;

-- The station's site, or PR002 unless `p_operador` works there at the desk or coordinates; PR011 unless they proved it.
CREATE OR REPLACE FUNCTION prep.exigir_quien_acuerda(p_operador text) RETURNS text LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_sitio text := prep.sitio_de_estacion();
BEGIN
    IF NOT EXISTS (SELECT FROM prep.persona o WHERE o.operador = p_operador AND o.activo AND o.sitio = v_sitio
                   AND o.roles && ARRAY['mesa', 'coordinacion']) THEN
        RAISE EXCEPTION 'Las propuestas las ve y las contesta quien trabaja en la mesa o coordina en este sitio'
            USING ERRCODE = 'PR002';
    END IF;
    PERFORM prep.exigir_probado(p_operador);
    RETURN v_sitio;
END $$;

-- The verified proposals that people of that site may answer: of the actas that are its own, or whose custody it has; of
-- what a phone sent, only with the custody; the CCV all. As long as they can be answered, and as long again.
CREATE OR REPLACE FUNCTION prep.propuestas_de(p_sitio text) RETURNS TABLE (h prep.hecho, vence timestamptz)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_plazo interval := prep.plazo_conforme();
BEGIN
    RETURN QUERY SELECT x, t.momento + v_plazo
        FROM prep.hecho x JOIN prep.cadena v ON v.hecho = x.id
        LEFT JOIN prep.acta a ON a.clave = x.acta LEFT JOIN prep.acta_estado e ON e.acta = x.acta,
        LATERAL (SELECT x.momento + make_interval(secs => x.desfase_ms / 1000.0) AS momento) t
        WHERE x.tipo = 'PROPUESTA' AND x.acta <> '' AND t.momento > clock_timestamp() - 2 * v_plazo
          AND (p_sitio = 'CCV' OR e.custodia = p_sitio OR (a.centro = p_sitio AND x.fuente <> 'CASILLA'));
END $$;

-- What waits for an answer, and what was just answered or lapsed, the oldest first. `antes`: the figures of its source
-- once they are settled, never before (JSON); `quita…`: the fact that an anulación is of; `respuesta`: '' while it waits.
CREATE OR REPLACE FUNCTION estacion_v1.propuestas(operador text) RETURNS TABLE (
    hecho uuid, acta text, fuente text, propone text, momento timestamptz, vence timestamptz, cuerpo text, etapa text,
    antes text, quita text, quita_de text, quita_cuando timestamptz, respuesta text, responde text
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_sitio text := prep.exigir_quien_acuerda($1);
BEGIN
    RETURN QUERY SELECT (p.h).id, (p.h).acta, (p.h).fuente, (p.h).operador,
            (p.h).momento + make_interval(secs => (p.h).desfase_ms / 1000.0), p.vence, (p.h).cuerpo,
            coalesce(f.suyo ->> 'etapa', 'ESPERADA'), coalesce(f.suyo ->> 'valores', '[]'),
            coalesce(n.tipo, ''), coalesce(n.operador, ''), n.momento + make_interval(secs => n.desfase_ms / 1000.0),
            coalesce(r.respuesta, ''), coalesce(r.operador, '')
        FROM prep.propuestas_de(v_sitio) p LEFT JOIN prep.acta_estado e ON e.acta = (p.h).acta
        LEFT JOIN LATERAL (SELECT s.suyo FROM jsonb_array_elements(e.estado -> 'fuentes') s(suyo)
                           WHERE s.suyo ->> 'fuente' = (p.h).fuente) f ON true
        LEFT JOIN prep.hecho n ON n.acta = (p.h).acta AND n.id::text = lower(prep.propuesto_de((p.h).cuerpo, 'hecho'))
        LEFT JOIN LATERAL (SELECT c.operador, prep.campo_de(c.cuerpo, 'respuesta') AS respuesta
                           FROM prep.hecho c JOIN prep.cadena v ON v.hecho = c.id
                           WHERE c.acta = (p.h).acta AND c.tipo = 'CONFORME' AND c.operador <> (p.h).operador
                             AND prep.contesta(c, p.h)
                           ORDER BY 2, c.recibido LIMIT 1) r ON true  -- a yes before a no
        ORDER BY p.vence, (p.h).id LIMIT 200;
END $$;

-- How many of those wait for this person, for the notice of every window: somebody else's, in time, with no answer yet.
CREATE OR REPLACE FUNCTION estacion_v1.por_contestar(operador text) RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_sitio text := prep.exigir_quien_acuerda($1);
BEGIN
    RETURN (
        SELECT count(*) FROM prep.propuestas_de(v_sitio) p
        WHERE p.vence >= clock_timestamp() AND (p.h).operador <> $1 AND NOT EXISTS (
            SELECT FROM prep.hecho c JOIN prep.cadena v ON v.hecho = c.id
            WHERE c.acta = (p.h).acta AND c.tipo = 'CONFORME' AND c.operador <> (p.h).operador
              AND prep.contesta(c, p.h)));
END $$;

-- The image of the acta of one of those, in its source; NULL when it has none, or of any other.
CREATE OR REPLACE FUNCTION estacion_v1.imagen_propuesta(operador text, hecho uuid) RETURNS bytea
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_sitio text := prep.exigir_quien_acuerda($1);
BEGIN
    RETURN (
        SELECT i.bytes FROM prep.propuestas_de(v_sitio) p JOIN prep.acta_estado e ON e.acta = (p.h).acta,
            LATERAL jsonb_array_elements(e.estado -> 'fuentes') s(suyo) JOIN prep.imagen i ON i.huella = s.suyo ->> 'imagen'
        WHERE (p.h).id = $2 AND s.suyo ->> 'fuente' = (p.h).fuente);
END $$;

-- Of a proposal that ends a cotejo, the other source of its acta (prep.lado_de) and its image: who accepts it compares what
-- its author did. No row of any other proposal.
CREATE OR REPLACE FUNCTION estacion_v1.otra_via(operador text, hecho uuid) RETURNS TABLE (lado text, bytes bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_sitio text := prep.exigir_quien_acuerda($1);
BEGIN
    RETURN QUERY SELECT prep.lado_de(s.suyo)::text, i.bytes
        FROM prep.propuestas_de(v_sitio) p JOIN prep.acta_estado e ON e.acta = (p.h).acta,
            LATERAL jsonb_array_elements(e.estado -> 'fuentes') s(suyo)
            LEFT JOIN prep.imagen i ON i.huella = s.suyo ->> 'imagen'
        WHERE (p.h).id = $2 AND s.suyo ->> 'fuente' <> (p.h).fuente AND prep.campo_de((p.h).cuerpo, 'que') = 'COTEJO';
END $$;

-- What may be proposed of an acta of the site (as of those of propuestas_de): the source whose figures stand, its figures
-- once they are settled, never before, and the facts that two people may take away, the newest first. NULL for any other.
CREATE OR REPLACE FUNCTION estacion_v1.por_proponer(operador text, clave text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_sitio text := prep.exigir_quien_acuerda($1);
BEGIN
    RETURN (
        SELECT json_build_object('fuente', e.fuente, 'etapa', e.etapa,
            'valores', (SELECT coalesce(s.suyo -> 'valores', '[]') FROM jsonb_array_elements(e.estado -> 'fuentes') s(suyo)
                        WHERE s.suyo ->> 'fuente' = e.fuente AND e.etapa = 'VERIFICADA'),
            'quitables', (SELECT coalesce(json_agg(json_build_array(q.id, q.tipo, q.fuente, q.operador, q.cuando)
                                                   ORDER BY q.cuando DESC, q.id), '[]'::json)
                FROM (SELECT h.id, h.tipo, h.fuente, h.operador,
                             h.momento + make_interval(secs => h.desfase_ms / 1000.0) AS cuando
                      FROM prep.hecho h JOIN prep.cadena v ON v.hecho = h.id
                      WHERE h.acta = e.acta AND h.tipo IN ('ACOPIO', 'IMAGEN', 'CAPTURA', 'DICTAMEN', 'SIN_ACTA')
                        AND h.fuente IN ('CATD', 'CASILLA') AND (v_sitio = 'CCV' OR h.fuente = 'CATD')
                        AND NOT EXISTS (SELECT FROM prep.hecho n WHERE n.acta = h.acta AND n.tipo = 'ANULACION'
                                        AND lower(prep.campo_de(n.cuerpo, 'hecho')) = h.id::text)
                      ORDER BY cuando DESC LIMIT 40) q))
        FROM prep.acta_estado e LEFT JOIN prep.acta a ON a.clave = e.acta
        WHERE e.acta = $2 AND (v_sitio = 'CCV' OR e.custodia = v_sitio
                               OR (a.centro = v_sitio AND e.fuente <> 'CASILLA')))::text;
END $$;
