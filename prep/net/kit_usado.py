"""The note beside a kit that says where it was opened, so that a second machine asks before it opens it too.

Only a help for whoever sets up: it goes with the folder, and a copy of the kit alone has none. Two machines at work
with one kit are told by their server.
"""

import contextlib
import os
import socket
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from prep.ajeno.lectura import leer_archivo
from prep.ajeno.reparos import AjenoInvalido
from prep.net.kit import TAMANO_MAX, KitInvalido

TERMINA = ".usado"
NOTA_MAX = 500


def marcar(kit: Path, datos: Path) -> None:
    """A memory that cannot be written has no note."""
    cuando = f"{datetime.now(UTC).astimezone():%d/%m/%Y %H:%M}"
    with contextlib.suppress(OSError, AjenoInvalido):
        _nota(kit).write_text(f"{_aqui(datos)}\n{cuando}\n{_huella(kit)}\n", encoding="utf-8")


def exigir_sin_usar(kit: Path, datos: Path) -> None:
    """Raises KitInvalido when the note says that it was opened elsewhere than in the folder `datos` of here."""
    try:
        lineas = leer_archivo(_nota(kit), NOTA_MAX).decode("utf-8", "replace").splitlines()
        este = _huella(kit)
    except (OSError, AjenoInvalido):
        return
    donde, cuando, de_cual = (*lineas, "", "", "")[:3]
    if donde != _aqui(datos) and de_cual == este:
        equipo = "".join(letra for letra in donde.partition(" ")[0] if letra.isprintable())[:60]
        dia = "".join(letra for letra in cuando if letra.isprintable())[:20]
        raise KitInvalido(
            f"{kit.name} ya se usó en el equipo «{equipo}» ({dia}). Si ésta debe tomar su lugar, pida otro kit al "
            "centro; si no sabe por qué, avise a su coordinación."
        )


def usado(kit: Path) -> bool:
    return os.path.exists(_nota(kit))  # noqa: PTH110 -- a Path raises where the note's name is too long for a file


def _nota(kit: Path) -> Path:
    return kit.with_name(kit.name + TERMINA)


def _huella(kit: Path) -> str:
    """Of another kit that took its file's name the note says nothing."""
    return sha256(leer_archivo(kit, TAMANO_MAX)).hexdigest()


def _aqui(datos: Path) -> str:
    return f"{socket.gethostname()} {datos.absolute()}"
