-- Capture and desk work: claiming, keeping and giving back. The lease lives in the work's own row: a claim followed by
-- a separate write handed out 611 duplicates in the trial.

-- Whether that person proposed how that ronda is decided and waits for an answer: the case is somebody else's (P-10). Once
-- it was answered with a no it is theirs again too: where they are the only one of the desk nobody else would decide it.
-- What nobody verified counts only where it was delivered.
CREATE OR REPLACE FUNCTION prep.propuso(p_acta text, p_fuente text, p_ronda integer, p_operador text)
RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM prep.hecho h
        WHERE h.acta = p_acta AND h.tipo = 'PROPUESTA' AND h.fuente = p_fuente AND h.operador = p_operador
          AND prep.campo_de(h.cuerpo, 'que') = 'DICTAMEN' AND prep.propuesto_de(h.cuerpo, 'ronda') = p_ronda::text
          AND h.recibido > clock_timestamp() - prep.plazo_conforme()
          AND (h.estacion = session_user OR EXISTS (SELECT FROM prep.cadena v WHERE v.hecho = h.id))
          AND NOT EXISTS (SELECT FROM prep.hecho c JOIN prep.cadena v ON v.hecho = c.id
                          WHERE c.acta = h.acta AND c.tipo = 'CONFORME' AND c.operador <> h.operador
                            AND lower(prep.campo_de(c.cuerpo, 'propuesta')) = h.id::text));
END $$;

-- Who proposed how the cotejo of that acta ends, while another person may still answer: it is nobody's to take; '' else.
CREATE OR REPLACE FUNCTION prep.propone_cotejo(p_acta text) RETURNS text LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce((SELECT h.operador FROM prep.hecho h
        WHERE h.acta = p_acta AND h.tipo = 'PROPUESTA' AND prep.campo_de(h.cuerpo, 'que') = 'COTEJO'
          AND h.recibido > clock_timestamp() - prep.plazo_conforme()
          AND (h.estacion = session_user OR EXISTS (SELECT FROM prep.cadena v WHERE v.hecho = h.id))
          AND NOT EXISTS (SELECT FROM prep.hecho c JOIN prep.cadena v ON v.hecho = c.id
                          WHERE c.acta = h.acta AND c.tipo = 'CONFORME' AND c.operador <> h.operador
                            AND lower(prep.campo_de(c.cuerpo, 'propuesta')) = h.id::text)
        ORDER BY h.recibido DESC LIMIT 1), '');
END $$;

