"""The pulse of a station: delivers what waits and says how things are with the node, never better than they are."""

import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from prep.services.estacion.entrega import OTRO_PROCESO
from prep.services.estacion.errores import NoProcede
from prep.services.estacion.estacion import Estacion
from prep.services.nodo.tipos import NodoAusente, NodoRechaza

POCOS = 5  # facts of one beat: a person who asks for work does not wait behind a whole backlog
RELOJ_S = 5.0  # clock and phase are asked again after this
TODO_S = 60.0  # operators and catalogue


@dataclass(frozen=True, slots=True)
class Pulso:
    """How a station is with its node, as of `momento`.

    `conectada`: the node answered in this beat. `desde`: since when it is as it is. `motivo`: why there is no node, or
    why it takes nothing, in the words for the operator. `pendientes`, `apartados`: facts on this station's disk that
    the node does not have yet, and those it refused. `desfase_ms`: what to add to this PC's clock (R-10).
    """

    momento: datetime
    conectada: bool
    desde: datetime
    motivo: str
    pendientes: int
    apartados: int
    desfase_ms: int
    fase: str
    nodo: str


class Latido:
    """Beats when told; for one thread. The first beat of a connection also brings catalogue and operators."""

    def __init__(self, estacion: Estacion) -> None:
        self._estacion = estacion
        self._ultimo: Pulso | None = None
        self._reloj, self._todo = float("-inf"), float("-inf")

    def latir(self) -> Pulso:
        """Deliver a few, and say how it is. Raises nothing that an operator could not act on otherwise."""
        anterior, ahora = self._ultimo, datetime.now(UTC)
        fase, nodo = (anterior.fase, anterior.nodo) if anterior else ("", "")
        motivo, conectada = "", True
        try:
            fase, nodo = self._preguntar(fase, nodo)
            informe = self._estacion.entrega.intentar(POCOS)
            conectada, motivo = informe.nodo, informe.motivo
            if conectada:
                self._estacion.despedir()
        except NodoAusente as ausente:
            conectada, motivo = False, str(ausente)
        except NodoRechaza as rechazo:
            # it answers, and takes nothing of ours: for the operator it is as if it were not there
            conectada = False
            motivo = rechazo.mensaje if rechazo.codigo == OTRO_PROCESO else f"El nodo no atiende: {rechazo.mensaje}"
        except NoProcede as negado:
            conectada, motivo = False, str(negado)
        if not conectada:
            self._reloj = self._todo = float("-inf")
        cuentas = self._estacion.spool.cuentas()
        igual = anterior is not None and anterior.conectada == conectada
        nuevo = Pulso(
            momento=ahora,
            conectada=conectada,
            desde=anterior.desde if igual and anterior else ahora,
            motivo=motivo,
            pendientes=cuentas.pendientes,
            apartados=cuentas.rechazados + cuentas.conflictos,
            desfase_ms=self._estacion.desfase_ms,
            fase=fase,
            nodo=nodo,
        )
        self._ultimo = nuevo
        return nuevo

    def _preguntar(self, fase: str, nodo: str) -> tuple[str, str]:
        reloj = time.monotonic()
        if reloj - self._todo >= TODO_S:
            estado = self._estacion.actualizar()
            self._todo = self._reloj = reloj
        elif reloj - self._reloj >= RELOJ_S:
            estado = self._estacion.medir_reloj()
            self._reloj = reloj
        else:
            self._estacion.nodo.palpar()
            return fase, nodo
        return estado.fase, estado.base.partition(" ")[0]


def al_dia(pulso: Pulso, ahora: datetime, limite_s: float) -> Pulso:
    """`pulso` as it may be told at `ahora`: one that is older than `limite_s` no longer says that there is a node."""
    if not pulso.conectada or (ahora - pulso.momento).total_seconds() <= limite_s:
        return pulso
    return replace(pulso, conectada=False, desde=pulso.momento, motivo="El nodo no ha contestado.")
