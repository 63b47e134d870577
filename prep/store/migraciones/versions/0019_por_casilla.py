"""What the catalogue may say of each casilla: how its package travels, its representatives and its ballots."""

from alembic import op

revision = "0019"
down_revision = "0018"

PASOS = (
    "ALTER TABLE prep.acta ADD COLUMN traslado text, ADD COLUMN representantes integer, ADD COLUMN boletas integer",
)


def upgrade() -> None:
    for paso in PASOS:
        op.execute(paso)
