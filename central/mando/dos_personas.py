"""The one gate of the orders that two people must stand behind: one person proposes, another agrees (P-10).

Alone a proposal does nothing. With the other's conforme, the very order that was signed is carried out, once; the
conforme goes in the order's own transaction, and so is not there without it.
"""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from psycopg import Connection

from central.arbitro.acuerdos import Acuerdo, coordina, de_coordinacion, leer_acuerdos
from central.arbitro.registrados import Registrados
from central.mando.cumplir import Avisa, Cumplir, en_silencio, sin_constar
from central.mando.obras import OBRAS
from central.marco.conexion import MalUso, NodoAbierto, OrdenRechazada
from central.marco.proceso import leer_encabezado
from central.marco.tabla import hora
from central.nodo.centro import ARCHIVO, CENTRO
from central.nodo.lista import publica_del_centro
from central.tablero.consulta import ahora, fases
from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.cotas import legible
from prep.domain.hechos.hechos import Datos, Fuente, Hecho, Incidencia, Propuesta, Respuesta, Tipo
from prep.domain.hechos.propuestas import contestar
from prep.domain.hechos.roles import Rol
from prep.domain.reglas.ordenes import ORDEN, NombreDeOrden, OrdenDelCentro, lugar_de
from prep.net.identidad import cargar
from prep.services.estacion.firma import FirmaDeSesion
from prep.services.estacion.sesion import Sesion
from prep.store.conexion import cruda
from prep.store.del_centro import insertar_centro
from prep.store.hechos import ENTREGAR_CENTRO, HechoFirmado, leer_hechos, valores_firmados

MOTIVO_MAX = 500
PREPARAN = frozenset({NombreDeOrden.BAJA, NombreDeOrden.REEMPLAZO})
CUMPLIDA = "ORDEN_CUMPLIDA"


class EstadoDeOrden(StrEnum):
    """How far an order has come."""

    ESPERA = "espera"
    A_MEDIAS = "a medias"  # agreed on, and cut off before its end
    CUMPLIDA = "cumplida"
    RECHAZADA = "rechazada"
    VENCIDA = "vencida"


@dataclass(frozen=True, slots=True)
class OrdenPropuesta:
    """An order as it is at this moment, in one line; `zona`: the time zone in which its hours are told."""

    acuerdo: Acuerdo
    paso: EstadoDeOrden
    dice: str
    zona: str

    @property
    def hasta(self) -> str:
        return hora(self.acuerdo.hasta, self.zona)

    @property
    def n(self) -> int:
        return self.acuerdo.n

    @property
    def quien(self) -> str:
        return self.acuerdo.propuesta.operador

    @property
    def respondio(self) -> str:
        return self.acuerdo.respuesta.operador if self.acuerdo.respuesta else ""

    @property
    def abierta(self) -> bool:
        """Whether somebody can still do something with it."""
        return self.paso in (EstadoDeOrden.ESPERA, EstadoDeOrden.A_MEDIAS)


def ver(puesto: NodoAbierto) -> list[OrdenPropuesta]:
    """Every order that was proposed, in its order."""
    with puesto.mirar() as conn:
        ajustes, momento = leer_encabezado(conn).ajustes, ahora(conn)
        return _leer(puesto, cruda(conn), ajustes.plazo_conforme_s, momento, ajustes.zona)


def _leer(
    puesto: NodoAbierto, conn: Connection[Any], plazo_s: int, momento: datetime, zona: str
) -> list[OrdenPropuesta]:
    cumplidas = {h.estacion for h in leer_hechos(conn, "", Tipo.INCIDENCIA) if _es_cumplida(h)}
    acuerdos = leer_acuerdos(conn, de_coordinacion(_gente(puesto, conn)), plazo_s)
    return [OrdenPropuesta(a, _paso(a, cumplidas, momento), decir(a.orden), zona) for a in acuerdos]


def _es_cumplida(hecho: Hecho) -> bool:
    return hecho.operador == CENTRO and isinstance(hecho.cuerpo, Incidencia) and hecho.cuerpo.codigo == CUMPLIDA


def _paso(acuerdo: Acuerdo, cumplidas: Set[str], momento: datetime) -> EstadoDeOrden:
    if lugar_de(acuerdo.propuesta.id) in cumplidas:
        return EstadoDeOrden.CUMPLIDA
    if acuerdo.respuesta is not None:
        return EstadoDeOrden.A_MEDIAS if acuerdo.aceptado else EstadoDeOrden.RECHAZADA
    return EstadoDeOrden.ESPERA if momento <= acuerdo.hasta else EstadoDeOrden.VENCIDA


