"""Reads the facts of a node's base, and enters the centre's own."""

from collections.abc import Collection, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import ARRAY, Connection, Text, Uuid, any_, exists, literal, select, text

from prep.domain.hechos.hechos import Fuente, Hecho, Tipo
from prep.domain.hechos.texto import cuerpo_a_texto, cuerpo_de_texto
from prep.store import modelos

LOTE = 2_000
_COLUMNAS = ("id", "proceso", "tipo", "acta", "fuente", "operador", "estacion", "nodo", "sec")
_CAMPOS = tuple(
    getattr(modelos.TablaDeHechos, nombre) for nombre in (*_COLUMNAS, "momento", "desfase_ms", "cuerpo", "firma")
)
_ENTREGAR_CENTRO = text(
    "SELECT prep.entregar_centro(:id, :proceso, :tipo, :acta, :fuente, :operador, :estacion, "
    ":momento, :desfase_ms, :cuerpo, :firma)"
)


@dataclass(frozen=True, slots=True)
class FilaHecho:
    """A fact as it is stored: its text has not been judged yet, and its signature neither."""

    id: UUID
    proceso: str
    tipo: str
    acta: str
    fuente: str
    operador: str
    estacion: str
    nodo: str
    sec: int
    momento: datetime
    desfase_ms: int
    cuerpo: str
    firma: bytes

    def hecho(self) -> Hecho:
        """The fact; raises HechoInvalido (or ValueError) when its text is not what its type says."""
        return Hecho(
            id=self.id,
            proceso=self.proceso,
            acta=self.acta,
            fuente=Fuente(self.fuente),
            operador=self.operador,
            estacion=self.estacion,
            momento=self.momento.astimezone(UTC),
            cuerpo=cuerpo_de_texto(Tipo(self.tipo), self.cuerpo),
            desfase_ms=self.desfase_ms,
            nodo=self.nodo,
            sec=self.sec,
        )


def leer_filas(
    conn: Connection,
    *,
    actas: Collection[str] | None = None,
    ids: Collection[UUID] | None = None,
    tipos: Collection[Tipo] | None = None,
    con_cuarentena: bool = False,
) -> Generator[FilaHecho, None, None]:
    """The stored facts in the order of (acta, sec), a batch at a time; without the quarantined ones by default."""
    hecho = modelos.TablaDeHechos
    consulta = select(*_CAMPOS).order_by(hecho.acta, hecho.sec, hecho.nodo)
    if actas is not None:
        consulta = consulta.where(hecho.acta == any_(literal(list(actas), ARRAY(Text))))
    if ids is not None:
        consulta = consulta.where(hecho.id == any_(literal(list(ids), ARRAY(Uuid))))
    if tipos is not None:
        consulta = consulta.where(hecho.tipo.in_([str(t) for t in tipos]))
    if not con_cuarentena:
        consulta = consulta.where(~exists().where(modelos.TablaDeCuarentena.hecho == hecho.id))
    with conn.execute(consulta, execution_options={"yield_per": LOTE}) as resultado:
        for fila in resultado:
            yield FilaHecho(*fila)


def leer_hechos(
    conn: Connection,
    *,
    actas: Collection[str] | None = None,
    ids: Collection[UUID] | None = None,
    tipos: Collection[Tipo] | None = None,
) -> Iterator[Hecho]:
    """The facts that count, in the order of (acta, sec); raises HechoInvalido for one that should be in quarantine."""
    with closing(leer_filas(conn, actas=actas, ids=ids, tipos=tipos)) as filas:
        for fila in filas:
            yield fila.hecho()


def insertar_centro(conn: Connection, hecho: Hecho, firma: bytes) -> str:
    """Enters a fact of the centre and returns `nuevo`, `ya estaba`, `conflicto` or `duplicada`.

    `conn` is of role prep_centro or prep_arbitro, in READ COMMITTED. `nodo` and `sec` are stamped by the base.
    """
    valores = {
        "id": hecho.id,
        "proceso": hecho.proceso,
        "tipo": str(hecho.tipo),
        "acta": hecho.acta,
        "fuente": str(hecho.fuente),
        "operador": hecho.operador,
        "estacion": hecho.estacion,
        "momento": hecho.momento,
        "desfase_ms": hecho.desfase_ms,
        "cuerpo": cuerpo_a_texto(hecho.cuerpo),
        "firma": firma,
    }
    return str(conn.execute(_ENTREGAR_CENTRO, valores).scalar_one())
