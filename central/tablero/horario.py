"""The hours of the night: from when the period of operation counts, and how much the last cut held back (R-10)."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, text

from central.tablero.consulta import fases
from prep.domain.hechos.hechos import NombreFase
from prep.domain.hechos.horas import hora_de
from prep.domain.reglas.apertura import POR_HORA

RETENIDAS = (
    "SELECT count(*), count(*) FILTER (WHERE por_hora) FROM"
    " (SELECT bool_and(motivo = ANY(:por_hora)) por_hora FROM prep.retenida GROUP BY acta) actas"
)


class CuentaDeRetenidas(NamedTuple):
    """How many actas the last cut held back, and how many of them for their hours alone: two people let those out."""

    todas: int = 0
    por_hora: int = 0


NADA_RETENIDO = CuentaDeRetenidas()


def retenidas(conn: Connection) -> CuentaDeRetenidas:
    return CuentaDeRetenidas(*conn.execute(text(RETENIDAS), {"por_hora": sorted(POR_HORA)}).one())


def apertura(conn: Connection) -> datetime | None:
    """The hour of now; None when nobody set one and the phase `abrir`, from which it counts then, did not come."""
    dicha = conn.execute(text("SELECT prep.apertura()")).scalar_one()
    return hora_de(dicha or "") or next((f.momento for f in fases(conn) if f.fase is NombreFase.ABRIR), None)
