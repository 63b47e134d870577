"""Who is registered at a node: people with their keys, stations with their site, the accounts of the CAE."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class OperadorNuevo:
    """A person to register: public key of 32 bytes, private half sealed with the password ("" when kept elsewhere)."""

    operador: str
    nombre: str
    publica: bytes
    sellada: str = field(repr=False)
    roles: tuple[str, ...]
    sitio: str
    activo: bool = True


@dataclass(frozen=True, slots=True)
class EstacionNueva:
    """A station to register: the name of its database role, and its site (`01` … `33`, or `CCV`)."""

    estacion: str
    sitio: str
    activo: bool = True


@dataclass(frozen=True, slots=True)
class CuentaCae:
    """The account of the phone that may send the images of an acta (R-09)."""

    acta: str
    cuenta: str


@dataclass(frozen=True, slots=True)
class Gente:
    """All that is registered, or what is to be registered together."""

    operadores: Sequence[OperadorNuevo] = ()
    estaciones: Sequence[EstacionNueva] = ()
    cae: Sequence[CuentaCae] = ()
