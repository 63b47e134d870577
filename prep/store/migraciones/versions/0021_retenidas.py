"""The rows that the last cut held back, and why: what two people may let go out when it was for their hours (R-10)."""

from alembic import op

revision = "0021"
down_revision = "0020"

PASOS = (
    """CREATE TABLE prep.retenida (
        acta text NOT NULL, motivo text NOT NULL, texto text NOT NULL, horas text NOT NULL,
        PRIMARY KEY (acta, motivo)
    )""",
)


def upgrade() -> None:
    for paso in PASOS:
        op.execute(paso)
