"""All that the centre knows of one acta, of one moment: no figure but those that a cut has published (P-5)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, text

from central.marco.proceso import leer_encabezado
from central.tablero.claves import hallar_clave
from central.tablero.consulta import TEXTO, Tomado, ahora, tomados
from prep.domain.catalogo.catalogo import Catalogo
from prep.domain.catalogo.fuera_de_catalogo import ClaveInvalida, acta_fc
from prep.domain.catalogo.imprimible import imprimible
from prep.domain.catalogo.lectura import nombre_de_casilla
from prep.domain.hechos.hechos import (
    Acopio,
    Anulacion,
    Captura,
    Cierre,
    Conforme,
    Cotejo,
    Cuerpo,
    Custodia,
    Devolucion,
    Dictamen,
    Fuente,
    Imagen,
    Incidencia,
    Propuesta,
    SinActa,
    Tipo,
)
from prep.domain.hechos.texto import HechoInvalido, cuerpo_de_texto
from prep.domain.publicacion.columnas import encabezados
from prep.domain.reglas.devoluciones import RAZONES
from prep.domain.reglas.senalado import Senalado, en_orden
from prep.domain.reglas.tabla import Gravedad
from prep.domain.vida.estado import EstadoActa, EstadoFuente, Etapa
from prep.domain.vida.estado_texto import estado_de_json

ACTA = "SELECT eleccion, territorio, seccion, tipo, numero, extension, centro FROM prep.acta WHERE clave = :c"
ESTADO = "SELECT estado::text, cambiado FROM prep.acta_estado WHERE acta = :c"
HALLAZGOS = "SELECT codigo, via, tipo, momento, operador, estacion, incidente FROM prep.hallazgos_de(:c)"
HECHOS = (
    "SELECT h.tipo, h.fuente, h.momento, h.desfase_ms, h.operador, h.estacion, h.cuerpo, q.razon"
    " FROM prep.hecho h LEFT JOIN prep.cuarentena q ON q.hecho = h.id WHERE h.acta = :c"
)
PUBLICACION = (
    "SELECT h.momento, h.operador, h.estacion, p.fuente, p.corte FROM prep.publicado p"
    " JOIN prep.hecho h ON h.id = p.hecho WHERE p.acta = :c"
)
RENGLON = (
    "SELECT f.corte, k.momento, f.fila FROM prep.corte_fila f JOIN prep.corte k ON k.numero = f.corte WHERE acta = :c"
)
ALARMAS = f"SELECT cuando, codigo, {TEXTO} FROM prep.alarma WHERE acta = :c AND atendida IS NULL ORDER BY n"  # noqa: S608
POR_PROCESAR = "SELECT count(*) FROM prep.cola WHERE acta = :c AND NOT despues"


@dataclass(frozen=True, slots=True)
class HechoDeFicha:
    """One fact as it is told; `momento` by the node's clock, `razon` why it is in quarantine, "" when it is not."""

    momento: datetime
    tipo: str
    via: str
    operador: str
    estacion: str
    detalle: str
    razon: str = ""


@dataclass(frozen=True, slots=True)
class RenglonDeFicha:
    """The acta's row in the last cut that shows it, by column."""

    corte: int
    momento: datetime
    textos: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AlarmaDeFicha:
    """An alarm of the acta that nobody attended."""

    cuando: datetime
    codigo: str
    texto: str


@dataclass(frozen=True, slots=True)
class FichaDeActa:
    """`desde`: since when it is in its stage, None for one of which nothing has come; `zona`: of the entity."""

    clave: str
    eleccion: str
    casilla: str
    centro: str
    zona: str
    momento: datetime
    estado: EstadoActa
    desde: datetime | None
    tomados: tuple[Tomado, ...]
    por_procesar: int
    publicado: RenglonDeFicha | None
    hechos: tuple[HechoDeFicha, ...]
    senalados: tuple[Senalado, ...]
    alarmas: tuple[AlarmaDeFicha, ...]

    @property
    def grave(self) -> bool:
        return any(s.gravedad is Gravedad.GRAVE for s in self.senalados)

    @property
    def apartados(self) -> tuple[HechoDeFicha, ...]:
        return tuple(h for h in self.hechos if h.razon)


def leer_ficha(conn: Connection, dicha: str) -> FichaDeActa:
    """Of the acta that `dicha` names; raises MalUso, with what it may be, when it names none or several."""
    encabezado = leer_encabezado(conn)
    clave = hallar_clave(conn, dicha, encabezado)
    uno = {"c": clave}
    eleccion, casilla, centro = _de_catalogo(conn, clave, encabezado)
    guardado = conn.execute(text(ESTADO), uno).first()
    estado, desde = (estado_de_json(guardado[0]), guardado[1]) if guardado else (_esperada(clave), None)
    return FichaDeActa(
        clave=clave,
        eleccion=next((e.nombre for e in encabezado.elecciones if e.codigo == eleccion), eleccion),
        casilla=casilla,
        centro=centro,
        zona=encabezado.ajustes.zona,
        momento=ahora(conn),
        estado=estado,
        desde=desde,
        tomados=tuple(tomados(conn, clave)),
        por_procesar=int(conn.execute(text(POR_PROCESAR), uno).scalar_one()),
        publicado=_publicado(conn, clave, eleccion, encabezado),
        hechos=_hechos(conn, clave),
        senalados=en_orden(Senalado(*fila) for fila in conn.execute(text(HALLAZGOS), uno)),
        alarmas=tuple(AlarmaDeFicha(c, *map(imprimible, d)) for c, *d in conn.execute(text(ALARMAS), uno)),
    )


