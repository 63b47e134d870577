"""What `prep estado` says of a night, all of one moment: read in one snapshot, and as a document for other programs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, text

from central.marco.proceso import Cabecera, leer_cabecera, leer_encabezado
from central.sitios import salud
from central.tablero import consulta, empaque, estado_nodos, horario
from central.tablero.consulta import Conteos, CuentaDeCotejos, Espera, FaseVivida, Tomado
from central.tablero.estado_nodos import Nodos
from central.tablero.horario import NADA_RETENIDO, CuentaDeRetenidas
from prep.domain.reglas.empaque import Empaque
from prep.store.candados import ARBITRO
from prep.store.conexion import cruda
from prep.store.migrar import cabeza

ULTIMO_CORTE = "SELECT max(momento) FROM prep.corte"
# Whether somebody holds the lock of this base that its árbitro works under.
HAY_ARBITRO = (
    "SELECT EXISTS (SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE l.locktype = 'advisory'"
    " AND d.datname = current_database() AND l.classid = 0 AND l.objid = :candado AND l.objsubid = 1 AND l.granted)"
)


@dataclass(frozen=True, slots=True)
class InformeDeEstado:
    """Everything that `estado` says, of one moment."""

    cabecera: Cabecera
    momento: datetime
    fases: list[FaseVivida]
    conteos: Conteos
    espera: list[Espera]
    tomados: list[Tomado]
    libres: Mapping[str, int]
    cola: int
    cuarentena: int
    entregas_raras: int
    alarmas: int
    ultimas_alarmas: list[tuple[datetime, str, str, str]]
    nodos: Nodos
    este: str  # which node this one is
    arbitro: bool  # whether its program is on
    ultimo_corte: datetime | None
    minutos_entre_cortes: int
    propuestas: int  # orders that wait for another person
    cotejos: CuentaDeCotejos
    retenidas: CuentaDeRetenidas = NADA_RETENIDO  # by the last cut
    apertura: datetime | None = None  # from when the period of operation counts
    cierres: Mapping[str, Empaque] = field(default_factory=dict)  # of the CATD, by what their people signed
    laboratorio: str = ""  # where this very node listens besides loopback


def informar(conn: Connection) -> InformeDeEstado:
    """The report of one snapshot."""
    ajustes = leer_encabezado(conn).ajustes
    return InformeDeEstado(
        cabecera=leer_cabecera(conn),
        momento=consulta.ahora(conn),
        fases=consulta.fases(conn),
        conteos=consulta.contar(conn),
        espera=consulta.mas_antiguas(conn),
        tomados=consulta.tomados(conn),
        libres=consulta.trabajos_libres(conn),
        cola=consulta.uno(conn, "SELECT count(*) FROM prep.cola"),
        cuarentena=consulta.uno(conn, "SELECT count(*) FROM prep.cuarentena"),
        entregas_raras=consulta.uno(conn, "SELECT count(*) FROM prep.entrega_rara"),
        alarmas=consulta.uno(conn, "SELECT count(*) FROM prep.alarma WHERE atendida IS NULL"),
        ultimas_alarmas=list(consulta.alarmas(conn)),
        nodos=Nodos(salud.leer(cruda(conn)), esquema=cabeza()),
        este=str(conn.execute(text("SELECT nodo FROM prep.proceso")).scalar_one()),
        arbitro=bool(conn.execute(text(HAY_ARBITRO), {"candado": ARBITRO}).scalar_one()),
        ultimo_corte=conn.execute(text(ULTIMO_CORTE)).scalar_one(),
        minutos_entre_cortes=ajustes.minutos_entre_cortes,
        propuestas=consulta.propuestas(conn, ajustes.plazo_conforme_s),
        cotejos=consulta.contar_cotejos(conn),
        retenidas=horario.retenidas(conn),
        apertura=horario.apertura(conn),
        cierres=empaque.leer(conn),
    )


def a_json(i: InformeDeEstado) -> dict[str, object]:
    """The report with its stable keys; times in UTC, ISO 8601."""
    return {
        "proceso": i.cabecera.proceso,
        "real": i.cabecera.real,
        "momento": i.momento.isoformat(),
        "laboratorio": i.laboratorio or None,
        "fase": str(i.fases[-1].fase) if i.fases else None,
        "fases": [{"fase": str(f.fase), "momento": f.momento.isoformat()} for f in i.fases],
        "actas": sum(i.conteos.todas.values()),
        "etapas": i.conteos.todas,
        "elecciones": dict(i.conteos.elecciones),
        "centros": dict(i.conteos.centros),
        "fuera_de_catalogo": i.conteos.fuera,
        "espera": [
            {"etapa": e.etapa, "acta": e.acta, "desde": e.desde.isoformat(), "segundos": _segundos(i.momento, e.desde)}
            for e in i.espera
        ],
        "trabajo": {
            "libre": sum(i.libres.values()),
            "libre_por_clase": dict(i.libres),
            "tomado": len(vigentes(i)),
            "vencido": len(i.tomados) - len(vigentes(i)),
            "detalle": [_tomado(t, i.momento) for t in i.tomados],
        },
        "cola": i.cola,
        "cuarentena": i.cuarentena,
        "entregas_raras": i.entregas_raras,
        "alarmas": {
            "sin_atender": i.alarmas,
            "ultimas": [
                {"cuando": cuando.isoformat(), "codigo": codigo, "acta": acta, "texto": texto}
                for cuando, codigo, acta, texto in i.ultimas_alarmas
            ],
        },
        "propuestas": i.propuestas,
        "cotejos": {
            "abiertos": i.cotejos.todos_abiertos,
            "por_centro": dict(i.cotejos.abiertos),
            "aceptados": i.cotejos.aceptados,
            "modificados": i.cotejos.modificados,
            "rechazados": i.cotejos.rechazados,
        },
        "apertura": i.apertura.isoformat() if i.apertura else None,
        "retenidas": {"todas": i.retenidas.todas, "por_su_hora": i.retenidas.por_hora},
        "cierres": {sitio: str(cierre.estado) for sitio, cierre in i.cierres.items()},
        "nodo": i.este,
        "en_marcha": i.arbitro,
        "ultimo_corte": i.ultimo_corte.isoformat() if i.ultimo_corte else None,
        "nodos": estado_nodos.a_json(i.nodos, i.momento),
    }


def _tomado(t: Tomado, momento: datetime) -> dict[str, object]:
    return {
        "trabajo": t.id,
        "acta": t.acta,
        "clase": t.clase,
        "fuente": t.fuente,
        "ronda": t.ronda,
        "puesto": t.puesto,
        "operador": t.operador,
        "estacion": t.estacion,
        "desde": t.desde.isoformat(),
        "segundos": _segundos(momento, t.desde),
        "expira": t.expira.isoformat(),
        "vencido": t.expira <= momento,
    }


def vigentes(i: InformeDeEstado) -> list[Tomado]:
    """The works whose lease has not run out."""
    return [t for t in i.tomados if t.expira > i.momento]


def _segundos(momento: datetime, desde: datetime) -> int:
    return max(0, int((momento - desde).total_seconds()))
