"""How the cuts of the night kept their turns (R-25): on time, late, missing, held; and what is not yet published."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from central.difusion.ajustes import leer_ajustes
from central.difusion.turnos import TARDE, apertura, exigir_en_marcha, turno, vista_de
from central.marco.conexion import MalUso, abrir
from prep.domain.hechos.hechos import NombreFase

CORTES = "SELECT momento FROM prep.corte ORDER BY momento"
PORQUES = (
    "SELECT cuando, texto FROM prep.alarma WHERE codigo IN ('CORTE-RETENIDO', 'PUBLICACION-TARDE', 'PUBLICACION-FALLO')"
    " ORDER BY n"
)
SIN_PUBLICAR = (
    "SELECT count(*) FROM prep.acta_estado e WHERE e.registrada"
    " AND NOT EXISTS (SELECT FROM prep.publicado p WHERE p.acta = e.acta)"
)


@dataclass(frozen=True, slots=True)
class Puntualidad:
    """`tarde`: (turn, minutes late) of each; `faltan`: turns that got no cut. `porques`: when and what was alarmed."""

    a_tiempo: int
    tarde: tuple[tuple[datetime, int], ...]
    faltan: tuple[datetime, ...]
    porques: tuple[tuple[datetime, str], ...] = ()
    sin_publicar: int = 0

    def documento(self) -> dict[str, Any]:
        return {
            "a_tiempo": self.a_tiempo,
            "tarde": [{"turno": _dicho(desde), "minutos": n} for desde, n in self.tarde],
            "faltan": [_dicho(desde) for desde in self.faltan],
            "porques": [{"cuando": _dicho(cuando), "texto": texto} for cuando, texto in self.porques],
            "sin_publicar": self.sin_publicar,
        }


def puntualidad(cortes: Sequence[datetime], abierto: datetime, minutos: int, hasta: datetime) -> Puntualidad:
    """Of the turns that began from `abierto` on; the one of `hasta` is missing only once it is late."""
    a_tiempo, tarde, faltan = 0, [], []
    for desde, fin in _turnos(abierto, minutos, hasta):
        plazo = timedelta(minutes=minutos) / TARDE
        suyo = next((c for c in cortes if desde <= c < fin), None)
        if suyo is not None and suyo - desde <= plazo:
            a_tiempo += 1
        elif suyo is not None:
            tarde.append((desde, round((suyo - desde).total_seconds() / 60)))
        elif min(hasta, fin) - desde > plazo:  # a first one too short for being late is not missed
            faltan.append(desde)
    return Puntualidad(a_tiempo, tuple(tarde), tuple(faltan))


def leer_puntualidad(datos: Path, ajustes: Path, ahora: datetime) -> Puntualidad | None:
    """From the base of the centre of `datos`; None before the first turn, or while its node does not answer."""
    try:
        exigir_en_marcha(datos)
        with abrir(datos) as puesto, puesto.mirar() as conn:
            return puntualidad_de(conn, leer_ajustes(ajustes).abre, ahora)
    except MalUso:
        return None


def puntualidad_de(conn: Connection, abre: str, ahora: datetime) -> Puntualidad | None:
    """From a base that is open; None before the first turn."""
    vista = vista_de(conn)
    abierto = apertura(vista, abre)
    if abierto is None or ahora < abierto:
        return None
    hasta = min([ahora, *(vista.fases[f] for f in (NombreFase.ULTIMO, NombreFase.CERRAR) if f in vista.fases)])
    cortes = list(conn.execute(text(CORTES)).scalars())
    hallada = puntualidad(cortes, abierto, vista.minutos, hasta)
    porques = tuple((cuando, dicho) for cuando, dicho in conn.execute(text(PORQUES)))
    return replace(hallada, porques=porques, sin_publicar=conn.execute(text(SIN_PUBLICAR)).scalar_one())


def _turnos(abierto: datetime, minutos: int, hasta: datetime) -> Iterator[tuple[datetime, datetime]]:
    """When each began and ended; the first one begins as the night opens."""
    desde = abierto
    while desde <= hasta:
        fin = turno(desde, minutos) + timedelta(minutes=minutos)
        yield desde, fin
        desde = fin


def _dicho(momento: datetime) -> str:
    return momento.isoformat(timespec="seconds")
