"""What each figure of an acta would be, by the other casillas of its section, its district and its other elections."""

from dataclasses import dataclass

import numpy as np

from prep.segunda.grupo import Enteros, Grupo, Reales
from prep.segunda.testigos import ASENTADO, SACADOS

COLA = 4.0  # degrees of freedom: real casillas differ from their neighbours more often than a normal law says
MITAD = 0.74  # within how many spreads half of the figures lie, by that law
CHICA = 2.0  # votes under which a column says nothing of its spread
PREVIO = 50.0  # actas of weight for the spread of a draw of votes


@dataclass(frozen=True, slots=True)
class Esperanza:
    """For each row and column: the mean and its spread; `apoyo`: on how many votes of others the row leans."""

    media: Reales
    desvio: Reales
    apoyo: Reales

    def log(self, valores: Reales) -> Reales:
        """How likely each value is in its column, as a logarithm; `valores` broadcasts over rows and columns."""
        z = (valores - self.media) / self.desvio
        return np.asarray(-0.5 * (COLA + 1) * np.log1p(z * z / COLA) - np.log(self.desvio))

    def cruzado(self, valores: Reales) -> Reales:
        """`[row, a, b]`: how likely what stands in column `b` would be in column `a`."""
        z = (valores[:, None, :] - self.media[:, :, None]) / self.desvio[:, :, None]
        return np.asarray(-0.5 * (COLA + 1) * np.log1p(z * z / COLA) - np.log(self.desvio)[:, :, None])


def partes(grupo: Grupo, filas: Enteros, tope: float, peso: float) -> tuple[Reales, Reales]:
    """The share of each column by the others of the section, shrunk to the district; and the votes it leans on."""
    propios = grupo.votos[filas]
    todo = grupo.suma_todo + 0.5
    distrito = np.maximum(grupo.suma_territorio[grupo.territorio[filas]] - propios, 0)
    distrito = distrito + peso * todo / todo.sum()
    distrito /= distrito.sum(1, keepdims=True)
    vecinas = np.maximum(grupo.suma_seccion[grupo.seccion[filas]] - propios, 0)
    cuantos = vecinas.sum(1, keepdims=True)
    vecinas = vecinas * np.minimum(1.0, tope / np.maximum(cuantos, 1.0))
    apoyo = vecinas.sum(1, keepdims=True) + peso
    parte = (vecinas + peso * distrito) * grupo.lleva[filas]
    return parte / np.maximum(parte.sum(1, keepdims=True), 1e-9), apoyo


def esperar(parte: Reales, apoyo: Reales, votos: Reales, ancho: Reales) -> Esperanza:
    """The figures of an acta of `votos` votes; `ancho`: how much wider the real ones are spread, by column."""
    media = votos[:, None] * parte
    varianza = media * (1 - parte) * (1 + votos[:, None] / (apoyo + 1)) + 0.15
    return Esperanza(media, np.sqrt(varianza) * ancho, apoyo[:, 0])


def votantes(grupo: Grupo, filas: Enteros, otras: Reales) -> Reales:
    """How many voted, whatever one figure says: the middle of the sum, the totals and the other elections (`otras`)."""
    escritos = grupo.testigos[filas][:, [ASENTADO, SACADOS]]
    dichos = np.concatenate([grupo.votos[filas].sum(1)[:, None], escritos, otras], 1)
    dichos = np.sort(np.where(dichos <= 0, np.nan, dichos), axis=1)
    cuantos = np.maximum((~np.isnan(dichos)).sum(1), 1)
    return np.asarray(np.nan_to_num(dichos[np.arange(len(filas)), (cuantos - 1) // 2], nan=1.0))


def anchos(grupo: Grupo, filas: Enteros, espera: Esperanza) -> Reales:
    """By column, how much wider tonight's figures are spread than expected, by the middle ones: errors do not weigh."""
    z = np.abs(grupo.votos[filas] - espera.media) / espera.desvio
    hay = grupo.lleva[filas] & (espera.media >= CHICA)
    salen = np.ones(z.shape[1])
    for j in range(len(salen)):
        vistos = z[hay[:, j], j]
        if len(vistos):
            salen[j] = (np.median(vistos) / MITAD * len(vistos) + PREVIO) / (len(vistos) + PREVIO)
    return np.clip(salen, 0.5, 3.0)
