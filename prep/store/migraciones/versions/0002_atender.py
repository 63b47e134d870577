"""Alarms are attended, and what the desk and the control room look for is found by index."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("ALTER TABLE prep.alarma ADD COLUMN atendida timestamptz")
    op.execute("CREATE INDEX acta_estado_etapa ON prep.acta_estado (etapa)")
    op.execute("CREATE INDEX entrega_rara_hecho ON prep.entrega_rara (hecho)")
