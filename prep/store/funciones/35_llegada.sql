-- What comes from the nodes by replication, and what each of them must still be sent (P-7).
-- The apply worker has an empty search_path and runs as the role that owns the subscription, one for each node.

-- Sets aside a row that the subscription `p_rol` brought and that cannot go in, with its alarm, once.
CREATE OR REPLACE FUNCTION prep.apartar(p_resultado text, p_rol text, p prep.hecho, p_razon text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM prep.entrega_rara r WHERE r.hecho = p.id AND r.resultado = p_resultado
               AND r.estacion = p_rol AND r.cuerpo = p.cuerpo AND r.firma = p.firma) THEN
        RETURN;
    END IF;
    INSERT INTO prep.entrega_rara (hecho, resultado, estacion, cuerpo, firma)
    VALUES (p.id, p_resultado, p_rol, p.cuerpo, p.firma);
    INSERT INTO prep.alarma (codigo, acta, texto) VALUES ('REPLICA_' || upper(p_resultado), p.acta, p_razon);
END $$;

-- Whether `p_rol` owns the subscriptions of the node `p_nodo`, and that node has not been replaced.
CREATE OR REPLACE FUNCTION prep.es_de(p_rol text, p_nodo text) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM prep.nodo n WHERE n.nodo = p_nodo AND n.rol = p_rol AND n.estado <> 'CERCADO');
END $$;

-- A fact already here is skipped (the same again would stop that node's apply for good); with other content it alarms.
CREATE OR REPLACE FUNCTION prep.aterrizar_hecho() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_rol text := session_user;
    v prep.hecho;
BEGIN
    IF NOT prep.es_de(v_rol, NEW.nodo) THEN
        PERFORM prep.apartar('ajeno', v_rol, NEW, format(
            'La suscripción %s trajo el hecho %s que dice venir de %s: se apartó', v_rol, NEW.id, NEW.nodo));
        RETURN NULL;
    END IF;
    SELECT h.* INTO v FROM prep.hecho h WHERE h.id = NEW.id;
    IF NOT FOUND THEN
        RETURN NEW;
    END IF;
    IF NOT prep.es_el_mismo(v, NEW) THEN
        PERFORM prep.apartar('conflicto', v_rol, NEW, format(
            'El nodo %s mandó el hecho %s con otro contenido que el que ya estaba', NEW.nodo, NEW.id));
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION prep.aterrizar_imagen() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_rol text := session_user;
BEGIN
    IF NOT prep.es_de(v_rol, NEW.nodo) OR NEW.huella <> encode(sha256(NEW.bytes), 'hex') THEN
        INSERT INTO prep.alarma (codigo, acta, texto) VALUES ('REPLICA_AJENO', NEW.acta, format(
            'La suscripción %s trajo la imagen %s de %s, que no es suya o llegó dañada: se apartó',
            v_rol, left(NEW.huella, 64), NEW.nodo));
        RETURN NULL;
    END IF;
    RETURN CASE WHEN EXISTS (SELECT FROM prep.imagen i WHERE i.huella = NEW.huella) THEN NULL ELSE NEW END;
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
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS v_filas = ROW_COUNT;
    RETURN v_filas;
END $$;
