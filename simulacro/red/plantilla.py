"""The cluster that the nodes of a large night start from: made once, with its base migrated and empty, and copied.

Only of a drill. A real node makes its own, and so does that of a small night: to make 33 is a minute of two cores. What
is copied has no catalogue, people or facts: each node takes its own from the centre as always, with passwords of its
own but the administrator's. Their system identifiers are equal, and name nothing here: the centre reads each node by
the name that it joined with, and a station knows its base also by when it got its catalogue.

    python -m simulacro.red.plantilla FOLDER

A program apart, which the night starts before it prepares the centre: two threads of one cannot migrate at once, for
Alembic's context is its module's.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg import sql

from central.nodo.cluster import ADMIN, Cluster
from central.nodo.preparar import BASE, crear_base
from simulacro.red.ordenes import NocheFallida

DE_FABRICA = ("template0", "template1")  # bases to make others from, and there is none to make
# Its write-ahead log is left empty: a new segment, and those before it go instead of waiting to be used again.
VACIAR = (
    "ALTER SYSTEM SET wal_recycle = off",
    "SELECT pg_catalog.pg_reload_conf()",
    "SELECT pg_catalog.pg_switch_wal()",
    "CHECKPOINT",
    "ALTER SYSTEM RESET wal_recycle",
)


def hacer(datos: Path) -> Cluster:
    """The cluster to copy, stopped, and as small as it can be: each byte is copied 33 times. Raises ErrorNodo."""
    plantilla = Cluster(datos)
    plantilla.dimensionar(catd=True)
    with plantilla:
        crear_base(plantilla, BASE)
        with psycopg.connect(plantilla.dsn(ADMIN, "postgres"), autocommit=True) as admin:
            for base in map(sql.Identifier, DE_FABRICA):
                admin.execute(sql.SQL("ALTER DATABASE {} IS_TEMPLATE false").format(base))
                admin.execute(sql.SQL("DROP DATABASE {}").format(base))
            for orden in VACIAR:
                admin.execute(orden)
    return plantilla


def copiar(plantilla: Cluster, datos: Path) -> None:
    """A cluster in the new folder `datos` that its node finds made. Raises NocheFallida."""
    datos.mkdir(parents=True)
    orden = ["cp", "-a", "--sparse=always", str(plantilla.lugar.base), str(Cluster(datos).lugar.base)]
    hecho = subprocess.run(orden, capture_output=True, text=True, check=False)  # noqa: S603 -- our own, no shell
    if hecho.returncode != 0:
        raise NocheFallida(f"No se pudo copiar la plantilla a {datos}: {hecho.stderr.strip()[-300:]}")
    descriptor = os.open(datos / "claves.json", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as archivo:
        json.dump({ADMIN: plantilla.claves[ADMIN]}, archivo)


if __name__ == "__main__":
    hacer(Path(sys.argv[1]))
    print("LISTO", flush=True)
