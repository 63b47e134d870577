"""What the system says of a printer (CUPS): whether it takes jobs, what it lacks, and which jobs it has."""

import os
import shlex
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

PREGUNTA_S = 10.0
DICHO_MAX = 100_000
DETENIDA = "5"  # its state, in IPP
# What it lacks, by how IPP calls it, in words that say what to do. The first that is there is told.
RAZONES: Final[Mapping[str, str]] = {
    "media-jam": "tiene papel atascado: ábrala y retírelo",
    "media-empty": "no tiene papel: póngale",
    "media-needed": "no tiene papel: póngale",
    "input-tray-missing": "le falta la bandeja del papel",
    "door-open": "tiene una tapa abierta: ciérrela",
    "cover-open": "tiene una tapa abierta: ciérrela",
    "interlock-open": "tiene una tapa abierta: ciérrela",
    "toner-empty": "no tiene tóner",
    "marker-supply-empty": "no tiene tinta",
    "output-area-full": "tiene llena la salida: retire las hojas",
    "offline": "no contesta: revise que esté encendida y conectada",
    "connecting-to-device": "no contesta: revise que esté encendida y conectada",
    "timed-out": "no contesta: revise que esté encendida y conectada",
    "shutdown": "está apagada: enciéndala",
    "paused": "está en pausa: reanúdela en las impresoras del sistema",
    "moving-to-paused": "está en pausa: reanúdela en las impresoras del sistema",
    "spool-area-full": "ya no tiene lugar para más trabajos",
}
AVISAN: Final = ("-warning", "-report")  # it goes on


@dataclass(frozen=True, slots=True)
class EstadoDeImpresora:
    """`estorbo`: what keeps it from printing, in words, "" when nothing does. `acepta`: a job is taken, and waits."""

    estorbo: str = ""
    acepta: bool = True


def estado(nombre: str) -> EstadoDeImpresora | None:
    """How it is; None when the system has no CUPS, or does not know it."""
    dicho = _preguntar("lpoptions", "-p", nombre)
    if dicho is None or "printer-state=" not in dicho:
        return None
    try:
        partes = dict(p.split("=", 1) for p in shlex.split(dicho) if "=" in p)
    except ValueError:
        return None
    acepta = partes.get("printer-is-accepting-jobs") != "false"
    razones = [r for r in partes.get("printer-state-reasons", "").split(",") if not r.endswith(AVISAN)]
    for razon, palabras in RAZONES.items():
        if any(r == razon or r == f"{razon}-error" for r in razones):
            return EstadoDeImpresora(palabras, acepta)
    if not acepta:
        return EstadoDeImpresora("no acepta trabajos: actívela en las impresoras del sistema", acepta)
    if partes.get("printer-state") == DETENIDA:
        return EstadoDeImpresora("está detenida: revísela, y reanúdela en las impresoras del sistema", acepta)
    return EstadoDeImpresora()


def trabajos(nombre: str) -> frozenset[str] | None:
    """The jobs that it was given and has not ended, or ended; None without CUPS."""
    return _numeros(_preguntar("lpstat", "-W", "all", "-o", nombre))


def pendientes(nombre: str) -> frozenset[str] | None:
    """Those that it has not ended."""
    return _numeros(_preguntar("lpstat", "-W", "not-completed", "-o", nombre))


def _numeros(dicho: str | None) -> frozenset[str] | None:
    return None if dicho is None else frozenset(linea.split()[0] for linea in dicho.splitlines() if linea.split())


def _preguntar(programa: str, *que: str) -> str | None:
    """What it says; None when it is not there, fails or takes too long."""
    try:
        hecho = subprocess.run(  # noqa: S603 -- no shell; the name is one that the system gave
            [programa, *que],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env={**os.environ, "LC_ALL": "C"},
            timeout=PREGUNTA_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if hecho.returncode else os.fsdecode(hecho.stdout)[:DICHO_MAX]
