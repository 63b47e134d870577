-- What happens by itself in the base: the queue row of each fact, and the refusal to change what was written.

-- The queue row is written in the fact's own transaction, so that no fact is ever missed (postgres.md, first table).
-- The notification carries nothing: any role can LISTEN.
CREATE OR REPLACE FUNCTION prep.encolar() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO prep.cola (hecho, acta) VALUES (NEW.id, NEW.acta);
    NOTIFY prep_cola;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION prep.no_cambiar() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'En prep.% sólo se agrega: nada se cambia ni se borra (R-08)', TG_TABLE_NAME
        USING ERRCODE = 'PR009';
END $$;

CREATE OR REPLACE TRIGGER encolar AFTER INSERT ON prep.hecho FOR EACH ROW EXECUTE FUNCTION prep.encolar();
ALTER TABLE prep.hecho ENABLE ALWAYS TRIGGER encolar;  -- also for the facts that come by replication

CREATE OR REPLACE TRIGGER no_cambiar BEFORE UPDATE OR DELETE OR TRUNCATE ON prep.hecho
    FOR EACH STATEMENT EXECUTE FUNCTION prep.no_cambiar();
CREATE OR REPLACE TRIGGER no_cambiar BEFORE UPDATE OR DELETE OR TRUNCATE ON prep.imagen
    FOR EACH STATEMENT EXECUTE FUNCTION prep.no_cambiar();
CREATE OR REPLACE TRIGGER no_cambiar BEFORE UPDATE OR DELETE OR TRUNCATE ON prep.cadena
    FOR EACH STATEMENT EXECUTE FUNCTION prep.no_cambiar();
