"""Agreement of blind capturas: which one counts, when two are equal, which slots are open (R-04)."""

from collections.abc import Iterable, Sequence

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.hechos.hechos import Captura, Hecho
from prep.domain.reglas.hallazgos import CodigoHallazgo
from prep.domain.vida.estado import CapturaVista, Etapa

PARES = 2  # capturas that settle a ronda when they agree


def objecion(
    hecho: Hecho, cuerpo: Captura, ronda: int, imagenes: Iterable[str], campos: int, vistas: Sequence[CapturaVista]
) -> CodigoHallazgo | None:
    """Why this captura cannot count in the open `ronda`, or None.

    `imagenes`: the ones it may have been keyed from ("" = the paper); `campos`: how many fields the acta has;
    `vistas`: the capturas of the ronda that count so far. Each comes from another person at another station.
    """
    if cuerpo.ronda != ronda:
        return CodigoHallazgo.CAPTURA_OTRA_RONDA
    if len(cuerpo.valores) != campos:
        return CodigoHallazgo.CAPTURA_INCOMPLETA
    if cuerpo.imagen not in imagenes:
        return CodigoHallazgo.CAPTURA_OTRA_IMAGEN
    if not hecho.toma:
        return CodigoHallazgo.CAPTURA_SIN_TOMA
    for vista in vistas:
        if vista.operador == hecho.operador:
            return CodigoHallazgo.CAPTURA_MISMO_OPERADOR
        if vista.estacion == hecho.estacion:
            return CodigoHallazgo.CAPTURA_MISMA_ESTACION
    return None


def coinciden(una: CapturaVista, otra: CapturaVista) -> bool:
    """All figures, total asentado, type of document and identification; not the image's hash (R-04)."""
    return una.valores == otra.valores and una.documento == otra.documento and una.identificacion == otra.identificacion


def etapa_sin_acuerdo(capturas: int, ajustes: Ajustes) -> Etapa:
    """Where a ronda stands after `capturas` capturas of which no two agree."""
    if capturas >= ajustes.capturas_max:
        return Etapa.EN_MESA
    return Etapa.EN_CAPTURA if capturas < PARES else Etapa.EN_DISPUTA


def puestos_abiertos(capturas: int) -> range:
    """The capture slots that wait for somebody: 1 and 2 together at the start, then one more at a time."""
    return range(capturas + 1, max(PARES, capturas + 1) + 1)
