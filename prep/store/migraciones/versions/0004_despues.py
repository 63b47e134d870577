"""What a cut asks the árbitro to fold again waits behind the facts that come in: a capture post never waits for it."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.execute("ALTER TABLE prep.cola ADD COLUMN despues boolean NOT NULL DEFAULT false")
    op.execute("CREATE INDEX cola_orden ON prep.cola (despues, n)")
