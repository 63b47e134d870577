"""The orders that coordinators proposed and what was answered: who signed each half is verified here, for whoever asks.

Nothing of it is believed from the base: a proposal and an answer count by the signatures of two people of the
coordination (P-10).
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from psycopg import Connection

from central.arbitro.registrados import Registrados
from central.nodo.nombres import CENTRO as NODO_CENTRO
from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.hechos import Conforme, Hecho, Propuesta, Respuesta, Tipo
from prep.domain.hechos.propuestas import contesta
from prep.domain.hechos.roles import Rol
from prep.domain.reglas.ordenes import ORDEN, OrdenDelCentro, OrdenInvalida, leer_orden
from prep.domain.vida.tiempos import momento_corregido
from prep.net.identidad import verificar
from prep.store.hechos import LEIDAS, a_leido, lista

# Those that were set aside too, so that the number of each is always the same.
DEL_PROCESO = (
    f"SELECT EXISTS (SELECT FROM prep.cuarentena q WHERE q.hecho = h.id), {lista(LEIDAS, 'h')} FROM prep.hecho h"  # noqa: S608 -- our columns
    " WHERE h.acta = '' AND h.tipo IN ('PROPUESTA', 'CONFORME') AND h.nodo = %s ORDER BY h.sec"
)
# The public keys with which its signer, of the coordination then, could sign that fact; none for anybody else, or who
# is not as the centre signed it.
QuienEs = Callable[[Hecho], Collection[bytes]]


@dataclass(frozen=True, slots=True)
class Acuerdo:
    """A proposed order, with the first answer in time of somebody else. `n`: its short number, of this proceso."""

    n: int
    propuesta: Hecho
    orden: OrdenDelCentro
    hasta: datetime
    respuesta: Hecho | None = None

    @property
    def motivo(self) -> str:
        assert isinstance(self.propuesta.cuerpo, Propuesta)
        return self.propuesta.cuerpo.motivo

    @property
    def aceptado(self) -> bool:
        return self.respuesta is not None and _dice(self.respuesta) is Respuesta.ACEPTA


def leer_acuerdos(conexion: Connection[Any], quien: QuienEs, plazo_s: int) -> list[Acuerdo]:
    """Every order that was proposed at the centre, in its order, with its answer; what does not verify is not there."""
    acuerdos: dict[UUID, Acuerdo] = {}
    n = 0
    for apartado, *fila in conexion.execute(DEL_PROCESO, (NODO_CENTRO,)).fetchall():
        hecho = _firmado(fila, quien)
        n += fila[2] == Tipo.PROPUESTA
        if hecho is None or apartado:
            continue
        if isinstance(hecho.cuerpo, Propuesta):
            if (orden := _orden(hecho.cuerpo)) is not None:
                acuerdos[hecho.id] = Acuerdo(n, hecho, orden, hecho.momento + timedelta(seconds=plazo_s))
        elif isinstance(hecho.cuerpo, Conforme) and hecho.cuerpo.propuesta in acuerdos:
            acuerdos[hecho.cuerpo.propuesta] = _con_respuesta(acuerdos[hecho.cuerpo.propuesta], hecho)
    return list(acuerdos.values())


def de_coordinacion(gente: Registrados) -> QuienEs:
    """By what is registered, read as it is asked for."""

    def quien(hecho: Hecho) -> Collection[bytes]:
        operador = gente.operadores.get(hecho.operador) or gente.buscar(hecho.operador)
        if operador is None or hecho.operador in gente.alterados:
            return ()
        entonces = operador.en(momento_corregido(hecho))
        return operador.llaves(momento_corregido(hecho)) if coordina(entonces.roles, entonces.sitio) else ()

    return quien


def coordina(roles: Collection[str], sitio: str) -> bool:
    """Whether somebody of these roles and site gives the centre's orders."""
    return Rol.COORDINACION in roles and sitio == CCV


def _firmado(fila: Iterable[Any], quien: QuienEs) -> Hecho | None:
    """The fact, if somebody of the coordination signed it."""
    leido = a_leido(tuple(fila))
    llaves = quien(leido.hecho) if leido.hecho else ()
    return leido.hecho if any(verificar(llave, leido.mensaje, leido.firma) for llave in llaves) else None


def _orden(propuesta: Propuesta) -> OrdenDelCentro | None:
    try:
        return leer_orden(propuesta.datos) if propuesta.que == ORDEN else None
    except OrdenInvalida:
        return None


def _con_respuesta(acuerdo: Acuerdo, respuesta: Hecho) -> Acuerdo:
    """The first one that counts decides: of another person, to that very text, after the proposal, in time."""
    assert isinstance(respuesta.cuerpo, Conforme)
    otra = respuesta.operador != acuerdo.propuesta.operador
    a_tiempo = acuerdo.propuesta.momento <= respuesta.momento <= acuerdo.hasta
    if acuerdo.respuesta is not None or not otra or not a_tiempo or not contesta(respuesta.cuerpo, acuerdo.propuesta):
        return acuerdo
    return Acuerdo(acuerdo.n, acuerdo.propuesta, acuerdo.orden, acuerdo.hasta, respuesta)


def _dice(respuesta: Hecho) -> Respuesta:
    assert isinstance(respuesta.cuerpo, Conforme)
    return respuesta.cuerpo.respuesta
