"""A part of a catalogue for a short night, and its districts spread over fewer CATD, for a night on a few nodes."""

from dataclasses import replace

from prep.domain.catalogo.catalogo import CCV, Catalogo, Centro


def trozo(catalogo: Catalogo, uno_de: int, minimo: int = 1) -> Catalogo:
    """About one acta in `uno_de`: one CATD in so many, and the CCV; for `minimo` of them, fewer casillas of each.

    The three elections of a casilla go together.
    """
    if uno_de <= 1:
        return catalogo
    catd = sorted(c.id for c in catalogo.centros if c.id != CCV)
    paso = min(uno_de, max(1, len(catd) // max(1, minimo)))
    parte = catalogo.recorte(frozenset({CCV, *catd[::paso]}))
    resto = uno_de // paso
    if resto <= 1:
        return parte
    casillas = sorted({a.clave_casilla for a in parte.actas.values()})
    elegidas = frozenset(casillas[::resto])
    return replace(parte, actas={c: a for c, a in parte.actas.items() if a.clave_casilla in elegidas})


def agrupar(catalogo: Catalogo, nodos: int) -> Catalogo:
    """The districts spread over `nodos` CATD, in turn; the same catalogue when there are no fewer than districts."""
    catd = sorted(c.id for c in catalogo.centros if c.id != CCV)
    if not 0 < nodos < len(catd):
        return catalogo
    destino = {centro: f"{n % nodos + 1:02d}" for n, centro in enumerate(catd)} | {CCV: CCV}
    centros = (*(Centro(f"{n:02d}", f"CATD {n:02d}") for n in range(1, nodos + 1)), Centro(CCV, "CCV"))
    actas = {clave: replace(a, centro=destino[a.centro]) for clave, a in catalogo.actas.items()}
    return replace(catalogo, centros=centros, actas=actas)
