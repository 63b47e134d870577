"""The elections of one casilla together: the same people came, and voted much alike in each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from prep.domain.catalogo.catalogo import Eleccion
from prep.segunda.grupo import Enteros, Grupo, Reales

ENCOGER = 8.0  # votes of each column by which what the other elections say is shrunk to nothing
SIGUE = 0.7  # how much of what another election departs from its neighbours this one departs too


def bloques(elecciones: Sequence[Eleccion]) -> dict[str, int]:
    """The columns whose voters are the same people under another mark: those that share a party in any election."""
    padre: dict[str, str] = {}

    def raiz(uno: str) -> str:
        while padre.setdefault(uno, uno) != uno:
            uno = padre[uno]
        return uno

    for eleccion in elecciones:
        for columna in eleccion.columnas:
            for partido in columna.partidos:
                padre[raiz(f"partido {partido}")] = raiz(columna.codigo)
    raices = {codigo: raiz(codigo) for e in elecciones for codigo in (c.codigo for c in e.columnas)}
    orden = {r: i for i, r in enumerate(dict.fromkeys(raices.values()))}
    return {codigo: orden[r] for codigo, r in raices.items()}


@dataclass(frozen=True, slots=True)
class Hermana:
    """Another election's group, and how its columns are this one's."""

    grupo: Grupo
    fila_de: Mapping[int, int]  # the row of each casilla
    misma: Enteros  # for each column of ours, theirs of the same name, or -1
    nuestros: Enteros  # for each column of ours, its block
    suyos: Reales  # columns of theirs by block

    def filas(self, casillas: Enteros) -> Enteros:
        """Their row of each casilla, or -1."""
        return np.array([self.fila_de.get(int(c), -1) for c in casillas], np.int64)


def hermana(grupo: Grupo, otro: Grupo, fila_de: Mapping[int, int], de_bloque: Mapping[str, int]) -> Hermana:
    suelto = max(de_bloque.values(), default=0) + 1
    numero = {c: de_bloque.get(c, suelto + i) for i, c in enumerate(dict.fromkeys((*grupo.columnas, *otro.columnas)))}
    lugar = {c: i for i, c in enumerate(otro.columnas)}
    suyos = np.zeros((len(otro.columnas), max(numero.values()) + 1))
    suyos[np.arange(len(otro.columnas)), [numero[c] for c in otro.columnas]] = 1.0
    misma = np.array([lugar.get(c, -1) for c in grupo.columnas], np.int64)
    return Hermana(otro, fila_de, misma, np.array([numero[c] for c in grupo.columnas], np.int64), suyos)


def desviacion(suya: Hermana, filas: Enteros, parte: Reales) -> Reales:
    """By column of ours, the logarithm of how far the casilla's figures there are from their expected shares."""
    votos, lleva = suya.grupo.votos[filas], suya.grupo.lleva[filas]
    espera = parte * votos.sum(1, keepdims=True)
    de_columna = np.log((votos + ENCOGER) / (espera + ENCOGER))
    de_bloque = np.log((votos @ suya.suyos + ENCOGER) / (espera @ suya.suyos + ENCOGER))[:, suya.nuestros]
    propia = (suya.misma >= 0) & lleva[:, suya.misma]
    return np.asarray(np.where(propia, de_columna[:, suya.misma], de_bloque))
