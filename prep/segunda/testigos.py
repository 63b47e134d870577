"""The paper's own witnesses: how often a total, the people and the ballots agree with the sum, by tonight's actas."""

from dataclasses import dataclass

import numpy as np

from prep.segunda.grupo import Enteros, Reales

ASENTADO, SOBRANTES, PERSONAS, REPRESENTANTES, SACADOS, USADAS = range(6)
# How far apart two totals are: equal, 1, 2, a few, tens, hundreds, and no total. Powers of two, more or less.
BORDES = np.array([0.5, 1.5, 2.5, 5.5, 10.5, 30.5, 100.5])
ANCHOS = np.array([1.0, 2.0, 2.0, 6.0, 10.0, 40.0, 140.0, 600.0, 1.0])  # whole numbers in each, both signs
SIN = len(ANCHOS) - 1
PREVIO = 20.0  # actas of weight for what is supposed before the night says it
_SUPUESTO = np.array([0.8, 0.03, 0.02, 0.04, 0.03, 0.04, 0.02, 0.02, 1.0])


def cajon(diferencia: Reales) -> Enteros:
    """In which of the steps a difference lies; NaN in the last."""
    cual = np.searchsorted(BORDES, np.abs(diferencia))
    return np.asarray(np.where(np.isnan(diferencia), SIN, cual), np.int64)


def total_escrito(testigos: Reales) -> Reales:
    """What the acta says its votes are: total asentado, else sacados, else personas."""
    total, sacados, personas = testigos[:, ASENTADO], testigos[:, SACADOS], testigos[:, PERSONAS]
    return np.where(np.isnan(total), np.where(np.isnan(sacados), personas, sacados), total)


@dataclass(frozen=True, slots=True)
class Costumbre:
    """How the actas of tonight are: the logarithm of how often each pattern of their totals is seen."""

    papel: Reales  # [step of the total, whether sacados and personas go with the sum or with the total]
    otras: Reales  # [total agrees, a little off, far off; step of the nearest total of another election]
    boletas: Reales  # [the same; step of what the ballots left over say]
    centro: float  # votes beyond those of the list, in the middle acta: the representatives' and who was added to it

    def log(self, suma: Reales, testigos: Reales, otras: Reales) -> Reales:
        """Of `suma` [row, alternative] beside what each row's paper says; `otras`: [row, other election's total]."""
        paso, firma, vecino = patron(suma, testigos, otras)
        boletas = cajon(testigos[:, [USADAS]] + self.centro - suma)
        return np.asarray(
            self.papel[paso, firma] + self.otras[_clase(paso), vecino] + self.boletas[_clase(paso), boletas]
        )


def _clase(paso: Enteros) -> Enteros:
    return np.asarray(np.where((paso == 0) | (paso == SIN), 0, np.where(paso <= 4, 1, 2)), np.int64)


def patron(suma: Reales, testigos: Reales, otras: Reales) -> tuple[Enteros, Enteros, Enteros]:
    """The step of the total, the signature of the other witnesses, the step of the nearest election; as `suma`."""
    total = total_escrito(testigos)[:, None]
    firma = np.zeros(suma.shape, np.int64)
    ampliadas = np.nan_to_num(testigos[:, PERSONAS] + testigos[:, REPRESENTANTES], nan=-1.0)
    dichos = (testigos[:, [SACADOS]], testigos[:, [PERSONAS]], ampliadas[:, None])
    sacados, personas, con_rep = dichos
    firma += 1 * (sacados == suma) + 2 * ((personas == suma) | (con_rep == suma))
    firma += 4 * (sacados == total) + 8 * ((personas == total) | (con_rep == total))
    if otras.shape[1]:
        lejos = np.full(suma.shape, np.inf)
        for n in range(otras.shape[1]):
            lejos = np.fmin(lejos, np.abs(otras[:, [n]] - suma))
        lejos[np.isinf(lejos)] = np.nan
    else:
        lejos = np.full(suma.shape, np.nan)
    return cajon(total - suma), firma, cajon(lejos)


def aprender(suma: Reales, testigos: Reales, otras: Reales) -> Costumbre:
    """From the actas that are in: few errors among many hardly move it, and it follows the paper of each entity."""
    paso, firma, vecino = (p[:, 0] for p in patron(suma[:, None], testigos, otras))
    papel = np.zeros((SIN + 1, 16))
    np.add.at(papel, (paso, firma), 1.0)
    de_paso = papel.sum(1)
    de_paso = (de_paso + PREVIO * _SUPUESTO) / (len(suma) + PREVIO)
    # The signature given whether the total agrees: shared by all the steps that do not, and bent by each step's own.
    juntas = np.stack([papel[0], papel[1:SIN].sum(0), papel[SIN]])[np.where(np.arange(SIN + 1) == 0, 0, 1)]
    juntas[SIN] = papel[SIN]
    juntas = (juntas + PREVIO / 16) / (juntas + PREVIO / 16).sum(1, keepdims=True)
    firmas = (papel + PREVIO * juntas) / (papel + PREVIO * juntas).sum(1, keepdims=True)
    centro = np.median(sobre) if len(sobre := (suma - testigos[:, USADAS])[~np.isnan(testigos[:, USADAS])]) else 0.0
    return Costumbre(
        np.log(de_paso / ANCHOS)[:, None] + np.log(firmas),
        _dado(_clase(paso), vecino),
        _dado(_clase(paso), cajon(testigos[:, USADAS] + centro - suma)),
        float(centro),
    )


def _dado(clase: Enteros, visto: Enteros) -> Reales:
    """The logarithm of how often each step of another witness is seen, given how the total agrees."""
    cuentas = np.zeros((3, SIN + 1))
    np.add.at(cuentas, (clase, visto), 1.0)
    marginal = (cuentas.sum(0) + PREVIO / 9) / (cuentas.sum() + PREVIO)
    condicion = (cuentas + PREVIO * marginal) / (cuentas + PREVIO * marginal).sum(1, keepdims=True)
    return np.asarray(np.log(condicion / ANCHOS))
