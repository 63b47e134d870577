"""Brings a base to this program's schema: Alembic's steps, then the functions and grants, in one transaction.

Alembic is loaded when it is used, and with it the models: a command that migrates nothing begins without them.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from prep.store import candados
from prep.store.conexion import ESQUEMA, motor
from prep.store.punto import punto

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

AQUI = Path(__file__).parent
FUNCIONES = AQUI / "funciones"


class BaseMasNueva(Exception):
    """The base was migrated by a newer program than this one; the message says what to do."""


def configuracion() -> "Config":
    """Alembic's settings, without a file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(AQUI / "migraciones"))
    return config


def cabeza() -> str:
    """The revision that this program's models are: the last of its steps, whose files begin with their number."""
    return max(paso.name for paso in (AQUI / "migraciones" / "versions").glob("0*.py")).partition("_")[0]


def revision_de(conn: Connection) -> str | None:
    """The revision that the base is at, None when it is empty."""
    from alembic.runtime.migration import MigrationContext

    return MigrationContext.configure(conn, opts={"version_table_schema": ESQUEMA}).get_current_revision()


def subir(dsn_owner: str, hasta: str = "head") -> str:
    """Migrates the base up to `hasta` and returns its revision; at the head also renews functions and grants.

    Each step is additive (P-7). Raises BaseMasNueva when the base has a revision that this
    program does not know; nothing is changed then.
    """
    from alembic import command

    maquina = motor(dsn_owner)
    try:
        with maquina.begin() as conn:
            conn.execute(text("SELECT pg_advisory_xact_lock(:candado)"), {"candado": candados.MIGRACION})
            conn.execute(text(f"CREATE SCHEMA IF NOT EXISTS {ESQUEMA}"))
            config = configuracion()
            _negar_mas_nueva(revision_de(conn))
            config.attributes["connection"] = conn
            command.upgrade(config, hasta)
            alcanzada = revision_de(conn)
            assert alcanzada is not None
            if alcanzada == cabeza():
                renovar_funciones(conn)
            punto("migrar.subir.antes")
        punto("migrar.subir.despues")
    finally:
        maquina.dispose()
    return alcanzada


def renovar_funciones(conn: Connection) -> None:
    """Creates or replaces every function, trigger and grant; the files run in the order of their names."""
    for archivo in sorted(FUNCIONES.glob("*.sql")):
        conn.exec_driver_sql(archivo.read_text(encoding="utf-8").replace("%", "%%"))


def _pasos() -> "ScriptDirectory":
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(configuracion())


def _negar_mas_nueva(revision: str | None) -> None:
    conocidas = {paso.revision for paso in _pasos().walk_revisions()}
    if revision is not None and revision not in conocidas:
        raise BaseMasNueva(
            f"La base está en la versión {revision} y este programa sólo conoce hasta la {cabeza()}: "
            "instale la versión nueva del programa antes de abrirla."
        )
