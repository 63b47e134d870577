-- Who works at a station: an operator proves it with their key, and what is claimed in their name asks for that (P-10).
-- A station asks for a challenge, and brings it signed; the node's program verifies (central/arbitro/centinela.py), which
-- the base cannot. What came of it stands in prep.sesion, one row of a person at a station: a station that asks ten
-- thousand times has the same row.

-- Whether `p_operador` proved at the connected station who they are, and that has not lapsed.
CREATE OR REPLACE FUNCTION prep.probado(p_operador text) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_estacion text := session_user;  -- session_user itself has another collation, and no index is of that one
BEGIN
    RETURN EXISTS (SELECT FROM prep.sesion s WHERE s.estacion = v_estacion AND s.operador = p_operador
                   AND s.expira > clock_timestamp());
END $$;

CREATE OR REPLACE FUNCTION prep.exigir_probado(p_operador text) RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT prep.probado(p_operador) THEN
        RAISE EXCEPTION 'Falta comprobar que en la estación «%» trabaja «%»', session_user, left(p_operador, 60)
            USING ERRCODE = 'PR011';
    END IF;
END $$;

-- The site of this station, when `p_operador`, who proved to be there, may do `p_rol` at it; PR002 otherwise, PR011
-- without that proof, PR012 when the station is not for that.
CREATE OR REPLACE FUNCTION prep.sitio_para(p_operador text, p_rol text) RETURNS text LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_sitio text := prep.sitio_de_estacion();
    v_estacion text := session_user;
BEGIN
    IF NOT EXISTS (SELECT FROM prep.persona o WHERE o.operador = p_operador AND o.activo
                   AND o.sitio = v_sitio AND p_rol = ANY (o.roles)) THEN
        RAISE EXCEPTION 'El operador «%» no hace % en este sitio', left(p_operador, 60), p_rol
            USING ERRCODE = 'PR002';
    ELSIF NOT EXISTS (SELECT FROM prep.estacion e WHERE e.estacion = v_estacion AND p_rol = ANY (e.papeles)) THEN
        RAISE EXCEPTION 'Esta estación no está habilitada para %. Pase a una que lo esté, o pida con '
            'Ctrl+F1 que la coordinación habilite esta', CASE p_rol WHEN 'mesa' THEN 'la mesa de validación' ELSE p_rol END
            USING ERRCODE = 'PR012';
    END IF;
    PERFORM prep.exigir_probado(p_operador);
    RETURN v_sitio;
END $$;

-- What `operador` has to sign to work at this station, and the name of the node that goes with it; PR002 when they are
-- not of its site. While one waits for its signature, or to be judged, it is the same one.
CREATE OR REPLACE FUNCTION estacion_v1.pedir_reto(operador text) RETURNS TABLE (nodo text, reto uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_estacion text := session_user;
    v_sitio text := prep.sitio_de_estacion();
    v_reto uuid;
BEGIN
    IF NOT EXISTS (SELECT FROM prep.persona o WHERE o.operador = $1 AND o.activo AND o.sitio = v_sitio) THEN
        RAISE EXCEPTION 'El operador «%» no está dado de alta en este sitio', left($1, 60) USING ERRCODE = 'PR002';
    END IF;
    SELECT s.reto INTO v_reto FROM prep.sesion s
        WHERE s.estacion = v_estacion AND s.operador = $1 AND s.razon IS NULL
          AND s.emitido > clock_timestamp() - interval '30 s';
    IF NOT FOUND THEN
        PERFORM prep.exigir_sola();
        PERFORM prep.gastar('hechos', 1);
        PERFORM set_config('synchronous_commit', 'off', true);  -- one that is lost in a crash is asked for again
        INSERT INTO prep.sesion AS s (estacion, operador) VALUES (v_estacion, $1)
        ON CONFLICT (estacion, operador)
        DO UPDATE SET reto = gen_random_uuid(), emitido = clock_timestamp(), firma = NULL, razon = NULL
        RETURNING s.reto INTO v_reto;
    END IF;
    RETURN QUERY SELECT p.nodo, v_reto FROM prep.proceso p;
END $$;

-- Brings the signature of a challenge, and then asks what came of it: 'espera', or 'abierta' while the session lives.
-- PR011 when that challenge is no longer one, PR013 when the signature proves nothing. One signature for each challenge.
CREATE OR REPLACE FUNCTION estacion_v1.abrir_sesion(operador text, reto uuid, firma bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_estacion text := session_user;
    v prep.sesion;
BEGIN
    PERFORM prep.sitio_de_estacion();
    IF num_nulls($1, $2, $3) > 0 OR octet_length($3) <> 64 THEN
        RAISE EXCEPTION 'La firma no mide 64 bytes' USING ERRCODE = 'PR005';
    END IF;
    -- one look: between two it may be judged
    SELECT s.* INTO v FROM prep.sesion s WHERE s.estacion = v_estacion AND s.operador = $1;
    IF v.expira > clock_timestamp() THEN
        RETURN 'abierta';
    ELSIF v.reto IS DISTINCT FROM $2 OR v.emitido <= clock_timestamp() - interval '60 s' OR v.firma <> $3 OR v.razon = ''
    THEN
        RAISE EXCEPTION 'Esa pregunta del nodo ya no sirve: pida otra' USING ERRCODE = 'PR011';
    ELSIF v.razon <> '' THEN
        RAISE EXCEPTION '%', v.razon USING ERRCODE = 'PR013';
    ELSIF v.firma IS NULL THEN
        PERFORM prep.exigir_sola();
        PERFORM prep.gastar('hechos', 1);
        PERFORM set_config('synchronous_commit', 'off', true);
        UPDATE prep.sesion s SET firma = $3 WHERE s.estacion = v_estacion AND s.operador = $1 AND s.reto = $2;
        PERFORM prep.despertar('sesion');
    END IF;
    RETURN 'espera';
END $$;

-- The person leaves this station; false when there was nothing of them.
CREATE OR REPLACE FUNCTION estacion_v1.cerrar_sesion(operador text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v_estacion text := session_user;
BEGIN
    PERFORM prep.sitio_de_estacion();
    PERFORM prep.exigir_sola();
    DELETE FROM prep.sesion s WHERE s.estacion = v_estacion AND s.operador = $1;
    RETURN FOUND;
END $$;
