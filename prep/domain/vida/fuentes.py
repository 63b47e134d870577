"""The two sources of an acta made one: whose figures count, what is to compare, what work is open (R-06)."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from prep.domain.catalogo.ajustes import Ajustes, Orden
from prep.domain.catalogo.catalogo import Acta
from prep.domain.hechos.hechos import Fuente
from prep.domain.reglas.hallazgos import CodigoHallazgo
from prep.domain.vida.admision import Expediente
from prep.domain.vida.captura import puestos_abiertos
from prep.domain.vida.custodia import VIVAS, Corrida, centro_de, elegir
from prep.domain.vida.estado import REGISTRADAS, ClaseTrabajo, EstadoActa, EstadoFuente, Etapa, Hallazgo, Pendiente

EN_MANOS_DE_MESA = frozenset({Etapa.EN_MESA, Etapa.POR_VALIDAR})
SE_CAPTURAN = frozenset({Etapa.DIGITALIZADA, Etapa.EN_CAPTURA, Etapa.EN_DISPUTA})
# Members of an enumeration are slow to look up in Python 3.11; the ones used for every fact have a name here.
_VERIFICADA = Etapa.VERIFICADA
_SIN_ACTA = Etapa.SIN_ACTA


def combinar(acta: Acta, ajustes: Ajustes, exp: Expediente, corridas: tuple[Corrida, Corrida]) -> EstadoActa:
    """The whole acta out of its two sources, in the order CATD, CASILLA. Commutative: nothing here knows an order.

    What was published first stays (R-06); before that the first that settled, or the paper where `preferir_papel`.
    """
    prefiere_papel = ajustes.preferir_papel and exp.publicado is None
    custodia, centro = elegir(corridas, exp.custodia, prefiere_papel)
    vigente = _vigente(corridas, custodia, exp, prefiere_papel)
    estado = vigente.estado
    de_papel = prefiere_papel and custodia.estado.fuente is Fuente.CATD
    pedidos = tuple(sorted(exp.pedidos - corridas[0].vistos - corridas[1].vistos)) if exp.pedidos else ()
    por_cotejar = _por_cotejar(corridas, vigente, exp, pedidos)
    hay_trabajo = estado.etapa is not _VERIFICADA or de_papel or custodia.por_rehacer
    return EstadoActa(
        acta=acta.clave,
        etapa=estado.etapa,
        vigente=estado,
        fuentes=tuple(c.estado for c in corridas),
        custodia=centro,
        publicado=exp.publicado,
        cotejo_abierto=por_cotejar,
        pedidos=pedidos,
        pendientes=(
            *(_pendientes(custodia.estado, centro, ajustes) if hay_trabajo else ()),
            *([_cotejo(vigente, exp)] if por_cotejar else ()),
        ),
        hallazgos=_hallazgos(corridas, estado, exp),
    )


def _vigente(corridas: tuple[Corrida, Corrida], custodia: Corrida, exp: Expediente, prefiere_papel: bool) -> Corrida:
    verificadas = [c for c in corridas if c.estado.etapa is _VERIFICADA]
    if not verificadas:
        return custodia
    for corrida in verificadas:
        fuente = corrida.estado.fuente
        if exp.publicado is not None and fuente is exp.publicado[1]:
            return corrida
        if prefiere_papel and fuente is Fuente.CATD:
            return corrida
    return min(verificadas, key=_asentada)


def _asentada(corrida: Corrida) -> datetime:
    assert corrida.estado.verificacion is not None
    return corrida.estado.verificacion


def _por_cotejar(
    corridas: tuple[Corrida, Corrida], vigente: Corrida, exp: Expediente, pedidos: tuple[UUID, ...]
) -> bool:
    """Published, and somebody asked for it and has no answer, or the other source's figures stand too and nobody
    compared them with these (R-06, R-07). That the other one only arrived opens nothing.
    """
    if exp.publicado is None or vigente.estado.etapa is not _VERIFICADA:
        return False
    otra = corridas[corridas[0] is vigente].estado
    visto = vigente.cotejada and vigente.vistos.issuperset(c.hecho for c in otra.capturas)
    return bool(pedidos) or (otra.etapa is _VERIFICADA and not visto)


def _cotejo(vigente: Corrida, exp: Expediente) -> Pendiente:
    """It is of the centre that worked the figures that stand, unless the centre gave the acta to another (P-10)."""
    estado = vigente.estado
    centro = exp.custodia or centro_de(vigente)
    return Pendiente(ClaseTrabajo.COTEJO, estado.fuente, estado.ronda, 0, centro, estado.imagen)


def _pendientes(estado: EstadoFuente, centro: str, ajustes: Ajustes) -> Iterable[Pendiente]:
    """The work open now in the source with custody: capture slots, or the desk (R-04)."""
    if estado.etapa in EN_MANOS_DE_MESA:
        yield Pendiente(ClaseTrabajo.MESA, estado.fuente, estado.ronda, 0, centro, estado.imagen)
    elif estado.etapa in SE_CAPTURAN or (estado.etapa is Etapa.ACOPIADA and ajustes.orden is Orden.PAPEL):
        for puesto in puestos_abiertos(len(estado.capturas)):
            yield Pendiente(ClaseTrabajo.CAPTURA, estado.fuente, estado.ronda, puesto, centro, estado.imagen)


def _hallazgos(corridas: tuple[Corrida, Corrida], vigente: EstadoFuente, exp: Expediente) -> tuple[Hallazgo, ...]:
    etapas = [c.estado.etapa for c in corridas]
    hallazgos = set(exp.hallazgos)
    if _SIN_ACTA in etapas and not VIVAS.isdisjoint(etapas):
        hallazgos.add(Hallazgo(CodigoHallazgo.SIN_ACTA_CONTRADICHA))
    catd, casilla = (c.estado for c in corridas)
    if catd.etapa is casilla.etapa is _VERIFICADA and catd.valores != casilla.valores:
        hallazgos.add(Hallazgo(CodigoHallazgo.FUENTES_DIFIEREN))
    if exp.publicado is not None and (vigente.fuente is not exp.publicado[1] or vigente.etapa not in REGISTRADAS):
        hallazgos.add(Hallazgo(CodigoHallazgo.PUBLICADA_NO_VIGENTE))
    if not hallazgos:
        return ()
    return tuple(sorted(hallazgos, key=lambda h: (h.codigo, str(h.hecho))))
