"""The centre's own key and its registration: who signs the phases, the cuts and what the node does by itself."""

from pathlib import Path

from central.nodo.personas import OperadorNuevo
from prep.domain.catalogo import CCV
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
    return llave, OperadorNuevo(CENTRO, "Centro", llave.publica, "", ("coordinacion",), CCV)
