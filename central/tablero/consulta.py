"""What the node says of itself in one snapshot: actas by stage, what waits, who holds what, what went wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, text

from prep.domain.catalogo.imprimible import imprimible
from prep.domain.hechos.hechos import Fase, NombreFase, Tipo
from prep.domain.hechos.texto import cuerpo_de_texto
from prep.domain.reglas.hallazgos import CodigoHallazgo
from prep.domain.vida.estado import Etapa

# The stages where an acta waits for somebody.
EN_ESPERA = (
    Etapa.RETENIDA,
    Etapa.ACOPIADA,
    Etapa.DIGITALIZADA,
    Etapa.EN_CAPTURA,
    Etapa.EN_DISPUTA,
    Etapa.EN_MESA,
    Etapa.POR_VALIDAR,
    Etapa.POR_REDIGITALIZAR,
)
Conteo = dict[str, int]  # stage -> actas, every stage present, in the order of Etapa


class GrupoDeActas(NamedTuple):
    """Actas alike: of one election and centre, in the hands of one (`custodia`, "" when of none), in one stage.

    `desde`: since when the oldest of them is in that stage; None when no fact of any has come.
    """

    catalogada: bool
    eleccion: str
    centro: str
    custodia: str
    etapa: str
    actas: int
    desde: datetime | None


@dataclass(frozen=True, slots=True)
class Conteos:
    """Actas by stage: all expected ones, by election, by centre; and those fuera de catálogo (R-10c), apart."""

    todas: Conteo
    elecciones: Mapping[str, Conteo]
    centros: Mapping[str, Conteo]
    fuera: Conteo


@dataclass(frozen=True, slots=True)
class Espera:
    """The acta that has been longest in one stage."""

    etapa: str
    acta: str
    desde: datetime


@dataclass(frozen=True, slots=True)
class Tomado:
    """A work in somebody's hands; `desde` is when it was taken or last renewed."""

    id: int
    acta: str
    clase: str
    fuente: str
    ronda: int
    puesto: int
    operador: str
    estacion: str
    desde: datetime
    expira: datetime


@dataclass(frozen=True, slots=True)
class FaseVivida:
    """A phase that was entered, and when."""

    fase: NombreFase
    momento: datetime


def _vacio() -> Conteo:
    return {str(etapa): 0 for etapa in Etapa}


# Of the catalogue and the derived state only: what it costs does not grow with the facts.
GRUPOS = (
    "SELECT coalesce(a.catalogada, false), coalesce(a.eleccion, ''), coalesce(a.centro, ''), coalesce(e.custodia, ''),"
    " coalesce(e.etapa, 'ESPERADA'), count(*), min(e.cambiado)"
    " FROM prep.acta a FULL JOIN prep.acta_estado e ON e.acta = a.clave GROUP BY 1, 2, 3, 4, 5"
)


def agrupar(conn: Connection) -> list[GrupoDeActas]:
    """Every acta is in one group: one without a derived row is still ESPERADA (R-01)."""
    return [GrupoDeActas(*fila) for fila in conn.execute(text(GRUPOS))]


def contar(conn: Connection, grupos: Sequence[GrupoDeActas] | None = None) -> Conteos:
    """How many actas are in each stage; of `grupos` when they were read already."""
    cuenta = Conteos(_vacio(), {}, {}, _vacio())
    elecciones: dict[str, Conteo] = {}
    centros: dict[str, Conteo] = {}
    for g in agrupar(conn) if grupos is None else grupos:
        if not g.catalogada:
            cuenta.fuera[g.etapa] += g.actas
            continue
        for conteo in (
            cuenta.todas,
            elecciones.setdefault(g.eleccion, _vacio()),
            centros.setdefault(g.centro, _vacio()),
        ):
            conteo[g.etapa] += g.actas
    orden = [e for (e,) in conn.execute(text("SELECT eleccion FROM prep.acta GROUP BY eleccion ORDER BY min(n)"))]
    return Conteos(
        cuenta.todas,
        {eleccion: elecciones[eleccion] for eleccion in orden if eleccion in elecciones},
        dict(sorted(centros.items())),
        cuenta.fuera,
    )


