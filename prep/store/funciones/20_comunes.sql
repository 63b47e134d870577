-- What the functions of stations and centre share. Nobody but the owner runs these directly.

-- The site of the station that is connected (its database role), or PR002.
CREATE OR REPLACE FUNCTION prep.sitio_de_estacion() RETURNS text LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_estacion text := session_user;  -- session_user itself has another collation, and no index is of that one
    v_sitio text;
BEGIN
    SELECT e.sitio INTO v_sitio FROM prep.estacion e WHERE e.estacion = v_estacion AND e.activo;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'La estación «%» no está dada de alta o fue dada de baja', session_user
            USING ERRCODE = 'PR002';
    END IF;
    RETURN v_sitio;
END $$;

-- The ronda of a CAPTURA, DICTAMEN or CIERRE. jsonb keeps the last of two equal keys, as Python does.
CREATE OR REPLACE FUNCTION prep.ronda_de(p_cuerpo text) RETURNS integer LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_ronda integer;
BEGIN
    v_ronda := (p_cuerpo::jsonb ->> 'ronda')::integer;
    IF v_ronda IS NULL OR v_ronda < 0 THEN
        RAISE EXCEPTION 'sin ronda' USING ERRCODE = 'data_exception';
    END IF;
    RETURN v_ronda;
EXCEPTION WHEN data_exception OR statement_too_complex THEN
    RAISE EXCEPTION 'El cuerpo no es JSON con su ronda' USING ERRCODE = 'PR005';
END $$;

-- Refuses what is not of this proceso (PR001), whose person is not known (PR002), too large (PR003), or not a fact of a
-- known acta or out of the bounds of any (PR005). `p_de_estacion`: p.estacion must be an active station (PR002), or else
-- must be none. Returns this node's name. One query and one function: this is on the way of every fact.
CREATE OR REPLACE FUNCTION prep.examinar(p prep.hecho, p_sin_acta boolean, p_de_estacion boolean)
RETURNS text LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_proceso text;
    v_nodo text;
    v_estacion boolean;  -- active; NULL when there is none of that name
    v_operador boolean;
    v_acta boolean;
    v_razon text;
BEGIN
    IF octet_length(p.cuerpo) > prep.cuerpo_max(p.tipo) OR octet_length(p.acta) > 120 THEN
        RAISE EXCEPTION 'El hecho es demasiado grande: % bytes; el máximo es %', octet_length(p.cuerpo),
            prep.cuerpo_max(p.tipo) USING ERRCODE = 'PR003';
    END IF;
    SELECT n.proceso, n.nodo, EXISTS (SELECT FROM prep.operador o WHERE o.operador = p.operador AND o.activo),
           EXISTS (SELECT FROM prep.acta a WHERE a.clave = p.acta),
           (SELECT e.activo FROM prep.estacion e WHERE e.estacion = p.estacion)
      INTO v_proceso, v_nodo, v_operador, v_acta, v_estacion FROM prep.proceso n;
    IF p.proceso IS DISTINCT FROM v_proceso THEN
        RAISE EXCEPTION 'Este nodo es del proceso «%»; el hecho es de «%»', v_proceso, left(p.proceso, 60)
            USING ERRCODE = 'PR001';
    ELSIF p_de_estacion AND v_estacion IS NOT TRUE THEN
        RAISE EXCEPTION 'La estación «%» no está dada de alta o fue dada de baja', p.estacion USING ERRCODE = 'PR002';
    ELSIF v_estacion IS NOT NULL AND NOT p_de_estacion THEN
        RAISE EXCEPTION 'El centro no firma como la estación «%»', left(p.estacion, 60) USING ERRCODE = 'PR002';
    ELSIF NOT v_operador THEN
        RAISE EXCEPTION 'El operador «%» no está dado de alta o fue dado de baja', left(p.operador, 60)
            USING ERRCODE = 'PR002';
    ELSIF NOT v_acta AND NOT (p.acta = '' AND p_sin_acta) AND NOT starts_with(p.acta, 'FC-') THEN
        RAISE EXCEPTION 'El acta «%» no está en el catálogo', left(p.acta, 80) USING ERRCODE = 'PR005';
    END IF;
    v_razon := prep.fuera_de_cotas(p, false);
    IF v_razon <> '' THEN
        RAISE EXCEPTION 'El hecho no puede entrar: %', v_razon USING ERRCODE = 'PR005';
    END IF;
    RETURN v_nodo;