def _esperada(clave: str) -> EstadoActa:
    vigente = EstadoFuente(Fuente.CATD)
    return EstadoActa(clave, Etapa.ESPERADA, vigente, (vigente,))


def _de_catalogo(conn: Connection, clave: str, encabezado: Catalogo) -> tuple[str, str, str]:
    """Election, casilla as people say it, and centre; of one fuera de catálogo, what its key says."""
    fila = conn.execute(text(ACTA), {"c": clave}).first()
    if fila is None:
        try:
            acta = acta_fc(clave, encabezado)
        except ClaveInvalida:
            return "", "", ""
        suya = nombre_de_casilla(acta.seccion, acta.territorio, acta.tipo, acta.numero, acta.extension)
        return acta.eleccion, suya, ""
    eleccion, territorio, seccion, tipo, numero, extension, centro = fila
    return eleccion, nombre_de_casilla(seccion, territorio, tipo, numero, extension), centro


def _publicado(conn: Connection, clave: str, eleccion: str, encabezado: Catalogo) -> RenglonDeFicha | None:
    fila = conn.execute(text(RENGLON), {"c": clave}).first()
    if fila is None:
        return None
    suya = next(e for e in encabezado.elecciones if e.codigo == eleccion)
    return RenglonDeFicha(fila[0], fila[1], dict(zip(encabezados(suya), json.loads(fila[2]), strict=True)))


def _hechos(conn: Connection, clave: str) -> tuple[HechoDeFicha, ...]:
    """In the order in which they happened, by the node's clock."""
    suyos = [_hecho(*fila) for fila in conn.execute(text(HECHOS), {"c": clave})]
    for momento, operador, estacion, via, corte in conn.execute(text(PUBLICACION), {"c": clave}):
        detalle = f"por primera vez, en el corte {corte}"
        suyos.append(HechoDeFicha(momento, Tipo.PUBLICADO, via, operador, estacion, detalle))
    return tuple(sorted(suyos, key=lambda h: h.momento))


def _hecho(tipo: str, via: str, momento: datetime, ms: int, operador: str, estacion: str, cuerpo: str, razon: Any
           ) -> HechoDeFicha:  # fmt: skip
    try:
        detalle = "" if razon else detalle_de(cuerpo_de_texto(Tipo(tipo), cuerpo))
    except (HechoInvalido, ValueError):
        detalle = "no se entiende"
    suyo = momento.astimezone(UTC) + timedelta(milliseconds=ms)
    return HechoDeFicha(suyo, tipo, via, operador, estacion, detalle, razon or "")


def detalle_de(cuerpo: Cuerpo) -> str:
    """What a fact says besides who and when; of a captura, a dictamen and a cotejo never their figures."""
    match cuerpo:
        case Acopio(sitio, mecanismo):
            return f"en {sitio}, mecanismo {mecanismo}" if mecanismo else f"en {sitio}, traslado directo"
        case Imagen(_, medio, sitio, cuenta):
            return f"{medio.lower()}, {sitio}" + (f", cuenta {cuenta}" if cuenta else "")
        case Captura(ronda=ronda):
            return f"ronda {ronda}"
        case Devolucion(ronda=ronda, razon=razon):
            return f"ronda {ronda}: {RAZONES[razon].nombre.lower()}"
        case Cierre(ronda, motivo):
            return f"ronda {ronda}: {motivo}"
        case Dictamen(accion=accion, ronda=ronda, motivo=motivo, destino=destino):
            return f"{accion.lower()}, ronda {ronda}: {motivo}" + (f" → {destino}" if destino else "")
        case SinActa(motivo) | Anulacion(motivo=motivo):
            return str(motivo)
        case Custodia(centro, motivo):
            return f"a {centro}: {motivo}"
        case Cotejo(0, motivo):
            return f"se pide: {motivo}"
        case Cotejo(resultado, motivo):
            return f"resultado {resultado}: {motivo}"
        case Incidencia(codigo, dicho):
            return f"{codigo}: {dicho}"
        case Propuesta(que=que, motivo=motivo):
            return f"{que.lower()}: {motivo}"
        case Conforme(respuesta=respuesta, motivo=motivo):
            return f"{respuesta.lower()}: {motivo}"
    return ""
