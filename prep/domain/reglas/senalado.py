"""A finding as a person is told of it: its words, how grave it is, and the fact that it speaks of, never a figure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from prep.domain.hechos.tipos import TIPOS
from prep.domain.reglas.tabla import POR_CODIGO, Gravedad, Regla, regla

NOMBRE_DE: Mapping[str, str] = {str(tipo): fila.nombre for tipo, fila in TIPOS.items()}


@dataclass(frozen=True, slots=True)
class Senalado:
    """`via`: the source, "" when it is of the whole acta; the rest is of the fact, "" and None when it speaks of none.

    `incidente`: the code of an incident, which has its own words in the table.
    """

    codigo: str
    via: str = ""
    tipo: str = ""
    momento: datetime | None = None  # by the node's clock
    operador: str = ""
    estacion: str = ""
    incidente: str = ""

    @property
    def regla(self) -> Regla:
        return POR_CODIGO.get(self.incidente) or regla(self.codigo)

    @property
    def gravedad(self) -> Gravedad:
        return self.regla.gravedad

    def de_que(self, zona: str) -> str:
        """The fact, the person and station, where it came from and the entity's time, as far as each is known."""
        hecho = NOMBRE_DE.get(self.tipo, self.tipo.lower())
        quien = f"de {self.operador}" if self.operador else ""
        donde = f"en {self.estacion}" if self.estacion and self.estacion != self.operador else ""
        cuando = f"{self.momento.astimezone(ZoneInfo(zona)):%d/%m %H:%M:%S}" if self.momento else ""
        via = f"vía {self.via}" if self.via and not hecho else ""
        partes = (" ".join(filter(None, (hecho, quien, donde))), via, cuando)
        return ", ".join(filter(None, partes))


def en_orden(senalados: Iterable[Senalado]) -> tuple[Senalado, ...]:
    """The gravest first; among those alike, as they happened, and last what no fact shows."""
    return tuple(sorted(senalados, key=_lugar))


def _lugar(s: Senalado) -> tuple[Gravedad, bool, float, str, str]:
    return s.gravedad, s.momento is None, s.momento.timestamp() if s.momento else 0.0, s.codigo, s.via
