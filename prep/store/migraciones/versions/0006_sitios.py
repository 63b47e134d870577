"""Several sites: which nodes there are, what each has still to be sent, and who brought each image (P-7).

One captura of a person in a ronda is kept by `guardar_hecho` where it enters and judged by the fold elsewhere: a unique
index at the centre would stop the whole replication of a node.
"""

from alembic import op

revision = "0006"
down_revision = "0005"

PASOS = (
    "DROP INDEX prep.hecho_una_captura",
    "CREATE INDEX hecho_captura ON prep.hecho (acta, fuente, ronda, operador) WHERE tipo = 'CAPTURA'",
    "ALTER TABLE prep.imagen ADD COLUMN nodo text NOT NULL DEFAULT 'CENTRO'",
    """CREATE TABLE prep.nodo (
        nodo text PRIMARY KEY, catd text NOT NULL, generacion integer NOT NULL, estado text NOT NULL,
        rol text NOT NULL UNIQUE, apodo text NOT NULL UNIQUE, servidor text NOT NULL DEFAULT '',
        puerto integer NOT NULL DEFAULT 0, alta timestamptz NOT NULL DEFAULT clock_timestamp(), latido timestamptz,
        esquema text NOT NULL DEFAULT '', deriva_ms integer NOT NULL DEFAULT 0, cola integer NOT NULL DEFAULT 0,
        cabeza_n bigint NOT NULL DEFAULT 0, cabeza bytea NOT NULL DEFAULT ''
    )""",
    "CREATE UNIQUE INDEX nodo_vigente ON prep.nodo (catd) WHERE estado <> 'CERCADO'",
    "CREATE TABLE prep.bajada (nodo text NOT NULL, hecho uuid NOT NULL, PRIMARY KEY (nodo, hecho))",
    "CREATE TABLE prep.interes (acta text NOT NULL, catd text NOT NULL, PRIMARY KEY (acta, catd))",
)


def upgrade() -> None:
    for paso in PASOS:
        op.execute(paso)
