"""A station goes on to the proceso that follows: a spool of its own for each, and that of before is not touched."""

import sqlite3
from contextlib import closing
from pathlib import Path

from prep.services.estacion import ficha as fichas
from prep.services.estacion.ficha import Ficha

SPOOL = "spool.sqlite"  # of the first proceso; `spool.SIM-2.sqlite`, of one that followed
BANDEJA = "digitalizacion"  # beside the spool: the tray of pages
PENDIENTES = "SELECT count(*) FROM salida WHERE estado = 'pendiente'"


def ruta_del_spool(datos: Path, ficha: Ficha) -> Path:
    return datos / (f"spool.{ficha.proceso}.sqlite" if ficha.red else SPOOL)


def siguiente(datos: Path, ficha: Ficha, proceso: str) -> Ficha:
    """Its card in the proceso `proceso`, kept. Raises OSError."""
    nueva = ficha.model_copy(update={"proceso": proceso, "red": ficha.red or ficha.proceso})
    fichas.guardar(nueva, datos / fichas.ARCHIVO)
    return nueva


def quedaron(datos: Path, ficha: Ficha) -> list[tuple[str, int]]:
    """Of each earlier proceso of this station, its facts that never reached their node, where there are."""
    hallados = []
    for ruta in sorted(datos.glob("spool*.sqlite")):
        if ruta == ruta_del_spool(datos, ficha):
            continue
        try:
            with closing(sqlite3.connect(f"{ruta.absolute().as_uri()}?mode=ro", uri=True, timeout=1)) as conexion:
                ((proceso,),) = conexion.execute("SELECT proceso FROM meta").fetchall()
                ((n,),) = conexion.execute(PENDIENTES).fetchall()
        except sqlite3.Error:  # a window of before that is still closing, or no spool
            continue
        if n:
            hallados.append((str(proceso), int(n)))
    return hallados
