"""What one person did at this station, for themselves: what, of which acta, when, and whether the node has it.

It is read from the station's own disk, so it is there without the node; and it says no figure (P-5).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from prep.domain.catalogo.catalogo import Acta, Catalogo
from prep.domain.hechos.hechos import Tipo
from prep.store.spool.spool import Spool
from prep.store.spool.tipos import Entregado, Hecha

HORA = timedelta(hours=1)
DE_OFICIO = frozenset({Tipo.ACOPIO, Tipo.IMAGEN, Tipo.CAPTURA, Tipo.DICTAMEN, Tipo.COTEJO})


@dataclass(frozen=True, slots=True)
class MiNoche:
    """`hechas`: the newest first, with its acta where the catalogue has it."""

    hechas: Sequence[tuple[Hecha, Acta | None]]
    momento: datetime

    @property
    def cuentas(self) -> dict[Tipo, tuple[int, int]]:
        """Of what is somebody's work: how many in all, and how many in the last hour."""
        todas = Counter(h.tipo for h, _ in self.hechas if h.tipo in DE_OFICIO)
        ultima = Counter(h.tipo for h, _ in self.hechas if h.momento > self.momento - HORA)
        return {tipo: (cuantas, ultima[tipo]) for tipo, cuantas in sorted(todas.items())}

    @property
    def por_entregar(self) -> int:
        return sum(h.estado is Entregado.PENDIENTE for h, _ in self.hechas)

    @property
    def no_admitidas(self) -> int:
        return sum(h.estado in (Entregado.CONFLICTO, Entregado.RECHAZADO) for h, _ in self.hechas)


def mi_noche(spool: Spool, catalogo: Catalogo, operador: str, momento: datetime) -> MiNoche:
    """Of `operador` at `momento`, by this machine's clock, which is that of the facts."""
    hechas = reversed(spool.hechas(operador))
    return MiNoche([(hecha, catalogo.actas.get(hecha.acta)) for hecha in hechas], momento)