-- How long a Propuesta waits for somebody else.
CREATE OR REPLACE FUNCTION prep.plazo_conforme() RETURNS interval LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT make_interval(secs => coalesce((p.cabecera #>> '{ajustes,plazo_conforme_s}')::integer, 900))
            FROM prep.proceso p);
END $$;

-- Whether this operator, or this station, has or had a slot of that ronda: a lease, or a captura that the árbitro
-- verified; or one that it has still to look at, which the finished slot shows, or that this very station delivered. What
-- is only delivered takes nobody else's turn: anybody can deliver it in anybody's name.
CREATE OR REPLACE FUNCTION prep.ya_tocada(p_acta text, p_fuente text, p_ronda integer, p_operador text, p_estacion text)
RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN  -- plpgsql, because it keeps its plans: as one of SQL it cost a third of the claim
    RETURN EXISTS (
        SELECT FROM prep.trabajo o
        WHERE o.acta = p_acta AND o.fuente = p_fuente AND o.ronda = p_ronda AND o.clase = 'CAPTURA'
          AND (o.operador = p_operador OR o.estacion = p_estacion) AND o.terminado IS NULL AND o.expira > clock_timestamp()
    ) OR EXISTS (
        SELECT FROM prep.hecho h
        WHERE h.tipo = 'CAPTURA' AND h.acta = p_acta AND h.fuente = p_fuente AND h.ronda = p_ronda
          AND (h.operador = p_operador OR h.estacion = p_estacion)
          AND (EXISTS (SELECT FROM prep.cadena v WHERE v.hecho = h.id)
               OR h.estacion = p_estacion AND NOT EXISTS (SELECT FROM prep.cuarentena q WHERE q.hecho = h.id))
    ) OR EXISTS (
        SELECT FROM prep.trabajo o
        WHERE o.acta = p_acta AND o.fuente = p_fuente AND o.ronda = p_ronda AND o.clase = 'CAPTURA'
          AND (o.operador = p_operador OR o.estacion = p_estacion) AND o.terminado IS NOT NULL
    ) AND EXISTS (SELECT FROM prep.cola c WHERE c.acta = p_acta);
END $$;

-- Whether that person handed back what that work is captured from: it is for somebody else (R-04). Of the same sheet in
-- any ronda; another image of it may be theirs. What nobody verified counts only where it was delivered.
CREATE OR REPLACE FUNCTION prep.devolvio(p_acta text, p_fuente text, p_imagen text, p_operador text)
RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM prep.hecho h
        WHERE h.acta = p_acta AND h.tipo = 'DEVOLUCION' AND h.fuente = p_fuente AND h.operador = p_operador
          AND prep.campo_de(h.cuerpo, 'imagen') = p_imagen
          AND (EXISTS (SELECT FROM prep.cadena v WHERE v.hecho = h.id)
               OR h.estacion = session_user AND NOT EXISTS (SELECT FROM prep.cuarentena q WHERE q.hecho = h.id)));
END $$;

-- The oldest free captures of the site, in the order in which they are offered to this person: by groups of `sorteo`, the
-- older first, and drawn inside each. The draw is each person's
-- own and its seed is seen by no station, so that two who agree beforehand cannot choose the acta that both will capture;
-- and it stays the same from one claim to the next, so that its images can be fetched before. Never random(): a session
-- sets its seed.
CREATE OR REPLACE FUNCTION prep.sorteo(p_sitio text, p_operador text) RETURNS TABLE (id bigint, grupo bigint, turno bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
SET enable_sort = off SET enable_seqscan = off SET enable_bitmapscan = off AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY SELECT w.id, (row_number() OVER (ORDER BY w.id) - 1) / greatest(p.sorteo, 1),
            hashtextextended(p_operador || ' ' || w.acta, p.semilla)
        FROM prep.proceso p, LATERAL (
            SELECT t.id, t.acta FROM prep.trabajo t
            WHERE t.sitio = p_sitio AND t.clase = 'CAPTURA' AND t.terminado IS NULL
              AND (t.expira IS NULL OR t.expira <= clock_timestamp())
            ORDER BY t.id LIMIT greatest(p.sorteo, 8)) w;
END $$;

-- Renews what this operator holds at this station (also when it ran out and nobody took it: a person back after a cut
-- goes on where they were), or takes one of the oldest free works of the site (prep.sorteo; at the desk, the oldest) that
-- is allowed to them and whose image is here: at a node that took the place of another, or at the centre, it may still be
-- on its way. With `p_acta`, no other acta.
-- Two claims of one station, or of one operator, go one after the other: otherwise each could take a slot of the same
-- ronda without seeing the other's (if one does, the fold counts one captura). Stations are always locked before
-- operators, so the locks cannot cross.
CREATE OR REPLACE FUNCTION prep.tomar(p_clase text, p_operador text, p_sitio text, p_acta text DEFAULT NULL)
RETURNS SETOF prep.trabajo LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
SET enable_sort = off SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE
    v_estacion text := session_user;  -- session_user itself has another collation, and no index is of that one
    v_expira timestamptz;
    v prep.trabajo;
    v_visto prep.trabajo;
    v_sorteo integer;
    v_semilla bigint;
    v_id bigint;
BEGIN
    PERFORM prep.exigir_sola();
    PERFORM set_config('synchronous_commit', 'off', true);  -- a lease lost in a crash is only work offered again
    PERFORM pg_advisory_xact_lock(hashtextextended('estacion:' || v_estacion, 0));
    BEGIN
        PERFORM set_config('lock_timeout', '500ms', true);
        PERFORM pg_advisory_xact_lock(hashtextextended('operador:' || p_operador, 0));
    EXCEPTION WHEN lock_not_available THEN
        NULL;  -- an honest claim holds it for a millisecond: nobody keeps a person from their work by holding it longer
    END;
    SELECT clock_timestamp() + make_interval(secs => p.vigencia_s), greatest(p.sorteo, 1), p.semilla
      INTO v_expira, v_sorteo, v_semilla FROM prep.proceso p;
    -- the outer conditions are looked at again if another station takes the row meanwhile; the inner ones are not
    RETURN QUERY UPDATE prep.trabajo t SET expira = v_expira
        WHERE t.id = (SELECT w.id FROM prep.trabajo w
                      WHERE w.estacion = v_estacion AND w.operador = p_operador AND w.clase = p_clase
                        AND w.terminado IS NULL AND (w.expira > clock_timestamp() OR w.sitio = p_sitio
                        AND NOT prep.ya_tocada(w.acta, w.fuente, w.ronda, p_operador,
                                               CASE p_clase WHEN 'CAPTURA' THEN v_estacion END))
                      ORDER BY w.expira DESC LIMIT 1)
          AND t.estacion = v_estacion AND t.operador = p_operador AND t.terminado IS NULL
        RETURNING t.*;
    IF FOUND THEN
        RETURN;
    END IF;
    IF p_clase = 'CAPTURA' AND p_acta IS NULL THEN
        FOREACH v_id IN ARRAY ARRAY(  -- the first group of prep.sorteo, which as a function of its own costs a millisecond
            SELECT w.id FROM (SELECT l.id, l.acta FROM prep.trabajo l
                              WHERE l.sitio = p_sitio AND l.clase = 'CAPTURA' AND l.terminado IS NULL
                                AND (l.expira IS NULL OR l.expira <= clock_timestamp()) ORDER BY l.id LIMIT v_sorteo) w
            ORDER BY hashtextextended(p_operador || ' ' || w.acta, v_semilla), w.id) LOOP
            SELECT w.* INTO v_visto FROM prep.trabajo w WHERE w.id = v_id;
            CONTINUE WHEN NOT prep.puede_tomar(v_visto, p_operador);
            UPDATE prep.trabajo t
                SET operador = p_operador, estacion = v_estacion, toma = gen_random_uuid(), expira = v_expira
                WHERE t.id = (SELECT w.id FROM prep.trabajo w
                              WHERE w.id = v_id AND w.terminado IS NULL
                                AND (w.expira IS NULL OR w.expira <= clock_timestamp()) FOR UPDATE SKIP LOCKED)
                RETURNING t.* INTO v;
            EXIT WHEN FOUND;
        END LOOP;
    END IF;
    IF v.id IS NULL THEN
        UPDATE prep.trabajo t
        SET operador = p_operador, estacion = v_estacion, toma = gen_random_uuid(), expira = v_expira
        WHERE t.id = (SELECT w.id FROM prep.trabajo w
                      WHERE w.sitio = p_sitio AND w.clase = p_clase AND w.terminado IS NULL
                        AND (w.expira IS NULL OR w.expira <= clock_timestamp()) AND (p_acta IS NULL OR w.acta = p_acta)
                        -- a CASE: the planner would run the slower test first; a scalar: it would read every image
                        AND CASE WHEN coalesce((SELECT true FROM prep.imagen i WHERE i.huella = w.imagen), w.imagen = '')
                            THEN NOT prep.ya_tocada(w.acta, w.fuente, w.ronda, p_operador,
                                                    CASE p_clase WHEN 'CAPTURA' THEN v_estacion END)
                                 AND NOT prep.devolvio(w.acta, w.fuente, w.imagen, p_operador)
                                 AND (p_clase <> 'MESA' OR NOT prep.propuso(w.acta, w.fuente, w.ronda, p_operador))
                                 AND (p_clase <> 'COTEJO' OR prep.propone_cotejo(w.acta) = '') END
                      ORDER BY w.id LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING t.* INTO v;
    END IF;
    IF v.id IS NOT NULL THEN
        INSERT INTO prep.toma AS d (acta, fuente, ronda, operador, estacion, toma)
            SELECT v.acta, v.fuente, v.ronda, v.operador, v.estacion, v.toma WHERE p_clase = 'CAPTURA'
            ON CONFLICT DO NOTHING;
        RETURN NEXT v;
    END IF;
END $$;

CREATE OR REPLACE FUNCTION estacion_v1.reclamar_captura(operador text) RETURNS TABLE (
    trabajo bigint, toma uuid, acta text, fuente text, ronda integer, puesto integer, imagen text, expira timestamptz
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY SELECT t.id, t.toma, t.acta, t.fuente, t.ronda, t.puesto, t.imagen, t.expira
        FROM prep.tomar('CAPTURA', $1, prep.sitio_para($1, 'captura')) t;
END $$;

CREATE OR REPLACE FUNCTION estacion_v1.reclamar_mesa(operador text) RETURNS TABLE (
    trabajo bigint, toma uuid, acta text, fuente text, ronda integer, puesto integer, imagen text, expira timestamptz
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY SELECT t.id, t.toma, t.acta, t.fuente, t.ronda, t.puesto, t.imagen, t.expira
        FROM prep.tomar('MESA', $1, prep.sitio_para($1, 'mesa')) t;
END $$;

-- The heartbeat of the person at work; false when the work is no longer theirs.
CREATE OR REPLACE FUNCTION estacion_v1.renovar(trabajo bigint, toma uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM prep.sitio_de_estacion();
    IF pg_current_xact_id_if_assigned() IS NULL THEN
        PERFORM set_config('synchronous_commit', 'off', true);
    END IF;
    UPDATE prep.trabajo t
    SET expira = clock_timestamp() + make_interval(secs => (SELECT p.vigencia_s FROM prep.proceso p))
    WHERE t.id = $1 AND t.toma = $2 AND t.estacion = session_user AND t.terminado IS NULL;
    RETURN FOUND;
END $$;

-- Gives the work back, free for anybody, and with it the lease; false when it was no longer theirs.
CREATE OR REPLACE FUNCTION estacion_v1.devolver(trabajo bigint, toma uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM prep.sitio_de_estacion();
    DELETE FROM prep.toma d WHERE (d.acta, d.fuente, d.ronda, d.operador, d.estacion) IN (
        SELECT t.acta, t.fuente, t.ronda, t.operador, t.estacion FROM prep.trabajo t
        WHERE t.id = $1 AND t.toma = $2 AND t.estacion = session_user AND t.terminado IS NULL AND t.clase = 'CAPTURA');
    UPDATE prep.trabajo t SET operador = NULL, estacion = NULL, toma = NULL, expira = NULL
    WHERE t.id = $1 AND t.toma = $2 AND t.estacion = session_user AND t.terminado IS NULL;
    RETURN FOUND;
END $$;
