"""Who proved to be whom at which station, and what each station is for (P-10).

The stations that are here already stay as they were: for everything.
"""

from alembic import op

revision = "0017"
down_revision = "0016"

PASOS = (
    """CREATE TABLE prep.sesion (
        estacion text NOT NULL, operador text NOT NULL, reto uuid NOT NULL DEFAULT gen_random_uuid(),
        emitido timestamptz NOT NULL DEFAULT clock_timestamp(), firma bytea, razon text, expira timestamptz,
        PRIMARY KEY (estacion, operador)
    )""",
    "ALTER TABLE prep.estacion ADD COLUMN papeles text[] NOT NULL DEFAULT '{captura,mesa}'",
    "ALTER TABLE prep.proceso ADD COLUMN sesion_s integer NOT NULL DEFAULT 3600",
)


def upgrade() -> None:
    for paso in PASOS:
        op.execute(paso)
