"""Enters the centre's own facts, by the same functions as anybody's."""

from sqlalchemy import Connection

from prep.store.hechos import ENTREGAR_CENTRO, HechoFirmado, valores_firmados


def insertar_centro(conn: Connection, firmado: HechoFirmado) -> str:
    """Enters a fact of the centre and returns `nuevo`, `ya estaba` or `conflicto`.

    `conn` is of role prep_centro or prep_arbitro, in READ COMMITTED. `nodo` and `sec` are stamped by the base.
    """
    return str(conn.exec_driver_sql(ENTREGAR_CENTRO, valores_firmados(firmado)).scalar_one())
