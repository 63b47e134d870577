-- What happens by itself in the base: the queue row of each fact, and the refusal to change what was written.

-- The channel by which one of the node's programs is woken: nobody can be kept from NOTIFY, so its name is drawn at each
-- node and no station can read it. Four connections that filled the árbitro's own left an honest acta waiting over 30 s.
CREATE OR REPLACE FUNCTION prep.canal(p_de text) RETURNS text LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT 'prep_' || p_de || '_' || p.canal FROM prep.proceso p);
END $$;

CREATE OR REPLACE FUNCTION prep.despertar(p_de text) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    EXECUTE format('NOTIFY %I', prep.canal(p_de));
END $$;

-- Whose turn a fact waits for: its node and, of those that are registered, its station. A node that makes stations up has
-- one turn for all of them.
CREATE OR REPLACE FUNCTION prep.origen(p prep.hecho) RETURNS text LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN p.nodo || CASE WHEN EXISTS (SELECT FROM prep.estacion e WHERE e.estacion = p.estacion)
                          THEN ' ' || p.estacion ELSE '' END;
END $$;

-- The queue row is written in the fact's own transaction, so that no fact is ever missed (postgres.md, "Seeing every
-- fact, once").
-- The notification carries nothing. It is only sent while the árbitro sleeps, which it says by
-- holding this lock: a commit that notifies keeps all others waiting until it is on disk (16 stations on a disk of 10 ms
-- delivered 73 facts a second with a notice each, and 617 without). While it is awake each fact holds the lock shared
-- until its commit, so the árbitro cannot fall asleep before it has seen it.
CREATE OR REPLACE FUNCTION prep.encolar() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO prep.cola (hecho, acta, origen) VALUES (NEW.id, NEW.acta, prep.origen(NEW));
    IF NOT pg_try_advisory_xact_lock_shared(1347568977) THEN
        PERFORM prep.despertar('cola');
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION prep.no_cambiar() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'En prep.% sólo se agrega: nada se cambia ni se borra', TG_TABLE_NAME
        USING ERRCODE = 'PR009';
END $$;

CREATE OR REPLACE TRIGGER encolar AFTER INSERT ON prep.hecho FOR EACH ROW EXECUTE FUNCTION prep.encolar();
ALTER TABLE prep.hecho ENABLE ALWAYS TRIGGER encolar;  -- also for the facts that come by replication

CREATE OR REPLACE TRIGGER no_cambiar BEFORE UPDATE OR TRUNCATE ON prep.hecho  -- to delete: no_borrar, in 22_rivales.sql
    FOR EACH STATEMENT EXECUTE FUNCTION prep.no_cambiar();
CREATE OR REPLACE TRIGGER no_cambiar BEFORE UPDATE OR DELETE OR TRUNCATE ON prep.imagen
    FOR EACH STATEMENT EXECUTE FUNCTION prep.no_cambiar();
CREATE OR REPLACE TRIGGER no_cambiar BEFORE UPDATE OR DELETE OR TRUNCATE ON prep.cadena
    FOR EACH STATEMENT EXECUTE FUNCTION prep.no_cambiar();

-- Somebody was registered, or changed: the nodes, which listen at the centre, take everybody again (central/sitios/gente.py).
-- It carries nothing; they are few, so no commit of a fact waits for them.
CREATE OR REPLACE FUNCTION prep.avisar_gente() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NOTIFY prep_gente;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER avisar_gente AFTER INSERT OR UPDATE OR DELETE ON prep.operador
    FOR EACH STATEMENT EXECUTE FUNCTION prep.avisar_gente();
CREATE OR REPLACE TRIGGER avisar_gente AFTER INSERT OR UPDATE OR DELETE ON prep.estacion
    FOR EACH STATEMENT EXECUTE FUNCTION prep.avisar_gente();
CREATE OR REPLACE TRIGGER avisar_gente AFTER INSERT OR UPDATE OR DELETE ON prep.cae
    FOR EACH STATEMENT EXECUTE FUNCTION prep.avisar_gente();
