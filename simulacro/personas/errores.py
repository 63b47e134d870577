"""How people mistype: each field by itself, with the slips that two people can share (ledger of the night)."""

import random
from collections.abc import Sequence

from prep.domain.hechos.campos import Valor


def teclear(valores: Sequence[Valor], tasa: float, azar: random.Random) -> tuple[tuple[Valor, ...], dict[int, Valor]]:
    """What is keyed for `valores`, and the wrong fields by their place; `tasa` is the chance of each field."""
    if not tasa:
        return tuple(valores), {}
    yerros: dict[int, Valor] = {}
    for lugar, valor in enumerate(valores):
        if azar.random() < tasa:
            malo = _yerro(valor, azar)
            if malo != valor:
                yerros[lugar] = malo
    return tuple(yerros.get(lugar, valor) for lugar, valor in enumerate(valores)), yerros


def _yerro(valor: Valor, azar: random.Random) -> Valor:
    """Transposed, a neighbouring key, a digit lost, or a mark read as zero."""
    if not isinstance(valor, int):
        return 0
    cifras = str(valor)
    clase = azar.randrange(3)
    if clase == 0 and len(cifras) > 1:
        return int(cifras[:-2] + cifras[-1] + cifras[-2])
    if clase == 1 and len(cifras) > 1:
        return int(cifras[:-1])
    return int(cifras[:-1] + str((int(cifras[-1]) + 1) % 10))


def leer_mal(valores: Sequence[Valor], lugar: int) -> tuple[Valor, ...]:
    """As whoever reads that field of that acta would read it wrong: no captura finds it, only a cotejo does (R-07)."""
    valor = valores[lugar]
    return (*valores[:lugar], valor + 1 if isinstance(valor, int) else valor, *valores[lugar + 1 :])
