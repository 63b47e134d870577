"""What two people change of another: a new key under a new password, other roles, another site; who may (P-10).

The two sign where the person stands, so that it needs no centre: one of them coordinates. A password may be proposed by
the desk, for who coordinates may be the one who forgot theirs, or be gone.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.hechos import Propuesta
from prep.domain.hechos.roles import DE_PERSONA, Rol
from prep.domain.reglas.ordenes import ORDEN, NombreDeOrden, OrdenDelCentro, OrdenInvalida, leer_orden

SITIO = re.compile(rf"[0-9]{{2}}|{CCV}")
PERSONALES = frozenset({NombreDeOrden.CONTRASENA, NombreDeOrden.CAMBIO})
# An incident of who changes their own password: `lugar` is the SHA-256 of their key as it is sealed from then on.
CONTRASENA_CAMBIADA = "CONTRASENA_CAMBIADA"


@dataclass(frozen=True, slots=True)
class CambioDePersona:
    """A new key (`publica`, and the hash of it sealed), or else the roles and the site that they have from then on."""

    operador: str
    publica: bytes = b""
    sello: str = ""
    roles: frozenset[str] = frozenset()
    sitio: str = ""

    @property
    def orden(self) -> OrdenDelCentro:
        """As it is proposed."""
        if self.publica:
            datos = {"operador": self.operador, "publica": self.publica.hex(), "sello": self.sello}
            return OrdenDelCentro(NombreDeOrden.CONTRASENA, datos)
        suyo = {"operador": self.operador, "roles": sorted(self.roles), "sitio": self.sitio}
        return OrdenDelCentro(NombreDeOrden.CAMBIO, suyo)


@dataclass(frozen=True, slots=True)
class DondeTrabaja:
    """What somebody is registered to do, and where."""

    roles: Collection[str]
    sitio: str

    def coordina(self, *sitios: str) -> bool:
        return Rol.COORDINACION in self.roles and self.sitio in sitios

    def es_de_la_mesa(self, sitio: str) -> bool:
        return Rol.MESA in self.roles and self.sitio == sitio


def cambio_de(orden: OrdenDelCentro) -> CambioDePersona | None:
    """What the order changes of a person; None when it is another order, or gives roles or a site that are none."""
    datos = orden.datos
    if orden.nombre is NombreDeOrden.CONTRASENA:
        return CambioDePersona(datos["operador"], bytes.fromhex(datos["publica"]), datos["sello"])
    if orden.nombre is NombreDeOrden.CAMBIO:
        roles = frozenset(datos["roles"])
        return (
            CambioDePersona(datos["operador"], roles=roles, sitio=datos["sitio"])
            if roles and roles <= DE_PERSONA and SITIO.fullmatch(datos["sitio"])
            else None
        )
    return None


def cambio_propuesto(propuesta: Propuesta) -> CambioDePersona | None:
    """What it would change of a person; None when it proposes something else."""
    try:
        return cambio_de(leer_orden(propuesta.datos)) if propuesta.que == ORDEN else None
    except OrdenInvalida:
        return None


def impedimento(cambio: CambioDePersona, suyo: DondeTrabaja, propone: DondeTrabaja, acepta: DondeTrabaja) -> str:
    """Why these two may not, "" when they may. `suyo`: of the person, before the change. They are three people.

    Who coordinates the person's site, or the centre, proposes. Somebody else of that site's desk or coordination
    accepts, or of the coordination of the centre or of where the person goes. What gives or takes the coordination
    only coordinators agree on; of the CCV, only those of the centre. A password alone may be proposed by the desk of
    the person's site too: then who coordinates that site or the centre accepts.
    """
    destino = DondeTrabaja(cambio.roles or suyo.roles, cambio.sitio or suyo.sitio)
    if Rol.NODO in suyo.roles or not set(suyo.roles) <= DE_PERSONA:
        return "no es de una persona"
    if cambio.publica and suyo.sitio != CCV and _propone_la_mesa(suyo.sitio, propone):
        return "" if acepta.coordina(suyo.sitio, CCV) else "lo que propone la mesa lo acepta quien coordina"
    if not propone.coordina(suyo.sitio, CCV):
        return f"lo propone quien coordina el sitio {suyo.sitio} o el centro"
    if CCV in (suyo.sitio, destino.sitio):
        return "" if propone.coordina(CCV) and acepta.coordina(CCV) else "del CCV, sólo la coordinación del centro"
    if acepta.coordina(suyo.sitio, destino.sitio, CCV):
        return ""
    if Rol.COORDINACION in {*suyo.roles, *destino.roles}:
        return "de quien coordina, lo acepta otra persona de la coordinación"
    if acepta.es_de_la_mesa(suyo.sitio):
        return ""
    return f"lo acepta otra persona de la mesa o de la coordinación del sitio {suyo.sitio}"


def _propone_la_mesa(sitio: str, propone: DondeTrabaja) -> bool:
    return propone.es_de_la_mesa(sitio) and not propone.coordina(sitio)
