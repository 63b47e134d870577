"""The node's first base: catalogue, people, facts and what is derived from them."""

from alembic import op

revision = "0001"
down_revision = None

CATALOGO = """
CREATE TABLE prep.proceso (
    proceso text PRIMARY KEY, nodo text NOT NULL, vigencia_s integer NOT NULL,
    creado timestamptz NOT NULL DEFAULT clock_timestamp(), cabecera jsonb NOT NULL
);
CREATE TABLE prep.acta (
    clave text PRIMARY KEY, n integer NOT NULL UNIQUE, eleccion text NOT NULL, territorio text NOT NULL,
    seccion text NOT NULL, tipo text NOT NULL, numero text NOT NULL, extension text NOT NULL, codigo text NOT NULL,
    ordinal integer NOT NULL, lista_nominal integer NOT NULL, ubicacion text NOT NULL, centro text NOT NULL,
    clave_casilla text NOT NULL, catalogada boolean NOT NULL, en_archivo boolean NOT NULL
);
CREATE INDEX acta_centro ON prep.acta (centro);
CREATE TABLE prep.operador (
    operador text PRIMARY KEY, nombre text NOT NULL, publica bytea NOT NULL,
    sellada text NOT NULL, roles text[] NOT NULL, sitio text NOT NULL, activo boolean NOT NULL
);
CREATE TABLE prep.estacion (estacion text PRIMARY KEY, sitio text NOT NULL, activo boolean NOT NULL);
"""

HECHOS = """
CREATE TABLE prep.hecho (
    id uuid PRIMARY KEY, proceso text NOT NULL, tipo text NOT NULL, acta text NOT NULL, fuente text NOT NULL,
    operador text NOT NULL, estacion text NOT NULL, nodo text NOT NULL, sec bigint NOT NULL, ronda integer,
    momento timestamptz NOT NULL, desfase_ms integer NOT NULL, cuerpo text NOT NULL, firma bytea NOT NULL,
    recibido timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX hecho_acta_sec ON prep.hecho (acta, sec);
CREATE UNIQUE INDEX hecho_una_captura ON prep.hecho (acta, fuente, ronda, operador) WHERE tipo = 'CAPTURA';
CREATE TABLE prep.imagen (
    huella text PRIMARY KEY, acta text NOT NULL, bytes bytea NOT NULL, tamano integer NOT NULL,
    estacion text NOT NULL, recibido timestamptz NOT NULL DEFAULT clock_timestamp()
);
ALTER TABLE prep.imagen ALTER COLUMN bytes SET STORAGE EXTERNAL;  -- a JPEG does not compress
CREATE TABLE prep.cola (n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, hecho uuid NOT NULL, acta text NOT NULL)
    WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
CREATE TABLE prep.cadena (n bigint PRIMARY KEY, hecho uuid NOT NULL, eslabon bytea NOT NULL);
CREATE UNIQUE INDEX cadena_hecho ON prep.cadena (hecho);
CREATE TABLE prep.cuarentena (
    hecho uuid PRIMARY KEY, razon text NOT NULL, cuando timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE prep.entrega_rara (
    n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, hecho uuid NOT NULL, resultado text NOT NULL,
    estacion text NOT NULL, cuerpo text NOT NULL, firma bytea NOT NULL,
    cuando timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE prep.alarma (
    n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, cuando timestamptz NOT NULL DEFAULT clock_timestamp(),
    codigo text NOT NULL, acta text NOT NULL, texto text NOT NULL
);
"""

DERIVADAS = """
CREATE TABLE prep.acta_estado (
    acta text PRIMARY KEY, etapa text NOT NULL, fuente text NOT NULL, registrada boolean NOT NULL,
    custodia text NOT NULL, hechos integer NOT NULL, estado jsonb NOT NULL, huella text NOT NULL,
    cambiado timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 70);
CREATE TABLE prep.trabajo (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, acta text NOT NULL, clase text NOT NULL,
    fuente text NOT NULL, ronda integer NOT NULL, puesto integer NOT NULL, sitio text NOT NULL, imagen text NOT NULL,
    creado timestamptz NOT NULL DEFAULT clock_timestamp(), operador text, estacion text, toma uuid,
    expira timestamptz, terminado timestamptz
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX trabajo_puesto ON prep.trabajo (acta, fuente, ronda, clase, puesto);
CREATE INDEX trabajo_libre ON prep.trabajo (sitio, clase, id) WHERE terminado IS NULL;
CREATE INDEX trabajo_tomado ON prep.trabajo (estacion) WHERE terminado IS NULL AND estacion IS NOT NULL;
CREATE TABLE prep.corte (
    numero integer PRIMARY KEY, momento timestamptz NOT NULL, ultimo boolean NOT NULL, carpeta text NOT NULL,
    manifiesto text NOT NULL, sha256 text NOT NULL
);
CREATE TABLE prep.corte_fila (
    acta text PRIMARY KEY, corte integer NOT NULL, huella text NOT NULL, fila text NOT NULL
);
"""


def upgrade() -> None:
    for partes in (CATALOGO, HECHOS, DERIVADAS):
        op.execute(partes)
