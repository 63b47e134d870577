"""The lists of revoked certificates, one for each site, as its authority signed them: the nodes take theirs."""

from alembic import op

revision = "0022"
down_revision = "0021"

PASOS = ("CREATE TABLE prep.revocados (sitio text PRIMARY KEY, lista text NOT NULL)",)


def upgrade() -> None:
    for paso in PASOS:
        op.execute(paso)
