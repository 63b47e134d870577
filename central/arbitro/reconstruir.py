"""Rebuilds the derived state from the facts into a copy and compares (P-8)."""

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

import psycopg
from psycopg import Connection
from psycopg.abc import Buffer
from psycopg.types.datetime import TimestamptzLoader

from central.arbitro import cadena, derecho
from central.arbitro.contexto import Contexto
from central.arbitro.detenidas import Caidas, legibles
from central.arbitro.lectura import CAMPOS, CON_RECIBO, PUBLICADOS, a_publicado
from central.arbitro.lote import fila_derivada
from central.arbitro.sitios import ATENDIDOS, atendidos, propios
from central.arbitro.testigos import EslabonDicho, desmentidos, sueltos
from prep.domain.hechos.hechos import Hecho
from prep.domain.vida.estado import EstadoActa
from prep.store.hechos import a_recibido

PASO = 5_000  # actas between two lines of progress
COPIA = """
CREATE TEMPORARY TABLE copia (acta text PRIMARY KEY, etapa text, fuente text, registrada boolean, custodia text,
                              hechos int, estado jsonb, huella text, pide text)
"""
DIFERENCIAS = """
SELECT coalesce(c.acta, a.acta), a.etapa, c.etapa, a.hechos, c.hechos FROM copia c
FULL JOIN (SELECT * FROM prep.acta_estado
           WHERE acta NOT IN (SELECT acta FROM prep.cola) AND acta <> ALL(%(caidas)s)) a USING (acta)
WHERE (a.etapa, a.fuente, a.registrada, a.custodia, a.hechos, a.estado, a.huella) IS DISTINCT FROM
      (c.etapa, c.fuente, c.registrada, c.custodia, c.hechos, c.estado, c.huella) ORDER BY 1
"""
TRABAJO = """
SELECT coalesce(p.acta, t.acta), p.cuantos, t.cuantos FROM
(SELECT acta, pide::int AS cuantos FROM copia WHERE pide <> '0') p
FULL JOIN (SELECT acta, count(*)::int AS cuantos FROM prep.trabajo WHERE terminado IS NULL
           AND acta NOT IN (SELECT acta FROM prep.cola) AND acta <> ALL(%(caidas)s) GROUP BY acta) t USING (acta)
WHERE p.cuantos IS DISTINCT FROM t.cuantos ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Reconstruccion:
    """What the rebuilding found: actas and facts read, seconds, one line per difference."""

    actas: int
    hechos: int
    segundos: float
    diferencias: list[str]


class _HoraLoader(TimestamptzLoader):
    """One that Python cannot hold ("infinity"), put in by an administrator, is read as what no fact may say."""

    def load(self, data: Buffer) -> datetime:
        try:
            return super().load(data)
        except psycopg.DataError:
            return datetime.max.replace(tzinfo=UTC)


def reconstruir(
    conexion: Connection, contexto: Contexto, firmas: bool = False, testigos: Sequence[EslabonDicho] = ()
) -> Reconstruccion:
    """Folds all the verified facts of one snapshot into a copy and compares it with acta_estado and the open work.

    Actas with facts still in the queue are left out; one whose facts cannot be folded is a difference. With `firmas`
    every signature and the whole chain are verified again, no fact may be outside of it without a reason, and it must
    be as the `testigos` say that it was.
    """
    inicio = time.monotonic()
    actas = hechos = 0
    conexion.adapters.register_loader("timestamptz", _HoraLoader)
    with conexion.transaction():
        conexion.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        conexion.execute(COPIA)
        caidas: Caidas = {}
        lista, atiende = _plegadas(conexion, contexto, caidas), atendidos(conexion.execute(ATENDIDOS).fetchone())
        with conexion.cursor() as escritor, escritor.copy("COPY copia FROM STDIN") as copia:
            for estado, cuantos in lista:
                copia.write_row((*fila_derivada(estado, cuantos), str(len(propios(estado, atiende)))))
                actas, hechos = actas + 1, hechos + cuantos
                if actas % PASO == 0:
                    print(f"  {actas} actas, {hechos} hechos", file=sys.stderr)
        aparte = {"caidas": list(caidas)}
        diferencias = [f"{acta}: sus hechos no se pueden plegar ({type(e).__name__})" for acta, e in caidas.items()]
        diferencias += [
            f"{acta}: dice {dice} con {n} hechos; de los hechos sale {sale} con {m}"
            for acta, dice, sale, n, m in conexion.execute(DIFERENCIAS, aparte)
        ]
        diferencias += [
            f"{a}: pide {pide or 0} trabajos y hay {hay or 0}" for a, pide, hay in conexion.execute(TRABAJO, aparte)
        ]
        if firmas:
            diferencias += [*_firmas(conexion, contexto), *sueltos(conexion), *desmentidos(conexion, testigos)]
        conexion.execute("DROP TABLE copia")
    return Reconstruccion(actas, hechos, time.monotonic() - inicio, diferencias)


def _plegadas(conexion: Connection, contexto: Contexto, caidas: Caidas) -> list[tuple[EstadoActa, int]]:
    """Every acta with facts, folded anew; those that cannot be are added to `caidas`."""
    con_publicado: dict[str, list[Hecho]] = {}
    claves = [f[0] for f in conexion.execute("SELECT acta FROM prep.publicado").fetchall()]
    for hecho in map(a_publicado, conexion.execute(PUBLICADOS, (claves,))):
        con_publicado.setdefault(hecho.acta, []).append(hecho)
    estados: list[tuple[EstadoActa, int]] = []
    for clave, suyos in groupby(_hechos(conexion, caidas), key=lambda hecho: hecho.acta):
        par = contexto.acta(clave)
        if par is None:
            continue
        lista = [*suyos, *con_publicado.get(clave, ())]
        if clave in caidas:
            continue
        try:
            estados.append((contexto.plegar(lista, *par), len(lista)))
        except Exception as error:  # noqa: BLE001 -- whatever its facts make fail is said of that acta
            caidas[clave] = error
    return estados


def _hechos(conexion: Connection, caidas: Caidas) -> Iterator[Hecho]:
    with conexion.cursor(name="todos") as lector:
        lector.itersize = 20_000
        lector.execute(
            f"SELECT {CAMPOS} FROM prep.hecho h JOIN prep.cadena c ON c.hecho = h.id"  # noqa: S608 -- constants
            " WHERE h.acta <> '' AND h.acta NOT IN (SELECT acta FROM prep.cola) ORDER BY h.acta, h.sec"
        )
        yield from legibles(lector, caidas)


def _firmas(conexion: Connection, contexto: Contexto) -> Iterator[str]:
    """What does not verify: a signature, or the first broken link of the chain."""
    anterior, esperado, antes = cadena.ORIGEN, 1, 1
    with conexion.cursor(name="cadena") as lector:
        lector.itersize = 20_000
        lector.execute(
            f"SELECT c.n, c.eslabon, c.version, {CON_RECIBO} FROM prep.cadena c"  # noqa: S608 -- constants
            " LEFT JOIN prep.hecho h ON h.id = c.hecho ORDER BY c.n"
        )
        for n, guardado, version, *fila in lector:
            if fila[0] is None:
                yield f"eslabón {n}: su hecho ya no está"
                return
            leido = a_recibido(fila)
            defecto = leido.defecto
            if leido.hecho is not None:
                defecto = derecho.defecto(contexto, leido.hecho, leido.mensaje, leido.firma)
            if defecto:
                yield f"hecho {leido.id}: {defecto}"
            anterior = cadena.eslabon(anterior, leido, version)
            if n != esperado or anterior != bytes(guardado) or not antes <= version <= cadena.VERSION:
                yield f"eslabón {n}: la cadena se rompe en el hecho {leido.id}"
                return
            esperado, antes = esperado + 1, version
