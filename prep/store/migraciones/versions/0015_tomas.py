"""Leases that last: who was given which ronda and where, and the lease under which each captura came in (R-04).

The facts that are here already were taken in when nobody asked for a lease: theirs is PREVIA.
"""

from alembic import op

revision = "0015"
down_revision = "0014"

PASOS = (
    """CREATE TABLE prep.toma (
        acta text NOT NULL, fuente text NOT NULL, ronda integer NOT NULL, operador text NOT NULL,
        estacion text NOT NULL, toma uuid NOT NULL, cuando timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (acta, fuente, ronda, operador, estacion)
    )""",
    "ALTER TABLE prep.hecho ADD COLUMN toma text NOT NULL DEFAULT 'PREVIA'",
    "ALTER TABLE prep.hecho ALTER COLUMN toma SET DEFAULT ''",
    "ALTER TABLE prep.proceso ADD COLUMN sorteo integer NOT NULL DEFAULT 20",
    "ALTER TABLE prep.proceso ADD COLUMN semilla bigint NOT NULL DEFAULT hashtextextended(gen_random_uuid()::text, 0)",
)


def upgrade() -> None:
    for paso in PASOS:
        op.execute(paso)
