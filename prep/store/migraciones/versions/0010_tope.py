"""What a node says of its chain is judged against the facts that the centre has seen."""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.execute("ALTER TABLE prep.nodo ADD COLUMN tope bigint NOT NULL DEFAULT 0, ADD COLUMN contado timestamptz")
