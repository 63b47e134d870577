-- What comes from the nodes by replication, and what each of them must still be sent (P-7).
-- The apply worker has an empty search_path and runs as the role that owns the subscription, one for each node.

-- A name that another base gave, as an alarm may show it.
CREATE OR REPLACE FUNCTION prep.visible(p_nombre text) RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT regexp_replace(left(coalesce(p_nombre, ''), 80), '[^A-Za-z0-9_.-]', '?', 'g')
$$;

-- Sets aside a row that `p_rol` brought and that cannot go in, with its alarm: once for each row, and once for all those
-- that somebody sends out of bounds for the same reason, until it is attended. Of what has no bound a piece is kept.
CREATE OR REPLACE FUNCTION prep.apartar(p_resultado text, p_rol text, p prep.hecho, p_razon text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_id uuid := coalesce(p.id, '00000000-0000-0000-0000-000000000000');
    v_cuerpo text := left(coalesce(p.cuerpo, ''), 65536);
    v_firma bytea := substring(coalesce(p.firma, '') FOR 64);
    v_acta text := CASE WHEN p_resultado = 'fuera' THEN '' ELSE prep.visible(p.acta) END;
BEGIN
    IF EXISTS (SELECT FROM prep.entrega_rara r WHERE r.hecho = v_id AND r.resultado = p_resultado
               AND r.estacion = p_rol AND r.cuerpo = v_cuerpo AND r.firma = v_firma) THEN
        RETURN;
    END IF;
    INSERT INTO prep.entrega_rara (hecho, resultado, estacion, cuerpo, firma)
    VALUES (v_id, p_resultado, p_rol, v_cuerpo, v_firma);
    PERFORM prep.alarmar('REPLICA_' || upper(p_resultado),
                         p_rol || CASE p_resultado WHEN 'fuera' THEN ': ' || p_razon ELSE '' END, v_acta, p_razon);
END $$;

-- Whether `p_rol` owns the subscriptions of the node `p_nodo`, and that node has not been replaced.
CREATE OR REPLACE FUNCTION prep.es_de(p_rol text, p_nodo text) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM prep.nodo n WHERE n.nodo = p_nodo AND n.rol = p_rol AND n.estado <> 'CERCADO');
END $$;

