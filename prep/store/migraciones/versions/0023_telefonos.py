"""The phones of the CAE with their keys; and the accounts of an acta over time, for who is relieved in mid-night."""

from alembic import op

revision = "0023"
down_revision = "0022"

PASOS = (
    "ALTER TABLE prep.cae ADD COLUMN desde timestamptz NOT NULL DEFAULT '1970-01-01Z'",
    "ALTER TABLE prep.cae DROP CONSTRAINT cae_pkey",
    "ALTER TABLE prep.cae ADD PRIMARY KEY (acta, desde)",
    """CREATE TABLE prep.telefono (
        cuenta text NOT NULL, numero integer NOT NULL, codigo_id text NOT NULL UNIQUE, vence timestamptz NOT NULL,
        estado text NOT NULL, spki bytea NOT NULL DEFAULT ''::bytea, hasta timestamptz,
        version bigint NOT NULL DEFAULT 0, firma bytea NOT NULL DEFAULT ''::bytea,
        PRIMARY KEY (cuenta, numero)
    )""",
)


def upgrade() -> None:
    for paso in PASOS:
        op.execute(paso)
