"""The list of people and stations is signed by the centre, row by row, and where a node may be is pinned there.

Those of a base from before are not signed, and its nodes are nowhere: they are joined again.
"""

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    for tabla in ("operador", "estacion"):
        op.execute(
            f"ALTER TABLE prep.{tabla} ADD COLUMN version bigint NOT NULL DEFAULT 0,"
            " ADD COLUMN firma bytea NOT NULL DEFAULT ''"
        )
    op.execute("ALTER TABLE prep.nodo ADD COLUMN direcciones text[] NOT NULL DEFAULT '{}'")