END $$;

-- Whether it may be half of what two people agree on of another, which speaks of no acta.
CREATE OR REPLACE FUNCTION prep.es_personal(p prep.hecho) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN p.acta = '' AND (p.tipo = 'CONFORME' OR p.tipo = 'PROPUESTA' AND (prep.personal_de(p.cuerpo)).que IS NOT NULL);
END $$;

-- Whether two rows are the same fact: all that who signed it says.
CREATE OR REPLACE FUNCTION prep.es_el_mismo(a prep.hecho, b prep.hecho) RETURNS boolean LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (a.id, a.proceso, a.tipo, a.acta, a.fuente, a.operador, a.estacion, a.momento, a.desfase_ms, a.cuerpo, a.firma)
        IS NOT DISTINCT FROM
        (b.id, b.proceso, b.tipo, b.acta, b.fuente, b.operador, b.estacion, b.momento, b.desfase_ms, b.cuerpo, b.firma);
END $$;

-- An alarm, one for each cause (a station, a node) until somebody attends it: of the next ones only their number is kept,
-- and no acta when they are of several.
CREATE OR REPLACE FUNCTION prep.alarmar(p_codigo text, p_causa text, p_acta text, p_texto text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO prep.alarma AS a (codigo, acta, texto, causa) VALUES (p_codigo, left(p_acta, 120), left(p_texto, 1000), p_causa)
    ON CONFLICT (codigo, causa) WHERE atendida IS NULL AND causa <> ''
    DO UPDATE SET veces = a.veces + 1, acta = CASE WHEN a.acta = excluded.acta THEN a.acta ELSE '' END;
END $$;

-- PR005 unless nothing was written yet in this transaction: a station does one thing in each, and so holds the locks of one.
CREATE OR REPLACE FUNCTION prep.exigir_sola() RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF pg_current_xact_id_if_assigned() IS NOT NULL THEN
        RAISE EXCEPTION 'Cada entrega y cada toma van solas en su transacción' USING ERRCODE = 'PR005';
    END IF;
END $$;

-- Whether a fact counts outside the árbitro's own work: it was verified, or the centre made it here (which no station can:
-- prep.examinar) and nobody set it aside, so that an order sees what the one before it did.
CREATE OR REPLACE FUNCTION prep.vale(h prep.hecho) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM prep.cadena v WHERE v.hecho = h.id)
        OR EXISTS (SELECT FROM prep.proceso p WHERE p.nodo = h.nodo)
       AND NOT EXISTS (SELECT FROM prep.estacion e WHERE e.estacion = h.estacion)
       AND NOT EXISTS (SELECT FROM prep.cuarentena q WHERE q.hecho = h.id);
END $$;

