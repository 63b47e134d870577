"""Deliveries that dispute the id of a fact nobody verified are kept whole: the one that verifies stays."""

from alembic import op

revision = "0012"
down_revision = "0011"

PASOS = (
    "ALTER TABLE prep.entrega_rara ADD COLUMN entero jsonb",
    "CREATE INDEX entrega_rara_rival ON prep.entrega_rara (hecho) WHERE resultado = 'rival'",
)


def upgrade() -> None:
    for paso in PASOS:
        op.execute(paso)
