"""Going on to the proceso that follows: the order in the data folder, and what says which came before which.

`relevo.json` is there from when it is ordered until all of it is done: whatever dies in between is done again.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection

from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import Cluster
from central.nodo.preparar import BASE
from central.nodo.roles import DUENO
from prep.net.identidad import Llave, verificar
from prep.store.punto import punto

ARCHIVO = "relevo.json"
CANDADO = "relevo.candado"  # whoever carries it out holds it
ESCRIBIR = (
    "INSERT INTO prep.sucesion (de, a, momento, firma, hechos) VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"
)
LEER = "SELECT de, a, momento, firma, hechos::text FROM prep.sucesion ORDER BY momento"


@dataclass(frozen=True, slots=True)
class Relevo:
    """From the proceso `de` to the proceso `a`."""

    de: str
    a: str


def archivada(proceso: str) -> str:
    """The name of the base in which that proceso is kept once another follows it."""
    return f"{BASE}_{proceso}"


def base_de(cluster: Cluster, proceso: str) -> str:
    """The base of the running `cluster` in which that proceso is; that of now if none is said. Raises ErrorNodo."""
    if not proceso:
        return BASE
    with psycopg.connect(cluster.dsn(DUENO)) as conn:
        antes = procesos(conn)
    if proceso not in antes:
        raise ErrorNodo(f"Aquí no está el proceso «{proceso[:40]}». Hay: {', '.join(antes)}.")
    return BASE if proceso == antes[-1] else archivada(proceso)


def pendiente(datos: Path) -> Relevo | None:
    """What was ordered and is not done; raises OSError, ValueError when it cannot be read."""
    try:
        dicho = json.loads((datos / ARCHIVO).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Relevo(str(dicho["de"]), str(dicho["a"]))


def ordenar(relevo: Relevo, datos: Path) -> None:
    """On disk when it returns. Raises OSError."""
    nuevo = datos / f"{ARCHIVO}.nuevo"
    with nuevo.open("w", encoding="utf-8") as archivo:
        json.dump({"de": relevo.de, "a": relevo.a}, archivo)
        archivo.flush()
        os.fsync(archivo.fileno())
    nuevo.replace(datos / ARCHIVO)
    punto("relevo.ordenar.despues")


def cumplido(datos: Path) -> None:
    punto("relevo.cumplir.antes")
    (datos / ARCHIVO).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Sucesion:
    """That the proceso `a` follows `de`, as the centre signed it; `hechos`: in JSON, how many it had of each node."""

    de: str
    a: str
    momento: datetime
    firma: bytes
    hechos: str = "{}"

    @property
    def texto(self) -> bytes:
        dicho = ["prep-sucesion-1", self.de, self.a, self.momento.astimezone(UTC).isoformat()]
        return json.dumps(dicho, ensure_ascii=False, separators=(",", ":")).encode()

    def vale(self, centro: bytes) -> bool:
        """Whether the centre whose public key that is signed it."""
        return verificar(centro, self.texto, self.firma)


def firmada(relevo: Relevo, momento: datetime, llave: Llave, hechos: str) -> Sucesion:
    una = Sucesion(relevo.de, relevo.a, momento, b"", hechos)
    return replace(una, firma=llave.firmar(una.texto))


def escribir(conn: Connection[Any], sucesiones: Iterable[Sucesion]) -> None:
    """Those that are not there."""
    for una in sucesiones:
        conn.execute(ESCRIBIR, astuple(una))


def leer(conn: Connection[Any]) -> list[Sucesion]:
    """From the first on."""
    return [Sucesion(de, a, momento, bytes(f), hechos) for de, a, momento, f, hechos in conn.execute(LEER)]


def procesos(conn: Connection[Any]) -> list[str]:
    """That of the base and those before it, from the first on: the first is how its network and its authority go."""
    ((este,),) = conn.execute("SELECT proceso FROM prep.proceso").fetchall()
    return [*(una.de for una in leer(conn)), str(este)]
