"""`python -m central …`: the commands of the centre, by their name of before; it takes all the verbs of `prep`."""

import sys

from prep.__main__ import principal as prep
from prep.orden.opciones import avisar_de_antes
from prep.orden.parada import con_parada

# What was a command of the centre and is the drill's.
ANTES = (
    (("noche",), ("simulacro", "noche")),
    (("imagenes",), ("simulacro", "imagenes")),
    (("catalogo", "generar"), ("simulacro", "pueblo")),
)


def principal(argumentos: list[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    return prep(_como_ahora(sys.argv[1:] if argumentos is None else argumentos))


def _como_ahora(dichos: list[str]) -> list[str]:
    for antes, ahora in ANTES:
        if tuple(dichos[: len(antes)]) == antes:
            avisar_de_antes(" ".join(["central", *antes]), " ".join(["prep", *ahora]))
            return [*ahora, *dichos[len(antes) :]]
    return dichos


if __name__ == "__main__":
    sys.exit(con_parada(principal))
