"""What somebody who has nothing to capture is told: why, since when, what they have done and where hands are needed."""

from dataclasses import dataclass

from prep.domain.hechos.hechos import Tipo
from prep.domain.hechos.roles import Rol
from prep.services.estacion.mi_noche import MiNoche
from prep.services.nodo.tipos import EnEspera


@dataclass(frozen=True, slots=True)
class SinTrabajo:
    """`donde`: the actas of the site, None when the node did not say; `hechas`, `ultima_hora`: this person's captures.

    `ayuda`: the role that this person also has and where work waits now.
    """

    donde: EnEspera | None
    hechas: int
    ultima_hora: int
    ayuda: Rol | None


def espera_de(donde: EnEspera | None, noche: MiNoche, roles: frozenset[str]) -> SinTrabajo:
    hechas, ultima_hora = noche.cuentas.get(Tipo.CAPTURA, (0, 0))
    return SinTrabajo(donde, hechas, ultima_hora, _ayuda(donde, roles))


def _ayuda(donde: EnEspera | None, roles: frozenset[str]) -> Rol | None:
    """Where what is not to be captured yet waits for a hand, the last stage first."""
    if donde is None:
        return None
    esperan = ((Rol.MESA, donde.en_mesa), (Rol.DIGITALIZACION, donde.por_digitalizar), (Rol.ACOPIO, donde.por_llegar))
    return next((rol for rol, cuantas in esperan if cuantas and rol in roles), None)
