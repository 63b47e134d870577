"""The districts of a catalogue spread over fewer CATD, for a night on a few nodes."""

from dataclasses import replace

from prep.domain.catalogo import CCV, Catalogo, Centro


def agrupar(catalogo: Catalogo, nodos: int) -> Catalogo:
    """The districts spread over `nodos` CATD, in turn; the same catalogue when there are no fewer than districts."""
    catd = sorted(c.id for c in catalogo.centros if c.id != CCV)
    if not 0 < nodos < len(catd):
        return catalogo
    destino = {centro: f"{n % nodos + 1:02d}" for n, centro in enumerate(catd)} | {CCV: CCV}
    centros = (*(Centro(f"{n:02d}", f"CATD {n:02d}") for n in range(1, nodos + 1)), Centro(CCV, "CCV"))
    actas = {clave: replace(a, centro=destino[a.centro]) for clave, a in catalogo.actas.items()}
    return replace(catalogo, centros=centros, actas=actas)
