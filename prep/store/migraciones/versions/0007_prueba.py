"""What can be proved afterwards: links of the chain that cover what a node says of a fact, by their version."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.execute("ALTER TABLE prep.cadena ADD COLUMN version integer NOT NULL DEFAULT 1")
