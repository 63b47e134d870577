"""How long it takes to rebuild the derived state from a night's facts: `python -m bench.reconstruir`.

Baseline in the same run: reading the same facts out of the base, and nothing else.
"""

import re
import statistics

import psycopg

from bench.medida import Figura, InformeDeMedida, cronometrar, figura_tiempo
from bench.nodo_lleno import medir_lleno
from bench.proceso import correr
from central.arbitro.lectura import CAMPOS
from central.nodo.cluster import Cluster

LIMITE_S = 30.0


def _leer(dsn: str) -> None:
    with psycopg.connect(dsn) as conexion, conexion.cursor(name="todos") as lector:
        lector.itersize = 20_000
        lector.execute(f"SELECT {CAMPOS} FROM prep.hecho h ORDER BY h.acta, h.sec")
        for _ in lector:
            pass


def medir(cluster: Cluster, vueltas: int) -> InformeDeMedida:
    """On the prepared node of a running cluster."""
    datos, dsn = cluster.datos, cluster.dsn("prep_arbitro")
    base = statistics.median(cronometrar(lambda: _leer(dsn), vueltas))
    corridas = [correr("central", "reconstruir", "--datos", str(datos)) for _ in range(vueltas)]
    firmas = correr("central", "reconstruir", "--firmas", "--datos", str(datos))
    cuanto = re.search(r"(\d+) actas y (\d+) hechos", corridas[0].salida)
    assert cuanto is not None
    nombre = "SELECT de todos los hechos"
    figuras = [
        figura_tiempo(f"reconstruir {cuanto[2]} hechos", [c.segundos for c in corridas], LIMITE_S, nombre, base),
        Figura("  memoria (PSS)", f"{max(c.pss_mib for c in corridas):.0f} MiB"),
        Figura("  con cada firma y toda la cadena", f"{firmas.segundos:.1f} s", "", None, f"{nombre}: {base:.3f} s",
               firmas.segundos / base),
    ]  # fmt: skip
    de_que = f"{cuanto[1]} actas; a los hechos guardados se suma, donde hubo cortes, el Publicado de cada acta."
    return InformeDeMedida(
        "Reconstruir", figuras, [de_que, f"Mediana de {vueltas} vueltas, con el arranque de Python."]
    )


def main() -> None:
    medir_lleno(__doc__, 3, medir)


if __name__ == "__main__":
    main()
