"""The published actas that each site is offered to look at again, as the centre listed them after a cut."""

from alembic import op

revision = "0024"
down_revision = "0023"

PASOS = ("CREATE TABLE prep.miradas (sitio text PRIMARY KEY, corte integer NOT NULL, lista text NOT NULL)",)


def upgrade() -> None:
    for paso in PASOS:
        op.execute(paso)
