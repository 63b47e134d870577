"""Incidents and what was done about them are found without reading every fact (R-34)."""

from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.execute(
        "CREATE INDEX hecho_incidente ON prep.hecho (tipo, recibido) WHERE tipo IN ('INCIDENCIA', 'SEGUIMIENTO')"
    )
