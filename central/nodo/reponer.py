"""Puts back in an empty folder a node that `respaldo` sealed, once every byte of it is what was written then."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyrage

from central.nodo.binarios import ErrorNodo, buscar
from central.nodo.cluster import Cluster
from central.nodo.lugar import LugarDelServidor
from central.nodo.respaldo import BASE, CARPETA, FORMATO, INDICE, LLAVE_MAX, TROZO, Respaldo

INDICE_MAX = 64 * 1024


def elegir(carpeta: Path) -> Path:
    """`carpeta` when it is a backup, else the newest of those in it. Raises ErrorNodo: there is none."""
    if (carpeta / INDICE).exists():
        return carpeta
    hallados = [(leer_indice(r.parent).momento, r.parent) for r in carpeta.glob(f"*/{INDICE}")]
    if not hallados:
        raise ErrorNodo(f"En {carpeta} no hay ningún respaldo.")
    return max(hallados)[1]


def leer_indice(respaldo: Path) -> Respaldo:
    """What `respaldo` says it is. Raises ErrorNodo: it is none, or of a later programme."""
    try:
        with (respaldo / INDICE).open("rb") as archivo:
            dicho: Mapping[str, Any] = json.loads(archivo.read(INDICE_MAX))
        if dicho["formato"] != FORMATO:
            raise ErrorNodo(f"{respaldo} es de otra versión del programa: póngalo con la que lo hizo.")
        leido = Respaldo(**dicho)
        if set(leido.sellos) != {BASE, CARPETA}:
            raise ValueError
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ErrorNodo(f"{respaldo} no es un respaldo: le falta {INDICE}, o está dañado.") from error
    return leido


def reponer(respaldo: Path, datos: Path, llave: Path) -> Respaldo:
    """The node of `respaldo` in `datos`, which must not exist or be empty; off. Returns what it is.

    Raises ErrorNodo (a damaged file, another key, a folder that is in use) or OSError; `datos` is as it was then.
    """
    dicho = leer_indice(respaldo)
    identidad = _identidad(llave)
    if datos.exists() and any(datos.iterdir()):
        raise ErrorNodo(f"{datos} no está vacía. Un respaldo se pone en una carpeta nueva: dé otra a --datos.")
    for nombre, sello in dicho.sellos.items():
        _exigir(respaldo / nombre, sello)
    if (hay := buscar().version) != dicho.postgres:
        raise ErrorNodo(f"Es de PostgreSQL {dicho.postgres} y aquí está el {hay}: instale el {dicho.postgres}.")
    cluster = Cluster(datos)
    datos.mkdir(parents=True, exist_ok=True)
    try:
        _abrir(respaldo / CARPETA, identidad, ["tar", "--extract", "--gzip", "--no-same-owner", f"--directory={datos}"])
        _poner_base(respaldo, identidad, cluster)
    except BaseException:
        cluster.borrar()
        shutil.rmtree(datos, ignore_errors=True)
        raise
    return dicho


def _poner_base(respaldo: Path, identidad: Any, cluster: Cluster) -> None:
    lugar = cluster.lugar
    base = lugar.carpeta / "base.a_medias"
    base.mkdir(mode=0o700)
    _abrir(respaldo / BASE, identidad, ["tar", "--extract", "--gzip", "--no-same-owner", f"--directory={base}"])
    _ceder(lugar, base)
    orden = [cluster.binarios.exigir("pg_verifybackup"), "--quiet", str(base)]
    hecho = subprocess.run(  # noqa: S603 -- our own arguments
        lugar.orden(orden), capture_output=True, encoding="utf-8", errors="replace", cwd="/", check=False
    )
    if hecho.returncode != 0:
        raise ErrorNodo(f"La base del respaldo no está entera: {hecho.stderr.strip()[-400:]}")
    base.rename(lugar.base)


def _ceder(lugar: LugarDelServidor, base: Path) -> None:
    """All of it is the server's user's."""
    for ruta in (base, *base.rglob("*")):
        lugar.ceder(ruta)


def _identidad(llave: Path) -> Any:
    try:
        with llave.open(encoding="ascii") as archivo:
            renglones = [r.strip() for r in archivo.read(LLAVE_MAX).splitlines()]
        return pyrage.x25519.Identity.from_str(next(r for r in renglones if r and not r.startswith("#")))
    except OSError as error:
        raise ErrorNodo(f"No se puede leer la llave {llave}: {error.strerror}.") from error
    except (StopIteration, ValueError, pyrage.IdentityError) as error:
        raise ErrorNodo(
            f"{llave} no es la llave de un respaldo: es un archivo que hizo «prep respaldo llave»."
        ) from error


def _exigir(ruta: Path, sello: str) -> None:
    suma = hashlib.sha256()
    try:
        with ruta.open("rb") as archivo:
            while trozo := archivo.read(TROZO):
                suma.update(trozo)
    except OSError as error:
        raise ErrorNodo(f"Al respaldo le falta {ruta.name}: {error.strerror}.") from error
    if suma.hexdigest() != sello:
        raise ErrorNodo(f"{ruta} no es lo que se escribió: está cortado o alguien lo cambió. Use otro respaldo.")


def _abrir(ruta: Path, identidad: Any, orden: list[str]) -> None:
    """What `ruta` seals goes to `orden`. Raises ErrorNodo."""
    with ruta.open("rb") as sellado, subprocess.Popen(  # noqa: S603 -- our own arguments
        [*orden, "--file=-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE
    ) as tar:  # fmt: skip
        assert tar.stdin is not None and tar.stderr is not None
        try:
            pyrage.decrypt_io(sellado, tar.stdin, [identidad])
        except (pyrage.DecryptError, OSError) as error:
            tar.kill()
            if isinstance(error, OSError):
                raise ErrorNodo(
                    f"{ruta.name} no se pudo extraer: {tar.stderr.read(400).decode(errors='replace')}"
                ) from error
            raise ErrorNodo("Esa llave no abre el respaldo: se hizo para otra.") from error
        finally:
            tar.stdin.close()
        dijo = tar.stderr.read(4000).decode(errors="replace").strip()
    if tar.returncode != 0:
        raise ErrorNodo(f"{ruta.name} no se pudo extraer: {dijo[-400:]}.")
