"""When the period of operation begins (R-10): the phase, and the hour that two people of the coordination set."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from prep.domain.hechos.hechos import NombreFase

APERTURA = "APERTURA"  # the code of what the centre signs when two people set the hour; its `lugar` is the hour
LIBERADA = "R10-LIBERADA"  # of what it signs when two people let a row out; its `lugar` is the row's three times
POR_HORA = frozenset({"R26-ORDEN", "R26-PERIODO"})  # why a cut holds a row back for its times
CERRADAS = frozenset({"", str(NombreFase.CEROS)})  # the phases before the opening
DISTANCIA_MAX_H = 48  # how far from now the hour may be set: a slip of the year is none


@dataclass(frozen=True, slots=True)
class Apertura:
    """What a station was told of it last: the phase, "" before the first, and the hour, None when nobody set one."""

    fase: str
    hora: datetime | None = None

    def falta(self, ahora: datetime, zona: str, *, fresca: bool) -> str:
        """Why what is received at `ahora` (by the node's clock) is before the period, "" when it is not.

        `fresca`: the node says so now. Without it the hour alone tells, if there is one: the phase may have gone on.
        """
        local = ZoneInfo(zona)
        son, dicha = f"{ahora.astimezone(local):%H:%M}", "" if self.hora is None else _dicha(self.hora, ahora, local)
        segun = "" if fresca else " Es lo que esta estación sabe: no tiene nodo."
        if self.hora is not None and ahora < self.hora:
            return f"El periodo empieza {dicha} y son las {son}.{segun}"
        if self.fase not in CERRADAS or (self.hora is not None and not fresca):
            return ""
        empezaba = f"El periodo empezaba {dicha}, pero la" if dicha else "La"
        return f"{empezaba} coordinación todavía no declara la apertura; son las {son}.{segun}"


def _dicha(hora: datetime, ahora: datetime, local: ZoneInfo) -> str:
    suya = hora.astimezone(local)
    if suya.date() == ahora.astimezone(local).date():
        return f"a las {suya:%H:%M}"
    return f"el {suya:%d/%m/%Y} a las {suya:%H:%M}"
