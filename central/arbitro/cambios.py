"""What two people agreed on of others: a new key, other roles, another site. Believed by their signatures alone (P-10).

The list of people says how everybody began; from there on it is these facts, in the order of their answers' own time,
so that every node says the same in whatever order they come.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from psycopg import Connection

from central.arbitro.operador import Antes, Operador
from central.nodo.centro import CENTRO
from prep.domain.hechos.hechos import Conforme, Hecho, Propuesta, Respuesta
from prep.domain.hechos.propuestas import contesta
from prep.domain.reglas.personas import CambioDePersona, DondeTrabaja, cambio_propuesto, impedimento
from prep.domain.vida.tiempos import momento_corregido
from prep.store.hechos import LEIDAS, HechoLeido, a_leido, lista

# The answers to any order are few and small; of the proposals, those that may be of a person.
PERSONALES = (
    f"SELECT {lista(LEIDAS, 'h')} FROM prep.hecho h WHERE h.acta = ''"  # noqa: S608 -- our columns
    " AND (h.tipo = 'CONFORME' OR h.tipo = 'PROPUESTA' AND strpos(h.cuerpo, 'persona c') > 0)"
    " AND NOT EXISTS (SELECT FROM prep.cuarentena q WHERE q.hecho = h.id)"
)
PLAZO = "SELECT extract(epoch FROM prep.plazo_conforme())::integer"


@dataclass(frozen=True, slots=True)
class CambioAcordado:
    """Two people stand behind it, since `desde`; `hecho` is the answer, `propuesta` what it answers."""

    hecho: UUID
    propuesta: UUID
    desde: datetime
    cambio: CambioDePersona


def es_personal(hecho: Hecho) -> bool:
    """Whether it may be half of such an agreement."""
    cuerpo = hecho.cuerpo
    if hecho.acta or not isinstance(cuerpo, Propuesta | Conforme):
        return False
    return isinstance(cuerpo, Conforme) or cambio_propuesto(cuerpo) is not None


def leer_personales(conexion: Connection[Any]) -> list[HechoLeido]:
    return [a_leido(fila) for fila in conexion.execute(PERSONALES).fetchall()]


def acordar(
    leidos: Iterable[HechoLeido], gente: Mapping[str, Operador], plazo_s: int
) -> tuple[dict[str, Operador], list[CambioAcordado]]:
    """Everybody as they are after what was agreed, and each of those agreements. `gente`: as the centre signed them."""
    ahora, acordados = dict(gente), list[CambioAcordado]()
    propuestas: dict[UUID, tuple[HechoLeido, CambioDePersona]] = {}
    respuestas: list[tuple[datetime, UUID, HechoLeido]] = []
    for leido in leidos:
        hecho = leido.hecho
        if hecho is not None and isinstance(hecho.cuerpo, Propuesta):
            if (cambio := cambio_propuesto(hecho.cuerpo)) is not None:
                propuestas[hecho.id] = (leido, cambio)
        elif hecho is not None and isinstance(hecho.cuerpo, Conforme):
            respuestas.append((momento_corregido(hecho), hecho.id, leido))
    for desde, id_, leido in sorted(respuestas, key=lambda r: r[:2]):
        conforme = _cuerpo(leido)
        if conforme.propuesta not in propuestas:
            continue
        propuesta, cambio = propuestas[conforme.propuesta]
        if not _responde(propuesta, leido, cambio, ahora, timedelta(seconds=plazo_s)):
            continue
        del propuestas[conforme.propuesta]  # the first answer decides
        if conforme.respuesta is Respuesta.ACEPTA:
            ahora[cambio.operador] = _cambiado(ahora[cambio.operador], cambio, desde)
            acordados.append(CambioAcordado(id_, conforme.propuesta, desde, cambio))
    return ahora, acordados


def _responde(
    propuesta: HechoLeido, respuesta: HechoLeido, cambio: CambioDePersona, gente: Mapping[str, Operador],
    plazo: timedelta,
) -> bool:  # fmt: skip
    """Whether it answers that very text: in time, of another, neither who is changed, each with their own key."""
    suyo, lugares = gente.get(cambio.operador), list[DondeTrabaja]()
    nombres = [leido.hecho.operador for leido in (propuesta, respuesta) if leido.hecho]
    if suyo is None or len({*nombres, cambio.operador, CENTRO}) < 4:
        return False
    for leido in (propuesta, respuesta):
        hecho = leido.hecho
        quien = gente.get(hecho.operador) if hecho else None
        if hecho is None or quien is None or not quien.firmo(momento_corregido(hecho), leido.mensaje, leido.firma):
            return False
        entonces = quien.en(momento_corregido(hecho))
        lugares.append(DondeTrabaja(entonces.roles, entonces.sitio))
    assert propuesta.hecho is not None and respuesta.hecho is not None
    if not contesta(_cuerpo(respuesta), propuesta.hecho):
        return False
    tardo = momento_corregido(respuesta.hecho) - momento_corregido(propuesta.hecho)
    if not timedelta(0) <= tardo <= plazo or _es_de_alguien(cambio.publica, gente):
        return False
    return not impedimento(cambio, DondeTrabaja(suyo.roles, suyo.sitio), *lugares)


def _es_de_alguien(publica: bytes, gente: Mapping[str, Operador]) -> bool:
    """A key is of one person, for ever: nobody is given another's, nor one that was replaced."""
    return bool(publica) and any(publica in (o.publica, *(a.publica for a in o.antes)) for o in gente.values())


def _cambiado(suyo: Operador, cambio: CambioDePersona, desde: datetime) -> Operador:
    antes = (*suyo.antes, Antes(desde, suyo.publica, suyo.roles, suyo.sitio))
    if cambio.publica:
        return replace(suyo, publica=cambio.publica, antes=antes)
    return replace(suyo, roles=cambio.roles, sitio=cambio.sitio, antes=antes)


def _cuerpo(leido: HechoLeido) -> Conforme:
    assert leido.hecho is not None and isinstance(leido.hecho.cuerpo, Conforme)
    return leido.hecho.cuerpo