def mas_antiguas(conn: Connection) -> list[Espera]:
    """The oldest acta of each stage where actas wait, in the order of the stages."""
    filas = conn.execute(
        text(
            "SELECT DISTINCT ON (etapa) etapa, acta, cambiado FROM prep.acta_estado WHERE etapa = ANY(:etapas)"
            " ORDER BY etapa, cambiado, acta"
        ),
        {"etapas": [str(e) for e in EN_ESPERA]},
    )
    halladas = {etapa: Espera(etapa, acta, desde) for etapa, acta, desde in filas}
    return [halladas[e] for e in EN_ESPERA if e in halladas]


def tomados(conn: Connection, acta: str = "") -> list[Tomado]:
    """The works with a lease, of `acta` or of all, oldest first; one that ran out is there until it is taken again."""
    filas = conn.execute(
        text(
            "SELECT t.id, t.acta, t.clase, t.fuente, t.ronda, t.puesto, coalesce(t.operador, ''),"
            " coalesce(t.estacion, ''), t.expira - make_interval(secs => p.vigencia_s), t.expira"
            " FROM prep.trabajo t CROSS JOIN prep.proceso p"
            " WHERE t.terminado IS NULL AND t.toma IS NOT NULL AND (:acta = '' OR t.acta = :acta)"
            " ORDER BY t.expira, t.id"
        ),
        {"acta": acta},
    )
    return [Tomado(*fila) for fila in filas]


def trabajos_libres(conn: Connection) -> dict[str, int]:
    """How many works wait for somebody, by class."""
    filas = conn.execute(
        text("SELECT clase, count(*) FROM prep.trabajo WHERE terminado IS NULL AND toma IS NULL GROUP BY 1 ORDER BY 1")
    )
    return {clase: int(cuantos) for clase, cuantos in filas}


# By the state and not by the works: those that another node decides have no row of work here.
COTEJOS = (
    "SELECT p.dicho ->> 'sitio', count(*) FROM prep.acta_estado e,"
    " LATERAL jsonb_array_elements(e.estado -> 'pendientes') p(dicho) WHERE e.etapa = 'VERIFICADA'"
    " AND e.estado ? 'cotejo_abierto' AND p.dicho ->> 'clase' = 'COTEJO' GROUP BY 1 ORDER BY 1"
)


def cotejos(conn: Connection) -> dict[str, int]:
    """How many cotejos are open, by the centre of work that decides them (R-07)."""
    return {centro: int(cuantos) for centro, cuantos in conn.execute(text(COTEJOS))}


# Outcome 1 changes nothing: only its fact says it. 2 and 3 leave their finding in the acta.
ACEPTADOS = (
    "SELECT count(*) FROM prep.hecho h JOIN prep.cadena v ON v.hecho = h.id"
    " WHERE h.tipo = 'COTEJO' AND prep.campo_de(h.cuerpo, 'resultado') = '1'"
)
CAMBIAN = (
    "SELECT count(*) FILTER (WHERE d.dicho ->> 'codigo' = :modifica),"
    " count(*) FILTER (WHERE d.dicho ->> 'codigo' = :no)"
    " FROM prep.acta_estado e, LATERAL jsonb_array_elements(e.estado -> 'fuentes') f(suyo),"
    " LATERAL jsonb_array_elements(f.suyo -> 'hallazgos') d(dicho)"
)


@dataclass(frozen=True, slots=True)
class CuentaDeCotejos:
    """How many are open, by the centre that decides them, and how many ended in each outcome (R-07)."""

    abiertos: Mapping[str, int]
    aceptados: int = 0
    modificados: int = 0
    rechazados: int = 0

    @property
    def todos_abiertos(self) -> int:
        return sum(self.abiertos.values())


