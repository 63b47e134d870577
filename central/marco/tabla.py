"""Plain tables for the terminal, and how long something has waited, in words."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from prep.domain.catalogo.imprimible import imprimible


def tabla(cabeza: Sequence[str], filas: Sequence[Sequence[object]], numericas: int = 0) -> str:
    """Aligned columns; the last `numericas` go to the right."""
    textos = [[imprimible(str(celda)) for celda in fila] for fila in (cabeza, *filas)]
    anchos = [max(len(fila[n]) for fila in textos) for n in range(len(cabeza))]
    primera_derecha = len(cabeza) - numericas
    lineas = [
        "  ".join(
            celda.rjust(ancho) if n >= primera_derecha else celda.ljust(ancho)
            for n, (celda, ancho) in enumerate(zip(fila, anchos, strict=True))
        ).rstrip()
        for fila in textos
    ]
    lineas.insert(1, "-" * max(map(len, lineas)))
    return "\n".join(lineas)


def hace(tiempo: timedelta) -> str:
    """`45 s`, `12 min`, `3 h 05 min`; never negative."""
    segundos = max(0, int(tiempo.total_seconds()))
    if segundos < 60:
        return f"{segundos} s"
    minutos = segundos // 60
    return f"{minutos} min" if minutos < 60 else f"{minutos // 60} h {minutos % 60:02d} min"


def hora(momento: datetime, zona: str) -> str:
    """`02/06/2024 20:05:09` in the entity's time (R-10)."""
    return f"{momento.astimezone(ZoneInfo(zona)):%d/%m/%Y %H:%M:%S}"


def nombre_etapa(etapa: str) -> str:
    """`EN_CAPTURA` as people read it: `En captura`."""
    return etapa.replace("_", " ").capitalize()


def rojo(texto: str, terminal: bool) -> str:
    """In red where it goes to a terminal; elsewhere the words say it alone."""
    return f"\x1b[1;31m{texto}\x1b[0m" if terminal else texto
