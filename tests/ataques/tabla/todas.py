"""The table, the only one: the 66 rows of the review of security and those of our own, from 101 on."""

from tests.ataques.tabla import (
    cifradas,
    demas,
    demoras,
    entre,
    estaciones,
    hechos,
    nodos,
    personas,
    servidor,
    telefonos,
)
from tests.ataques.tabla.fila import Fila


def _orden(fila: Fila) -> tuple[int, str]:
    cifras = "".join(filter(str.isdigit, fila.n))
    return int(cifras), fila.n


FILAS = sorted(
    [
        *hechos.FILAS,
        *estaciones.FILAS,
        *personas.FILAS,
        *nodos.FILAS,
        *demas.FILAS,
        *servidor.FILAS,
        *cifradas.FILAS,
        *telefonos.FILAS,
        *entre.FILAS,
        *demoras.FILAS,
    ],
    key=_orden,
)
REVISION = [f for f in FILAS if _orden(f)[0] <= 65]
NUESTRAS = [f for f in FILAS if _orden(f)[0] > 100]
