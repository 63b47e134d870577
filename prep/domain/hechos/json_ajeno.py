"""JSON that somebody else wrote: how deep it may nest is bounded by us, not by what the interpreter's stack holds."""

import json
from typing import Any

NIVELES_MAX = 8  # a fact's body and a phone's sending have three at most
DEMASIADOS = f"tiene más de {NIVELES_MAX} niveles"


class DemasiadosNiveles(ValueError):
    """It nests deeper than anything of ours."""


def leer_json(texto: str, **como: Any) -> Any:
    """What `texto` holds, read with the options `como` of json.loads; raises DemasiadosNiveles, or ValueError.

    Where json.loads itself gives up changes from one Python to the next (1,000 levels in 3.11, 10,000 in 3.12), and
    what it lets through may still be too deep for others, such as repr: so nothing deep gets out of here.
    """
    try:
        dato = json.loads(texto, **como)
    except RecursionError as error:
        raise DemasiadosNiveles(DEMASIADOS) from error
    if texto.count("[") + texto.count("{") > NIVELES_MAX and es_hondo(dato):
        raise DemasiadosNiveles(DEMASIADOS)
    return dato


def es_hondo(dato: Any) -> bool:
    """Whether it nests deeper than NIVELES_MAX; without recursion, and no further than one level too many."""
    nivel = [dato]
    for _ in range(NIVELES_MAX):
        nivel = [h for d in nivel for h in (d.values() if isinstance(d, dict) else d) if isinstance(h, dict | list)]
    return bool(nivel)
