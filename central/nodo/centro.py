"""The centre's own key and its registration: who signs the phases, the cuts and what the node does by itself."""

from pathlib import Path
from typing import Any

from psycopg import Connection

from central.nodo.binarios import ErrorNodo
from central.nodo.nombres import CENTRO as NODO_CENTRO
from central.nodo.personas import OperadorNuevo
from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.roles import Rol
from prep.net.identidad import Llave, cargar, guardar, nueva

CENTRO = "centro"
ARCHIVO = "centro.key"


def asegurar_centro(datos: Path) -> tuple[Llave, OperadorNuevo]:
    """The key of this data folder, made the first time, and its registration. Raises LlaveInvalida, OSError."""
    ruta = datos / ARCHIVO
    if ruta.exists():
        llave = cargar(ruta)
    else:
        llave = nueva()
        guardar(llave, ruta)
    return llave, OperadorNuevo(CENTRO, "Centro", llave.publica, "", (Rol.COORDINACION,), CCV)


def exigir_centro(conn: Connection[Any]) -> str:
    """The proceso of the centre's base; raises ErrorNodo when it is not ready, or is the node of a CATD."""
    if conn.execute("SELECT to_regclass('prep.nodo')").fetchone() == (None,):
        raise ErrorNodo("El centro no está preparado: importe antes su catálogo («catalogo importar»).")
    fila = conn.execute("SELECT proceso, nodo FROM prep.proceso").fetchone()
    if fila is None:
        raise ErrorNodo("El centro no tiene catálogo: impórtelo antes («catalogo importar»).")
    if fila[1] != NODO_CENTRO:
        raise ErrorNodo(f"Esto se hace en el centro, y esta carpeta es del nodo {fila[1]}.")
    return str(fila[0])
