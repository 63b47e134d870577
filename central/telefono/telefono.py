"""A phone of a CAE as the centre registers it: its sheet, its key and how it stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EstadoDeTelefono(StrEnum):
    """What has become of a sheet, and of the phone that it made."""

    INVITADO = "INVITADO"  # nobody has used its code
    CANCELADO = "CANCELADO"  # nor will: another sheet was made
    EN_USO = "EN_USO"
    RELEVADO = "RELEVADO"  # there is another; what it took until then still comes in
    PERDIDO = "PERDIDO"  # nothing of it comes in


@dataclass(frozen=True, slots=True)
class TelefonoNuevo:
    """The sheet `numero` of an account, and the key of the phone that used it: `spki`, b"" while none has.

    `hasta`: since when it is not in use.
    """

    cuenta: str
    numero: int
    codigo_id: str
    vence: datetime
    estado: EstadoDeTelefono = EstadoDeTelefono.INVITADO
    spki: bytes = b""
    hasta: datetime | None = None
    version: int = 0
    firma: bytes = b""
