"""What handing an acta back does to the record of one source: to the desk with its reason, or to another person.

A handler takes (Vida, Hecho) and is named in the table of transiciones.py.
"""

from collections.abc import Mapping

from prep.domain.catalogo.ajustes import Orden
from prep.domain.hechos.hechos import Devolucion, Hecho
from prep.domain.hechos.razones import RazonDeDevolucion
from prep.domain.reglas.hallazgos import CodigoHallazgo
from prep.domain.vida.estado import Etapa
from prep.domain.vida.manejadores import cierra
from prep.domain.vida.vida import Vida

CODIGO_DE: Mapping[RazonDeDevolucion, CodigoHallazgo] = {
    RazonDeDevolucion.NO_ES: CodigoHallazgo.DEVUELTA_NO_ES,
    RazonDeDevolucion.NO_SE_LEE: CodigoHallazgo.DEVUELTA_NO_SE_LEE,
    RazonDeDevolucion.INCOMPLETA: CodigoHallazgo.DEVUELTA_INCOMPLETA,
    RazonDeDevolucion.OTRA_PERSONA: CodigoHallazgo.DEVUELTA_A_OTRA,
}


def devuelve(vida: Vida, hecho: Hecho) -> None:
    """The open ronda goes to the desk, unless it is only for somebody else to capture."""
    if _anota(vida, hecho):
        vida.etapa = Etapa.EN_MESA


def consta(vida: Vida, hecho: Hecho) -> None:
    """The desk has it already: it is told this reason too."""
    _anota(vida, hecho)


def _anota(vida: Vida, hecho: Hecho) -> bool:
    """It is told why; true when the desk is to decide. Of who had not been given it, nothing."""
    cuerpo = hecho.cuerpo
    assert isinstance(cuerpo, Devolucion)
    if _sin_captura(vida) or cuerpo.ronda != vida.ronda or not hecho.toma:
        vida.rechazar(CodigoHallazgo.DEVOLUCION_FUERA_DE_LUGAR, hecho)
        return False
    vida.anotar(CODIGO_DE[cuerpo.razon], hecho)
    vida.devuelta = True
    if cuerpo.razon is RazonDeDevolucion.OTRA_PERSONA:
        return False
    vida.devolvieron.add(hecho.operador)
    return True


def cierra_sin_nadie(vida: Vida, hecho: Hecho) -> None:
    """Nobody captured it, and somebody had handed it back: with nobody else on shift it goes to the desk (R-04)."""
    if vida.devuelta and not _sin_captura(vida):
        cierra(vida, hecho)
    else:
        vida.rechazar(CodigoHallazgo.CIERRE_FUERA_DE_LUGAR, hecho)


def _sin_captura(vida: Vida) -> bool:
    """Only received, where the image comes first: nobody has anything to capture (R-03)."""
    return vida.etapa is Etapa.ACOPIADA and vida.ajustes.orden is not Orden.PAPEL
