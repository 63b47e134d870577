"""Which slips of a hand on paper or keys turn one figure into another: a digit, two exchanged, one more or one less."""

import numpy as np

from prep.segunda.grupo import Enteros, Logicos, Reales

CIFRAS = 5
_POTENCIAS = 10 ** np.arange(CIFRAS + 1)
OTRO = 1e-4  # one figure for any other, as it happens
DIGITO, TRUEQUE, DE_MAS = 0.7, 0.1, 0.2


def plausible(de: Reales, a: Reales) -> Reales:
    """How likely a slip is to have written `a` where `de` was true; both broadcast, negatives are impossible."""
    cierto, dicho = np.broadcast_arrays(de.astype(np.int64), a.astype(np.int64))
    largo = 1 + (np.maximum(cierto, 1)[..., None] >= _POTENCIAS[1:]).sum(-1)
    distintos, lugares, alto = _diferencias(cierto, dicho)
    uno = distintos == 1
    vecinos = (distintos == 2) & (lugares == alto + (alto >> 1)) & _trocados(cierto, dicho)
    mas = _sin_uno(dicho, cierto) | _sin_uno(cierto, dicho)
    fuerza = (
        uno * DIGITO / (9.0 * largo) + vecinos * TRUEQUE / largo + (mas & ~uno) * DE_MAS / (11.0 * largo) + OTRO / largo
    )
    return np.where((cierto < 0) | (dicho < 0) | (cierto == dicho), 0.0, fuerza)


def _diferencias(uno: Enteros, otro: Enteros) -> tuple[Enteros, Enteros, Enteros]:
    """How many digits differ, in which places (a bit for each), and the highest of them."""
    cuantos = np.zeros(uno.shape, np.int64)
    lugares = np.zeros(uno.shape, np.int64)
    alto = np.zeros(uno.shape, np.int64)
    for p in range(CIFRAS):
        distinto = (uno // _POTENCIAS[p] % 10) != (otro // _POTENCIAS[p] % 10)
        cuantos += distinto
        lugares += distinto << p
        alto = np.where(distinto, 1 << p, alto)
    return cuantos, lugares, alto


def _trocados(uno: Enteros, otro: Enteros) -> Logicos:
    salen = np.zeros(uno.shape, bool)
    for p in range(CIFRAS - 1):
        a, b = uno // _POTENCIAS[p] % 10, uno // _POTENCIAS[p + 1] % 10
        salen |= uno + (b - a) * _POTENCIAS[p] + (a - b) * _POTENCIAS[p + 1] == otro
    return salen


def _sin_uno(largo: Enteros, corto: Enteros) -> Logicos:
    """`corto` is `largo` without one of its digits."""
    salen = np.zeros(largo.shape, bool)
    for p in range(CIFRAS - 1):
        salen |= (largo // _POTENCIAS[p + 1] * _POTENCIAS[p] + largo % _POTENCIAS[p] == corto) & (largo >= 10)
    return salen
