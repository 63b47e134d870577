-- Nobody squats an id: while the fact that holds it is not verified, others that say the same id are kept beside it, and
-- the árbitro chooses the one that verifies. Before that, whoever saw an id could deliver anything under it first.

-- Keeps `p`, which `p_de` brought, as a rival of the fact that holds its id: 'nuevo', or 'ya estaba'. Who held or disputed
-- that id once has had their turn: 'conflicto'.
CREATE OR REPLACE FUNCTION prep.rivalizar(p prep.hecho, p_de text) RETURNS text LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM prep.entrega_rara r WHERE r.hecho = p.id AND r.estacion = p_de AND r.entero IS NOT NULL) THEN
        RETURN CASE WHEN EXISTS (SELECT FROM prep.entrega_rara r WHERE r.hecho = p.id AND r.estacion = p_de
                                 AND r.resultado IN ('rival', 'promovido') AND r.cuerpo = p.cuerpo AND r.firma = p.firma)
                    THEN 'ya estaba' ELSE 'conflicto' END;
    END IF;
    INSERT INTO prep.entrega_rara (hecho, resultado, estacion, cuerpo, firma, entero)
    VALUES (p.id, 'rival', p_de, p.cuerpo, p.firma, to_jsonb(p));
    INSERT INTO prep.cola (hecho, acta, origen) VALUES (p.id, p.acta, prep.origen(p));
    PERFORM prep.despertar('cola');
    RETURN 'nuevo';
END $$;

-- Whether the fact `p` may dispute its id with `v`, which holds it: nobody verified that one, and it is of another station
-- or node (a station that says two things under one id is in conflict with itself).
CREATE OR REPLACE FUNCTION prep.es_rival(v prep.hecho, p prep.hecho) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (v.estacion, v.nodo) IS DISTINCT FROM (p.estacion, p.nodo)
        AND NOT EXISTS (SELECT FROM prep.cadena c WHERE c.hecho = v.id);
END $$;

-- For the árbitro, once it judged these facts: the rivals of one that was verified are conflicts; one that was set aside
-- gives its place, with all that it was kept in prep.entrega_rara, to its first rival, which is then judged as any other.
CREATE OR REPLACE FUNCTION prep.dirimir(p_hechos uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    r prep.entrega_rara;
    v prep.hecho;
    v_propio text;
    v_espera text := current_setting('lock_timeout');
BEGIN
    FOR r IN SELECT DISTINCT ON (e.hecho) e.* FROM prep.entrega_rara e
             WHERE e.resultado = 'rival' AND e.hecho = ANY (p_hechos) ORDER BY e.hecho, e.n LOOP
        v := jsonb_populate_record(NULL::prep.hecho, r.entero);
        IF EXISTS (SELECT FROM prep.cadena c WHERE c.hecho = r.hecho) THEN
            UPDATE prep.entrega_rara e SET resultado = 'conflicto' WHERE e.hecho = r.hecho AND e.resultado = 'rival';
            BEGIN
                PERFORM set_config('lock_timeout', '20ms', true);
                PERFORM prep.alarmar('ENTREGA_CONFLICTO', r.estacion, v.acta, format(
                    '%s entregó el hecho %s de %s: mismo identificador, otro contenido', r.estacion, r.hecho, v.operador));
                PERFORM set_config('lock_timeout', v_espera, true);
            EXCEPTION WHEN lock_not_available THEN
                NULL;  -- that station has the same alarm in a transaction that it does not end: nobody waits for it
            END;
        ELSIF NOT pg_try_advisory_xact_lock(hashtextextended('acta:' || v.acta, 0)) THEN
            INSERT INTO prep.cola (hecho, acta, origen) VALUES (r.hecho, v.acta, prep.origen(v));  -- somebody delivers of that acta: next time
        ELSIF EXISTS (SELECT FROM prep.cuarentena q WHERE q.hecho = r.hecho) THEN
            INSERT INTO prep.entrega_rara (hecho, resultado, estacion, cuerpo, firma, entero)
            SELECT h.id, 'desplazado', h.estacion, h.cuerpo, h.firma, to_jsonb(h) FROM prep.hecho h WHERE h.id = r.hecho;
            DELETE FROM prep.hecho h WHERE h.id = r.hecho;
            DELETE FROM prep.cuarentena q WHERE q.hecho = r.hecho;
            UPDATE prep.entrega_rara e SET resultado = 'promovido' WHERE e.n = r.n;
            SELECT p.nodo INTO v_propio FROM prep.proceso p;
            IF v.nodo = v_propio THEN
                v.sec := prep.sec_siguiente(v.acta, v.nodo);
            END IF;
            v.recibido := clock_timestamp();
            v.toma := coalesce(v.toma, '');
            INSERT INTO prep.hecho SELECT v.*;
        END IF;
    END LOOP;
END $$;

-- The only rows that leave prep.hecho: set aside, and whole in prep.entrega_rara.
CREATE OR REPLACE FUNCTION prep.no_borrar() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM prep.cuarentena q WHERE q.hecho = OLD.id)
       AND NOT EXISTS (SELECT FROM prep.cadena c WHERE c.hecho = OLD.id)
       AND EXISTS (SELECT FROM prep.entrega_rara e WHERE e.hecho = OLD.id AND e.resultado = 'desplazado'
                   AND e.entero = to_jsonb(OLD)) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'En prep.hecho sólo se agrega: nada se cambia ni se borra' USING ERRCODE = 'PR009';
END $$;

CREATE OR REPLACE TRIGGER no_borrar BEFORE DELETE ON prep.hecho FOR EACH ROW EXECUTE FUNCTION prep.no_borrar();
