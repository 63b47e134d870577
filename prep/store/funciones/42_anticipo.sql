-- Around the claim of a captura: the image that will be needed next, and the work of the acta in hand (R-03).

-- Whether `p_operador` could take this free work at this station now: what prep.tomar asks of each (a test compares them).
CREATE OR REPLACE FUNCTION prep.puede_tomar(w prep.trabajo, p_operador text) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_estacion text := session_user;  -- session_user itself has another collation, and no index is of that one
BEGIN
    IF w.terminado IS NOT NULL OR w.expira > clock_timestamp()
       OR (w.imagen <> '' AND NOT EXISTS (SELECT FROM prep.imagen i WHERE i.huella = w.imagen)) THEN
        RETURN false;
    END IF;
    RETURN NOT prep.ya_tocada(w.acta, w.fuente, w.ronda, p_operador,
                              CASE w.clase WHEN 'CAPTURA' THEN v_estacion END)
       AND NOT prep.devolvio(w.acta, w.fuente, w.imagen, p_operador)
       AND (w.clase <> 'MESA' OR NOT prep.propuso(w.acta, w.fuente, w.ronda, p_operador))
       AND (w.clase <> 'COTEJO' OR prep.propone_cotejo(w.acta) = '');
END $$;

-- The image of the first acta that this operator would be given at this station and whose hash is not in `tengo`; no row
-- when nothing more is likely. It takes nothing: the claim decides. It looks eight slots ahead, because the other
-- stations take from the same line. What it shows is what claiming and giving back would show: the same works in the
-- same order with the same exclusions, at this moment. It says less: neither ronda nor slot, so not even whether the
-- acta is disputed, and of who captured what, nothing.
CREATE OR REPLACE FUNCTION estacion_v1.anticipar(operador text, tengo text[]) RETURNS TABLE (huella text, bytes bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_sort = off SET enable_seqscan = off SET enable_bitmapscan = off AS $$
#variable_conflict use_column
DECLARE
    v_sitio text := prep.sitio_para($1, 'captura');
BEGIN
    IF cardinality($2) > 64 THEN
        RAISE EXCEPTION 'Son demasiadas huellas: %; el máximo es 64', cardinality($2) USING ERRCODE = 'PR003';
    END IF;
    RETURN QUERY SELECT i.huella, i.bytes FROM (
            SELECT d.grupo, d.turno, d.id, w.imagen FROM prep.sorteo(v_sitio, $1) d JOIN prep.trabajo w ON w.id = d.id
            WHERE w.imagen <> '' AND prep.puede_tomar(w, $1)
            ORDER BY d.grupo, d.turno, d.id LIMIT 8) s
        JOIN prep.imagen i ON i.huella = s.imagen
        WHERE s.imagen <> ALL ($2) ORDER BY s.grupo, s.turno, s.id LIMIT 1;
END $$;

-- The captura of the acta in hand, whose code was scanned; with the same exclusions as the next one, and no row when
-- there is none for this operator here. Who holds another gets that one, renewed: one at a time.
CREATE OR REPLACE FUNCTION estacion_v1.reclamar_acta(operador text, clave text) RETURNS TABLE (
    trabajo bigint, toma uuid, acta text, fuente text, ronda integer, puesto integer, imagen text, expira timestamptz
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY SELECT t.id, t.toma, t.acta, t.fuente, t.ronda, t.puesto, t.imagen, t.expira
        FROM prep.tomar('CAPTURA', $1, prep.sitio_para($1, 'captura'), coalesce($2, '')) t;
END $$;
