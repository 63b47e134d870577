-- The bounds of whatever says that it is a fact: prep/domain/hechos/cotas.py has the same, and a test compares both.
-- Asked at every entry: of a station, of the centre, by replication, by conciliar, and of what comes down to a node.

CREATE OR REPLACE FUNCTION prep.cuerpo_max(p_tipo text) RETURNS integer LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE WHEN p_tipo = 'PUBLICADO' THEN 4000000 ELSE 65536 END;
END $$;

-- Why a body is none, '' when it may be one: JSON of one object, of at most 8 levels, whose texts hold no control.
-- What its kind asks of its fields is the árbitro's to judge. The base's own reader refuses \u0000 and lone surrogates.
-- Once each escaped backslash is gone, what is left of them begins an escape.
CREATE OR REPLACE FUNCTION prep.fuera_de_cuerpo(p_cuerpo text) RETURNS text LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF jsonb_typeof(p_cuerpo::jsonb) <> 'object' THEN
        RETURN 'su cuerpo no es JSON de un hecho';
    ELSIF length(p_cuerpo) - length(translate(p_cuerpo, '[{', '')) > 8 AND jsonb_path_exists(p_cuerpo::jsonb,
        'strict $.**{8} ? (@.type() == "object" || @.type() == "array")') THEN
        RETURN 'su cuerpo tiene más de 8 niveles';
    ELSIF replace(p_cuerpo, '\\', '') ~ '\\([bfnrt]|u00[01][0-9a-fA-F]|u007[fF]|u00[89][0-9a-fA-F])'
       OR p_cuerpo ~ '[\x7f-\x9f]' THEN
        RETURN 'su cuerpo lleva caracteres de control';
    END IF;
    RETURN '';
EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
    RETURN 'su cuerpo no es JSON de un hecho';
END $$;

-- Whether an image that another base sent is none: without its data, too large, or under a hash that is not its own.
CREATE OR REPLACE FUNCTION prep.fuera_de_imagen(p prep.imagen) RETURNS boolean LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT num_nulls(p.huella, p.acta, p.bytes, p.estacion, p.nodo) > 0 OR octet_length(p.bytes) NOT BETWEEN 1 AND 4194304
        OR length(p.acta) NOT BETWEEN 1 AND 80 OR p.acta ~ '[^A-Z0-9_-]'
        OR length(p.estacion) NOT BETWEEN 1 AND 60 OR p.estacion ~ '[^A-Za-z0-9_.-]'
        OR encode(sha256(p.bytes), 'hex') <> p.huella
$$;

-- Why a row is no fact, '' when it may be one; `p_sellado`: with the node and the number that its base stamps.
-- Every fact of the night passes here. What may be one is told by a single expression, and only of what may not the reason
-- is looked for: each expression costs some microseconds in each transaction. A class and a length cost a twentieth of a
-- pattern with bounds (`{1,60}`).
CREATE OR REPLACE FUNCTION prep.fuera_de_cotas(p prep.hecho, p_sellado boolean) RETURNS text LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (num_nulls(p.id, p.proceso, p.tipo, p.acta, p.fuente, p.operador, p.estacion, p.momento, p.desfase_ms, p.cuerpo,
                  p.firma) = 0 AND (NOT p_sellado OR num_nulls(p.nodo, p.sec) = 0)
        AND p.tipo = ANY (prep.tipos('todos')) AND p.fuente IN ('CATD', 'CASILLA', 'CENTRO')
        AND length(p.acta) <= 80 AND p.acta !~ '[^A-Z0-9_-]' AND (p.acta <> '' OR p.tipo = ANY (prep.tipos('del_proceso')))
        AND concat(p.proceso, p.operador, p.estacion, CASE WHEN p_sellado THEN p.nodo END) !~ '[^A-Za-z0-9_.-]'
        AND length(p.proceso) BETWEEN 1 AND 60 AND length(p.operador) BETWEEN 1 AND 60
        AND length(p.estacion) BETWEEN 1 AND 60 AND (NOT p_sellado OR length(p.nodo) BETWEEN 1 AND 60)
        AND p.momento >= '1970-01-01 00:00:00+00' AND p.momento < '2100-01-01 00:00:00+00'
        AND abs(p.desfase_ms::bigint) <= 2147483647
        AND (NOT p_sellado OR octet_length(coalesce(p.toma, '')) <= 36 AND p.sec BETWEEN 1 AND 2147483647)
        AND octet_length(p.cuerpo) <= prep.cuerpo_max(p.tipo) AND octet_length(p.firma) = 64) IS TRUE THEN
        RETURN prep.fuera_de_cuerpo(p.cuerpo);
    END IF;
    RETURN prep.cota_que_pasa(p, p_sellado);
