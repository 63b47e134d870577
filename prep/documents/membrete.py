"""What every page of a document says of itself; apart from the page, for most who say it print nothing.

Here is no ReportLab: a command that shows a proceso and draws no page begins without loading it.
"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

MESES = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Membrete:
    """What every page says. `momento` is aware; it is shown in `zona` (`America/Mexico_City`), 24 h (R-10, R-10b)."""

    titulo: str
    proceso: str
    entidad: str
    momento: datetime
    zona: str
    real: bool

    @property
    def fecha(self) -> str:
        """`dd/mm/aaaa hh:mm:ss (zona)`."""
        return f"{self._local:%d/%m/%Y %H:%M:%S} ({self.zona})"

    @property
    def fecha_larga(self) -> str:
        """`a las 20:05:09 horas del 2 de junio de 2024`, as an act says it."""
        local = self._local
        return f"a las {local:%H:%M:%S} horas del {local.day} de {MESES[local.month - 1]} de {local.year}"

    @property
    def _local(self) -> datetime:
        return self.momento.astimezone(ZoneInfo(self.zona))
