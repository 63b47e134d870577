"""What our landing costs over PostgreSQL's bare logical replication of the same rows: `python -m bench.replica`.

Pairs, one of each in turn, first one and then the other: signed facts go from a node to the centre as they do in a
night (row filter, checks of the landing triggers, queue row, who must be told), and the same rows from a plain cluster
to another, into a table of the same columns with its primary key and nothing else. Seconds from the commit until the
other side shows the last row. No árbitro runs in either.
"""

import argparse
import math
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import cycle, islice
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from bench.carpeta import carpeta_propia
from bench.firmantes import Firmantes, fila
from bench.maquina import encabezado, terminar_en_orden
from bench.medida import Figura, InformeDeMedida
from bench.par import unidos
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.roles import DUENO
from prep.domain.catalogo.catalogo import CCV
from prep.store.cadena import SOLO_SCRAM
from prep.store.hechos import COLUMNAS, huecos, lista
from simulacro.guion.guion import por_sitio
from simulacro.guion.material import reunir
from simulacro.guion.opciones import OpcionesDeNoche

MIRADA_S = 0.0005  # between two looks at the other side
CADA_UNA = 0.95  # confidence of the interval of the median
COLUMNAS_LLANAS = (
    "id uuid PRIMARY KEY, proceso text, tipo text, acta text, fuente text, operador text, estacion text, nodo text,"
    " sec int, ronda int, momento timestamptz, desfase_ms int, cuerpo text, firma bytea, toma text,"
    " recibido timestamptz DEFAULT clock_timestamp()"
)
Fila = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Via:
    """A way to replicate: where the rows are written and where they are to be seen."""

    tabla: str
    origen: psycopg.Connection[Any]
    destino: psycopg.Connection[Any]

    def lote(self, filas: Sequence[Fila]) -> float:
        """Seconds from the commit of all of them together until the last is at the other side."""
        with self.origen.cursor() as cursor, cursor.copy(f"COPY {self.tabla} ({lista(COLUMNAS)}) FROM STDIN") as copia:
            for una in filas:
                copia.write_row(una)
        return self._confirmar(filas[-1][0])

    def una_por_una(self, filas: Sequence[Fila]) -> float:
        """The median of the same, each row by itself and the next when it has arrived."""
        orden = f"INSERT INTO {self.tabla} ({lista(COLUMNAS)}) VALUES ({huecos(COLUMNAS)})"
        segundos = []
        for una in filas:
            self.origen.execute(orden, una)
            segundos.append(self._confirmar(una[0]))
        return statistics.median(segundos)

    def _confirmar(self, ultima: UUID) -> float:
        mirar = f"SELECT EXISTS (SELECT FROM {self.tabla} WHERE id = %s)"
        inicio = time.perf_counter()
        self.origen.commit()
        while self.destino.execute(mirar, (ultima,)).fetchone() != (True,):
            time.sleep(MIRADA_S)
        return time.perf_counter() - inicio


def medir(carpeta: Path, pares: int, lote: int, sueltas: int) -> InformeDeMedida:
    material = reunir(OpcionesDeNoche(salida=carpeta, escala="pueblo", excepciones=0))
    sitios = por_sitio([x for x in material.llegadas if not x.telefono])
    catd, llegadas = max(((s, xs) for s, xs in sitios.items() if s != CCV), key=lambda par: len(par[1]))
    with ExitStack() as pila:
        par = pila.enter_context(unidos(carpeta, material, catd))
        nuestra = Via("prep.hecho", *(_abrir(pila, c.dsn(DUENO)) for c in (par.nodo, par.centro)))
        llana = pila.enter_context(_llana(carpeta))
        for via in (nuestra, llana):
            via.destino.autocommit = True
        firmantes = Firmantes(nuestra.destino, material, par.centro.datos)
        todos = (
            fila(firmado, sec, par.nombre)
            for n, x in enumerate(cycle(llegadas))
            for sec, firmado in enumerate(firmantes.firmados(n, x, sha256(x.clave.encode()).hexdigest()), start=1)
        )
        juntas: list[tuple[float, float]] = []
        sola: list[tuple[float, float]] = []
        for vuelta in range(pares + 1):  # the first warms both up and does not count
            de_lote, de_una = (list(islice(todos, cuantas)) for cuantas in (lote, sueltas))
            vias = (nuestra, llana) if vuelta % 2 else (llana, nuestra)
            tiempos = {via.tabla: (via.lote(de_lote), via.una_por_una(de_una)) for via in vias}
            if vuelta:
                for lista, i in ((juntas, 0), (sola, 1)):
                    lista.append((tiempos[nuestra.tabla][i], tiempos[llana.tabla][i]))
    return informe(juntas, sola, lote, sueltas)


