"""Moving the files of one sending together: what is to be done is written down first, so that it can be finished."""

import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from prep.documents.guardado import guardar

DIARIO = ".mudanza.json"
DIARIO_MAX = 64 * 1024
ORIGEN = re.compile(r"[^/\0]{1,255}")
DESTINO = re.compile(r"(?:recibidas|apartadas)/[A-Za-z0-9_-][A-Za-z0-9._-]{0,120}")


class Paso(NamedTuple):
    """One file: its name in the folder, and where it goes below it."""

    origen: str
    destino: str


@dataclass(frozen=True, slots=True)
class Mudanza:
    """Several steps that are done all, also when the process is killed between two; `motivo` is left beside them."""

    pasos: Sequence[Paso]
    motivo: str = ""

    def hacer(self, raiz: Path) -> None:
        """Writes the journal, then does it."""
        guardar(raiz / DIARIO, json.dumps([self.pasos, self.motivo]).encode())  # ASCII: also names that are not text
        self.seguir(raiz)

    def seguir(self, raiz: Path) -> None:
        """Does what is not done yet, and forgets the journal."""
        if self.motivo:
            base = self.pasos[0].destino.removesuffix(".jpg").removesuffix(".json")
            guardar(raiz / f"{base}.motivo.txt", self.motivo.encode("utf-8", "backslashreplace"))
        for origen, destino in self.pasos:
            if os.path.lexists(raiz / origen) and not os.path.lexists(raiz / destino):
                (raiz / origen).rename(raiz / destino)
        (raiz / DIARIO).unlink()


def terminar(raiz: Path) -> None:
    """Finishes the move that a killed process left halfway, if there is one."""
    diario = raiz / DIARIO
    if not diario.is_file() or diario.is_symlink():
        return
    mudanza = _leer(diario)
    if mudanza is None:  # not written by us: it moves nothing, and the files stay where they are
        diario.rename(raiz / "diario-ajeno.txt")
        return
    mudanza.seguir(raiz)


def _leer(diario: Path) -> Mudanza | None:
    if diario.stat().st_size > DIARIO_MAX:
        return None
    try:
        pasos, motivo = json.loads(diario.read_bytes())
        mudanza = Mudanza([Paso(*paso) for paso in pasos], str(motivo))
        validos = all(ORIGEN.fullmatch(p.origen) and DESTINO.fullmatch(p.destino) for p in mudanza.pasos)
    except (ValueError, TypeError, RecursionError):
        return None
    propios = all(p.origen not in (".", "..") for p in mudanza.pasos)
    return mudanza if validos and propios and mudanza.pasos else None
