"""The channels by which a node's programs are woken have a name that no station can know, so none can fill them."""

from alembic import op

revision = "0026"
down_revision = "0025"

PASOS = ("ALTER TABLE prep.proceso ADD COLUMN canal text NOT NULL DEFAULT replace(gen_random_uuid()::text, '-', '')",)


def upgrade() -> None:
    for paso in PASOS:
        op.execute(paso)
