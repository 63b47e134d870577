-- Least privilege, said again at each migration: first nobody has anything, then what each role needs (postgres.md).

REVOKE ALL ON SCHEMA prep, estacion_v1 FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA prep FROM PUBLIC, estacion, prep_arbitro, prep_centro;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA prep FROM PUBLIC, estacion, prep_arbitro, prep_centro;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA prep, estacion_v1 FROM PUBLIC, estacion, prep_arbitro, prep_centro;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- stations: functions, and not one table
GRANT USAGE ON SCHEMA estacion_v1 TO estacion;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA estacion_v1 TO estacion;

GRANT USAGE ON SCHEMA prep TO prep_arbitro, prep_centro;
GRANT EXECUTE ON FUNCTION prep.entregar_centro TO prep_arbitro, prep_centro;
GRANT SELECT ON prep.proceso, prep.acta, prep.estacion, prep.hecho, prep.cola, prep.acta_estado, prep.trabajo,
    prep.cadena, prep.cuarentena, prep.entrega_rara, prep.alarma, prep.corte, prep.corte_fila,
    prep.publicado, prep.cae
    TO prep_arbitro, prep_centro;
GRANT SELECT (operador, nombre, publica, roles, sitio, activo) ON prep.operador TO prep_arbitro, prep_centro;
GRANT SELECT (huella, acta, tamano, estacion, recibido) ON prep.imagen TO prep_arbitro, prep_centro;

-- the árbitro: takes from the queue (its row locks need UPDATE), writes all that is derived, appends to the chain
GRANT UPDATE, DELETE ON prep.cola TO prep_arbitro;
GRANT INSERT, UPDATE, DELETE, TRUNCATE ON prep.acta_estado, prep.trabajo TO prep_arbitro;
GRANT INSERT ON prep.cadena, prep.cuarentena, prep.alarma, prep.publicado, prep.cola TO prep_arbitro;

-- the centre: cuts, alarms, and taking a work from who has it (`liberar`)
GRANT INSERT, UPDATE ON prep.corte TO prep_centro;
GRANT INSERT, UPDATE, DELETE ON prep.corte_fila TO prep_centro;
GRANT INSERT ON prep.alarma TO prep_centro;
GRANT UPDATE (atendida) ON prep.alarma TO prep_centro;
GRANT UPDATE (operador, estacion, toma, expira) ON prep.trabajo TO prep_centro;
