"""What two people agree on is found without reading every fact: the proposals and their answers (P-10)."""

from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.execute("CREATE INDEX hecho_acuerdo ON prep.hecho (acta, tipo) WHERE tipo IN ('PROPUESTA', 'CONFORME')")
