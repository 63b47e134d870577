"""A copy of a node at work, its base and its folder, sealed for who keeps the key elsewhere; and putting one back.

A folder `PROCESO-SITIO-HORA` with two *age* files (C2SP age-encryption.org/v1), `base.tar.age`, which `pg_basebackup`
writes while the node goes on, and `carpeta.tar.age`, its keys and settings; and `respaldo.json`, which says what they
are and their SHA-256. It has its name once it is whole. The machine that makes it cannot open it: it has only the
public half of the key.
"""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import pyrage

from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.laboratorio import LOCAL

BASE, CARPETA, INDICE = "base.tar.age", "carpeta.tar.age", "respaldo.json"
ULTIMO = "ultimo-respaldo.json"  # in the node's folder: what `metricas` and `revisar` look at
FORMATO = 1
# Of the server, of what runs now, or made again by the programs.
NO_SE_COPIA = ("postgres", ULTIMO, "*.candado", "*.sock", "*.pid", "*.nuevo", "salida")
INTENTOS = 3  # a busy server may have reused its log before the copy of it ended
TROZO = 1 << 20
LLAVE_MAX = 4096


@dataclass(frozen=True, slots=True)
class Respaldo:
    """`sellos`: the SHA-256 of each of its two files; `bytes`: of both."""

    formato: int
    proceso: str
    sitio: str
    version: str
    postgres: int
    momento: str
    para: str
    sellos: dict[str, str]
    bytes: int

    @property
    def nombre(self) -> str:
        return f"{self.proceso}-{self.sitio}-{self.momento.replace(':', '').replace('-', '')}"


