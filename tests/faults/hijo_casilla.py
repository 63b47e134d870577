"""The intake of phone images that kills itself just before the n-th rename, removal, file written or commit."""

import os
import signal
import sys
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from central.casilla.vuelta import VueltaDeCasilla
from central.marco.conexion import NodoAbierto
from prep.store.conexion import motor

ABIERTO_PARA_ESCRIBIR = os.O_WRONLY | os.O_RDWR


def trabajar(dsn: str, datos: str, carpeta: str, muere: int) -> None:
    """Takes in `carpeta`; ends by itself when there are fewer than `muere` such things to do."""
    pasos = count(1)

    def paso(*_: object) -> None:
        if next(pasos) == muere:
            os.kill(os.getpid(), signal.SIGKILL)

    def oir(suceso: str, argumentos: tuple[Any, ...]) -> None:
        escribe = suceso == "open" and carpeta in str(argumentos[0]) and argumentos[2] & ABIERTO_PARA_ESCRIBIR
        if suceso in ("os.rename", "os.remove") or escribe:
            paso()

    event.listen(Engine, "commit", paso)
    maquina = motor(dsn)
    sys.addaudithook(oir)
    VueltaDeCasilla(NodoAbierto(Path(datos), maquina), Path(carpeta), None, lambda linea: None).dar()
    maquina.dispose()
