"""A phone is found by its key at each sending: among a city's thousands, by an index."""

from alembic import op

revision = "0025"
down_revision = "0024"

PASOS = (
    "CREATE INDEX telefono_llave ON prep.telefono ((left(encode(sha256(spki), 'hex'), 16))) WHERE spki <> ''::bytea",
)


def upgrade() -> None:
    for paso in PASOS:
        op.execute(paso)
