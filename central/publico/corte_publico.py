"""What a cut gives to be shown: its rows, its sums and its header, with its number and time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from prep.domain.catalogo.catalogo import Catalogo
from prep.domain.publicacion.agregacion import Clave, Nivel, Suma
from prep.domain.publicacion.corte import Resumen
from prep.domain.publicacion.filas import Fila


@dataclass(frozen=True, slots=True)
class CortePublico:
    """`por_eleccion`: the rows as shown, in the order of publication; `sumas` and `resumenes` are theirs.

    `paquetes`: the SHA-256 of each zip by its name, that of all the elections first.
    """

    catalogo: Catalogo
    numero: int
    momento: datetime
    ultimo: bool
    en_revision: int
    por_eleccion: Mapping[str, Sequence[Fila]]
    sumas: Mapping[str, Mapping[Nivel, Mapping[Clave, Suma]]]
    resumenes: Mapping[str, Resumen]
    paquetes: Mapping[str, str]

    @property
    def local(self) -> str:
        """Its time in the entity's, as text."""
        return self.momento.astimezone(ZoneInfo(self.catalogo.ajustes.zona)).isoformat(timespec="seconds")
