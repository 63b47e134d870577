-- Functions that an earlier version left and this one no longer has (an old overload, say) go away: what was not just
-- created or replaced in this transaction.
DO $$
DECLARE
    v_funcion regprocedure;
BEGIN
    FOR v_funcion IN
        SELECT p.oid::regprocedure FROM pg_catalog.pg_proc p
        WHERE p.pronamespace IN ('prep'::regnamespace, 'estacion_v1'::regnamespace, 'nodo_v1'::regnamespace)
          AND p.xmin <> pg_catalog.pg_current_xact_id()::xid
    LOOP
        EXECUTE format('DROP FUNCTION %s', v_funcion);
    END LOOP;
END $$;
