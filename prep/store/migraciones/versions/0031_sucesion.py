"""Which procesos came before that of this base, each succession signed by the centre, with what it had of each node."""

from alembic import op

revision = "0031"
down_revision = "0030"

PASOS = (
    "CREATE TABLE prep.sucesion (de text PRIMARY KEY, a text NOT NULL UNIQUE, momento timestamptz NOT NULL,"
    " firma bytea NOT NULL, hechos jsonb NOT NULL DEFAULT '{}')",
)


def upgrade() -> None:
    for paso in PASOS:
        op.execute(paso)
