"""How long a fact takes to become work at the node, at ten times a night's peak: `python -m bench.arbitro`.

26 actas a second (95,000 an hour, where IECM's peak is 9,500 at most: docs/reglas.md, "Cifras reales para dimensionar",
and postgres.md, "Figures", played the same) are received and scanned by one station. What is
measured is the time from the image's arrival in the base to the capture work's creation. Baseline in the same run: the
bare round trip of one delivery.
"""

import argparse
import threading
import time
from pathlib import Path

import psycopg

from bench.carpeta import carpeta_propia
from bench.maquina import encabezado, terminar_en_orden
from bench.medida import Figura, InformeDeMedida, percentiles_ms
from central.arbitro.proceso import REUNION_S, correr
from central.nodo.cluster import Cluster
from prep.services.acopio.acopio import Acopiar
from prep.services.digitalizacion.digitalizacion import Digitalizar
from prep.services.estacion.estacion import Estacion
from prep.services.nodo.cliente import NodoCliente
from prep.store.spool.spool import Spool
from simulacro.guion.guion import por_sitio
from simulacro.guion.material import reunir
from simulacro.guion.opciones import OpcionesDeNoche
from simulacro.papel.papel import Papel, digitalizar
from simulacro.personas.personal import leer_contrasena, puestos
from simulacro.personas.preparacion import preparar_nodo

LIMITE_MS = 200
LATENCIAS = """
SELECT extract(epoch FROM w.creado - h.recibido) FROM prep.hecho h JOIN prep.trabajo w USING (acta)
WHERE h.tipo = 'IMAGEN' AND w.puesto = 1 ORDER BY h.recibido
"""


def medir(carpeta: Path, escala: str, ritmo: float, segundos: float) -> tuple[list[float], list[float]]:
    """Seconds from image to work, and seconds of each delivery (spool included)."""
    material = reunir(
        OpcionesDeNoche(salida=carpeta, escala=escala, trozo=11 if escala == "ciudad" else 1, excepciones=0)
    )
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
                acopio, escaner = Acopiar(estacion, sesion), Digitalizar(estacion, sesion)
                inicio = time.perf_counter()
                for n, x in enumerate(llegadas[: int(ritmo * segundos)]):
                    time.sleep(max(0.0, inicio + n / ritmo - time.perf_counter()))
                    acopio.registrar(x.clave, "D")
                    antes = time.perf_counter()
                    escaner.digitalizar(x.clave, digitalizar(Papel(x.clave, x.valores, x.documento)))
                    entregas.append(time.perf_counter() - antes)
                estacion.nodo.cerrar()
            _vaciar_cola(cluster)
        finally:
            parar.set()
            arbitro.join()
        with psycopg.connect(cluster.dsn("prep_centro")) as conexion:
            latencias = [float(f[0]) for f in conexion.execute(LATENCIAS)]
    return latencias, entregas


def _vaciar_cola(cluster: Cluster) -> None:
    """Returns when the árbitro has taken every fact."""
    with psycopg.connect(cluster.dsn("prep_centro"), autocommit=True) as conexion:
        while conexion.execute("SELECT EXISTS (SELECT FROM prep.cola)").fetchone() != (False,):
            time.sleep(0.05)


def principal() -> None:
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("--ritmo", type=float, default=26.0, help="actas por segundo")
    analizador.add_argument("--segundos", type=float, default=20.0)
    analizador.add_argument("--escala", choices=["pueblo", "ciudad"], default="ciudad")
    opciones = analizador.parse_args()
    cabeza = encabezado()
    terminar_en_orden()
    with carpeta_propia("nodo") as carpeta:
        latencias, entregas = medir(carpeta, opciones.escala, opciones.ritmo, opciones.segundos)
    informe(latencias, entregas, opciones.ritmo).imprimir(cabeza)


def informe(latencias: list[float], entregas: list[float], ritmo: float) -> InformeDeMedida:
    (p50, p90, p99), (b50, b90, b99) = percentiles_ms(latencias), percentiles_ms(entregas)
    figura = Figura(
        f"del hecho al trabajo, a {ritmo:g} actas/s",
        f"p50 {p50:.1f} ms, p90 {p90:.1f}, p99 {p99:.1f}, máximo {max(latencias) * 1000:.0f}",
        f"p99 ≤ {LIMITE_MS} ms",
        p99 <= LIMITE_MS,
        f"una entrega, con su spool: p50 {b50:.1f} ms, p90 {b90:.1f}, p99 {b99:.1f}",
        p50 / b50,
    )
    reune = f"El árbitro reúne {REUNION_S * 1000:.0f} ms de hechos en cada lote."
    nota = f"{len(latencias)} imágenes; la razón es de medianas. {reune}"
    return InformeDeMedida("Árbitro", [figura], [nota])


if __name__ == "__main__":
    principal()
