-- What a station may deliver and a node send: in an hour, and of one acta. The hour is counted by sequences, which no rollback takes
-- back; how far each may go is written by the guard of the node's program (central/nodo/guardia.py), and without it there is no bound.

-- Counts so many units of what the role `p_de` brings: '' while it may, 'hora' past its hour's, 'lleno' when the disk nearly is.
CREATE OR REPLACE FUNCTION prep.contar_unidades(p_de text, p_que text, p_unidades integer) RETURNS text LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_hasta bigint;
    v_lleno boolean;
    v_cuenta regclass;
    v_gastado bigint;
BEGIN
    SELECT CASE p_que WHEN 'hechos' THEN c.hechos ELSE c.imagenes END, c.lleno INTO v_hasta, v_lleno
      FROM prep.cupo c WHERE c.estacion = p_de;
    IF NOT FOUND THEN
        RETURN '';
    ELSIF v_lleno AND v_hasta = 0 THEN
        RETURN 'lleno';
    END IF;
    v_cuenta := format('prep.%I', p_que || ':' || p_de)::regclass;
    v_gastado := nextval(v_cuenta);
    FOR i IN 2..p_unidades LOOP
        v_gastado := nextval(v_cuenta);
    END LOOP;
    RETURN CASE WHEN v_gastado > v_hasta THEN 'hora' ELSE '' END;
END $$;

-- Counts what the connected station delivers, or raises: 53400 past its hour's, 53100 when the disk is nearly full. Both
-- pass: the station keeps what it has and delivers it later.
CREATE OR REPLACE FUNCTION prep.gastar(p_que text, p_unidades integer) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_negado text := prep.contar_unidades(session_user::text, p_que, p_unidades);
BEGIN
    IF v_negado = 'lleno' THEN
        RAISE EXCEPTION 'al nodo se le acaba el disco y no recibe %. Quedan guardadas aquí; pida ayuda con Ctrl+F1',
            CASE p_que WHEN 'hechos' THEN 'entregas' ELSE 'imágenes' END USING ERRCODE = '53100';
    ELSIF v_negado = 'hora' THEN
        RAISE EXCEPTION 'esta estación ya entregó lo de una hora. Lo demás queda guardado aquí y se entrega después'
            USING ERRCODE = '53400';
    END IF;
END $$;

-- How many facts a station says of one acta: an honest one, a dozen. An acta is folded from all of its facts each time that
-- one comes, so its cost grows with their square.
CREATE OR REPLACE FUNCTION prep.dichos_max() RETURNS integer LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS 'SELECT 40';

-- How many the station of `p` has said of its acta at the node of `p`, up to that; of no acta, none. What another node says
-- in that station's name is not counted against it.
CREATE OR REPLACE FUNCTION prep.dichos(p prep.hecho) RETURNS integer LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN  -- plpgsql, because it keeps its plan: as one of SQL it was a sixth of what a fact costs
    IF p.acta = '' THEN
        RETURN 0;
    END IF;
    RETURN (SELECT count(*) FROM (
        SELECT FROM prep.hecho h WHERE h.acta = p.acta AND h.estacion = p.estacion AND h.nodo = p.nodo
        LIMIT prep.dichos_max()) suyos);
END $$;
