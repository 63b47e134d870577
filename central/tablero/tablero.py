"""What the coordinator's board shows of the night, read in one snapshot: the city and each centre of work.

It is read again at every notice, so its cost must not grow with the facts: it goes by the derived state, and by the
last links of the chain for which stations are at work.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection, text

from central.marco.proceso import leer_encabezado
from central.sitios import salud
from central.sitios.salud import SaludDeNodo
from central.tablero import consulta, empaque, horario, incidentes, mensajes
from central.tablero.consulta import EN_ESPERA, Conteo, FaseVivida, GrupoDeActas, Tomado
from central.tablero.horario import NADA_RETENIDO, CuentaDeRetenidas
from central.tablero.incidentes import IncidenteDeCentro
from prep.domain.catalogo.catalogo import CCV
from prep.domain.reglas.empaque import EstadoDeEmpaque
from prep.domain.reglas.mensajes import sin_contestar
from prep.domain.vida.estado import Etapa
from prep.store.conexion import cruda

ENCENDIDA = timedelta(minutes=5)  # a station that delivered or held work within it is at work
ULTIMOS_HECHOS = 4_000  # the facts of those minutes at the peak of a night are fewer
VERIFICADAS = frozenset({Etapa.VERIFICADA})
CAPTURADAS = VERIFICADAS | {Etapa.EN_DISPUTA, Etapa.EN_MESA, Etapa.POR_VALIDAR}
DIGITALIZADAS = CAPTURADAS | {Etapa.DIGITALIZADA, Etapa.EN_CAPTURA}
RECIBIDAS = DIGITALIZADAS | {Etapa.ACOPIADA, Etapa.POR_REDIGITALIZAR}
ESTACIONES = (
    "SELECT s.sitio, count(*) FROM prep.estacion s WHERE s.estacion IN ("
    "SELECT h.estacion FROM (SELECT c.hecho FROM prep.cadena c ORDER BY c.n DESC LIMIT :ultimos) u"
    " JOIN prep.hecho h ON h.id = u.hecho WHERE h.recibido > clock_timestamp() - :encendida"
    " UNION SELECT t.estacion FROM prep.trabajo t"
    " WHERE t.terminado IS NULL AND t.estacion IS NOT NULL AND t.expira > clock_timestamp()) GROUP BY 1"
)
ALARMAS = (
    "SELECT coalesce(a.centro, ''), count(*) FROM prep.alarma m LEFT JOIN prep.acta a ON a.clave = m.acta"
    " WHERE m.atendida IS NULL GROUP BY 1"
)
CORTE = "SELECT numero, momento, ultimo FROM prep.corte ORDER BY numero DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Avance:
    """How far some actas are. Each figure from `recibidas` on is part of the one before it.

    `digitalizadas`: with their image (where the paper is captured first, R-03, also those captured without it);
    `capturadas`: twice or more; `sin_acta` are registered too, and in none of the others (R-10c).
    """

    esperadas: int = 0
    recibidas: int = 0
    digitalizadas: int = 0
    capturadas: int = 0
    verificadas: int = 0
    sin_acta: int = 0

    @property
    def registradas(self) -> int:
        return self.verificadas + self.sin_acta

    @property
    def completo(self) -> bool:
        return bool(self.esperadas) and self.registradas >= self.esperadas


def avance(conteo: Conteo) -> Avance:
    """The same counts that `estado` gives, added up by how far the acta has come."""

    def suma(etapas: Iterable[Etapa]) -> int:
        return sum(conteo[etapa] for etapa in etapas)

    return Avance(
        sum(conteo.values()), suma(RECIBIDAS), suma(DIGITALIZADAS), suma(CAPTURADAS), suma(VERIFICADAS),
        conteo[Etapa.SIN_ACTA],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Corte:
    numero: int
    momento: datetime
    ultimo: bool


@dataclass(frozen=True, slots=True)
class Sitio:
    """One centre of work. `esperan`: actas in its hands that wait for somebody, the oldest since `desde`.

    `en_ccv`: actas of its own that the CCV has. `nodo`: None where it works at the centre's.
    """

    centro: str
    avance: Avance
    esperan: int = 0
    desde: datetime | None = None
    estaciones: int = 0
    alarmas: int = 0
    piden: int = 0  # who asks for help, and nobody goes
    en_ccv: int = 0
    nodo: SaludDeNodo | None = None
    cierre: EstadoDeEmpaque | None = None  # what its people signed of its closing


@dataclass(frozen=True, slots=True)
class Tablero:
    """All of it, of one moment of the centre's clock."""

    momento: datetime
    fases: Sequence[FaseVivida]
    corte: Corte | None
    ciudad: Avance
    elecciones: Mapping[str, Avance]
    sitios: Mapping[str, Sitio]
    tomados: Sequence[Tomado]
    alarmas: int
    cola: int
    cuarentena: int
    fuera: int = field(default=0)  # fuera de catálogo, counted apart (R-10c)
    propuestas: int = 0  # orders that wait for another person
    cotejos: int = 0  # open ones
    retenidas: CuentaDeRetenidas = NADA_RETENIDO  # by the last cut
    incidentes: Sequence[IncidenteDeCentro] = ()
    mensajes: int = 0  # people who wrote to the room, and whom nobody of it answered

    @property
    def fase(self) -> str:
        """The phase of now, "" before the first."""
        return str(self.fases[-1].fase) if self.fases else ""

    @property
    def estaciones(self) -> int:
        return sum(s.estaciones for s in self.sitios.values())


