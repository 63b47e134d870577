"""Who said each fact that waits, so that nobody's flood keeps the others waiting: they are taken by turns."""

from alembic import op

revision = "0027"
down_revision = "0026"

PASOS = (
    "ALTER TABLE prep.cola ADD COLUMN origen text NOT NULL DEFAULT ''",
    "CREATE INDEX cola_turnos ON prep.cola (origen, n) WHERE NOT despues",
)


def upgrade() -> None:
    for paso in PASOS:
        op.execute(paso)
