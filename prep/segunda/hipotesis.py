"""How much likelier an acta's figures would be if one thing in them were mended: a figure, two columns, a slip of rows.

Every answer is a logarithm of odds: what the mended figures, the paper's totals and the kind of slip say together,
against the figures as they stand. No column is told from another except by its figures and, for the rows, its place.
"""

from dataclasses import dataclass

import numpy as np

from prep.segunda.deslices import plausible
from prep.segunda.esperado import Esperanza
from prep.segunda.grupo import Enteros, Reales
from prep.segunda.testigos import Costumbre, total_escrito

NUNCA = -1e9
CONSTANTE = np.log(0.375)  # of the law of `Esperanza.log`, four degrees of freedom


@dataclass(frozen=True, slots=True)
class Lote:
    """Actas that carry the same columns: their votes (only those columns), what is expected, and their witnesses."""

    votos: Reales
    espera: Esperanza
    testigos: Reales
    otras: Reales  # totals of the other elections of the casilla
    costumbre: Costumbre


@dataclass(frozen=True, slots=True)
class Maneras:
    """For each acta: the odds of a kind of error, all its ways together; the best way, and how many votes it moves."""

    log: Reales
    votos: Reales
    primera: Enteros
    segunda: Enteros


def _papel(lote: Lote, suma: Reales) -> Reales:
    propia = lote.costumbre.log(lote.votos.sum(1)[:, None], lote.testigos, lote.otras)
    return np.asarray(lote.costumbre.log(suma, lote.testigos, lote.otras) - propia)


def _falta(lote: Lote) -> Reales:
    """What the acta's own total has more than its sum; 0 where it has no total."""
    falta: Reales = np.nan_to_num(total_escrito(lote.testigos) - lote.votos.sum(1))
    return falta[:, None]


def _largo(valores: Reales) -> Reales:
    """The logarithm of how many figures are as long as each of `valores`."""
    return np.asarray(np.log(10.0) * (1 + np.floor(np.log10(np.maximum(valores, 1.0)))))


def juntar(log: Reales, mueve: Reales, ancho: int) -> Maneras:
    """All the ways of one kind, side by side; a way is the pair (its place // ancho, its place % ancho)."""
    mejor = log.argmax(1)
    filas = np.arange(len(log))
    tope = log[filas, mejor]
    pesos = np.exp(log - tope[:, None])
    total = pesos.sum(1)
    return Maneras(tope + np.log(total), (pesos * mueve).sum(1) / total, mejor // ancho, mejor % ancho)


def de_cifra(lote: Lote) -> Maneras:
    """One figure with a slip: first the one that would give the acta its own total, then any that stands out."""
    x, k = lote.votos, lote.votos.shape[1]
    propio, falta, suma = lote.espera.log(x), _falta(lote), lote.votos.sum(1)[:, None]
    with np.errstate(divide="ignore"):
        desliz = np.log(plausible(x + falta, x))
    medida = _papel(lote, suma + falta)
    log = np.maximum(desliz + lote.espera.log(x + falta) - propio + medida, NUNCA) - np.log(k)
    media = np.round(lote.espera.media)
    sobresale = -_largo(x) - propio - CONSTANTE + np.minimum(_papel(lote, suma - x + media), 0) - np.log(k)
    sobresale = np.where(media == x, NUNCA, sobresale)
    mueve = np.concatenate([np.abs(falta) + 0 * x, np.abs(media - x)], 1)
    return juntar(np.concatenate([log, sobresale], 1), mueve, k)


def de_columnas(lote: Lote, cruzado: Reales) -> Maneras:
    """Two columns exchanged: the sum does not move, so only the neighbours speak."""
    x, k = lote.votos, lote.votos.shape[1]
    gana = cruzado - np.diagonal(cruzado, axis1=1, axis2=2)[:, :, None]
    log = gana + gana.transpose(0, 2, 1) - np.log(max(k * (k - 1) / 2, 1))
    mueve = 2 * np.abs(x[:, :, None] - x[:, None, :])
    no = (np.arange(k)[:, None] >= np.arange(k))[None] | (mueve == 0)
    return juntar(np.where(no, NUNCA, log).reshape(len(x), -1), mueve.reshape(len(x), -1), k)


def de_renglones(lote: Lote, cruzado: Reales) -> Maneras:
    """A run of rows written one row below, or above: one figure is lost, and one has no business there."""
    k = lote.votos.shape[1]
    if k < 3:
        nada = np.zeros(len(lote.votos), np.int64)
        return Maneras(np.full(len(nada), NUNCA), np.zeros(len(nada)), nada, nada)
    abajo, mueve = _corridos(lote, cruzado, False)
    arriba, mueve_arriba = _corridos(lote, cruzado, True)
    return juntar(np.maximum(abajo, arriba) - np.log(k * (k - 1.0)), mueve + mueve_arriba, k)


def _corridos(lote: Lote, cruzado: Reales, al_reves: bool) -> tuple[Reales, Reales]:
    """`[row, i * k + j]`: what stands in i+1…j belongs in i…j-1, and j's figure was lost (reversed: upwards)."""
    x, espera = lote.votos, lote.espera
    if al_reves:
        x, cruzado = x[:, ::-1], cruzado[:, ::-1, ::-1]
        espera = Esperanza(espera.media[:, ::-1], espera.desvio[:, ::-1], espera.apoyo)
    n, k = x.shape
    propio = np.diagonal(cruzado, axis1=1, axis2=2)
    paso = np.diagonal(cruzado, offset=1, axis1=1, axis2=2) - propio[:, :-1]
    cuenta = np.concatenate([np.zeros((n, 1)), paso.cumsum(1)], 1)
    movido = np.concatenate([np.zeros((n, 1)), np.abs(np.diff(x, axis=1)).cumsum(1)], 1)
    falta = _falta(lote)
    perdido = x + falta  # by i: what j's figure would be, by the acta's total
    ultimo = espera.cruzado(perdido).transpose(0, 2, 1) - propio[:, None, :]
    siguiente = np.concatenate([x[:, 1:], x[:, -1:]], 1)
    sobra = np.where((x == 0) | (x == siguiente) | (falta == 0), np.log(0.5), -_largo(x))
    medida = _papel(lote, lote.votos.sum(1)[:, None] + falta)
    log = cuenta[:, None, :] - cuenta[:, :, None] + ultimo + (sobra + medida)[:, :, None]
    mueve = movido[:, None, :] - movido[:, :, None] + np.abs(perdido[:, :, None] - x[:, None, :])
    no = (np.arange(k)[None, :] - np.arange(k)[:, None] < 2)[None] | (perdido < 0)[:, :, None]
    log, mueve = np.where(no, NUNCA, log), np.where(no, 0.0, mueve)
    if al_reves:
        log, mueve = log[:, ::-1, ::-1], mueve[:, ::-1, ::-1]
    return log.reshape(n, -1), mueve.reshape(n, -1)
