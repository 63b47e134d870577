"""The hour from which the period of operation counts (R-10): set by two people, with its reason, before or after it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, text

from central.mando.cumplir import Cumplir, DatosDeOrden
from central.marco.conexion import MalUso, NodoAbierto, OrdenRechazada
from central.marco.proceso import leer_cabecera
from central.tablero import horario
from central.tablero.consulta import ahora, fases
from prep.domain.hechos.cotas import legible
from prep.domain.hechos.hechos import Fuente, Incidencia, NombreFase
from prep.domain.hechos.horas import hora_de, texto_de
from prep.domain.reglas.apertura import APERTURA, DISTANCIA_MAX_H, LIBERADA
from prep.domain.reglas.ordenes import NombreDeOrden, OrdenDelCentro
from prep.store.conexion import cruda
from prep.store.del_centro import insertar_centro

FORMAS = ("%H:%M", "%Y-%m-%d %H:%M")
ANTES = (
    "SELECT count(DISTINCT h.acta) FROM prep.hecho h WHERE h.tipo = 'ACOPIO' AND prep.vale(h)"
    " AND h.momento + make_interval(secs => h.desfase_ms / 1000.0) < :hora"
)
# Of those, what the public saw already and nobody let out with its hours.
PUBLICADAS = (
    f"{ANTES} AND EXISTS (SELECT FROM prep.corte_fila f WHERE f.acta = h.acta)"  # noqa: S608 -- our own
    " AND NOT EXISTS (SELECT FROM prep.hecho l WHERE l.acta = h.acta AND l.tipo = 'INCIDENCIA' AND prep.vale(l)"
    " AND prep.campo_de(l.cuerpo, 'codigo') = :liberada)"
)


def como_esta(conn: Connection) -> str:
    """The hour of now, what day it is and how another is written."""
    es, zona = horario.apertura(conn), ZoneInfo(leer_cabecera(conn).zona)
    local = ahora(conn).astimezone(zona)
    hoy = (
        f"Hoy es {local:%Y-%m-%d, y son las %H:%M}. La hora se escribe así: 18:00, de hoy; o con su día:"
        f" {local:%Y-%m-%d} 18:00."
    )
    if es is None:
        return f"Nadie ha fijado la hora, y la fase «abrir» no se ha declarado. {hoy}"
    return f"Ahora cuenta desde {es.astimezone(zona):%d/%m/%Y %H:%M}. {hoy}"


def orden_de(conn: Connection, escrita: str) -> OrdenDelCentro:
    """The order to set the hour that a person wrote, in the entity's time: `18:00`, of today, or with its day."""
    zona = ZoneInfo(leer_cabecera(conn).zona)
    hoy = ahora(conn).astimezone(zona)
    for forma in FORMAS:
        try:
            leida = datetime.strptime(escrita.strip(), forma)  # noqa: DTZ007 -- the entity's, on the next line
        except ValueError:
            continue
        suya = leida if "%d" in forma else datetime.combine(hoy.date(), leida.time())
        return OrdenDelCentro(NombreDeOrden.APERTURA, {"hora": texto_de(suya.replace(tzinfo=zona))})
    raise MalUso(f"«{escrita[:40]}» no es una hora. Escríbala así: 18:00, o con su día: «{hoy:%Y-%m-%d} 18:00».")


def decir(datos: DatosDeOrden) -> str:
    return f"Hora de apertura: {datos['hora']}."


def revisar(puesto: NodoAbierto, datos: DatosDeOrden) -> list[str]:
    """Raises OrdenRechazada before the counting of zeros, after the closing, and for an hour that is far from now."""
    with puesto.mirar() as conn:
        hora, es = _exigir(conn, datos), horario.apertura(conn)
        zona = ZoneInfo(leer_cabecera(conn).zona)
        quedan = conn.execute(text(ANTES), {"hora": hora}).scalar_one()
        hoy = conn.execute(text(ANTES), {"hora": es}).scalar_one() if es else 0
        vistas = conn.execute(text(PUBLICADAS), {"hora": hora, "liberada": LIBERADA}).scalar_one()
    antes = f"{es.astimezone(zona):%d/%m/%Y %H:%M}" if es else "la de la fase «abrir», que no se ha declarado"
    return [
        f"El periodo de operación empieza: {antes} → {hora.astimezone(zona):%d/%m/%Y %H:%M}.",
        f"Actas recibidas antes de esa hora: {hoy} → {quedan}. Las que queden antes salen «en revisión».",
        f"De ellas ya se publicaron: {vistas}. Se quedan con su último renglón: no se actualizan hasta que se liberen.",
    ]


def cumplir(pedido: Cumplir) -> list[str]:
    with pedido.puesto.ordenar() as conn:
        hora, cabecera = _exigir(conn, pedido.datos), leer_cabecera(conn)
        firma = pedido.puesto.firma(conn, cabecera.proceso, pedido.lugar)
        dicha = f"{hora.astimezone(ZoneInfo(cabecera.zona)):%d/%m/%Y %H:%M}"
        cuerpo = Incidencia(APERTURA, legible(f"El periodo empieza: {dicha}. {pedido.motivo}"), texto_de(hora))
        insertar_centro(conn, firma.hecho("", Fuente.CENTRO, cuerpo))
        pedido.constar(cruda(conn))
    return [f"Hora de apertura: {dicha}.", "Las estaciones con nodo lo saben en segundos; el siguiente corte la usa."]


def _exigir(conn: Connection, datos: DatosDeOrden) -> datetime:
    hora, vividas = hora_de(datos["hora"]), [f.fase for f in fases(conn)]
    assert hora is not None, "una orden leída tiene su hora"
    if not vividas:
        raise OrdenRechazada("La hora de apertura se fija después de la puesta en ceros. Antes, en el perfil.")
    if NombreFase.CERRAR in vividas:
        raise OrdenRechazada("El proceso ya cerró: la hora de apertura no se cambia.")
    if abs(hora - ahora(conn)) > timedelta(hours=DISTANCIA_MAX_H):
        raise OrdenRechazada(f"Esa hora está a más de {DISTANCIA_MAX_H} horas de ahora. Revise el día.")
    return hora
