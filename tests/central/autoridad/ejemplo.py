"""A small authority, made once for the whole run, for its passphrase is dear to prove; copies of it are cheap."""

import shutil
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

from central.autoridad import guardada
from central.autoridad.autoridad import Autoridad, abrir, crear
from tests.corrida import inicio, una_vez
from tests.store import ejemplos

FRASE = "caballo grapa batería"
AHORA = inicio()
HASTA = AHORA + timedelta(days=10)
SUYA, DE_NODO = "suya", "nodo.json"


def _hacer(carpeta: Path) -> None:
    crear(carpeta / SUYA, ejemplos.PROCESO, ["01", "02"], HASTA, FRASE, AHORA)
    otra = Path(shutil.copytree(carpeta / SUYA, carpeta / "otra"))  # what it gives is written in its file
    (carpeta / DE_NODO).write_text(abrir(otra, FRASE).de_nodo("01", "catd01", AHORA).model_dump_json(), "utf-8")


def _hecha() -> Path:
    return una_vez("autoridad", _hacer)


@cache
def _abierta() -> Autoridad:
    return abrir(_hecha() / SUYA, FRASE)


def autoridad(carpeta: Path) -> Autoridad:
    """In `carpeta`, of the site 01, 02 and the centre, open."""
    carpeta.mkdir(parents=True, exist_ok=True)
    shutil.copy(_hecha() / SUYA / guardada.ARCHIVO, carpeta)
    return replace(_abierta(), carpeta=carpeta)


def escrita() -> str:
    return (_hecha() / SUYA / guardada.ARCHIVO).read_text(encoding="utf-8")


def identificada() -> str:
    """What a node of CATD 01 is given."""
    return (_hecha() / DE_NODO).read_text(encoding="utf-8")
