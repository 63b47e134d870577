-- How facts and images enter: from a station, and from the centre's own processes.

CREATE SCHEMA IF NOT EXISTS estacion_v1;

-- The lease under which a captura comes in: the one that this node gave for that ronda to that person at that station,
-- '' when it gave none. A node that took another's place (its name says so) does not know what that one gave: of what was
-- captured before there was this base the lease is PREVIA, so that the stations can deliver it again.
CREATE OR REPLACE FUNCTION prep.toma_de(p prep.hecho) RETURNS text LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce(
        (SELECT t.toma::text FROM prep.toma t WHERE t.acta = p.acta AND t.fuente = p.fuente AND t.ronda = p.ronda
           AND t.operador = p.operador AND t.estacion = p.estacion),
        (SELECT 'PREVIA' FROM prep.proceso n WHERE n.nodo LIKE 'CATD%.%' AND p.momento < n.creado), '');
END $$;

-- What who hands it back held of that ronda is free, and its lease is over.
CREATE OR REPLACE FUNCTION prep.soltar_captura(p prep.hecho) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_ronda integer := prep.ronda_de(p.cuerpo);
BEGIN
    DELETE FROM prep.toma d WHERE d.acta = p.acta AND d.fuente = p.fuente AND d.ronda = v_ronda
        AND d.operador = p.operador AND d.estacion = p.estacion;
    UPDATE prep.trabajo t SET operador = NULL, estacion = NULL, toma = NULL, expira = NULL
    WHERE t.acta = p.acta AND t.fuente = p.fuente AND t.ronda = v_ronda AND t.clase = 'CAPTURA'
      AND t.terminado IS NULL AND t.estacion = p.estacion AND t.operador = p.operador;
END $$;

-- Whether that person coordinates the site of the connected station.
CREATE OR REPLACE FUNCTION prep.coordina(p_operador text) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_sitio text := prep.sitio_de_estacion();
BEGIN
    RETURN EXISTS (SELECT FROM prep.persona o WHERE o.operador = p_operador AND o.activo AND o.sitio = v_sitio
                   AND 'coordinacion' = ANY (o.roles));
END $$;

-- Delivers one signed fact of this station; twice has one effect. Captura is write-only (P-5).
-- Errors: PR001 other proceso, PR002 unknown station or operator, PR003 too large or too many of that
-- acta, PR005 not a fact that a station makes.
CREATE OR REPLACE FUNCTION estacion_v1.entregar(
    id uuid, proceso text, tipo text, acta text, fuente text, operador text,
    momento timestamptz, desfase_ms integer, cuerpo text, firma bytea
) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v prep.hecho;
    v_ronda integer;
    v_resultado text;
    v_dichos integer;
BEGIN
    IF num_nulls($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) > 0 THEN
        RAISE EXCEPTION 'Al hecho le faltan datos' USING ERRCODE = 'PR005';
    END IF;
    v.id := $1; v.proceso := $2; v.tipo := $3; v.acta := $4; v.fuente := $5; v.operador := $6;
    v.estacion := session_user; v.momento := $7; v.desfase_ms := $8; v.cuerpo := $9; v.firma := $10;
    IF v.tipo <> ALL (prep.tipos('de_estacion')) OR v.fuente NOT IN ('CATD', 'CASILLA')
       OR (v.tipo = 'IMAGEN' AND v.fuente <> 'CATD') THEN  -- a phone's is the centre's to take in (R-09)
        RAISE EXCEPTION 'Una estación no hace un hecho % de %', left($3, 20), left($5, 20) USING ERRCODE = 'PR005';
    END IF;
    PERFORM prep.exigir_sola();
    PERFORM prep.gastar('hechos', 1 + octet_length(v.cuerpo) / 8192);
    v.nodo := prep.examinar(v, v.tipo IN ('INCIDENCIA', 'SEGUIMIENTO') OR prep.es_personal(v), true);
    IF v.tipo = 'CAPTURA' THEN
        v_ronda := prep.ronda_de(v.cuerpo);
        v.ronda := v_ronda;
        v.toma := prep.toma_de(v);
    ELSIF v.tipo = 'DICTAMEN' THEN
        v_ronda := prep.ronda_de(v.cuerpo);
    ELSIF v.tipo = 'DEVOLUCION' THEN
        v.ronda := prep.ronda_de(v.cuerpo);
        v.toma := prep.toma_de(v);
        v.ronda := NULL;  -- the column is a captura's
    END IF;
    v_dichos := prep.dichos(v);
    IF v_dichos >= prep.dichos_max() AND NOT EXISTS (SELECT FROM prep.hecho h WHERE h.id = v.id) THEN
        RAISE EXCEPTION 'Esta estación ya entregó % hechos del acta «%»: no se le reciben más. Pida ayuda con Ctrl+F1',
            v_dichos, v.acta USING ERRCODE = 'PR003';
    END IF;
    v_resultado := prep.guardar_hecho(v);
    IF v_resultado <> 'nuevo' THEN
        RETURN v_resultado;
    ELSIF v_dichos = prep.dichos_max() - 1 THEN
        PERFORM prep.alarmar('ACTA_COLMADA', v.estacion, v.acta, format(
            'La estación %s entregó %s hechos de una misma acta: de ella no se le reciben más', v.estacion, v_dichos + 1));
    END IF;
    IF v.tipo NOT IN ('ACOPIO', 'IMAGEN') THEN
        PERFORM prep.soltar_trabajo(v, v_ronda);
    END IF;
    RETURN v_resultado;
