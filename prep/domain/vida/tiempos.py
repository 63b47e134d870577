"""The published times of an acta: corrected by the station's offset, in order, inside the operating period (R-10)."""

from datetime import datetime, timedelta
from functools import lru_cache

from prep.domain.hechos.hechos import Hecho
from prep.domain.reglas.hallazgos import CodigoHallazgo
from prep.domain.vida.estado import EstadoActa, Hallazgo


def momento_corregido(hecho: Hecho) -> datetime:
    """The node's time of the fact: the station's plus its last measured offset (R-10)."""
    if not hecho.desfase_ms:
        return hecho.momento
    return hecho.momento + _desfase(hecho.desfase_ms)


@lru_cache(maxsize=1024)
def _desfase(ms: int) -> timedelta:
    """A station keeps its offset for many facts."""
    return timedelta(milliseconds=ms)


def revisar_tiempos(estado: EstadoActa, apertura: datetime, cierre: datetime) -> tuple[Hallazgo, ...]:
    """What is wrong with the times of the acta as it stands: never refused, only flagged (R-10).

    `apertura` and `cierre` are those of the operating period (phases `abrir` and `cerrar`), both included. SIN ACTA
    rows have no times, and an acta not yet registered is looked at with the times that it has.
    """
    vigente = estado.vigente
    if vigente.sin_acta is not None:
        return ()
    momentos = [m for m in (vigente.acopio, vigente.captura, vigente.verificacion) if m is not None]
    hallazgos = []
    if momentos != sorted(momentos):
        hallazgos.append(Hallazgo(CodigoHallazgo.TIEMPOS_EN_DESORDEN))
    if not all(apertura <= m <= cierre for m in momentos):
        hallazgos.append(Hallazgo(CodigoHallazgo.TIEMPO_FUERA_DE_PERIODO))
    return tuple(hallazgos)