-- Whether a row that the node of `p_rol` gave, by replication or asked by conciliar, goes in: its own, of this proceso,
-- within bounds, of a kind that a CATD makes, and not here yet (the same again would stop that node's apply for good).
-- What may not is set aside. Nothing in here raises, whatever the row says: that would stop the link too.
CREATE OR REPLACE FUNCTION prep.admitir(p_rol text, p prep.hecho) RETURNS boolean LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_razon text;
    v prep.hecho;
BEGIN
    IF prep.contar_unidades(p_rol, 'hechos', 1 + coalesce(least(octet_length(p.cuerpo), 65536), 0) / 8192) <> '' THEN
        RETURN false;  -- it stays at its node; the guard alarms once with the count, and conciliar brings it later
    END IF;
    IF NOT prep.es_de(p_rol, p.nodo) THEN
        PERFORM prep.apartar('ajeno', p_rol, p, format(
            'La suscripción %s trajo el hecho %s que dice venir de %s: se apartó', p_rol, p.id, prep.visible(p.nodo)));
        RETURN false;
    END IF;
    v_razon := prep.fuera_de_cotas(p, true);
    IF v_razon = '' AND NOT EXISTS (SELECT FROM prep.proceso n WHERE n.proceso = p.proceso) THEN
        v_razon := 'es de otro proceso';
    ELSIF v_razon = '' AND (p.tipo IN ('PUBLICADO', 'FASE') OR (p.acta = '' AND p.fuente = 'CENTRO')) THEN
        v_razon := 'lo hace sólo el centro';
    ELSIF v_razon = '' AND prep.dichos(p) >= prep.dichos_max() AND NOT EXISTS (SELECT FROM prep.hecho h WHERE h.id = p.id) THEN
        v_razon := 'una estación dice de un acta más de lo que se recibe';
    END IF;
    IF v_razon <> '' THEN
        PERFORM prep.apartar('fuera', p_rol, p, format('El nodo %s mandó hechos que se apartaron: %s', p.nodo, v_razon));
        RETURN false;
    END IF;
    SELECT h.* INTO v FROM prep.hecho h WHERE h.id = p.id;
    IF FOUND AND NOT prep.es_el_mismo(v, p) AND prep.es_rival(v, p) THEN
        p.ronda := prep.ronda_llegada(p);
        PERFORM prep.rivalizar(p, p_rol);
    ELSIF FOUND AND NOT prep.es_el_mismo(v, p) THEN
        PERFORM prep.apartar('conflicto', p_rol, p, format(
            'El nodo %s mandó el hecho %s con otro contenido que el que ya estaba', p.nodo, p.id));
    END IF;
    RETURN v.id IS NULL;
END $$;

-- The ronda of a CAPTURA that another base sent, from its signed body; NULL when it says none.
CREATE OR REPLACE FUNCTION prep.ronda_llegada(p prep.hecho) RETURNS integer LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN p.tipo = 'CAPTURA' AND prep.campo_de(p.cuerpo, 'ronda') ~ '^[0-9]{1,9}$'
                THEN prep.campo_de(p.cuerpo, 'ronda')::integer END
$$;

-- When it was received is this base's own to say, and its ronda what was signed.
CREATE OR REPLACE FUNCTION prep.aterrizar_hecho() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT prep.admitir(session_user::text, NEW) THEN
        RETURN NULL;
    END IF;
    NEW.recibido := clock_timestamp();
    NEW.toma := coalesce(NEW.toma, '');  -- a null would stop the whole replication of that node
    NEW.ronda := prep.ronda_llegada(NEW);
    RETURN NEW;
END $$;

-- A fact that `conciliar` read at the node of `p_rol`: by the same rules, on the very row that goes in.
CREATE OR REPLACE FUNCTION prep.traer(
    p_rol text, id uuid, proceso text, tipo text, acta text, fuente text, operador text, estacion text, nodo text,
    sec bigint, ronda integer, toma text, momento timestamptz, desfase_ms integer, cuerpo text, firma bytea
) RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v prep.hecho;
BEGIN
    v.id := $2; v.proceso := $3; v.tipo := $4; v.acta := $5; v.fuente := $6; v.operador := $7; v.estacion := $8;
    v.nodo := $9; v.sec := $10; v.toma := $12; v.momento := $13; v.desfase_ms := $14; v.cuerpo := $15; v.firma := $16;
    RETURN prep.admitir($1, v) AND prep.guardar_ajeno(v);
END $$;

-- Keeps a fact that another base stamped, as it is there; false when it was here.
CREATE OR REPLACE FUNCTION prep.guardar_ajeno(p prep.hecho) RETURNS boolean LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v prep.hecho;
BEGIN
    INSERT INTO prep.hecho (id, proceso, tipo, acta, fuente, operador, estacion, nodo, sec, ronda, toma, momento,
                            desfase_ms, cuerpo, firma)
    VALUES (p.id, p.proceso, p.tipo, p.acta, p.fuente, p.operador, p.estacion, p.nodo, p.sec, prep.ronda_llegada(p),
            coalesce(p.toma, ''),
            p.momento, p.desfase_ms, p.cuerpo, p.firma) ON CONFLICT (id) DO NOTHING;
    IF FOUND THEN
        RETURN true;
    END IF;
    SELECT h.* INTO v FROM prep.hecho h WHERE h.id = p.id;
    IF NOT prep.es_el_mismo(v, p) AND prep.es_rival(v, p) THEN
        p.ronda := prep.ronda_llegada(p);
        PERFORM prep.rivalizar(p, p.nodo);
    END IF;
    RETURN false;
END $$;

CREATE OR REPLACE FUNCTION prep.aterrizar_imagen() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_rol text := session_user;
BEGIN
    IF NOT prep.admitir_imagen(v_rol, NEW) THEN
        RETURN NULL;
    END IF;
    NEW.recibido := clock_timestamp();
    NEW.tamano := octet_length(NEW.bytes);
    RETURN NEW;
END $$;

-- As prep.admitir, of an image.
CREATE OR REPLACE FUNCTION prep.admitir_imagen(p_rol text, p prep.imagen) RETURNS boolean LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF prep.contar_unidades(p_rol, 'imagenes', 1 + coalesce(least(octet_length(p.bytes), 4194304), 0) / 262144) <> '' THEN
        RETURN false;  -- as a fact past its node's hour
    END IF;
    IF NOT prep.es_de(p_rol, p.nodo) OR prep.fuera_de_imagen(p) THEN
        PERFORM prep.alarmar('REPLICA_AJENO', p_rol, prep.visible(p.acta), format(
            'La suscripción %s trajo la imagen %s de %s, que no es suya o llegó dañada: se apartó',
            p_rol, prep.visible(p.huella), prep.visible(p.nodo)));
        RETURN false;
    END IF;
    RETURN NOT EXISTS (SELECT FROM prep.imagen i WHERE i.huella = p.huella);
END $$;

-- An image that `conciliar` read at the node of `p_rol`.
CREATE OR REPLACE FUNCTION prep.traer_imagen(p_rol text, huella text, acta text, bytes bytea, estacion text, nodo text)
RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v prep.imagen;
BEGIN
    v.huella := $2; v.acta := $3; v.bytes := $4; v.estacion := $5; v.nodo := $6;
    RETURN prep.admitir_imagen($1, v) AND prep.guardar_imagen_ajena(v);
END $$;

CREATE OR REPLACE FUNCTION prep.guardar_imagen_ajena(p prep.imagen) RETURNS boolean LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO prep.imagen (huella, acta, bytes, tamano, estacion, nodo)
    VALUES (p.huella, p.acta, p.bytes, octet_length(p.bytes), p.estacion, p.nodo) ON CONFLICT DO NOTHING;
    RETURN FOUND;
END $$;

CREATE OR REPLACE TRIGGER aterrizar BEFORE INSERT ON prep.hecho FOR EACH ROW EXECUTE FUNCTION prep.aterrizar_hecho();
ALTER TABLE prep.hecho ENABLE REPLICA TRIGGER aterrizar;
CREATE OR REPLACE TRIGGER aterrizar BEFORE INSERT ON prep.imagen FOR EACH ROW EXECUTE FUNCTION prep.aterrizar_imagen();
ALTER TABLE prep.imagen ENABLE REPLICA TRIGGER aterrizar;

-- The CATD of an acta, and those that had its custody.
CREATE OR REPLACE FUNCTION prep.interesados(p_acta text) RETURNS SETOF text LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT a.centro FROM prep.acta a WHERE a.clave = p_acta
    UNION ALL SELECT i.catd FROM prep.interes i WHERE i.acta = p_acta
$$;

-- The nodes that must know a fact: the CATD of its acta, those that had its custody, and all for what the centre says
-- of the whole proceso. A row of prep.bajada is written in the fact's own transaction, so that none is missed.
CREATE OR REPLACE FUNCTION prep.repartir() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_propio boolean;  -- made by the centre itself: what another node says of the whole proceso, or of custody, is a forgery
BEGIN
    IF NOT EXISTS (SELECT FROM prep.nodo) THEN
        RETURN NULL;
    END IF;
    SELECT p.nodo = NEW.nodo INTO v_propio FROM prep.proceso p;
    IF NEW.tipo = 'CUSTODIA' AND v_propio THEN
        PERFORM prep.interesar(NEW.acta, NEW.cuerpo);
    END IF;
    INSERT INTO prep.bajada (nodo, hecho)
    SELECT n.nodo, NEW.id FROM prep.nodo n
    WHERE n.estado <> 'CERCADO' AND n.nodo <> NEW.nodo  -- asked once, not of each node as le_toca would
      AND ((NEW.acta = '' AND NEW.fuente = 'CENTRO' AND v_propio) OR n.catd IN (SELECT prep.interesados(NEW.acta)))
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION prep.le_toca(p_catd text, p_acta text, p_fuente text) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (p_acta = '' AND p_fuente = 'CENTRO') OR p_catd IN (SELECT prep.interesados(p_acta));
END $$;

-- A CATD that takes the custody of an acta is sent all that is known of it. What is not JSON names nobody: the árbitro
-- will set that fact aside.
CREATE OR REPLACE FUNCTION prep.interesar(p_acta text, p_cuerpo text) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_catd text;
BEGIN
    v_catd := p_cuerpo::jsonb ->> 'centro';
    INSERT INTO prep.interes (acta, catd) SELECT p_acta, n.catd FROM prep.nodo n
    WHERE n.catd = v_catd AND n.estado <> 'CERCADO' ON CONFLICT DO NOTHING;
    INSERT INTO prep.bajada (nodo, hecho)
    SELECT n.nodo, h.id FROM prep.nodo n, prep.hecho h
    WHERE n.catd = v_catd AND n.estado <> 'CERCADO' AND h.acta = p_acta AND h.nodo <> n.nodo
    ON CONFLICT DO NOTHING;
EXCEPTION WHEN data_exception OR statement_too_complex THEN
    RETURN;
END $$;

CREATE OR REPLACE TRIGGER repartir AFTER INSERT ON prep.hecho FOR EACH ROW EXECUTE FUNCTION prep.repartir();
ALTER TABLE prep.hecho ENABLE ALWAYS TRIGGER repartir;

-- All that a node must know of what is already here: a new node, or one that takes the place of another.
CREATE OR REPLACE FUNCTION prep.repartir_todo(p_nodo text) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_filas bigint;
BEGIN
    INSERT INTO prep.bajada (nodo, hecho)
    SELECT n.nodo, h.id FROM prep.nodo n, prep.hecho h
    WHERE n.nodo = p_nodo AND h.nodo <> p_nodo AND prep.le_toca(n.catd, h.acta, h.fuente)
    UNION
    SELECT n.nodo, h.id FROM prep.nodo n, prep.cambio c JOIN prep.persona o ON o.operador = c.operador
        JOIN prep.hecho h ON h.id IN (c.hecho, c.propuesta)
    WHERE n.nodo = p_nodo AND h.nodo <> p_nodo AND (c.propuesta IS NOT NULL OR o.sitio = n.catd)
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS v_filas = ROW_COUNT;
    RETURN v_filas;
END $$;
