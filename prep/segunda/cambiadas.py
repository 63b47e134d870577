"""Two actas of a district, of two sections, each in the other's place: each would fit the other's casilla better.

By the votes of the neighbours, the other elections of the casilla and the ballots of its list. Only the odd ones are
tried, against all their district. Those of one section are not: in Mexico City one in ten looks exchanged with its
neighbour, people of one place vote in the box beside theirs, and the votes of the section are the same.
"""

from dataclasses import dataclass

import numpy as np

from prep.segunda import esperado
from prep.segunda.grupo import Enteros, Grupo, Logicos, Reales
from prep.segunda.hipotesis import NUNCA, Maneras
from prep.segunda.testigos import USADAS, Costumbre

RARAS = 0.015  # part of the actas that are tried


@dataclass(frozen=True, slots=True)
class Lugares:
    """What is expected in the casilla of each row: shares, on how many votes they lean, totals of other elections."""

    parte: Reales
    apoyo: Reales
    otras: Reales
    ancho: Reales
    costumbre: Costumbre


def de_casillas(grupo: Grupo, lugares: Lugares) -> Maneras:
    """For each row, the odds of all its exchanges together, and the row of the likeliest one, in `primera`."""
    n = len(grupo)
    log, mejor, otra = np.full(n, NUNCA), np.full(n, NUNCA), np.arange(n)
    propia = _en(grupo, lugares, otra, otra)
    raras = _raras(grupo, lugares) if grupo.ordinario else []  # special, RP and abroad are of no district
    for i in raras:
        suyas = _del_distrito(grupo, i)
        una = np.full(len(suyas), i)
        gana = _en(grupo, lugares, una, suyas) + _en(grupo, lugares, suyas, una) - propia[i] - propia[suyas]
        gana = np.where(_iguales(grupo, i, suyas), NUNCA, gana - np.log(max(1, len(suyas))))
        log[i] = np.logaddexp.reduce(gana, initial=log[i])
        nuevas = suyas[~np.isin(suyas, raras)]  # the odd ones say it of this one too, in their turn
        log[nuevas] = np.logaddexp(log[nuevas], gana[~np.isin(suyas, raras)])
        mejoran = gana > mejor[suyas]
        mejor[suyas[mejoran]], otra[suyas[mejoran]] = gana[mejoran], i
        if len(suyas) and gana.max() > mejor[i]:
            mejor[i], otra[i] = gana.max(), suyas[gana.argmax()]
    return Maneras(log, np.abs(grupo.votos[:n] - grupo.votos[otra]).sum(1), otra, otra)


def _en(grupo: Grupo, lugares: Lugares, actas: Enteros, casillas: Enteros) -> Reales:
    """How likely the figures of each acta would be in a casilla, as a logarithm."""
    votos, suma = grupo.votos[actas], grupo.votos[actas].sum(1)
    espera = esperado.esperar(lugares.parte[casillas], lugares.apoyo[casillas], suma, lugares.ancho)
    testigos = grupo.testigos[actas].copy()
    testigos[:, USADAS] += grupo.lista[casillas] - grupo.lista[actas]
    papel = lugares.costumbre.log(suma[:, None], testigos, lugares.otras[casillas])[:, 0]
    return np.asarray((espera.log(votos) * grupo.lleva[actas]).sum(1) + papel)


def _raras(grupo: Grupo, lugares: Lugares) -> list[int]:
    """The rows whose figures are the furthest from what is expected of them."""
    n = len(grupo)
    votos, suma = grupo.votos[:n], grupo.votos[:n].sum(1)
    espera = esperado.esperar(lugares.parte, lugares.apoyo, suma, lugares.ancho)
    lejos = (espera.log(espera.media) - espera.log(votos)) * grupo.lleva[:n]
    papel = lugares.costumbre.log(suma[:, None], grupo.testigos[:n], lugares.otras)[:, 0]
    return [int(i) for i in np.argsort(papel - lejos.sum(1), kind="stable")[: max(1, round(RARAS * n))]]


def _del_distrito(grupo: Grupo, i: int) -> Enteros:
    """The rows of the other sections of its district."""
    territorio, seccion = grupo.territorio[: len(grupo)], grupo.seccion[: len(grupo)]
    return np.flatnonzero((territorio == territorio[i]) & (seccion != seccion[i]))


def _iguales(grupo: Grupo, i: int, suyas: Enteros) -> Logicos:
    """Those that an exchange would leave as they are, or that do not carry the same columns."""
    otras = (grupo.lleva[suyas] != grupo.lleva[i]).any(1)
    return np.asarray(otras | (grupo.votos[suyas] == grupo.votos[i]).all(1))
