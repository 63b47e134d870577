"""What a cut gives to be shown: its rows, its sums and its header, with its number and time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from prep.domain.catalogo.catalogo import Catalogo
from prep.domain.publicacion.agregacion import Clave, Nivel, Suma
from prep.domain.publicacion.corte import Resumen
from prep.domain.publicacion.filas import Fila


class Correccion(Protocol):
    """One figure of one row that a cut changed (R-07b), as its page shows it."""

    @property
    def corte(self) -> str: ...
    @property
    def eleccion(self) -> str: ...
    @property
    def clave_acta(self) -> str: ...
    @property
    def territorio(self) -> str: ...
    @property
    def ordinal(self) -> str: ...
    @property
    def que(self) -> str: ...
    @property
    def campo(self) -> str: ...
    @property
    def antes(self) -> str: ...
    @property
    def despues(self) -> str: ...
    @property
    def motivo(self) -> str: ...
    @property
    def propuso(self) -> str: ...
    @property
    def acepto(self) -> str: ...


@dataclass(frozen=True, slots=True)
class CortePublico:
    """`por_eleccion`: the rows as shown, in the order of publication; `sumas` and `resumenes` are theirs.

    `paquetes`: the SHA-256 of each zip by its name, that of all the elections first. `lista`: the name of the file of
    `correcciones`, the corrected rows.
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
    lista: str = ""
    correcciones: Sequence[Correccion] = ()

    @property
    def local(self) -> str:
        """Its time in the entity's, as text."""
        return self.momento.astimezone(ZoneInfo(self.catalogo.ajustes.zona)).isoformat(timespec="seconds")
