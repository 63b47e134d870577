"""Which tests answer for a room: those of its folder, and where else they stand."""

from collections.abc import Mapping
from pathlib import Path

from tests.architecture.arbol import PROGRAMA, RAIZ

# The rest are mirrored: prep/store in tests/store, central/corte in tests/central/corte.
APARTE: Mapping[str, tuple[str, ...]] = {
    "prep/services": ("tests/services", "tests/documents"),  # the papers of the acopio desk
    "prep/ui": ("tests/gui",),
    "ccv": ("tests/gui",),
}


class SinSala(Exception):
    """What was asked for is no room with tests of its own."""


def pruebas_de(sala: str) -> tuple[str, ...]:
    """The tests of a room; raises SinSala."""
    espejo = Path("tests", sala.removeprefix("prep/"))
    de_aparte = APARTE.get(sala, (str(espejo),))
    if sala.split("/")[0] not in PROGRAMA or not (RAIZ / sala).is_dir():
        raise SinSala(f"«{sala}» no es una sala: escriba su carpeta, como prep/domain o central/arbitro.")
    if not all((RAIZ / donde).exists() for donde in de_aparte):
        raise SinSala(f"«{sala}» no tiene pruebas propias en {espejo}: pida una sala de dentro, o la que la contiene.")
    return de_aparte