END $$;

-- The first bound that a row is out of, of those that prep.fuera_de_cotas looks at together.
CREATE OR REPLACE FUNCTION prep.cota_que_pasa(p prep.hecho, p_sellado boolean) RETURNS text LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_nodo text := CASE WHEN p_sellado THEN p.nodo ELSE '-' END;
BEGIN
    IF num_nulls(p.id, p.proceso, p.tipo, p.acta, p.fuente, p.operador, p.estacion, p.momento, p.desfase_ms, p.cuerpo,
                 p.firma) > 0 OR (p_sellado AND num_nulls(p.nodo, p.sec) > 0) THEN
        RETURN 'le faltan datos';
    ELSIF p.tipo <> ALL (prep.tipos('todos')) OR p.fuente NOT IN ('CATD', 'CASILLA', 'CENTRO') THEN
        RETURN 'no hay hechos de ese tipo o de esa fuente';
    ELSIF length(p.acta) > 80 OR p.acta ~ '[^A-Z0-9_-]'
       OR (p.acta = '' AND p.tipo <> ALL (prep.tipos('del_proceso'))) THEN
        RETURN 'no nombra un acta';
    ELSIF concat(p.proceso, p.operador, p.estacion, v_nodo) ~ '[^A-Za-z0-9_.-]'
       OR length(p.proceso) NOT BETWEEN 1 AND 60 OR length(p.operador) NOT BETWEEN 1 AND 60
       OR length(p.estacion) NOT BETWEEN 1 AND 60 OR length(v_nodo) NOT BETWEEN 1 AND 60 THEN
        RETURN 'su proceso, su operador, su estación o su nodo no es un nombre';
    ELSIF p.momento < '1970-01-01 00:00:00+00' OR p.momento >= '2100-01-01 00:00:00+00' THEN
        RETURN 'su momento no es una hora';
    ELSIF abs(p.desfase_ms::bigint) > 2147483647 THEN
        RETURN 'su desfase no es de un reloj';
    ELSIF p_sellado AND octet_length(p.toma) > 36 THEN
        RETURN 'su toma no es de un nodo';
    ELSIF p_sellado AND p.sec NOT BETWEEN 1 AND 2147483647 THEN
        RETURN 'su número de orden no lo es';
    ELSIF octet_length(p.cuerpo) > prep.cuerpo_max(p.tipo) THEN
        RETURN 'su cuerpo es demasiado grande';
    END IF;
    RETURN 'su firma no mide 64 bytes';
END $$;

-- The number of order of the next fact of an acta at its node. What is no such number, which only who administers its base
-- can put there, is passed over, and the last one is given again rather than one that is none: an acta stops for no number.
CREATE OR REPLACE FUNCTION prep.sec_siguiente(p_acta text, p_nodo text) RETURNS bigint LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT coalesce(max(h.sec), 0) + 1 FROM prep.hecho h
            WHERE h.acta = p_acta AND h.nodo = p_nodo AND h.sec BETWEEN 1 AND 2147483646);
END $$;

-- A field of a fact's body, or NULL: a body that is no JSON stays until the árbitro sets it aside, and must stop nobody.
CREATE OR REPLACE FUNCTION prep.campo_de(p_cuerpo text, p_campo text) RETURNS text LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN left(p_cuerpo::json ->> p_campo, 200);
EXCEPTION WHEN data_exception OR statement_too_complex THEN
    RETURN NULL;
END $$;