END $$;

-- What becomes of the work that its person had at that station, once this fact of theirs is kept.
CREATE OR REPLACE FUNCTION prep.soltar_trabajo(v prep.hecho, v_ronda integer) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    CASE v.tipo
    WHEN 'CAPTURA', 'DICTAMEN' THEN
        UPDATE prep.trabajo t SET terminado = clock_timestamp()
        WHERE t.acta = v.acta AND t.fuente = v.fuente AND t.ronda = v_ronda AND t.terminado IS NULL
          AND t.clase = CASE v.tipo WHEN 'CAPTURA' THEN 'CAPTURA' ELSE 'MESA' END
          AND t.estacion = v.estacion AND t.operador = v.operador;
    WHEN 'DEVOLUCION' THEN
        PERFORM prep.soltar_captura(v);
    WHEN 'PROPUESTA' THEN  -- its case waits for another person of the desk
        UPDATE prep.trabajo t SET operador = NULL, estacion = NULL, toma = NULL, expira = NULL
        WHERE t.acta = v.acta AND t.fuente = v.fuente AND t.terminado IS NULL
          AND t.clase = CASE prep.campo_de(v.cuerpo, 'que') WHEN 'COTEJO' THEN 'COTEJO' WHEN 'DICTAMEN' THEN 'MESA' END
          AND t.estacion = v.estacion AND t.operador = v.operador;
    WHEN 'COTEJO' THEN  -- if it does not count, the fold asks for it again
        UPDATE prep.trabajo t SET terminado = clock_timestamp()
        WHERE t.acta = v.acta AND t.fuente = v.fuente AND t.clase = 'COTEJO' AND t.terminado IS NULL
          AND t.estacion = v.estacion AND t.operador = v.operador;
    WHEN 'INCIDENCIA' THEN
        IF prep.campo_de(v.cuerpo, 'codigo') = 'TRABAJO_LIBERADO' AND prep.coordina(v.operador)
           AND prep.probado(v.operador) THEN
            -- who coordinates its site takes that work from that person at that station, and from nobody else
            UPDATE prep.trabajo t SET operador = NULL, estacion = NULL, toma = NULL, expira = NULL
            WHERE t.acta = v.acta AND t.terminado IS NULL AND t.sitio = prep.sitio_de_estacion()
              AND concat_ws(' ', t.id, t.operador, t.estacion) = prep.campo_de(v.cuerpo, 'lugar');
        END IF;
    ELSE
    END CASE;
END $$;

-- Whether an IMAGEN of the centre is what its intake of phone images makes, and nothing else (R-09).
CREATE OR REPLACE FUNCTION prep.es_de_telefono(p prep.hecho) RETURNS boolean LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN p.fuente = 'CASILLA' AND p.cuerpo::jsonb @> '{"medio": "MOVIL", "sitio": "CCV"}'
        AND coalesce(p.cuerpo::jsonb ->> 'cuenta', '') <> '';
EXCEPTION WHEN data_exception OR statement_too_complex THEN
    RETURN false;
END $$;

-- A fact of the centre (phases, sin acta in bulk, cierre, publicado, custodia, anulación, image of a phone), or half of an
-- agreement, signed there by who coordinates; same answers.
CREATE OR REPLACE FUNCTION prep.entregar_centro(
    id uuid, proceso text, tipo text, acta text, fuente text, operador text, estacion text,
    momento timestamptz, desfase_ms integer, cuerpo text, firma bytea
) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    v prep.hecho;
BEGIN
    IF num_nulls($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) > 0 THEN
        RAISE EXCEPTION 'Al hecho le faltan datos' USING ERRCODE = 'PR005';
    END IF;
    v.id := $1; v.proceso := $2; v.tipo := $3; v.acta := $4; v.fuente := $5; v.operador := $6;
    v.estacion := $7; v.momento := $8; v.desfase_ms := $9; v.cuerpo := $10; v.firma := $11;
    IF v.tipo <> ALL (prep.tipos('de_centro')) OR v.fuente NOT IN ('CATD', 'CASILLA', 'CENTRO')
       OR (v.tipo = 'IMAGEN' AND NOT prep.es_de_telefono(v)) THEN
        RAISE EXCEPTION 'El centro no hace un hecho % de %', left($3, 20), left($5, 20) USING ERRCODE = 'PR005';
    END IF;
    v.nodo := prep.examinar(v, v.tipo = ANY (prep.tipos('del_proceso')), false);
    RETURN prep.guardar_hecho(v);
END $$;

-- Keeps an image under its SHA-256: 'nuevo' or 'ya estaba'. PR003 over 4 MB, PR005 when the hash is not its own.
CREATE OR REPLACE FUNCTION estacion_v1.entregar_imagen(huella text, acta text, bytes bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM prep.exigir_sola();
    PERFORM prep.sitio_de_estacion();
    PERFORM prep.gastar('imagenes', 1 + least(octet_length($3), 4194304) / 262144);
    RETURN prep.guardar_imagen($1, $2, $3, session_user);
END $$;

-- The same for the centre's intake of phone images; `estacion` is then 'centro'.
CREATE OR REPLACE FUNCTION prep.entregar_imagen_centro(huella text, acta text, bytes bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN prep.guardar_imagen($1, $2, $3, 'centro');
END $$;
