"""Why something may be missing when a CATD closes, data of the entity: a closed list, so that it can be counted."""

from dataclasses import dataclass
from enum import StrEnum


class Falta(StrEnum):
    """What an acta lacks when its CATD closes."""

    SOBRE = "sobre"
    IMAGEN = "imagen"
    CAPTURA = "captura"
    VERIFICACION = "verificacion"


@dataclass(frozen=True, slots=True)
class RazonDeDiferencia:
    """As it is told, and what it explains; `se_escribe`: it says nothing without words of one's own."""

    razon: str
    faltas: tuple[Falta, ...]
    se_escribe: bool = False


_S, _I, _C, _V = Falta
RAZONES = (
    RazonDeDiferencia("El paquete no se entregó", (_S,)),
    RazonDeDiferencia("El sobre no traía el acta", (_I,)),
    RazonDeDiferencia("No se puede leer", (_I, _C, _V)),
    RazonDeDiferencia("Se sigue trabajando en ella", (_S, _I, _C, _V)),
    RazonDeDiferencia("La atiende otro centro", (_S, _I, _C, _V)),
    RazonDeDiferencia("Otra causa", (_S, _I, _C, _V), se_escribe=True),
)


def de_falta(razones: tuple[RazonDeDiferencia, ...], falta: Falta) -> dict[str, RazonDeDiferencia]:
    """Those that explain it, by their words, in their order."""
    return {r.razon: r for r in razones if falta in r.faltas}
