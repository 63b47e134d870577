"""What two people change of another, and the keys that people seal again with a password of their own (P-10)."""

from alembic import op

revision = "0020"
down_revision = "0019"

PASOS = (
    """CREATE TABLE prep.cambio (
        hecho uuid PRIMARY KEY, propuesta uuid, operador text NOT NULL, desde timestamptz NOT NULL, publica bytea,
        sello text NOT NULL, roles text[], sitio text
    )""",
    "CREATE INDEX cambio_operador ON prep.cambio (operador, desde)",
    """CREATE TABLE prep.sello (
        huella text PRIMARY KEY, trajo text NOT NULL, sellada text NOT NULL,
        recibido timestamptz NOT NULL DEFAULT clock_timestamp(), subido boolean NOT NULL DEFAULT false
    )""",
)


def upgrade() -> None:
    for paso in PASOS:
        op.execute(paso)
