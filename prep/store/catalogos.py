"""Keeps the catalogue of a proceso in the node's base, and reads it back equal."""

import json
from operator import attrgetter

from sqlalchemy import Connection, text

from prep.domain.catalogo.catalogo import Acta, Catalogo
from prep.store.catalogo_json import COLUMNAS_ACTA, acta_de, cabecera, catalogo_de
from prep.store.conexion import cruda

_datos_de = attrgetter(*COLUMNAS_ACTA)
# By hand: a program that only reads its catalogue begins without the models, a seventh of its beginning.
_CABECERA = "SELECT cabecera FROM prep.proceso"
_ACTAS = f"SELECT {', '.join(COLUMNAS_ACTA)} FROM prep.acta ORDER BY n"  # noqa: S608 -- our names
_DE_SECCION = f"SELECT {', '.join(COLUMNAS_ACTA)} FROM prep.acta WHERE seccion = :seccion ORDER BY n"  # noqa: S608
_PROCESO = """
    INSERT INTO prep.proceso (proceso, nodo, vigencia_s, sorteo, sesion_s, cabecera)
    VALUES (:proceso, :nodo, :vigencia_s, :sorteo, :sesion_s, CAST(:cabecera AS jsonb))
"""


class OtroProceso(Exception):
    """This base belongs to another proceso (R-10b); the message says which."""


class SinCatalogo(Exception):
    """This base has no catalogue yet."""


def guardar(conn: Connection, catalogo: Catalogo, nodo: str = "CENTRO") -> None:
    """Writes `catalogo`, replacing the same proceso's earlier one; raises OtroProceso (R-10b).

    `nodo` is the name that the facts which enter here are stamped with.
    """
    hay = conn.scalar(text("SELECT proceso FROM prep.proceso"))
    if hay is not None and hay != catalogo.proceso:
        raise OtroProceso(
            f"Esta base es del proceso «{hay}» y el catálogo es de «{catalogo.proceso}»: "
            "use otra carpeta de datos para cada proceso."
        )
    conn.execute(text("DELETE FROM prep.acta"))
    conn.execute(text("DELETE FROM prep.proceso"))
    conn.execute(
        text(_PROCESO),
        {
            "proceso": catalogo.proceso,
            "nodo": nodo,
            "vigencia_s": catalogo.ajustes.vigencia_trabajo_s,
            "sorteo": catalogo.ajustes.sorteo,
            "sesion_s": catalogo.ajustes.vigencia_sesion_h * 3600,
            "cabecera": json.dumps(cabecera(catalogo)),
        },
    )
    _copiar_actas(conn, catalogo)


def leer(conn: Connection, proceso: str | None = None) -> Catalogo:
    """The catalogue of this base; raises SinCatalogo, or OtroProceso when it is not `proceso`'s."""
    cabeza = conn.scalar(text(_CABECERA))
    if cabeza is None:
        raise SinCatalogo("La base no tiene catálogo: prepare el nodo primero.")
    if proceso is not None and cabeza["proceso"] != proceso:
        raise OtroProceso(f"Esta base es del proceso «{cabeza['proceso']}», no de «{proceso}».")
    filas = conn.execute(text(_ACTAS)).all()
    return catalogo_de(cabeza, (dict(zip(COLUMNAS_ACTA, fila, strict=True)) for fila in filas))


def de_seccion(conn: Connection, seccion: str) -> list[Acta]:
    """The actas of one section, in their order, without the rest of the catalogue."""
    filas = conn.execute(text(_DE_SECCION), {"seccion": seccion}).all()
    return [acta_de(dict(zip(COLUMNAS_ACTA, fila, strict=True))) for fila in filas]


def _copiar_actas(conn: Connection, catalogo: Catalogo) -> None:
    """By COPY: 40,000 rows in half a second."""
    with (
        cruda(conn).cursor() as cursor,
        cursor.copy(f"COPY prep.acta (n, {', '.join(COLUMNAS_ACTA)}) FROM STDIN") as copia,
    ):
        for n, acta in enumerate(catalogo.actas.values(), start=1):
            copia.write_row((n, *_datos_de(acta)))
