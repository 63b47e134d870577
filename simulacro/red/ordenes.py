"""The orders that an administrator and two coordinators give during a night, given by the drill."""

import contextlib
import io
import json
from pathlib import Path

from central.__main__ import principal

COORDINAN = ("coordina-1", "coordina-2")  # one proposes what the centre is to do, and the other agrees
CONTRASENA = "coordinacion.txt"  # theirs, in the centre's folder, readable by its owner only
MOTIVO = "Así va el simulacro."


class NocheFallida(RuntimeError):
    """The night could not be played to its end; the message says why."""


def mandar(*argumentos: str) -> str:
    """One order, as an administrator gives it; what it says is not shown, its errors are. Raises NocheFallida."""
    dicho = io.StringIO()
    with contextlib.redirect_stdout(dicho):
        codigo = principal(list(argumentos))
    if codigo != 0:
        raise NocheFallida(f"«central {' '.join(argumentos)}» terminó con código {codigo}.")
    return dicho.getvalue()


def acordar(datos: Path, *argumentos: str) -> None:
    """One order of those that two people give: proposed by the first, agreed to by the second. Raises NocheFallida."""
    en = ("--datos", str(datos), "--contrasena", str(datos / CONTRASENA))
    propone, conforma = COORDINAN
    mandar(*argumentos, *en, "--quien", propone, "--motivo", MOTIVO)
    (espera,) = json.loads(mandar("propuestas", "--json", "--datos", str(datos)))["propuestas"]
    mandar("conforme", str(espera["n"]), *en, "--quien", conforma)


def pasar_fase(datos: Path, fase: str, *opciones: str) -> None:
    """One phase of the night. Raises NocheFallida."""
    if fase == "ceros":  # before all facts: nobody else is asked
        mandar("fase", fase, "--datos", str(datos))
    else:
        acordar(datos, "fase", fase, *opciones)
