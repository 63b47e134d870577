-- Who people are now: as the centre signed them, with what two people agreed since and the seals that they made themselves.
-- `sellada` is '' while the seal of the key that they have now has not come to this base.
-- Each column looks for its own: who may do what, which every claim asks, reads no key and no seal.
CREATE OR REPLACE VIEW prep.persona AS
SELECT o.operador, o.nombre,
       coalesce((SELECT c.publica FROM prep.cambio c
                 WHERE c.operador = o.operador AND c.propuesta IS NOT NULL AND c.publica IS NOT NULL
                 ORDER BY c.desde DESC, c.hecho DESC LIMIT 1), o.publica) AS publica,
       (SELECT coalesce(
            (SELECT b.sellada FROM prep.cambio c JOIN prep.sello b ON b.huella = c.sello
             WHERE c.operador = o.operador AND c.publica = coalesce(k.publica, o.publica)
             ORDER BY c.desde DESC, c.hecho DESC LIMIT 1),
            CASE WHEN k.publica IS NULL THEN coalesce(nullif(o.sellada, ''),
                (SELECT x.sellada FROM prep.sello x WHERE x.trajo = 'centro ' || o.operador  -- who came from another site
                 ORDER BY x.recibido DESC LIMIT 1)) END,
            '')
        FROM (SELECT (SELECT c.publica FROM prep.cambio c
                      WHERE c.operador = o.operador AND c.propuesta IS NOT NULL AND c.publica IS NOT NULL
                      ORDER BY c.desde DESC, c.hecho DESC LIMIT 1) AS publica) k) AS sellada,
       coalesce((SELECT c.roles FROM prep.cambio c WHERE c.operador = o.operador AND c.roles IS NOT NULL
                 ORDER BY c.desde DESC, c.hecho DESC LIMIT 1), o.roles) AS roles,
       coalesce((SELECT c.sitio FROM prep.cambio c WHERE c.operador = o.operador AND c.roles IS NOT NULL
                 ORDER BY c.desde DESC, c.hecho DESC LIMIT 1), o.sitio) AS sitio,
       o.activo
FROM prep.operador o;

-- A change is told to the nodes as those registered are: at the centre, a change of key, roles or site (a person's own
-- seal is of the node where they are).
CREATE OR REPLACE TRIGGER avisar_gente AFTER INSERT ON prep.cambio
    FOR EACH ROW WHEN (NEW.propuesta IS NOT NULL) EXECUTE FUNCTION prep.avisar_gente();

-- Keeps a sealed key under its SHA-256, which it returns. It is in force only where a fact names it: its person's, or that
-- of two people. PR003 when it is too large, PR014 past the hour's of who brings them.
CREATE OR REPLACE FUNCTION prep.guardar_sello(p_trajo text, p_sellada text) RETURNS text LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_huella text := encode(sha256(convert_to(p_sellada, 'UTF8')), 'hex');
BEGIN
    IF p_sellada IS NULL OR octet_length(p_sellada) NOT BETWEEN 1 AND 4096 THEN
        RAISE EXCEPTION 'La llave sellada no mide de 1 a 4096 bytes' USING ERRCODE = 'PR003';
    ELSIF EXISTS (SELECT FROM prep.sello s WHERE s.huella = v_huella) THEN
        RETURN v_huella;
    ELSIF (SELECT count(*) FROM prep.sello s WHERE s.trajo = p_trajo
           AND s.recibido > clock_timestamp() - interval '1 hour') >= 60 THEN
        RAISE EXCEPTION 'Ya son 60 cambios de contraseña en una hora. Espere y repita' USING ERRCODE = 'PR014';
    END IF;
    INSERT INTO prep.sello (huella, trajo, sellada) VALUES (v_huella, p_trajo, p_sellada);
    RETURN v_huella;
END $$;
