-- What the coordinator's board shows has changed: whoever listens looks again (central/mando/oyente.py).

-- It carries nothing: any role can LISTEN. Only the árbitro, a cut and what is rare commit these, a few times a second at
-- most; a fact's own commit sends none and waits for none (see prep.encolar).
CREATE OR REPLACE FUNCTION prep.avisar_tablero() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NOTIFY prep_tablero;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER avisar_tablero AFTER INSERT OR UPDATE ON prep.acta_estado
    FOR EACH STATEMENT EXECUTE FUNCTION prep.avisar_tablero();
CREATE OR REPLACE TRIGGER avisar_tablero AFTER INSERT OR UPDATE ON prep.alarma
    FOR EACH STATEMENT EXECUTE FUNCTION prep.avisar_tablero();
CREATE OR REPLACE TRIGGER avisar_tablero AFTER INSERT ON prep.corte
    FOR EACH STATEMENT EXECUTE FUNCTION prep.avisar_tablero();
