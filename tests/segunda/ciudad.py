"""An invented city of two elections, scored in a moment: sections of three casillas, votes from a seed."""

from collections.abc import Sequence

import numpy as np

from prep.domain.catalogo.catalogo import (
    NO_REGISTRADAS,
    NULOS,
    TOTALES,
    Acta,
    ClaseColumna,
    Codigo,
    Columna,
    Eleccion,
    Forma,
    TipoCasilla,
    clave_acta,
)
from prep.segunda.mirador import Mirador
from prep.segunda.vista import Vista

PARTIDOS = ("A", "B", "C", "D", "E", "F")
SECCIONES = 60


def elecciones(partidos: Sequence[str]) -> tuple[Eleccion, ...]:
    columnas = tuple(Columna(p, ClaseColumna.PARTIDO, (p,)) for p in partidos)
    return tuple(Eleccion(e, e, columnas, (Codigo("A1"),)) for e in ("GUB", "DIP_LOC"))


def votos(semilla: int) -> dict[tuple[str, int, int], list[int]]:
    """By election, section and casilla: the votes of each of PARTIDOS, no registradas and nulos."""
    azar = np.random.default_rng(semilla)
    salen = {}
    for seccion in range(SECCIONES):
        gusto = azar.dirichlet([20, 12, 8, 5, 3, 2, 0.3, 1])
        for casilla in range(3):
            gente = int(azar.integers(250, 500))
            for eleccion in ("GUB", "DIP_LOC"):
                salen[eleccion, seccion, casilla] = [int(v) for v in azar.multinomial(gente, gusto)]
    return salen


def vista(
    eleccion: str, seccion: int, casilla: int, suyos: Sequence[int], total: int, partidos: Sequence[str] = PARTIDOS
) -> Vista:
    """An acta whose paper says `total`, with these votes captured."""
    tipo = TipoCasilla.C if casilla else TipoCasilla.B
    forma = Forma(eleccion, "001", "A1", TOTALES, (*partidos, NO_REGISTRADAS, NULOS))
    clave = clave_acta(eleccion, "001", f"{seccion:04d}", tipo, f"{casilla:02d}", "00", "A1", 0)
    acta = Acta(clave, eleccion, "001", f"{seccion:04d}", tipo, f"{casilla:02d}", "00", "A1", 0, 600, "1", "01", clave)
    return Vista(acta, forma, (600 - total, total, 0, total, *suyos, total))


def mirador_de(
    dichos: dict[tuple[str, int, int], list[int]],
    totales: dict[tuple[str, int, int], list[int]],
    partidos: Sequence[str] = PARTIDOS,
) -> Mirador:
    """A score that has received every acta: what was captured in `dichos`, what the paper adds to in `totales`."""
    mirador = Mirador(elecciones(partidos))
    for (eleccion, seccion, casilla), suyos in dichos.items():
        total = sum(totales[eleccion, seccion, casilla])
        mirador.recibir(vista(eleccion, seccion, casilla, suyos, total, partidos))
    return mirador