-- Keeps one fact: 'nuevo', 'ya estaba' or 'conflicto' (same id, other content). The lock of the acta makes each node's sec
-- gap-free and its order the order of becoming visible: the next fact of the acta computes its sec only after this
-- transaction ends, in a snapshot taken after that. Nothing here looks at what other facts say: nobody has verified them,
-- and a second captura of the same person in a ronda is the fold's to judge.
-- What a station says of no acta (an incident) waits only for itself: the phases, and what a cut showed, have the lock of
-- the whole proceso, and no station may keep a cut waiting. Nobody reads the order of those.
CREATE OR REPLACE FUNCTION prep.guardar_hecho(p prep.hecho) RETURNS text LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v prep.hecho;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'Los hechos se entregan en READ COMMITTED' USING ERRCODE = 'PR005';
    END IF;
    IF current_setting('synchronous_commit') NOT IN ('on', 'remote_apply') THEN
        PERFORM set_config('synchronous_commit', 'on', true);  -- "nuevo" means: on disk
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended(
        CASE WHEN p.acta = '' AND p.estacion = session_user THEN 'dicho:' || p.estacion ELSE 'acta:' || p.acta END, 0));
    INSERT INTO prep.hecho (id, proceso, tipo, acta, fuente, operador, estacion, nodo, sec, ronda,
                            toma, momento, desfase_ms, cuerpo, firma)
    VALUES (p.id, p.proceso, p.tipo, p.acta, p.fuente, p.operador, p.estacion, p.nodo,
            prep.sec_siguiente(p.acta, p.nodo), p.ronda, coalesce(p.toma, ''), p.momento, p.desfase_ms, p.cuerpo, p.firma)
    ON CONFLICT DO NOTHING;
    IF FOUND THEN
        RETURN 'nuevo';
    END IF;
    SELECT h.* INTO v FROM prep.hecho h WHERE h.id = p.id;
    IF prep.es_el_mismo(v, p) THEN
        RETURN 'ya estaba';
    ELSIF prep.es_rival(v, p) THEN
        RETURN prep.rivalizar(p, p.estacion);
    END IF;
    IF NOT EXISTS (SELECT FROM prep.entrega_rara r WHERE r.hecho = p.id AND r.resultado = 'conflicto'
                   AND r.estacion = p.estacion AND r.cuerpo = p.cuerpo AND r.firma = p.firma) THEN
        INSERT INTO prep.entrega_rara (hecho, resultado, estacion, cuerpo, firma)
        VALUES (p.id, 'conflicto', p.estacion, p.cuerpo, p.firma);
        PERFORM prep.alarmar('ENTREGA_CONFLICTO', p.estacion, p.acta, format(
            'La estación %s entregó el hecho %s de %s: mismo identificador, otro contenido', p.estacion, p.id, p.operador));
    END IF;
    RETURN 'conflicto';
END $$;

-- Keeps an image under its SHA-256: 'nuevo' or 'ya estaba'. PR003 over 4 MB, PR005 when the hash is not its own.
CREATE OR REPLACE FUNCTION prep.guardar_imagen(p_huella text, p_acta text, p_bytes bytea, p_estacion text) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF num_nulls(p_huella, p_acta, p_bytes) > 0 OR length(p_acta) NOT BETWEEN 1 AND 80 OR p_acta ~ '[^A-Z0-9_-]'
       OR octet_length(p_bytes) = 0 THEN
        RAISE EXCEPTION 'A la imagen le faltan datos' USING ERRCODE = 'PR005';
    END IF;
    IF NOT (starts_with(p_acta, 'FC-') AND length(p_acta) > 3) AND NOT EXISTS (SELECT FROM prep.acta a WHERE a.clave = p_acta) THEN
        RAISE EXCEPTION 'El acta «%» no está en el catálogo', left(p_acta, 80) USING ERRCODE = 'PR005';
    END IF;
    IF octet_length(p_bytes) > 4194304 THEN
        RAISE EXCEPTION 'La imagen mide % bytes; el máximo es 4194304', octet_length(p_bytes) USING ERRCODE = 'PR003';
    END IF;
    IF encode(sha256(p_bytes), 'hex') <> p_huella THEN
        RAISE EXCEPTION 'La huella de la imagen no es la suya: llegó dañada' USING ERRCODE = 'PR005';
    END IF;
    IF current_setting('synchronous_commit') NOT IN ('on', 'remote_apply') THEN
        PERFORM set_config('synchronous_commit', 'on', true);
    END IF;
    INSERT INTO prep.imagen (huella, acta, bytes, tamano, estacion, nodo)
    SELECT p_huella, p_acta, p_bytes, octet_length(p_bytes), p_estacion, p.nodo FROM prep.proceso p
    ON CONFLICT DO NOTHING;
    RETURN CASE WHEN FOUND THEN 'nuevo' ELSE 'ya estaba' END;
END $$;
