"""The servers of the tests: copies of one that the run makes once, and the way to kill one."""

import base64
import contextlib
import hashlib
import hmac
import json
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

from central.nodo.cluster import ADMIN, Cluster
from central.nodo.preparar import BASE, crear_base
from tests.corrida import una_vez

PLAZO_S = 60.0


def nuevo(datos: Path, de: Path | None = None) -> Cluster:
    """A stopped cluster in `datos` as the node's program makes it: initdb, roles, and an empty base at the head.

    It differs in its passwords, which all copies share and are cheap to prove, and in not waiting for the disk (fsync):
    tests/central/nodo makes its own and looks at that. `de`: the folder of the stopped one that it is a copy of.
    """
    original, copia = Cluster(de or modelo()), Cluster(datos)
    orden = ["cp", "-a", "--sparse=always", str(original.lugar.base), str(copia.lugar.base)]
    subprocess.run(orden, check=True)
    shutil.copy(original.datos / "claves.json", copia.datos / "claves.json")
    return copia


@contextmanager
def aparte(nombre: str) -> Iterator[Cluster]:
    """One of those in a folder of its own, running, and gone at the end."""
    carpeta = Path(tempfile.mkdtemp(prefix=f"{nombre}-"))
    carpeta.chmod(0o755)
    try:
        with nuevo(carpeta / "nodo") as cluster:
            yield cluster
    finally:
        Cluster(carpeta / "nodo").borrar()
        shutil.rmtree(carpeta)


@cache
def modelo() -> Path:
    """Where the one to copy is."""
    return una_vez("modelo", _hacer_modelo) / "nodo"


def _hacer_modelo(carpeta: Path) -> None:
    """Its files outlive kill -9 as any; only for a machine that loses its power does a page go to the WAL whole."""
    with Cluster(carpeta / "nodo") as cluster:
        crear_base(cluster, BASE)
        with psycopg.connect(cluster.dsn(ADMIN, "postgres"), autocommit=True) as admin:
            admin.execute("ALTER SYSTEM SET fsync = off")
            admin.execute("ALTER SYSTEM SET full_page_writes = off")
        abaratar(cluster)


def abaratar(cluster: Cluster) -> None:
    """The same passwords, each proved in one round of SCRAM instead of 4,096: half of what it costs to connect."""
    with psycopg.connect(cluster.dsn(ADMIN, "postgres"), autocommit=True) as admin:
        for rol, clave in json.loads((cluster.datos / "claves.json").read_text(encoding="utf-8")).items():
            sal = secrets.token_bytes(16)
            salada = hashlib.pbkdf2_hmac("sha256", clave.encode(), sal, 1)
            guardada = hashlib.sha256(hmac.digest(salada, b"Client Key", "sha256")).digest()
            servidor = hmac.digest(salada, b"Server Key", "sha256")
            sal64, guardada64, servidor64 = (base64.b64encode(dato).decode() for dato in (sal, guardada, servidor))
            verificador = sql.Literal(f"SCRAM-SHA-256$1:{sal64}${guardada64}:{servidor64}")
            admin.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(rol), verificador))


def matar(cluster: Cluster) -> None:
    """kill -9 of the server's first process and of its children, those that end by themselves meanwhile included."""
    servidor = psutil.Process(int((cluster.lugar.base / "postmaster.pid").read_text().split()[0]))
    victimas = [servidor, *servidor.children(recursive=True)]
    for victima in victimas:
        with contextlib.suppress(psutil.NoSuchProcess):
            victima.kill()
    psutil.wait_procs(victimas, timeout=PLAZO_S)