def contar_cotejos(conn: Connection) -> CuentaDeCotejos:
    """Those open and those that ended. What ended is looked for among all the facts: not for the board."""
    codigos = {"modifica": str(CodigoHallazgo.COTEJO_MODIFICA), "no": str(CodigoHallazgo.COTEJO_RECHAZA)}
    modificados, rechazados = conn.execute(text(CAMBIAN), codigos).one()
    return CuentaDeCotejos(cotejos(conn), uno(conn, ACEPTADOS), int(modificados), int(rechazados))


def uno(conn: Connection, consulta: str) -> int:
    """The single number of a `SELECT count(*)`."""
    return int(conn.execute(text(consulta)).scalar_one())


def pendientes(conn: Connection) -> tuple[int, int]:
    """Works not finished, and facts not folded yet; what people say of an order is none."""
    return (
        uno(conn, "SELECT count(*) FROM prep.trabajo WHERE terminado IS NULL"),
        uno(
            conn,
            "SELECT count(*) FROM prep.cola c WHERE NOT EXISTS (SELECT FROM prep.hecho h WHERE h.id = c.hecho"
            " AND h.acta = '' AND h.tipo IN ('PROPUESTA', 'CONFORME'))",
        ),
    )


def alarmas(conn: Connection, cuantas: int = 50) -> Sequence[tuple[datetime, str, str, str]]:
    """The newest alarms that nobody attended: when, code, acta, text."""
    return [(a.cuando, a.codigo, a.acta, a.texto) for a in por_atender(conn, cuantas)]


TEXTO = "texto || CASE WHEN veces > 1 THEN format(' (%s veces)', veces) ELSE '' END"  # of an alarm, as it is told
POR_ATENDER = (
    f"SELECT n, cuando, codigo, acta, {TEXTO} FROM prep.alarma WHERE atendida IS NULL ORDER BY n DESC LIMIT :n"  # noqa: S608
)


class Alarma(NamedTuple):
    """An alarm that nobody attended; `n` names it."""

    n: int
    cuando: datetime
    codigo: str
    acta: str
    texto: str


def por_atender(conn: Connection, cuantas: int = 200) -> list[Alarma]:
    """The alarms that nobody attended, the newest first."""
    filas = conn.execute(
        text(POR_ATENDER),
        {"n": cuantas},
    )
    return [Alarma(n, cuando, *map(imprimible, dichos)) for n, cuando, *dichos in filas]


# A phase hangs from no acta, and that is by what it is found: it is asked for at each phone image.
FASES = (
    "SELECT h.cuerpo, h.momento FROM prep.hecho h WHERE h.acta = '' AND h.tipo = 'FASE' AND prep.vale(h)"
    " ORDER BY h.sec, h.recibido"
)


def fases(conn: Connection) -> list[FaseVivida]:
    """The phases entered so far, in order; a fact set aside in quarantine enters none."""
    filas = conn.execute(text(FASES))
    vividas = []
    for cuerpo, momento in filas:
        fase = cuerpo_de_texto(Tipo.FASE, cuerpo)
        assert isinstance(fase, Fase)
        vividas.append(FaseVivida(fase.fase, momento))
    return vividas


# Whose answer may still come. Only counted: who signed each half is looked at where it is answered.
PROPUESTAS = (
    "SELECT count(*) FROM prep.hecho h WHERE h.acta = '' AND h.tipo = 'PROPUESTA' AND prep.vale(h)"
    " AND h.momento + make_interval(secs => :plazo) > clock_timestamp() AND NOT EXISTS (SELECT FROM prep.hecho c"
    " WHERE c.acta = '' AND c.tipo = 'CONFORME' AND prep.campo_de(c.cuerpo, 'propuesta') = h.id::text AND prep.vale(c))"
)


def propuestas(conn: Connection, plazo_s: int) -> int:
    """How many orders wait for the answer of another person."""
    return int(conn.execute(text(PROPUESTAS), {"plazo": plazo_s}).scalar_one())


def ahora(conn: Connection) -> datetime:
    """The node's clock, which every report goes by."""
    momento: datetime = conn.execute(text("SELECT clock_timestamp()")).scalar_one()
    return momento
