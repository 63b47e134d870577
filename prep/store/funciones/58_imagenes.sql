-- What the centre may show of the images: those that a published row names by their hash, and no other (R-27).

CREATE OR REPLACE FUNCTION prep.imagenes_publicadas(p_huellas text[]) RETURNS TABLE (huella text, bytes bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT i.huella, i.bytes FROM prep.imagen i
    WHERE i.huella = ANY (p_huellas)
      AND i.huella IN (SELECT f.fila::jsonb ->> -7 FROM prep.corte_fila f)
$$;