def _gente(puesto: NodoAbierto, conn: Connection[Any]) -> Registrados:
    """Everybody, as the centre signed them and two people changed them."""
    ((proceso,),) = conn.execute("SELECT proceso FROM prep.proceso").fetchall()
    return Registrados(conn, proceso, publica_del_centro(puesto.datos))


def decir(orden: OrdenDelCentro) -> str:
    """The order in one line."""
    return OBRAS[orden.nombre].decir(orden.datos)


def revisar(puesto: NodoAbierto, orden: OrdenDelCentro) -> list[str]:
    """What carrying it out now would change, before and after. Raises MalUso or OrdenRechazada if it cannot be done."""
    return OBRAS[orden.nombre].revisar(puesto, orden.datos)


def en_preparacion(puesto: NodoAbierto, orden: OrdenDelCentro) -> bool:
    """Whether one person may do it alone: before the counting of zeros nothing is registered that it could take away,
    and whoever prepares the proceso registers its coordinators too."""
    if orden.nombre not in PREPARAN:
        return False
    with puesto.mirar() as conn:
        return not fases(conn)


def preparar(puesto: NodoAbierto, orden: OrdenDelCentro) -> list[str]:
    """Does it at once and leaves no fact, so that the counting of zeros finds none; what was done. Raises MalUso."""
    revisar(puesto, orden)
    return OBRAS[orden.nombre].cumplir(Cumplir(puesto, orden.datos, CENTRO, "", sin_constar))


def proponer(puesto: NodoAbierto, sesion: Sesion, orden: OrdenDelCentro, motivo: str) -> OrdenPropuesta:
    """Signs the proposal, and does nothing else. Raises MalUso or OrdenRechazada."""
    exigir_coordinacion(puesto, sesion)
    _exigir_motivo(motivo)
    revisar(puesto, orden)
    for igual in ver(puesto):
        if igual.abierta and igual.acuerdo.orden == orden:
            raise OrdenRechazada(f"Ya está propuesta: es la {igual.n}, de {igual.quien}. Otra persona dé su conforme.")
    cuerpo = Propuesta(ORDEN, Datos(orden.texto), legible(motivo.strip()))
    firmado = sesion.firma.hecho("", Fuente.CENTRO, cuerpo)
    with puesto.ordenar() as conn:
        insertar_centro(conn, firmado)
    return next(p for p in ver(puesto) if p.acuerdo.propuesta.id == firmado.hecho.id)


def buscar(puesto: NodoAbierto, n: int) -> OrdenPropuesta:
    """The order of that number, if something can still be done with it. Raises OrdenRechazada, or MalUso if none."""
    hallada = next((p for p in ver(puesto) if p.n == n), None)
    if hallada is None:
        raise MalUso(f"No hay una propuesta {n}. Las que esperan: prep propuestas.")
    if hallada.paso is EstadoDeOrden.CUMPLIDA:
        raise OrdenRechazada(f"La propuesta {n} ya se cumplió, con el conforme de {hallada.respondio}.")
    if hallada.paso is EstadoDeOrden.RECHAZADA:
        raise OrdenRechazada(f"La propuesta {n} la rechazó {hallada.respondio}. Si procede, propóngala otra vez.")
    if hallada.paso is EstadoDeOrden.VENCIDA:
        raise OrdenRechazada(f"La propuesta {n} venció a las {hallada.hasta}. Si todavía procede, propóngala otra vez.")
    return hallada


def conformar(puesto: NodoAbierto, sesion: Sesion, vista: OrdenPropuesta, avisa: Avisa = en_silencio) -> list[str]:
    """Signs the conforme to what was shown and carries it out; what was done, in words. Raises MalUso, OrdenRechazada.

    One that was cut off half done is carried to its end, with the conforme that it has.
    """
    propuesta = _la_misma(puesto, vista)
    n = propuesta.n
    acuerdo, lugar = propuesta.acuerdo, lugar_de(propuesta.acuerdo.propuesta.id)
    conforme = (
        _responder(puesto, sesion, propuesta, Respuesta.ACEPTA, "") if propuesta.paso is EstadoDeOrden.ESPERA else None
    )
    con = propuesta.respondio or sesion.operador

    def constar(conn: Connection[Any], *, ultima: bool = True) -> None:
        if conforme is not None:
            _entregar(puesto, conn, propuesta, conforme)
        if ultima:
            texto = legible(f"Propuesta {n} de {propuesta.quien}, con el conforme de {con}: {propuesta.dice}")
            hecha = FirmaDeSesion(CENTRO, lugar, sesion.firma.proceso, cargar(puesto.datos / ARCHIVO))
            conn.execute(ENTREGAR_CENTRO, valores_firmados(hecha.hecho("", Fuente.CENTRO, Incidencia(CUMPLIDA, texto))))

    pedido = Cumplir(puesto, acuerdo.orden.datos, lugar, acuerdo.motivo, constar, avisa)
    return OBRAS[acuerdo.orden.nombre].cumplir(pedido)