class _Sellado:
    """A file that is written by pyrage: it adds up its bytes and their hash."""

    def __init__(self, ruta: Path) -> None:
        descriptor = os.open(ruta, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._archivo = os.fdopen(descriptor, "wb")
        self.suma, self.bytes = hashlib.sha256(), 0

    def write(self, trozo: bytes) -> int:
        self.suma.update(trozo)
        self.bytes += len(trozo)
        return self._archivo.write(trozo)

    def flush(self) -> None:
        self._archivo.flush()

    def cerrar(self) -> None:
        self._archivo.flush()
        os.fsync(self._archivo.fileno())
        self._archivo.close()


def llave_nueva(salida: Path) -> Path:
    """Writes the private half to `salida`, which must not exist, and the public one beside it. Raises OSError."""
    identidad = pyrage.x25519.Identity.generate()
    descriptor = os.open(salida, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as archivo:
        archivo.write(f"{identidad}\n")
        archivo.flush()
        os.fsync(archivo.fileno())
    publica = salida.with_name(salida.name + ".pub")
    publica.write_text(f"{identidad.to_public()}\n", encoding="ascii")
    return publica


def receptor_de(para: str) -> Any:
    """The public half, `age1…`, or the file that holds it. Raises ErrorNodo."""
    dicha = para
    if not para.startswith("age1"):
        try:
            with Path(para).open(encoding="ascii") as archivo:
                dicha = archivo.read(LLAVE_MAX).strip()
        except (OSError, ValueError) as error:
            raise ErrorNodo(f"«{para[:70]}» no es una llave pública de respaldo ni su archivo.") from error
    try:
        return pyrage.x25519.Recipient.from_str(dicha)
    except pyrage.RecipientError as error:
        raise ErrorNodo(f"«{para[:70]}» no es una llave pública de respaldo: empieza con «age1».") from error


def respaldar(
    cluster: Cluster, quien: tuple[str, str, str], destino: Path, para: str, momento: datetime
) -> tuple[Path, Respaldo]:
    """`quien`: proceso, site and version; `para`: as `receptor_de`. Returns its folder and what it says.

    Raises ErrorNodo (no server, no such key, the copy failed) or OSError; nothing is left then.
    """
    receptor = receptor_de(para)
    if not cluster.en_marcha:
        raise ErrorNodo("El nodo no está en marcha: arránquelo y repita. Se respalda mientras trabaja.")
    destino.mkdir(parents=True, exist_ok=True)
    a_medias = destino / f".a-medias-{os.getpid()}"
    a_medias.mkdir(mode=0o700)
    try:
        base = _sellar(a_medias / BASE, receptor, lambda: _base(cluster))
        carpeta = _sellar(a_medias / CARPETA, receptor, lambda: _carpeta(cluster.datos))
        dicho = Respaldo(
            FORMATO, *quien, cluster.binarios.version, momento.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            str(receptor), {BASE: base.suma.hexdigest(), CARPETA: carpeta.suma.hexdigest()}, base.bytes + carpeta.bytes,
        )  # fmt: skip
        _escribir(a_medias / INDICE, asdict(dicho))
        final = destino / dicho.nombre
        a_medias.rename(final)
    except BaseException:
        shutil.rmtree(a_medias, ignore_errors=True)
        raise
    _escribir(cluster.datos / ULTIMO, asdict(dicho) | {"carpeta": str(final)})
    return final, dicho


def ultimo(datos: Path) -> datetime | None:
    """When the last one of that folder's node was made; None when it never was, or what says it is damaged."""
    try:
        dicho = json.loads((datos / ULTIMO).read_text(encoding="utf-8"))
        return datetime.fromisoformat(dicho["momento"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _sellar(ruta: Path, receptor: Any, abrir: Callable[[], Any]) -> _Sellado:
    """What `abrir` gives to read, sealed into `ruta`; as many times as INTENTOS where PostgreSQL could not end it."""
    for quedan in reversed(range(INTENTOS)):
        sellado = _Sellado(ruta)
        try:
            with abrir() as lector:
                pyrage.encrypt_io(lector, sellado, [receptor])
            return sellado
        except ErrorNodo:
            if not quedan:
                raise
            ruta.unlink()
        finally:
            sellado.cerrar()
    raise AssertionError


@contextmanager
def _base(cluster: Cluster) -> Iterator[IO[bytes]]:
    """The base as `pg_basebackup` writes it: a tar with all that its recovery needs. Raises ErrorNodo at its end."""
    _, puerto = cluster.direccion
    orden = [
        cluster.binarios.exigir("pg_basebackup"), "--pgdata=-", "--format=tar", "--wal-method=fetch",
        "--checkpoint=fast", "--compress=client-gzip:1", "--no-password",
        f"--host={LOCAL}", f"--port={puerto}", f"--username={ADMIN}",
    ]  # fmt: skip
    entorno = {**os.environ, "LC_ALL": "C", "PGPASSWORD": cluster.claves[ADMIN]}
    yield from _leido(orden, entorno, "La base no se pudo copiar")


@contextmanager
def _carpeta(datos: Path) -> Iterator[IO[bytes]]:
    """The rest of the node's folder, as a tar."""
    fuera = [f"--exclude=./{nombre}" for nombre in NO_SE_COPIA]
    orden = ["tar", "--create", "--gzip", "--file=-", f"--directory={datos}", *fuera, "."]
    yield from _leido(orden, {**os.environ, "LC_ALL": "C"}, "La carpeta del nodo no se pudo copiar")


def _leido(orden: list[str], entorno: dict[str, str], falla: str) -> Iterator[IO[bytes]]:
    with subprocess.Popen(  # noqa: S603 -- our own arguments
        orden, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=entorno
    ) as proceso:
        assert proceso.stdout is not None and proceso.stderr is not None
        try:
            yield proceso.stdout
        except BaseException:
            proceso.kill()
            raise
        dijo = proceso.stderr.read(4000).decode(errors="replace").strip()
    if proceso.returncode != 0:
        raise ErrorNodo(f"{falla}: {dijo[-400:] or f'terminó con {proceso.returncode}'}.")


def _escribir(ruta: Path, dato: dict[str, Any]) -> None:
    nueva = ruta.with_name(ruta.name + ".nuevo")
    with nueva.open("w", encoding="utf-8") as archivo:
        json.dump(dato, archivo, ensure_ascii=False, indent=1)
        archivo.flush()
        os.fsync(archivo.fileno())
    nueva.replace(ruta)