def leer(conn: Connection) -> Tablero:
    """The board of the snapshot of `conn`, which is of role prep_centro."""
    grupos = consulta.agrupar(conn)
    conteos = consulta.contar(conn, grupos)
    alarmas = dict(_pares(conn, ALARMAS))
    corte = conn.execute(text(CORTE)).first()
    todos = incidentes.leer(conn)
    return Tablero(
        momento=consulta.ahora(conn),
        fases=consulta.fases(conn),
        corte=Corte(*corte) if corte else None,
        ciudad=avance(conteos.todas),
        elecciones={eleccion: avance(conteo) for eleccion, conteo in conteos.elecciones.items()},
        sitios=_sitios(conn, grupos, conteos.centros, alarmas, todos),
        tomados=consulta.tomados(conn),
        alarmas=sum(alarmas.values()),
        cola=consulta.uno(conn, "SELECT count(*) FROM prep.cola"),
        cuarentena=consulta.uno(conn, "SELECT count(*) FROM prep.cuarentena"),
        fuera=sum(conteos.fuera.values()),
        propuestas=consulta.propuestas(conn, leer_encabezado(conn).ajustes.plazo_conforme_s),
        cotejos=sum(consulta.cotejos(conn).values()),
        retenidas=horario.retenidas(conn),
        incidentes=todos,
        mensajes=len(sin_contestar(mensajes.leer(conn))),
    )


def _sitios(
    conn: Connection,
    grupos: Sequence[GrupoDeActas],
    centros: Mapping[str, Conteo],
    alarmas: Mapping[str, int],
    todos: Sequence[IncidenteDeCentro],
) -> dict[str, Sitio]:
    espera = [g for g in grupos if g.etapa in EN_ESPERA]
    esperan: dict[str, list[GrupoDeActas]] = defaultdict(list)
    for g in espera:
        esperan[g.custodia or g.centro].append(g)
    encendidas = dict(_pares(conn, ESTACIONES, ultimos=ULTIMOS_HECHOS, encendida=ENCENDIDA))
    cierres = empaque.leer(conn)
    nodos = {n.nombre.catd: n for n in salud.leer(cruda(conn), con_ultimos=False) if not n.cercado}
    return {
        centro: Sitio(
            centro,
            avance(conteo),
            esperan=sum(g.actas for g in esperan[centro]),
            desde=min((g.desde for g in esperan[centro] if g.desde), default=None),
            estaciones=encendidas.get(centro, 0),
            alarmas=alarmas.get(centro, 0),
            piden=incidentes.piden(todos, centro),
            en_ccv=sum(g.actas for g in grupos if g.centro == centro != CCV == g.custodia),
            nodo=nodos.get(centro),
            cierre=cierres[centro].estado if centro in cierres else None,
        )
        for centro, conteo in centros.items()
    }


def _pares(conn: Connection, consulta_: str, **valores: object) -> Iterable[tuple[str, int]]:
    return [(str(sitio), int(cuantas)) for sitio, cuantas in conn.execute(text(consulta_), valores)]
