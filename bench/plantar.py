"""Errors that two people agreed on, planted in verified actas: a digit, two columns, a slip of rows, two actas."""

from collections.abc import Sequence
from dataclasses import replace

from prep.segunda.vista import Vista
from simulacro.guion.plantar import MANERAS, Azar

TIPOS = (*MANERAS, "casillas")


def plantar(vistas: Sequence[Vista], tipo: str, cuantos: int, azar: Azar) -> list[tuple[Vista, int]]:
    """`cuantos` actas of `vistas` with an error of that kind, each with how many votes it makes wrong."""
    salen: dict[str, tuple[Vista, int]] = {}
    for i in azar.permutation(len(vistas)):
        if len(salen) >= cuantos:
            break
        nuevas = _vecinas(vistas, int(i)) if tipo == "casillas" else _con(vistas[int(i)], tipo, azar)
        if nuevas and not any(v.acta.clave in salen for v, _ in nuevas):
            salen.update({v.acta.clave: (v, votos) for v, votos in nuevas})
    return list(salen.values())


def _con(vista: Vista, tipo: str, azar: Azar) -> list[tuple[Vista, int]]:
    donde = vista.forma.rango_votos
    enteros = [v for v in vista.valores[donde] if isinstance(v, int)]
    if len(enteros) < donde.stop - donde.start:
        return []
    votos = MANERAS[tipo](enteros, azar)
    mal = sum(abs(a - b) for a, b in zip(votos, enteros, strict=True))
    valores = (*vista.valores[: donde.start], *votos, *vista.valores[donde.stop :])
    return [(replace(vista, valores=valores), mal)] if mal else []


def _vecinas(vistas: Sequence[Vista], i: int) -> list[tuple[Vista, int]]:
    """Two actas of neighbouring casillas of one section, whole, each under the other's name."""
    una, otra = vistas[i], vistas[(i + 1) % len(vistas)]
    if una.acta.seccion != otra.acta.seccion or una.forma != otra.forma:
        return []
    donde = una.forma.rango_votos
    pares = zip(una.valores[donde], otra.valores[donde], strict=True)
    mal = sum(abs(a - b) for a, b in pares if isinstance(a, int) and isinstance(b, int))
    return [(replace(una, valores=otra.valores), mal), (replace(otra, valores=una.valores), mal)] if mal else []
