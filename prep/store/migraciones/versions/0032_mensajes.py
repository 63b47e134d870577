"""Messages are found without reading what else people wrote down: every station asks for them all night (0093)."""

from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    op.execute("""CREATE INDEX hecho_mensaje ON prep.hecho (recibido) WHERE cuerpo LIKE '{"codigo":"MENSAJE%'""")
