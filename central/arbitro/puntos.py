"""Signed checkpoints of a node's chain, one a minute while it grows, in a folder that another machine fetches (P-8).

A line each, its fields separated by tabs: what it is, proceso, node, number and value of the last link, time, who
signs, and the Ed25519 signature of all that stands before it. One file for each day; lines are only added.
"""

import logging
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from psycopg import Connection

from central.arbitro import cadena
from central.arbitro.contexto import Contexto
from central.arbitro.testigos import EslabonDicho
from central.arbitro.vigilancia import Firmante
from central.nodo.nombres import firmante_de
from prep.net.identidad import verificar

CARPETA = "puntos"
CLASE = "prep-punto-1"
CADA_S = 60.0
ARCHIVO_MAX = 4_000_000  # bytes: some ten times what a day has
LEIDO_MAX = 200_000_000
RENGLON = re.compile(
    rf"(?P<dicho>{CLASE}\t(?P<proceso>[^\t\n]{{1,200}})\t(?P<nodo>[A-Z0-9.]{{1,40}})\t(?P<n>[0-9]{{1,18}})"
    r"\t(?P<eslabon>[0-9a-f]{64})\t(?P<momento>[0-9T:.+-]{1,40})\t(?P<operador>[a-z0-9_.-]{1,60}))\t(?P<firma>[0-9a-f]{128})"
)
# Two procesos of one day are not in one file: the name of one that followed another says which it is of.
QUIEN = (
    "SELECT proceso, nodo, CASE WHEN EXISTS (SELECT FROM prep.sucesion) THEN proceso || '.' ELSE '' END"
    " FROM prep.proceso"
)
REGISTRO = logging.getLogger(__name__)


class PuntosIlegibles(ValueError):
    """The file is too large to be one of checkpoints; the message says so, in Spanish."""


@dataclass(slots=True)
class Puntos:
    """Writes them into `carpeta` as `firmante`. The árbitro calls `anotar` now and then; it writes once a minute."""

    carpeta: Path
    firmante: Firmante
    _siguiente: float = 0.0
    _ultimo: int = field(default=0)

    def anotar(self, conexion: Connection) -> None:
        """A checkpoint, when a minute has gone by and the chain has grown; a folder that fails stops no árbitro."""
        if time.monotonic() < self._siguiente:
            return
        self._siguiente = time.monotonic() + CADA_S
        n, eslabon = cadena.cabeza(conexion.execute(cadena.CABEZA).fetchone())
        if n in (0, self._ultimo):
            return
        ((proceso, nodo, de),) = conexion.execute(QUIEN).fetchall()
        ahora = datetime.now(UTC)
        try:
            self._agregar(self.carpeta / f"{de}{ahora:%Y-%m-%d}.txt", self._renglon(proceso, nodo, n, eslabon, ahora))
        except OSError as error:
            REGISTRO.warning("No se pudo escribir el punto de la cadena en %s: %s", self.carpeta, error.strerror)
        else:
            self._ultimo = n

    def _renglon(self, proceso: str, nodo: str, n: int, eslabon: bytes, ahora: datetime) -> bytes:
        momento = ahora.isoformat(timespec="seconds")
        dicho = "\t".join((CLASE, proceso, nodo, str(n), eslabon.hex(), momento, self.firmante.operador))
        return f"{dicho}\t{self.firmante.llave.firmar(dicho.encode()).hex()}\n".encode()

    def _agregar(self, ruta: Path, renglon: bytes) -> None:
        self.carpeta.mkdir(mode=0o755, parents=True, exist_ok=True)
        descriptor = os.open(ruta, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, 0o644)
        try:
            if os.fstat(descriptor).st_size + len(renglon) > ARCHIVO_MAX:
                REGISTRO.warning("%s ya es demasiado grande: no se le agregan puntos", ruta)
                return
            os.write(descriptor, renglon)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def leer_puntos(ruta: Path, contexto: Contexto) -> tuple[list[EslabonDicho], list[str]]:
    """What the checkpoints of a file say, and a sentence for each line that is none, or whose signature is not that of
    who may sign for its node. Raises PuntosIlegibles, OSError."""
    with ruta.open("rb") as archivo:
        crudo = archivo.read(LEIDO_MAX + 1)
    if len(crudo) > LEIDO_MAX:
        raise PuntosIlegibles(f"{ruta} es demasiado grande: el máximo es {LEIDO_MAX} bytes.")
    testigos: list[EslabonDicho] = []
    fallas: list[str] = []
    for numero, renglon in enumerate(crudo.decode("utf-8", errors="replace").splitlines(), start=1):
        donde = f"{ruta.name}, renglón {numero}"
        hallado = RENGLON.fullmatch(renglon)
        razon = "no es un punto de la cadena" if hallado is None else _defecto(hallado, contexto)
        if hallado is None or razon:
            fallas.append(f"{donde}: {razon}")
            continue
        testigos.append(EslabonDicho(donde, hallado["nodo"], int(hallado["n"]), bytes.fromhex(hallado["eslabon"])))
    return testigos, [*fallas, *_retrocesos(testigos)]


def _defecto(hallado: re.Match[str], contexto: Contexto) -> str:
    if hallado["proceso"] != contexto.catalogo.proceso:
        return "es de otro proceso"
    operador = contexto.operadores.get(hallado["operador"])
    if operador is None or hallado["operador"] != firmante_de(hallado["nodo"]):
        return f"{hallado['operador']} no firma por el nodo {hallado['nodo']}"
    if not verificar(operador.publica, hallado["dicho"].encode(), bytes.fromhex(hallado["firma"])):
        return "su firma no corresponde"
    return ""


def _retrocesos(testigos: list[EslabonDicho]) -> Iterator[str]:
    """A chain only grows: one that was shorter later lost facts in between, whatever it says now."""
    ultimo: dict[str, int] = {}
    for testigo in testigos:
        if testigo.n < ultimo.get(testigo.nodo, 0):
            yield f"{testigo.donde}: la cadena de {testigo.nodo} retrocedió de {ultimo[testigo.nodo]} a {testigo.n}"
        ultimo[testigo.nodo] = testigo.n
