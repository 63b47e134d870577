"""What the room remembers of the night: how many actas each centre of work had in each stage, minute by minute."""

from alembic import op

revision = "0028"
down_revision = "0027"

ETAPAS = (
    "esperada", "retenida", "acopiada", "digitalizada", "en_captura", "en_disputa", "en_mesa", "por_validar",
    "por_redigitalizar", "verificada", "sin_acta", "trasladada",
)  # fmt: skip
PASOS = (
    "CREATE TABLE prep.minuto (momento timestamptz NOT NULL, centro text NOT NULL,"
    f" {', '.join(f'{etapa} integer NOT NULL' for etapa in ETAPAS)}, PRIMARY KEY (momento, centro))",
)


def upgrade() -> None:
    for paso in PASOS:
        op.execute(paso)
