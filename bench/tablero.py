"""How long the coordinator's board takes to read, late in a night: `python -m bench.tablero`.

It is read at each notice, so it must not scan the facts: PostgreSQL's own count of scans says so. Baseline in the same
run: joining the catalogue and the derived state, and nothing else.
"""

import statistics

import psycopg
from sqlalchemy import text

from bench.medida import Figura, InformeDeMedida, cronometrar
from bench.nodo_lleno import medir_lleno
from central.marco.conexion import NodoAbierto, abrir
from central.nodo.cluster import ADMIN, Cluster
from central.tablero import tablero

LIMITE_MS = 100
JUNTAR = "SELECT count(*) FROM prep.acta a FULL JOIN prep.acta_estado e ON e.acta = a.clave"
RECORRIDOS = (
    "SELECT pg_stat_force_next_flush(), (SELECT seq_scan FROM pg_stat_user_tables"
    " WHERE schemaname = 'prep' AND relname = 'hecho')"
)


def _leer(puesto: NodoAbierto) -> tablero.Tablero:
    with puesto.mirar() as conn:
        return tablero.leer(conn)


def _juntar(puesto: NodoAbierto) -> None:
    with puesto.mirar() as conn:
        conn.execute(text(JUNTAR)).all()


def _recorridos(cluster: Cluster) -> int:
    with psycopg.connect(cluster.dsn(ADMIN), autocommit=True) as admin:
        fila = admin.execute(RECORRIDOS).fetchone()
    assert fila is not None
    return int(fila[1])


def medir(cluster: Cluster, vueltas: int) -> InformeDeMedida:
    """On the prepared node of a running cluster."""
    with abrir(cluster.datos) as puesto:
        visto = _leer(puesto)
        antes = _recorridos(cluster)
        lecturas = cronometrar(lambda: _leer(puesto), vueltas)
        recorridos = _recorridos(cluster) - antes
        base = statistics.median(cronometrar(lambda: _juntar(puesto), vueltas))
    media = statistics.median(lecturas)
    ciudad = visto.ciudad
    figuras = [
        Figura(
            f"leer el tablero con {ciudad.esperadas} actas",
            f"{media * 1000:.0f} ms ({min(lecturas) * 1000:.0f}–{max(lecturas) * 1000:.0f})",
            f"≤ {LIMITE_MS} ms", media * 1000 <= LIMITE_MS,
            f"juntar catálogo y estado: {base * 1000:.0f} ms", media / base,
        ),
        Figura("  recorridos enteros de prep.hecho", str(recorridos), "0", recorridos == 0),
    ]  # fmt: skip
    nota = f"{ciudad.registradas} actas registradas, {len(visto.sitios)} centros. Mediana de {vueltas} lecturas."
    return InformeDeMedida("Tablero", figuras, [nota])


def main() -> None:
    medir_lleno(__doc__, 20, medir)


if __name__ == "__main__":
    main()
