"""The actas whose facts the árbitro could not fold: no cut shows what it does not know of them."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.execute(
        "CREATE TABLE prep.detenida (acta text PRIMARY KEY, razon text NOT NULL,"
        " cuando timestamptz NOT NULL DEFAULT clock_timestamp())"
    )
