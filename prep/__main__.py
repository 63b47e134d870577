"""The installed command, `prep VERBO …`: every verb of every role that is installed here (`python -m prep` too).

This is the one place of `prep` that names roles, as text: a verb is found by its name and imported when it is asked
for, so that `prep` goes on knowing none of them.
"""

import sys
from importlib.util import find_spec

from prep.orden.completado import con_completado
from prep.orden.parada import con_parada
from prep.orden.verbos import Indice, Verbo, correr, del_cuarto
from prep.orden.version import con_version

GRUPOS = ("preparar", "la noche", "publicar", "vigilar", "auditar", "simular")
CUARTOS = ("central.ordenes",)
PROGRAMAS = (
    Verbo("catd", "la noche", "abre la estación de un CATD, en una ventana", "catd.__main__"),
    Verbo("ccv", "la noche", "abre la estación del CCV, en una ventana", "ccv.__main__"),
    Verbo("simulacro", "simular", "ensaya con robots y con actas y pueblos inventados", "simulacro.__main__"),
)
DESCRIPCION = "PREP: programa de resultados electorales preliminares."
DESPEDIDA = "«prep VERBO --help» dice lo que lleva cada uno."


def verbos() -> list[Verbo]:
    """All that can be asked for here."""
    de_programas = [p for p in PROGRAMAS if find_spec(p.modulo.partition(".")[0])]
    return [*(v for cuarto in CUARTOS for v in del_cuarto(cuarto)), *de_programas]


def principal(argumentos: list[str] | None = None) -> int:
    """Runs one verb and returns its exit code."""
    dichos = sys.argv[1:] if argumentos is None else argumentos
    indice = Indice(verbos(), GRUPOS, prog="prep", description=DESCRIPCION, epilog=DESPEDIDA)
    con_version(indice)
    con_completado(indice)
    return correr(indice, dichos)


def entrada() -> int:
    """The installed `prep`."""
    return con_parada(principal)


if __name__ == "__main__":
    sys.exit(entrada())
