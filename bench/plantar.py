"""Errors that two people agreed on, planted in verified actas: a digit, two columns, a slip of rows, two actas."""

from collections.abc import Sequence
from dataclasses import replace

from prep.segunda.vista import Vista
from simulacro.guion.plantar import MANERAS, Azar

TIPOS = (*MANERAS, "casillas", "vecinas")  # two actas exchanged: of two sections of a district, or of one


def plantar(vistas: Sequence[Vista], tipo: str, cuantos: int, azar: Azar) -> list[tuple[Vista, int]]:
    """`cuantos` actas of `vistas` with an error of that kind, each with how many votes it makes wrong."""
    salen: dict[str, tuple[Vista, int]] = {}
    for i in azar.permutation(len(vistas)):
        if len(salen) >= cuantos:
            break
        if tipo in MANERAS:
            nuevas = _con(vistas[int(i)], tipo, azar)
        else:
            nuevas = _cambiadas(vistas, int(i), azar, vecinas=tipo == "vecinas")
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


def _cambiadas(vistas: Sequence[Vista], i: int, azar: Azar, *, vecinas: bool) -> list[tuple[Vista, int]]:
    """Two actas, whole, each under the other's name; `vecinas`: the next one of its section, else any of another."""
    una = vistas[i]
    j = (i + 1) % len(vistas) if vecinas else int(azar.integers(len(vistas)))
    otra = vistas[j]
    if una.forma != otra.forma or (una.acta.seccion == otra.acta.seccion) is not vecinas:
        return []
    donde = una.forma.rango_votos
    pares = zip(una.valores[donde], otra.valores[donde], strict=True)
    mal = sum(abs(a - b) for a, b in pares if isinstance(a, int) and isinstance(b, int))
    return [(replace(una, valores=otra.valores), mal), (replace(otra, valores=una.valores), mal)] if mal else []
