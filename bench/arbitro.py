"""How long a fact takes to become work at the node, at the rate of a night's peak: `python -m bench.arbitro`.

26 actas a second (twice IECM's peak of 95,000 an hour in postgres.md) are received and scanned by one station; what is
measured is the time from the image's arrival in the base to the capture work's creation. Baseline in the same run: the
bare round trip of one delivery.
"""

import argparse
import shutil
import statistics
import tempfile
import threading
import time
from pathlib import Path

import psycopg

from bench.maquina import encabezado
from central.arbitro.proceso import correr
from central.noche.guion import por_sitio
from central.noche.papel import Papel, digitalizar
from central.noche.personal import leer_contrasena, puestos
from central.noche.preparacion import Opciones, preparar_nodo, reunir
from central.nodo.cluster import Cluster
from prep.services.acopio import Acopio
from prep.services.digitalizacion import Digitalizacion
from prep.services.estacion import Estacion
from prep.services.nodo_cliente import NodoCliente
from prep.store.spool import Spool

LATENCIAS = """
SELECT extract(epoch FROM w.creado - h.recibido) FROM prep.hecho h JOIN prep.trabajo w USING (acta)
WHERE h.tipo = 'IMAGEN' AND w.puesto = 1 ORDER BY h.recibido
"""


def medir(carpeta: Path, ritmo: float, segundos: float) -> tuple[list[float], list[float]]:
    """Seconds from image to work, and seconds of each delivery (spool included)."""
    material = reunir(Opciones(salida=carpeta, escala="ciudad", trozo=11, excepciones=0))
    sitio, llegadas = max(por_sitio([x for x in material.llegadas if not x.telefono]).items(), key=lambda p: len(p[1]))
    with Cluster(carpeta / "nodo") as cluster:
        preparar_nodo(cluster, material)
        parar = threading.Event()
        arbitro = threading.Thread(target=correr, args=(cluster.dsn("prep_arbitro"), parar))
        arbitro.start()
        entregas: list[float] = []
        try:
            puesto = puestos(sitio)[0]
            with Spool.abrir(carpeta / "uno.spool", material.catalogo.proceso, puesto.estacion) as spool:
                estacion = Estacion(spool, NodoCliente(cluster.dsn(puesto.estacion)), sitio)
                estacion.actualizar()
                sesion = estacion.entrar(puesto.operador, leer_contrasena(cluster.datos))
                acopio, escaner = Acopio(estacion, sesion), Digitalizacion(estacion, sesion)
                inicio = time.perf_counter()
                for n, x in enumerate(llegadas[: int(ritmo * segundos)]):
                    time.sleep(max(0.0, inicio + n / ritmo - time.perf_counter()))
                    acopio.registrar(x.clave, "D")
                    antes = time.perf_counter()
                    escaner.digitalizar(x.clave, digitalizar(Papel(x.clave, x.valores, x.documento)))
                    entregas.append(time.perf_counter() - antes)
                estacion.nodo.cerrar()
            time.sleep(2)
        finally:
            parar.set()
            arbitro.join()
        with psycopg.connect(cluster.dsn("prep_centro")) as conexion:
            latencias = [float(f[0]) for f in conexion.execute(LATENCIAS)]
    return latencias, entregas


def principal() -> None:
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("--ritmo", type=float, default=26.0, help="actas por segundo")
    analizador.add_argument("--segundos", type=float, default=20.0)
    opciones = analizador.parse_args()
    carpeta = Path(tempfile.mkdtemp(prefix="prep-bench-"))
    try:
        latencias, entregas = medir(carpeta, opciones.ritmo, opciones.segundos)
    finally:
        Cluster(carpeta / "nodo").borrar()
        shutil.rmtree(carpeta)
    print(encabezado())
    for nombre, serie in (("hecho → trabajo", latencias), ("entrega (base)", entregas)):
        cortes = statistics.quantiles(serie, n=100)
        print(
            f"{nombre}: n={len(serie)} p50 {cortes[49] * 1000:.1f} ms, p90 {cortes[89] * 1000:.1f} ms, "
            f"p99 {cortes[98] * 1000:.1f} ms"
        )
    print(f"razón de las medianas: {statistics.median(latencias) / statistics.median(entregas):.2f}")


if __name__ == "__main__":
    principal()
