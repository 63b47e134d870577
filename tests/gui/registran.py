"""The modules of the windows that put actions in the table, found by what they say."""

from typing import Final

from tests.architecture.arbol import RAIZ

_SALAS = ("prep/ui", "catd", "ccv", "central/sala")
DE_VENTANAS: Final = sorted(ruta for sala in _SALAS for ruta in (RAIZ / sala).rglob("*.py"))
QUE_REGISTRAN: Final = tuple(
    ".".join(ruta.relative_to(RAIZ).with_suffix("").parts)
    for ruta in DE_VENTANAS
    if "\nregistrar(" in ruta.read_text(encoding="utf-8")
)
