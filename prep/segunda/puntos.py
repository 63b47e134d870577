"""The score of a few actas of one group: each kind of error, all together, and what papers are wont to look like."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from prep.segunda import hipotesis
from prep.segunda.grupo import Enteros, Reales
from prep.segunda.hipotesis import Lote, Maneras
from prep.segunda.testigos import total_escrito

TIPOS = 4  # the last, `cambiadas`, comes when all the others of the group have been scored
GRANDE = 0.1  # part of an acta's votes: what would move as much is looked at, habit or not
HOLGURA = 2.0  # a way seen up to twice as often as errors would make it is not yet the paper's habit


@dataclass(frozen=True, slots=True)
class Puntaje:
    """`log`: the odds that an acta has an agreed error; `logs` by kind; `votos`: how many are expected to be wrong."""

    filas: Enteros
    columnas: Enteros  # the places, in the group, of the columns that these actas carry
    logs: Reales
    log: Reales
    votos: Reales
    falta: Reales  # what the acta's own total has more than its sum
    tipos: tuple[Maneras, ...]
    lote: Lote


def puntuar(lote: Lote, filas: Enteros, columnas: Enteros, previo: float) -> Puntaje:
    """`previo`: in what part of the actas each kind of error is expected."""
    cruzado = lote.espera.cruzado(lote.votos)
    tipos = (
        hipotesis.de_cifra(lote),
        hipotesis.de_columnas(lote, cruzado),
        hipotesis.de_renglones(lote, cruzado),
    )
    logs = np.stack([t.log for t in tipos]) + np.log(previo)
    falta = np.nan_to_num(total_escrito(lote.testigos) - lote.votos.sum(1))
    return _sumar(Puntaje(filas, columnas, logs, logs[0], logs[0], falta, tipos, lote))


def contar(todos: Iterable[Puntaje], k: int) -> Reales:
    """`[kind, column, column]`: how many actas look as if each exchange and each slip had happened."""
    visto = np.zeros((TIPOS, k, k))
    for puntos in todos:
        for n in (1, 2):
            tipo, c = puntos.tipos[n], puntos.columnas
            np.add.at(visto[n], (c[tipo.primera], c[tipo.segunda]), _probabilidad(puntos.logs[n]))
    return visto


def juzgar(puntos: Puntaje, visto: Reales, actas: int, previo: float) -> Puntaje:
    """The same score beside the papers' own habits: `visto` of `contar`, over `actas`.

    An exchange or a slip that many other papers show is how people filled them in, and looking at the paper again
    finds nothing: that explanation competes with ours.
    """
    logs, k = puntos.logs.copy(), len(puntos.columnas)
    for n, maneras in ((1, k * (k - 1) / 2), (2, k * (k - 1.0))):
        tipo, c = puntos.tipos[n], puntos.columnas
        de_otras = visto[n][c[tipo.primera], c[tipo.segunda]] - _probabilidad(logs[n])
        exceso = np.maximum(de_otras / actas * maneras / previo - HOLGURA, 1e-12)
        exceso = np.where(tipo.votos < GRANDE * puntos.lote.votos.sum(1), exceso, 1e-12)
        logs[n] -= np.logaddexp(0.0, logs[n] + np.log(exceso))
    return _sumar(replace(puntos, logs=logs))


def agregar(puntos: Puntaje, cambiadas: Maneras, previo: float) -> Puntaje:
    """The same score with another kind of error beside: `cambiadas` of the whole group, by its rows, judged so too."""
    f, todas = puntos.filas, cambiadas.log + np.log(previo)
    de_otras = _probabilidad(todas).sum() - 2 * _probabilidad(todas[f])  # nor the one it was exchanged with
    exceso = np.maximum(de_otras / len(todas) / previo - HOLGURA, 1e-12)
    log = todas[f] - np.logaddexp(0.0, todas[f] + np.log(exceso))
    suya = Maneras(log, cambiadas.votos[f], cambiadas.primera[f], cambiadas.segunda[f])
    return _sumar(replace(puntos, logs=np.concatenate([puntos.logs, log[None]]), tipos=(*puntos.tipos, suya)))


def _probabilidad(log: Reales) -> Reales:
    return np.asarray(np.exp(-np.logaddexp(0.0, -log)))


def _sumar(puntos: Puntaje) -> Puntaje:
    total = np.logaddexp.reduce(puntos.logs, axis=0)
    de_cada = np.exp(puntos.logs - np.logaddexp(total, 0.0))
    votos = (de_cada * np.stack([t.votos for t in puntos.tipos])).sum(0)
    return replace(puntos, log=total, votos=votos)
