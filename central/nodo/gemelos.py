"""Whether one certificate is at work on two machines: what a kit that was opened twice looks like from its server.

An address alone proves nothing: a machine may change its own, and leaves a connection of before that says no more. So
two sessions of one certificate from two addresses are told only when each did something after the other had begun.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

from psycopg import Connection

MARGEN = timedelta(seconds=2)
SESIONES_MAX = 5_000  # more than a server has places for
# A centre that replicates may have two links, and begins nothing of its own.
SESIONES = """SELECT a.usename, s.client_serial, host(a.client_addr), a.backend_start, a.state_change
FROM pg_stat_activity a JOIN pg_stat_ssl s USING (pid)
WHERE s.client_serial IS NOT NULL AND a.usename <> 'prep_replica' AND a.state_change IS NOT NULL LIMIT %s"""
ALARMAR = "SELECT prep.alarmar('KIT_AJENO', %s, '', %s)"


@dataclass(frozen=True, slots=True)
class SesionCifrada:
    """Of one certificate: from where, since when, and when it last did something."""

    desde: str
    empezo: datetime
    hizo: datetime


def avisar(admin: Connection[Any]) -> None:
    """An alarm for each certificate that is in two places. Raises psycopg.Error."""
    suyas: dict[tuple[str, int], list[SesionCifrada]] = {}
    for rol, serie, *resto in admin.execute(SESIONES, (SESIONES_MAX,)):
        suyas.setdefault((rol, int(serie)), []).append(SesionCifrada(*resto))
    for (rol, _), sesiones in suyas.items():
        for aqui, alla in en_dos(sesiones):
            admin.execute(ALARMAR, (f"{rol} {aqui} {alla}", decir(rol, aqui, alla)))


def en_dos(sesiones: list[SesionCifrada]) -> Iterator[tuple[str, str]]:
    """The pairs of addresses, each once, from which it is used at once."""
    vistas = set()
    for una, otra in combinations(sesiones, 2):
        par = (min(una.desde, otra.desde), max(una.desde, otra.desde))
        a_la_vez = una.hizo > otra.empezo + MARGEN and otra.hizo > una.empezo + MARGEN
        if par[0] != par[1] and a_la_vez and par not in vistas:
            vistas.add(par)
            yield par


def decir(rol: str, aqui: str, alla: str) -> str:
    return (
        f"Lo que se dio a «{rol}» trabaja a la vez desde {aqui} y desde {alla}: alguien más tiene su kit o sus "
        "archivos. Vea cuál es la suya; revoque ese certificado y haga otro kit."
    )
