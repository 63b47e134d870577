"""One alarm for each cause, with how many times: a hostile station buried the rest under a thousand."""

from alembic import op

revision = "0009"
down_revision = "0008"

PASOS = (
    "ALTER TABLE prep.alarma ADD COLUMN causa text NOT NULL DEFAULT '', ADD COLUMN veces integer NOT NULL DEFAULT 1",
    "CREATE UNIQUE INDEX alarma_causa ON prep.alarma (codigo, causa) WHERE atendida IS NULL AND causa <> ''",
)


def upgrade() -> None:
    for paso in PASOS:
        op.execute(paso)
