"""Which centre of work has an acta, and so the capture work of which source (R-06, P-2)."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.hechos import Fuente
from prep.domain.vida.estado import EstadoFuente, Etapa

VIVAS = frozenset(
    {
        Etapa.ACOPIADA,
        Etapa.DIGITALIZADA,
        Etapa.EN_CAPTURA,
        Etapa.EN_DISPUTA,
        Etapa.EN_MESA,
        Etapa.POR_VALIDAR,
        Etapa.VERIFICADA,
    }
)
# Where no source is alive, the one that says most about the acta speaks for it.
RANGO_SIN_VIDA = (Etapa.SIN_ACTA, Etapa.POR_REDIGITALIZAR, Etapa.RETENIDA, Etapa.TRASLADADA, Etapa.ESPERADA)


class Corrida(NamedTuple):
    """One source after all its facts: its state, and what only the merge needs."""

    estado: EstadoFuente
    primera_captura: datetime | None = None  # of any ronda
    cotejada: bool = False  # the figures of this ronda were compared
    vistos: frozenset[UUID] = frozenset()  # what its cotejos answered
    reabierta: bool = False  # two people opened again what was settled

    @property
    def viva(self) -> bool:
        """The acta is in this source's hands and can go on, or is done."""
        return self.estado.etapa in VIVAS

    @property
    def por_rehacer(self) -> bool:
        """Two people opened it again, also while the other source's figures stand, and it is not settled yet (R-07)."""
        return self.reabierta and self.viva and self.estado.etapa is not Etapa.VERIFICADA


def centro_de(corrida: Corrida) -> str:
    """The centre where this source's work is done: the CCV for the phone, for paper the CATD that received it."""
    return CCV if corrida.estado.fuente is Fuente.CASILLA else corrida.estado.sitio


def elegir(corridas: Sequence[Corrida], centro: str, prefiere_papel: bool) -> tuple[Corrida, str]:
    """The source with custody and the centre that has it ("" while nothing arrived).

    What two people opened again goes first; then a Custodia fact (`centro`); then the paper where it is preferred; then
    the source where work has begun; then the one that came first by the corrected clocks. A source that is stuck or
    gone never keeps it from a live one.
    """
    vivas = [c for c in corridas if c.por_rehacer] or [c for c in corridas if c.viva]
    if not vivas:
        corrida = min(corridas, key=lambda c: RANGO_SIN_VIDA.index(c.estado.etapa))
        llego = corrida.estado.acopio is not None
        return corrida, centro or (centro_de(corrida) if llego else "")
    corrida = min(_preferidas(vivas, centro, prefiere_papel) or vivas, key=_antiguedad)
    return corrida, centro or centro_de(corrida)


def _preferidas(vivas: list[Corrida], centro: str, prefiere_papel: bool) -> list[Corrida]:
    if centro:
        return [c for c in vivas if centro_de(c) == centro]
    if prefiere_papel:
        return [c for c in vivas if c.estado.fuente is Fuente.CATD]
    return vivas


def _antiguedad(corrida: Corrida) -> tuple[bool, datetime]:
    """Began first; not begun, came first. A live source always has the time of its acopio."""
    assert corrida.estado.acopio is not None
    return corrida.primera_captura is None, corrida.primera_captura or corrida.estado.acopio
