"""The digest by which a cut knows what changed is kept by the base itself beside the state, so that nobody computes it.

Of the state but for what a cut adds to it (`publicado`).
"""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.execute(
        "ALTER TABLE prep.acta_estado ADD COLUMN sello text NOT NULL"
        " GENERATED ALWAYS AS (to_hex(jsonb_hash_extended(estado - 'publicado', 0))) STORED"
    )
