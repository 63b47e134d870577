"""Folds actas again from their facts and compares with the derived state; half of a long list in another process."""

import json
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from psycopg import Connection
from psycopg.conninfo import make_conninfo

from central.arbitro.contexto import Contexto
from central.arbitro.detenidas import Caidas
from central.arbitro.lote import fila_derivada, refoldear
from central.arbitro.tropiezos import anotar, por_mitades
from central.corte.verificacion import entorno
from prep.domain.hechos.hechos import Fuente
from prep.domain.publicacion.filas import Fila, Filas

LOTE = 10_000  # actas folded at a time: each batch reads the whole index of the chain once
DISTINTAS = """
SELECT t.acta FROM unnest(%s::text[], %s::text[], %s::text[], %s::bool[], %s::text[], %s::int[], %b::text[]::jsonb[],
                          %s::text[]) AS t (acta, etapa, fuente, registrada, custodia, hechos, estado, huella)
LEFT JOIN prep.acta_estado e USING (acta)
WHERE (e.etapa, e.fuente, e.registrada, e.custodia, e.hechos, e.estado, e.huella) IS DISTINCT FROM
      (t.etapa, t.fuente, t.registrada, t.custodia, t.hechos, t.estado, t.huella)
"""
PARA_DOS = 8_000  # from this many actas on, starting a second process is worth its second and a half


@dataclass(slots=True)
class Plegado:
    """The rows of some actas as their facts give them, and where the derived state is another (cut class)."""

    filas: dict[str, Fila] = field(default_factory=dict)
    fuentes: dict[str, Fuente] = field(default_factory=dict)
    diferencias: list[str] = field(default_factory=list)
    retenidas: dict[str, str] = field(default_factory=dict)  # those that could not be folded, or their row not made

    def retener(self, clave: str, error: Exception) -> None:
        anotar(f"El corte retiene el acta {clave}", error)
        self.retenidas[clave] = type(error).__name__


class AyudanteMuerto(RuntimeError):
    """The second process did not answer; the message says what it said, in Spanish."""


def plegar_todo(
    conexion: Connection[Any],
    contexto: Contexto,
    claves: Sequence[str],
    por_plegar: frozenset[str],
    avisar: Callable[[str], None],
) -> Iterator[Plegado]:
    """In the snapshot that `conexion` holds open. Actas `por_plegar` are not compared: not folded yet."""
    if len(claves) < PARA_DOS:
        yield from _por_lotes(conexion, contexto, claves, por_plegar, avisar)
        return
    mitad = len(claves) // 2
    with _ayudante(conexion, claves[mitad:], por_plegar) as ayudante:
        yield from _por_lotes(conexion, contexto, claves[:mitad], por_plegar, avisar)
        yield _respuesta(ayudante)


def plegar(
    conexion: Connection[Any], contexto: Contexto, fabrica: Filas, claves: list[str], por_plegar: frozenset[str]
) -> Plegado:
    """The rows of `claves` from their facts."""
    salida = Plegado()

    def unas(suyas: Sequence[str]) -> None:
        with conexion.transaction():  # a savepoint: what one of them breaks is undone, and the snapshot stays
            _plegar(conexion, contexto, fabrica, suyas, por_plegar, salida)

    por_mitades(claves, unas, salida.retener)
    return salida


def _plegar(
    conexion: Connection[Any],
    contexto: Contexto,
    fabrica: Filas,
    claves: Sequence[str],
    por_plegar: frozenset[str],
    salida: Plegado,
) -> None:
    caidas: Caidas = {}
    filas: dict[str, Fila] = {}
    derivadas = []
    estados = refoldear(conexion, contexto, claves, caidas)
    for clave, (estado, cuantos) in estados.items():
        try:
            par = contexto.acta(clave)
            derivada = fila_derivada(estado, cuantos)
            if par is not None:
                filas[clave] = fabrica.fila(par[0], estado)
        except Exception as error:  # noqa: BLE001 -- a row that cannot be made never stops the others (R-26)
            caidas[clave] = error
        else:
            derivadas += [derivada] if clave not in por_plegar else []
    distintas = _distintas(conexion, derivadas)
    salida.diferencias += [f"El estado guardado de {clave} no es el que dan sus hechos." for clave in distintas]
    salida.filas |= filas
    salida.fuentes |= {clave: estados[clave][0].vigente.fuente for clave in filas}
    for clave, caida in caidas.items():
        salida.retener(clave, caida)


def _por_lotes(
    conexion: Connection[Any],
    contexto: Contexto,
    claves: Sequence[str],
    por_plegar: frozenset[str],
    avisar: Callable[[str], None],
) -> Iterator[Plegado]:
    fabrica = Filas(contexto.catalogo)
    for i in range(0, len(claves), LOTE):
        avisar(f"Plegando actas: {i} de {len(claves)}.")
        yield plegar(conexion, contexto, fabrica, list(claves[i : i + LOTE]), por_plegar)


def _distintas(conexion: Connection[Any], derivadas: Sequence[Sequence[Any]]) -> list[str]:
    """The actas whose stored row is not the one derived here; the base compares, its jsonb has no order of keys."""
    if not derivadas:
        return []
    columnas = [list(columna) for columna in zip(*derivadas, strict=True)]
    return sorted(acta for (acta,) in conexion.execute(DISTINTAS, columnas))


@contextmanager
def _ayudante(
    conexion: Connection[Any], claves: Sequence[str], por_plegar: frozenset[str]
) -> Iterator["subprocess.Popen[bytes]"]:
    """A process that folds `claves` in the very same snapshot; the connection string goes by its standard input."""
    ((foto,),) = conexion.execute("SELECT pg_export_snapshot()").fetchall()
    dsn = make_conninfo(conexion.info.dsn, password=conexion.info.password)
    pedido = json.dumps({"dsn": dsn, "foto": foto, "claves": list(claves), "por_plegar": list(por_plegar)})
    with subprocess.Popen(
        [sys.executable, "-m", "central.corte.ayudante"],
        env=entorno(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as proceso:
        try:
            assert proceso.stdin
            proceso.stdin.write(pedido.encode())
            proceso.stdin.close()
            proceso.stdin = None
            yield proceso
        finally:
            if proceso.poll() is None:
                proceso.kill()


def _respuesta(proceso: "subprocess.Popen[bytes]") -> Plegado:
    dicho, queja = proceso.communicate()
    if proceso.returncode != 0:
        raise AyudanteMuerto(f"El proceso que ayuda a plegar se detuvo: {queja.decode(errors='replace')[-300:]}")
    plegado: Plegado = pickle.loads(dicho)  # noqa: S301 -- written by the process that we started
    return plegado
