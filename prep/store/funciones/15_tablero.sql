-- What the coordinator's board shows has changed: its listeners look again (central/tablero/oyente.py).

-- It carries nothing. It is only sent while a board waits for it, which it says by holding this lock
-- shared: every connection that listens to anything wakes at each notice, and the nodes' do (prep_gente). Held until the
-- commit, so that a board cannot begin to wait between the look and the notice: it reads after it has the lock.
CREATE OR REPLACE FUNCTION prep.avisar_tablero() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT pg_try_advisory_xact_lock(1346454860) THEN
        PERFORM prep.despertar('tablero');
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER avisar_tablero AFTER INSERT OR UPDATE ON prep.acta_estado
    FOR EACH STATEMENT EXECUTE FUNCTION prep.avisar_tablero();
CREATE OR REPLACE TRIGGER avisar_tablero AFTER INSERT OR UPDATE ON prep.alarma
    FOR EACH STATEMENT EXECUTE FUNCTION prep.avisar_tablero();
CREATE OR REPLACE TRIGGER avisar_tablero AFTER INSERT ON prep.corte
    FOR EACH STATEMENT EXECUTE FUNCTION prep.avisar_tablero();
