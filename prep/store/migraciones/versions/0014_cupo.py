"""How far each station may go in its hour, and whether the disk is nearly full: written by the node's guard."""

from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.execute(
        "CREATE TABLE prep.cupo (estacion text PRIMARY KEY, hechos bigint NOT NULL, imagenes bigint NOT NULL,"
        " lleno boolean NOT NULL)"
    )
