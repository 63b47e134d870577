"""Which new facts can be believed; the others go to quarantine with their reason and an alarm, and are never folded."""

from collections.abc import Iterable
from uuid import UUID

import psycopg
from psycopg import Connection

from central.arbitro import derecho, personas
from central.arbitro.cambios import es_personal
from central.arbitro.contexto import Contexto
from central.arbitro.tropiezos import anotar
from prep.domain.hechos.hechos import Hecho
from prep.store.hechos import HechoLeido

# By the station that delivered it here, or by the node that it came from.
ALARMAR = """
SELECT prep.alarmar('CUARENTENA', CASE WHEN h.nodo = p.nodo THEN h.estacion ELSE h.nodo END, %(acta)s, %(texto)s)
FROM prep.hecho h, prep.proceso p WHERE h.id = %(hecho)s
"""


def apartar(conexion: Connection, contexto: Contexto, leidos: Iterable[HechoLeido]) -> list[tuple[HechoLeido, Hecho]]:
    """Of `leidos`, the facts that verify."""
    buenos: list[tuple[HechoLeido, Hecho]] = []
    malos: list[tuple[UUID, str, str]] = []
    leidos = list(leidos)
    if any(leido.hecho is not None and es_personal(leido.hecho) for leido in leidos):
        contexto.enterarse()  # before any of the batch is judged: whose key is which
    for leido in leidos:
        razon = _defecto(contexto, leido)
        if leido.hecho is None or razon:
            malos.append((leido.id, razon, leido.acta))
        else:
            buenos.append((leido, leido.hecho))
            personas.avisar_de_llave_anterior(conexion, contexto, leido)
            if contexto.catd is None and derecho.de_baja(contexto, leido.hecho):
                _avisar_de_baja(conexion, leido.hecho)
    for malo in malos:
        poner(conexion, *malo)
    personas.anotar(conexion, contexto, [hecho for _, hecho in buenos])
    return buenos


def _defecto(contexto: Contexto, leido: HechoLeido) -> str:
    if leido.hecho is None:
        return leido.defecto
    try:
        return derecho.defecto(contexto, leido.hecho, leido.mensaje, leido.firma)
    except psycopg.Error:
        raise
    except Exception as error:  # noqa: BLE001 -- whatever a fact makes fail is said of that fact
        anotar(f"No se pudo examinar el hecho {leido.id}", error)
        return sin_examinar(error)


def sin_examinar(error: Exception) -> str:
    """Only the class: its words could hold somebody's figures."""
    return f"no se pudo examinar ({type(error).__name__})"


def poner(conexion: Connection, hecho: UUID, razon: str, acta: str) -> None:
    conexion.execute(
        "INSERT INTO prep.cuarentena (hecho, razon) VALUES (%s, %s) ON CONFLICT DO NOTHING", (hecho, razon)
    )
    conexion.execute(ALARMAR, {"acta": acta, "texto": f"El hecho {hecho} se apartó: {razon}.", "hecho": hecho})


def _avisar_de_baja(conexion: Connection, hecho: Hecho) -> None:
    """At the centre, once for each person and node: somebody looks whether it was done before they left."""
    texto = f"{hecho.operador}, que está dado de baja, firmó hechos que llegaron después por {hecho.nodo}: cuentan."
    conexion.execute(
        "INSERT INTO prep.alarma (codigo, acta, texto) SELECT 'FIRMA_DE_BAJA', '', %(texto)s WHERE NOT EXISTS"
        " (SELECT FROM prep.alarma WHERE codigo = 'FIRMA_DE_BAJA' AND texto = %(texto)s)",
        {"texto": texto},
    )
