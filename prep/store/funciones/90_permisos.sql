-- Least privilege, said again at each migration: first nobody has anything, then what each role needs (P-5).

REVOKE ALL ON SCHEMA prep, estacion_v1, nodo_v1 FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA prep FROM PUBLIC, estacion, nodo, prep_arbitro, prep_centro, prep_replica, prep_suscripcion;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA prep FROM PUBLIC, estacion, nodo, prep_arbitro, prep_centro, prep_replica, prep_suscripcion;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA prep, estacion_v1, nodo_v1 FROM PUBLIC, estacion, nodo, prep_arbitro, prep_centro, prep_replica, prep_suscripcion;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- stations: functions, and not one table
GRANT USAGE ON SCHEMA estacion_v1 TO estacion;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA estacion_v1 TO estacion;

-- nodes, at the centre: functions, and not one table
GRANT USAGE ON SCHEMA nodo_v1 TO nodo;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA nodo_v1 TO nodo;

-- replication: at a node, the role by which the centre reads; at the centre, the owners of the subscriptions, who only
-- insert (a subscription's owner must also read what it inserts into, to find its key)
GRANT USAGE ON SCHEMA prep TO prep_replica, prep_suscripcion;
GRANT SELECT ON prep.hecho, prep.imagen, prep.cadena TO prep_replica;
GRANT EXECUTE ON FUNCTION prep.ranuras TO prep_replica;
GRANT SELECT, INSERT ON prep.hecho, prep.imagen TO prep_suscripcion;

GRANT USAGE ON SCHEMA prep TO prep_arbitro, prep_centro;
GRANT EXECUTE ON FUNCTION prep.entregar_centro, prep.vale, prep.campo_de, prep.alarmar TO prep_arbitro, prep_centro;
GRANT EXECUTE ON FUNCTION prep.plazo_conforme, prep.apertura, prep.canal TO prep_arbitro, prep_centro;
GRANT EXECUTE ON FUNCTION prep.repartir_personales, prep.dirimir, prep.recibir, prep.recibir_imagen, prep.origen TO prep_arbitro;
GRANT EXECUTE ON FUNCTION prep.entregar_imagen_centro, prep.imagenes_publicadas, prep.hallazgos_de, prep.campo_de, prep.incidentes_de, prep.mensajes_de, prep.actos_de_empaque TO prep_centro;
GRANT SELECT ON prep.proceso, prep.acta, prep.estacion, prep.hecho, prep.cola, prep.acta_estado, prep.trabajo,
    prep.cadena, prep.cuarentena, prep.entrega_rara, prep.alarma, prep.corte, prep.corte_fila,
    prep.publicado, prep.cae, prep.nodo, prep.bajada, prep.interes, prep.detenida, prep.toma,
    prep.sesion, prep.cambio, prep.sucesion, prep.retenida, prep.telefono, prep.miradas, prep.minuto
    TO prep_arbitro, prep_centro;
GRANT SELECT (operador, nombre, publica, roles, sitio, activo, version, firma) ON prep.operador TO prep_arbitro, prep_centro;
GRANT SELECT (operador, nombre, publica, roles, sitio, activo) ON prep.persona TO prep_arbitro, prep_centro;
GRANT SELECT (huella, subido) ON prep.sello TO prep_arbitro, prep_centro;
GRANT SELECT (huella, acta, tamano, estacion, nodo, recibido) ON prep.imagen TO prep_arbitro, prep_centro;

-- the árbitro: takes from the queue (its row locks need UPDATE), writes all that is derived, appends to the chain
GRANT UPDATE, DELETE ON prep.cola TO prep_arbitro;
GRANT INSERT, UPDATE, DELETE, TRUNCATE ON prep.acta_estado, prep.trabajo TO prep_arbitro;
GRANT INSERT, UPDATE, DELETE ON prep.detenida TO prep_arbitro;
GRANT INSERT, DELETE ON prep.cambio TO prep_arbitro;
GRANT INSERT, UPDATE, DELETE ON prep.miradas TO prep_arbitro;
GRANT INSERT, DELETE ON prep.minuto TO prep_arbitro;
GRANT UPDATE (razon, expira) ON prep.sesion TO prep_arbitro;  -- what came of a signature
GRANT DELETE ON prep.cuarentena TO prep_arbitro;  -- what was set aside while the list of people was altered
GRANT INSERT ON prep.cadena, prep.cuarentena, prep.alarma, prep.publicado, prep.cola TO prep_arbitro;

-- the centre: cuts, alarms, and taking a work from its holder (`liberar`)
GRANT INSERT, UPDATE ON prep.corte TO prep_centro;
GRANT INSERT, UPDATE, DELETE ON prep.corte_fila TO prep_centro;
GRANT INSERT, DELETE ON prep.retenida TO prep_centro;
GRANT SELECT, INSERT, UPDATE ON prep.revocados TO prep_arbitro;
GRANT INSERT, UPDATE ON prep.telefono TO prep_centro;  -- each row is signed with its key
GRANT INSERT ON prep.alarma TO prep_centro;
GRANT UPDATE (atendida) ON prep.alarma TO prep_centro;
GRANT UPDATE (operador, estacion, toma, expira) ON prep.trabajo TO prep_centro;
