"""What of the people of a CATD its node could not register, as it last said: one of them holds up no other."""

from alembic import op

revision = "0030"
down_revision = "0028"

PASOS = (
    "ALTER TABLE prep.nodo ADD COLUMN gente_faltan integer NOT NULL DEFAULT 0,"
    " ADD COLUMN gente_dicho text NOT NULL DEFAULT '', ADD COLUMN gente_en timestamptz",
)


def upgrade() -> None:
    for paso in PASOS:
        op.execute(paso)
