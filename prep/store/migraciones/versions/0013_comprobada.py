"""How far the centre made each node's chain again from its own facts, and when it was last at its end."""

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.execute(
        "ALTER TABLE prep.nodo ADD COLUMN comprobada_n bigint NOT NULL DEFAULT 0,"
        " ADD COLUMN comprobada bytea NOT NULL DEFAULT '', ADD COLUMN comprobada_en timestamptz"
    )
