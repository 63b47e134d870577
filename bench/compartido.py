"""Where the real files are, when they are here: PREP_SHARED, or `shared` beside the project."""

import os
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[1]


def compartida(nombre: str) -> Path | None:
    """`nombre` inside the shared data; None when it is not here."""
    ruta = Path(os.environ.get("PREP_SHARED", RAIZ.parent / "shared")) / "data" / nombre
    return ruta if ruta.exists() else None
