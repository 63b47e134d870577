"""Invented candidacies: names that are nobody's, under the parties and coalitions that compete in a territory."""

from collections.abc import Iterator

from central.catalogo.perfil import EleccionPerfil, Perfil
from prep.domain.catalogo.catalogo import ClaseColumna, Columna
from simulacro.pueblo.azar import Azar

# fmt: off
NOMBRES = (
    "ARANZA", "BRISEIDA", "CELSO", "DELFINA", "ELOÍSA", "FABIÁN", "GISELA", "HÉCTOR",
    "INÉS", "JACINTO", "KARIME", "LEÓNIDAS", "MATÍAS", "NOÉ",
)
APELLIDOS = (
    "ALCOCER", "BÁTIZ", "CEBALLOS", "DUEÑAS", "ESCÁRCEGA", "FARÍAS", "GAMBOA", "HINOJOSA",
    "ITURBE", "JUNCO", "LEYVA", "MUÑIZ", "NÁJERA", "ORDÓÑEZ", "PEÑALOZA", "QUEZADA",
    "REYNA", "SOLÓRZANO", "TIZCAREÑO", "URZÚA", "VERDUZCO", "YÁÑEZ", "ZERTUCHE",
)
# fmt: on
SIN_PARTIDO = "CANDIDATURA SIN PARTIDO POLITICO"


def candidaturas(
    perfil: Perfil, eleccion: EleccionPerfil, territorio: str, azar: Azar
) -> Iterator[tuple[str, str, str]]:
    """(parties as the file spells them, propietaria, suplente) of each candidacy of a territory."""
    aqui = [c for c in eleccion.eleccion.columnas if territorio in eleccion.compite[c.codigo]]
    juntos = [c for c in aqui if len(c.partidos) > 1 and not _dentro_de_otra(c, aqui)]
    unidos = {p for c in juntos for p in c.partidos}
    for columna in aqui:
        solo = columna.clase is ClaseColumna.PARTIDO and columna.codigo not in unidos
        if columna.clase is ClaseColumna.SIN_PARTIDO:
            yield SIN_PARTIDO, _persona(azar), _persona(azar)
        elif solo or columna in juntos:
            yield ", ".join(perfil.partidos[p] for p in azar.barajar(columna.partidos)), _persona(azar), _persona(azar)


def _dentro_de_otra(columna: Columna, columnas: list[Columna]) -> bool:
    return any(set(columna.partidos) < set(c.partidos) for c in columnas)


def _persona(azar: Azar) -> str:
    return f"{azar.elegir(NOMBRES)} {azar.elegir(APELLIDOS)} {azar.elegir(APELLIDOS)}"
