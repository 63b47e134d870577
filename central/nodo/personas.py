"""Who is registered at a node: people with their keys, stations with their site, the accounts of the CAE."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from prep.domain.hechos.roles import Rol

SIEMPRE = datetime(1970, 1, 1, tzinfo=UTC)  # no fact is of before
PAPELES = (str(Rol.CAPTURA), str(Rol.MESA))  # the roles whose work a node hands out at a station


@dataclass(frozen=True, slots=True)
class OperadorNuevo:
    """A person to register: public key of 32 bytes, private half sealed with the password ("" when kept elsewhere).

    `version`, `firma`: as the centre signed them; none while they are to be signed.
    """

    operador: str
    nombre: str
    publica: bytes
    sellada: str = field(repr=False)
    roles: tuple[str, ...]
    sitio: str
    activo: bool = True
    version: int = 0
    firma: bytes = b""


@dataclass(frozen=True, slots=True)
class EstacionNueva:
    """A station to register: the name of its database role, and its site (`01` … `33`, or `CCV`).

    `papeles`: the roles whose work it may be given, in the order of PAPELES.
    """

    estacion: str
    sitio: str
    activo: bool = True
    version: int = 0
    firma: bytes = b""
    papeles: tuple[str, ...] = PAPELES


@dataclass(frozen=True, slots=True)
class CuentaCae:
    """The account of the phone that may send the images of an acta, from an hour on (R-09)."""

    acta: str
    cuenta: str
    desde: datetime = SIEMPRE


@dataclass(frozen=True, slots=True)
class Gente:
    """All that is registered, or what is to be registered together."""

    operadores: Sequence[OperadorNuevo] = ()
    estaciones: Sequence[EstacionNueva] = ()
    cae: Sequence[CuentaCae] = ()