def _abrir(pila: ExitStack, dsn: str) -> psycopg.Connection[Any]:
    return pila.enter_context(psycopg.connect(dsn))


@contextmanager
def _llana(carpeta: Path) -> Iterator[Via]:
    """Two plain clusters with the same settings, one subscribed to the other."""
    with ExitStack() as pila:
        lados = [pila.enter_context(Cluster(carpeta / f"llano-{n}")) for n in (1, 2)]
        origen, destino = (_abrir(pila, lado.dsn(ADMIN, "postgres")) for lado in lados)
        for lado in (origen, destino):
            lado.execute(f"CREATE TABLE public.llana ({COLUMNAS_LLANAS})")
        origen.execute("CREATE PUBLICATION llana FOR TABLE public.llana WITH (publish = 'insert')")
        origen.commit()
        destino.commit()
        destino.autocommit = True
        partes = conninfo_to_dict(lados[0].dsn(ADMIN, "postgres"))  # the server's libpq may have no such settings
        de_donde = make_conninfo("", **{k: v for k, v in partes.items() if k not in SOLO_SCRAM})
        destino.execute(
            f"CREATE SUBSCRIPTION llana CONNECTION '{de_donde}' PUBLICATION llana"
            " WITH (binary = true, synchronous_commit = 'on')"
        )
        while destino.execute("SELECT count(*) FROM pg_subscription_rel WHERE srsubstate <> 'r'").fetchone() != (0,):
            time.sleep(0.05)
        try:
            yield Via("public.llana", origen, destino)
        finally:
            origen.rollback()
            destino.execute("DROP SUBSCRIPTION llana")


def informe(
    juntas: list[tuple[float, float]], sola: list[tuple[float, float]], lote: int, sueltas: int
) -> InformeDeMedida:
    figuras = [
        _figura(f"{lote} hechos en una transacción", juntas),
        _figura(f"un hecho solo (mediana de {sueltas})", sola),
    ]
    bajo, alto = _rangos(len(juntas))
    return InformeDeMedida("Réplica", figuras, [
        f"{len(juntas)} pares alternados, después de uno que no cuenta; razón: mediana de las de cada par, y entre "
        f"paréntesis su intervalo de {CADA_UNA:.0%} o más (de la {bajo + 1}.ª a la {alto + 1}.ª en orden).",
        "La base es una tabla de las mismas columnas con sólo su llave primaria, entre dos clústeres sin nada más.",
    ])  # fmt: skip


def _figura(nombre: str, pares: list[tuple[float, float]]) -> Figura:
    nuestros, llanos = ([p[i] for p in pares] for i in (0, 1))
    razones = sorted(a / b for a, b in pares)
    bajo, alto = _rangos(len(razones))
    medido = (
        f"{statistics.median(nuestros) * 1000:.2f} ms ({min(nuestros) * 1000:.2f}–{max(nuestros) * 1000:.2f});"
        f" razón {statistics.median(razones):.2f} ({razones[bajo]:.2f}–{razones[alto]:.2f})"
    )
    base = (
        f"réplica llana: {statistics.median(llanos) * 1000:.2f} ms ({min(llanos) * 1000:.2f}–{max(llanos) * 1000:.2f})"
    )
    return Figura(nombre, medido, base=base, razon=statistics.median(razones))


def _rangos(n: int) -> tuple[int, int]:
    """The places, from 0, of the ordered values between which the median lies with CADA_UNA of confidence or more."""
    fuera = 0.0
    for k in range(n // 2):
        fuera += 2 * math.comb(n, k) / 2**n
        if fuera > 1 - CADA_UNA:
            return max(0, k - 1), n - 1 - max(0, k - 1)
    return 0, n - 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pares", type=int, default=10)
    parser.add_argument("--lote", type=int, default=2_000, help="hechos de una transacción")
    parser.add_argument("--sueltas", type=int, default=100, help="hechos uno por uno, en cada vuelta")
    opciones = parser.parse_args()
    cabeza = encabezado()
    terminar_en_orden()
    with carpeta_propia("nodo", "catd", "llano-1", "llano-2") as carpeta:
        medir(carpeta, opciones.pares, opciones.lote, opciones.sueltas).imprimir(cabeza)


if __name__ == "__main__":
    main()
