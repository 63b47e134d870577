"""What each cut showed first, acta by acta (R-06), and which phone belongs to each acta's casilla (R-09)."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute(
        "CREATE TABLE prep.publicado (acta text PRIMARY KEY, hecho uuid NOT NULL, corte integer NOT NULL,"
        " fuente text NOT NULL, huella text NOT NULL)"
    )
    op.execute("CREATE TABLE prep.cae (acta text PRIMARY KEY, cuenta text NOT NULL)")
