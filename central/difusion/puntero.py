"""`actual.json`: which cut is shown, when the next is expected, and why there is none while it is paused."""

from datetime import datetime
from zoneinfo import ZoneInfo

from central.difusion.guardado import CorteGuardado
from central.publico.formatos import ACTUAL_MAX, VERSION, ActualPublico
from central.publico.sitio import escrito
from prep.ajeno.lectura import de_json
from prep.ajeno.reparos import AjenoInvalido


def hacer_puntero(
    corte: CorteGuardado, proximo: datetime | None, pausa: str | None, zona: str, testigos: int = 0
) -> bytes:
    """The bytes of `actual.json`; `proximo` is None while paused and after the last cut."""
    local = proximo.astimezone(ZoneInfo(zona)).isoformat(timespec="seconds") if proximo else None
    crudo = escrito(
        {
            "version": VERSION,
            "corte": corte.numero,
            "momento": corte.momento,
            "proximo": local,
            "pausa": pausa,
            "simulacro": corte.simulacro,
            "testigos": testigos,
            "resumen": corte.resumen,
            "indice": corte.indice,
            "manifiesto": corte.manifiesto,
        }
    )
    if len(crudo) > ACTUAL_MAX:
        raise ValueError(f"{len(crudo)} bytes: the pointer is limited to {ACTUAL_MAX}")
    return crudo


def corte_mostrado(crudo: bytes) -> int:
    """The number of the cut that a target shows; 0 when what it has is not a pointer of ours."""
    try:
        return de_json(crudo, ActualPublico).corte
    except AjenoInvalido:
        return 0
