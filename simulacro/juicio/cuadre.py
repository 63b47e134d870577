"""What the stations kept against what the centre has: nothing that was confirmed is missing, nothing is there twice."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine, text

DE_ESTACIONES = "SELECT id::text FROM prep.hecho WHERE fuente <> 'CENTRO' AND operador <> 'centro'"
DOBLADOS = """
SELECT count(*) FROM (SELECT FROM prep.hecho WHERE fuente <> 'CENTRO'
GROUP BY proceso, tipo, acta, fuente, operador, estacion, momento, cuerpo HAVING count(*) > 1) d
"""
POR_NODO = "SELECT nodo, count(*) FROM prep.hecho GROUP BY nodo ORDER BY nodo"


@dataclass(frozen=True, slots=True)
class Cuadre:
    """`confirmados`: facts in the stations' spools. `duplicados` counts also what no station says that it made."""

    confirmados: int = 0
    perdidos: int = 0
    duplicados: int = 0
    hechos: dict[str, int] = field(default_factory=dict)  # by node


def cuadrar(estaciones: Path, centro: Engine) -> Cuadre:
    """Of a night that ended: its stations are closed. The folder is that of their spools, people's in their own."""
    suyos: set[str] = set()
    for ruta in sorted((*estaciones.glob("*.spool"), *estaciones.glob("*/spool.sqlite"))):
        with closing(sqlite3.connect(ruta)) as spool:
            suyos |= {
                id_ for (id_,) in spool.execute("SELECT id FROM salida WHERE estado IN ('pendiente', 'entregado')")
            }
    with centro.connect() as conexion:
        alli = {id_ for (id_,) in conexion.execute(text(DE_ESTACIONES))}
        doblados = int(conexion.execute(text(DOBLADOS)).scalar_one())
        hechos = {str(nodo): int(n) for nodo, n in conexion.execute(text(POR_NODO))}
    return Cuadre(len(suyos), len(suyos - alli), doblados + len(alli - suyos), hechos)
