"""Two people: what changes or takes away what was registered does nothing until another one agrees to it (P-10).

A Propuesta carries the body of what it would do; with a Conforme of somebody else, in time, it is that fact, in its own
place. That place is its signer's and its node's: nobody who answers later moves it, and an agreement never stops being
one. What would need two and came alone is left aside.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from uuid import UUID

from prep.domain.hechos.hechos import (
    AccionDeMesa,
    Acopio,
    Anulacion,
    Captura,
    Conforme,
    Cotejo,
    Dictamen,
    Fuente,
    Hecho,
    Propuesta,
    Publicado,
    Respuesta,
    SinActa,
)
from prep.domain.hechos.propuestas import contesta, lo_propuesto
from prep.domain.hechos.texto import HechoInvalido
from prep.domain.hechos.tipos import TIPOS
from prep.domain.reglas.hallazgos import CodigoHallazgo
from prep.domain.vida.estado import Hallazgo
from prep.domain.vida.tiempos import momento_corregido

Acordados = Mapping[UUID, frozenset[str]]  # what two people stand behind -> who of others accepted it
NINGUNO: Acordados = MappingProxyType({})
DECIDEN = frozenset({AccionDeMesa.ACEPTA, AccionDeMesa.IDENTIFICA, AccionDeMesa.SIN_ACTA})
SE_PIDE = 0  # of a cotejo: somebody asks for it;
SIN_CAMBIO = 1  # all stays as it was;
SE_CAMBIA = 2  # other figures;
SE_ABRE = 3  # it is captured or digitised again
_UNO_BASTA = frozenset({SE_PIDE, SIN_CAMBIO})
_SE_MIRAN = (Propuesta, Conforme, Cotejo, Anulacion)


def acordar(hechos: dict[UUID, Hecho], acta: str, plazo_s: int, hallazgos: list[Hallazgo]) -> Acordados:
    """Puts in `hechos` what two people agreed on, in the place of its Propuesta, and takes out what came alone."""
    if not any(isinstance(h.cuerpo, _SE_MIRAN) for h in hechos.values()):
        return NINGUNO
    acordados = _sustituir(hechos, timedelta(seconds=plazo_s), hallazgos)
    abren = _abren(hechos, acta, acordados)
    solos = [
        h for id, h in hechos.items() if id not in acordados and (_pide_dos(h, hechos) or _decide_de_nuevo(h, abren))
    ]
    for hecho in solos:
        del hechos[hecho.id]
        hallazgos.append(Hallazgo(CodigoHallazgo.DE_UNO_SOLO, hecho.id))
    return acordados


def _sustituir(hechos: dict[UUID, Hecho], plazo: timedelta, hallazgos: list[Hallazgo]) -> Acordados:
    """Every Propuesta becomes its fact, or goes with what it lacks; the answers go, they are no fact of the acta."""
    propuestas = [h for h in hechos.values() if isinstance(h.cuerpo, Propuesta)]
    respuestas: dict[UUID, list[Hecho]] = defaultdict(list)
    for h in list(hechos.values()):
        if isinstance(h.cuerpo, Conforme):
            respuestas[h.cuerpo.propuesta].append(hechos.pop(h.id))
    acordados: dict[UUID, frozenset[str]] = {}
    for propuesta in propuestas:
        del hechos[propuesta.id]
        suyas = respuestas.pop(propuesta.id, [])
        efecto = _efecto(propuesta, hallazgos)
        quienes = _conformes(propuesta, suyas, plazo, hallazgos) if efecto is not None else frozenset()
        if efecto is not None and quienes:
            hechos[efecto.id] = efecto
            acordados[efecto.id] = quienes
    sueltas = [h for suyas in respuestas.values() for h in suyas]
    hallazgos += [Hallazgo(CodigoHallazgo.CONFORME_EN_ESPERA, h.id) for h in sueltas]
    return acordados


def _efecto(propuesta: Hecho, hallazgos: list[Hallazgo]) -> Hecho | None:
    assert isinstance(propuesta.cuerpo, Propuesta)
    try:
        return replace(propuesta, cuerpo=lo_propuesto(propuesta.cuerpo))
    except HechoInvalido:
        hallazgos.append(Hallazgo(CodigoHallazgo.PROPUESTA_INVALIDA, propuesta.id))
        return None


def _conformes(
    propuesta: Hecho, respuestas: Iterable[Hecho], plazo: timedelta, hallazgos: list[Hallazgo]
) -> frozenset[str]:
    """Who else accepted that very text in time; a no changes nothing of what somebody accepts, before it or after."""
    vence = momento_corregido(propuesta) + plazo
    aceptan: set[str] = set()
    rechazada = False
    for respuesta in respuestas:
        assert isinstance(respuesta.cuerpo, Conforme)
        if respuesta.operador == propuesta.operador:
            hallazgos.append(Hallazgo(CodigoHallazgo.CONFORME_PROPIO, respuesta.id))
        elif respuesta.fuente is not propuesta.fuente or not contesta(respuesta.cuerpo, propuesta):
            hallazgos.append(Hallazgo(CodigoHallazgo.CONFORME_DE_OTRO_TEXTO, respuesta.id))
        elif momento_corregido(respuesta) > vence:
            hallazgos.append(Hallazgo(CodigoHallazgo.CONFORME_TARDIO, respuesta.id))
        elif respuesta.cuerpo.respuesta is Respuesta.ACEPTA:
            aceptan.add(respuesta.operador)
        else:
            rechazada = True
    if not aceptan:
        codigo = CodigoHallazgo.PROPUESTA_RECHAZADA if rechazada else CodigoHallazgo.FALTA_CONFORME
        hallazgos.append(Hallazgo(codigo, propuesta.id))
    return frozenset(aceptan)


def _pide_dos(hecho: Hecho, hechos: Mapping[UUID, Hecho]) -> bool:
    """Whether this fact, alone, would change or take away what was registered."""
    cuerpo = hecho.cuerpo
    if isinstance(cuerpo, Cotejo):
        return cuerpo.resultado not in _UNO_BASTA
    if not isinstance(cuerpo, Anulacion):
        return False
    anulado = hechos.get(cuerpo.hecho)
    return anulado is not None and TIPOS[anulado.tipo].explica_cambio and not _retira(hecho, anulado, hechos)


def _retira(hecho: Hecho, anulado: Hecho, hechos: Mapping[UUID, Hecho]) -> bool:
    """Whether somebody alone may take that back: the centre what it said and any SIN ACTA, a person their own SIN ACTA,
    and a reception upon which nothing was captured."""
    del_centro = hecho.fuente is Fuente.CENTRO
    if isinstance(anulado.cuerpo, SinActa):
        return del_centro or anulado.operador == hecho.operador
    if del_centro or anulado.fuente is Fuente.CENTRO:
        return anulado.fuente is hecho.fuente
    return isinstance(anulado.cuerpo, Acopio) and not any(
        isinstance(h.cuerpo, Captura) and h.fuente is hecho.fuente and not _antes(hecho, h) for h in hechos.values()
    )


def _abren(hechos: Mapping[UUID, Hecho], acta: str, acordados: Acordados) -> list[Hecho]:
    """What two people took away or opened again once the acta was published: who then decides on it is two as well."""
    publicado = _publicada(hechos.values(), acta)
    if publicado is None:
        return []
    suyos = (hechos[id] for id in acordados)
    return [h for h in suyos if _abre(h) and momento_corregido(h) >= publicado]


def _publicada(hechos: Collection[Hecho], acta: str) -> datetime | None:
    """When the acta was published for the first time."""
    momentos = [
        momento_corregido(h)
        for h in hechos
        if isinstance(h.cuerpo, Publicado) and any(clave == acta for clave, _, _ in h.cuerpo.actas)
    ]
    return min(momentos, default=None)


def _abre(hecho: Hecho) -> bool:
    cuerpo = hecho.cuerpo
    return isinstance(cuerpo, Anulacion) or (isinstance(cuerpo, Cotejo) and cuerpo.resultado == SE_ABRE)


def _decide_de_nuevo(hecho: Hecho, abren: Collection[Hecho]) -> bool:
    """A dictamen that may come after what was opened; of the same source's cotejo its ronda says it (mesa.py)."""
    cuerpo = hecho.cuerpo
    if not isinstance(cuerpo, Dictamen) or cuerpo.accion not in DECIDEN:
        return False
    return any(not _antes(hecho, a) for a in abren if isinstance(a.cuerpo, Anulacion) or a.fuente is not hecho.fuente)


def _antes(uno: Hecho, otro: Hecho) -> bool:
    """Surely before: by the sequence of their node, which nobody dates. Between nodes only clocks would say it, and
    between sources nothing (P-1)."""
    return uno.fuente is otro.fuente and uno.nodo == otro.nodo and uno.sec < otro.sec
