"""A small authority, made once for the whole run of a worker; copies of its folder are cheap."""

import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from central.autoridad import guardada
from central.autoridad.autoridad import Autoridad, abrir, crear
from tests.corrida import primera
from tests.store import ejemplos

FRASE = "caballo grapa batería"
AHORA = datetime.now(UTC).replace(microsecond=0)
HASTA = AHORA + timedelta(days=10)


@cache
def _hecha() -> Path:
    carpeta = Path(tempfile.mkdtemp(dir=primera(), prefix="autoridad-"))
    crear(carpeta, ejemplos.PROCESO, ["01", "02"], HASTA, FRASE, AHORA)
    return carpeta


def autoridad(carpeta: Path) -> Autoridad:
    """In `carpeta`, of the site 01, 02 and the centre, open."""
    carpeta.mkdir(parents=True, exist_ok=True)
    shutil.copy(_hecha() / guardada.ARCHIVO, carpeta)
    return abrir(carpeta, FRASE)


def escrita() -> str:
    return (_hecha() / guardada.ARCHIVO).read_text(encoding="utf-8")


@cache
def identificada() -> str:
    """What a node of CATD 01 is given."""
    with tempfile.TemporaryDirectory() as carpeta:
        return autoridad(Path(carpeta)).de_nodo("01", "catd01", AHORA).model_dump_json()