def rechazar(puesto: NodoAbierto, sesion: Sesion, vista: OrdenPropuesta, motivo: str) -> OrdenPropuesta:
    """Signs the refusal of what was shown. Raises MalUso, OrdenRechazada."""
    propuesta = _la_misma(puesto, vista)
    if propuesta.paso is not EstadoDeOrden.ESPERA:
        raise OrdenRechazada(
            f"La propuesta {propuesta.n} ya tiene el conforme de {propuesta.respondio}: no se puede rechazar."
        )
    _exigir_motivo(motivo)
    firmado = _responder(puesto, sesion, propuesta, Respuesta.RECHAZA, legible(motivo.strip()))
    with puesto.ordenar() as conn:
        _entregar(puesto, cruda(conn), propuesta, firmado)
    return propuesta


def _la_misma(puesto: NodoAbierto, vista: OrdenPropuesta) -> OrdenPropuesta:
    """As it is now, if the base still gives under that number what the person read."""
    hallada = buscar(puesto, vista.n)
    if hallada.acuerdo.propuesta != vista.acuerdo.propuesta:
        raise OrdenRechazada(f"La propuesta {vista.n} ya no es la que leyó. Véala otra vez con: prep propuestas.")
    return hallada


def _entregar(puesto: NodoAbierto, conn: Connection[Any], propuesta: OrdenPropuesta, respuesta: HechoFirmado) -> None:
    """Enters an answer, under the lock of the orders, unless somebody answered meanwhile; again, it does nothing."""
    acuerdo = propuesta.acuerdo
    plazo_s = int((acuerdo.hasta - acuerdo.propuesta.momento).total_seconds())
    ahora_ = _leer(puesto, conn, plazo_s, respuesta.hecho.momento, propuesta.zona)
    hallada = next(p for p in ahora_ if p.n == propuesta.n)
    if hallada.acuerdo.respuesta is not None and hallada.acuerdo.respuesta.id == respuesta.hecho.id:
        return
    if hallada.paso is not EstadoDeOrden.ESPERA:
        raise OrdenRechazada(
            f"La propuesta {propuesta.n} ya no espera: está {hallada.paso}. Véala con: prep propuestas --todas."
        )
    conn.execute(ENTREGAR_CENTRO, valores_firmados(respuesta))


def _responder(
    puesto: NodoAbierto, sesion: Sesion, propuesta: OrdenPropuesta, respuesta: Respuesta, motivo: str
) -> HechoFirmado:
    exigir_coordinacion(puesto, sesion)
    if sesion.operador == propuesta.quien:
        raise OrdenRechazada(
            f"La propuesta {propuesta.n} es de {sesion.nombre}: la responde otra persona de la coordinación."
        )
    return sesion.firma.hecho("", Fuente.CENTRO, contestar(propuesta.acuerdo.propuesta, respuesta, motivo))


def exigir_coordinacion(puesto: NodoAbierto, sesion: Sesion) -> None:
    """Raises OrdenRechazada for who does not coordinate at the centre."""
    with puesto.mirar() as conn:
        gente = _gente(puesto, cruda(conn))
        suyo = gente.buscar(sesion.operador)
        if suyo is None or sesion.operador in gente.alterados or not coordina(suyo.roles, suyo.sitio):
            raise OrdenRechazada(
                f"{sesion.nombre} no es de la coordinación del centro (rol {Rol.COORDINACION}, sitio {CCV}): "
                "no propone ni responde."
            )


def _exigir_motivo(motivo: str) -> None:
    if not motivo.strip() or len(motivo) > MOTIVO_MAX or not motivo.isprintable():
        raise MalUso(f"Diga el motivo en 1 a {MOTIVO_MAX} caracteres, en una línea.")
