"""Figures behind images on a narrow link: `python -m bench.angosto` (a CATD with 512 kbit/s and 200 images queued).

Baseline in the same run: the same capturas on the same link with no image on its way.
"""

import argparse
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue

import psycopg

from bench.carpeta import carpeta_propia
from bench.compartido import compartida
from bench.maquina import encabezado, terminar_en_orden
from bench.medida import Figura, InformeDeMedida, percentiles_ms
from central.marco.conexion import abrir
from central.nodo.cluster import Cluster
from central.nodo.roles import DUENO
from simulacro.carpeta import limpiar, retirar
from simulacro.guion.material import Material, reunir
from simulacro.guion.opciones import OpcionesDeNoche
from simulacro.personas.personal import CAPTURISTAS
from simulacro.personas.planes import Plan
from simulacro.personas.preparacion import preparar_nodo
from simulacro.personas.robots import Elenco
from simulacro.red.compania import Compania
from simulacro.red.ordenes import acordar, mandar
from simulacro.red.red import Red

SITIO = "01"
PICO = 95_000 / 3600 / 33  # actas per second of one CATD at the night's peak
CAPTURAS = 2  # of each acta
LIMITE_S = 5.0
VIAJES = """
SELECT extract(epoch FROM pg_xact_commit_timestamp(c.xmin) - h.momento - h.desfase_ms * interval '1 millisecond')::float
FROM prep.hecho h JOIN prep.cadena c ON c.hecho = h.id WHERE h.tipo = 'CAPTURA' AND h.momento >= %s
"""
IMAGENES = "SELECT count(*), coalesce(sum(tamano), 0)::bigint FROM prep.imagen"


def medir(salida: Path, kbps: float, cola: int, segundos: float, cajon: Path) -> InformeDeMedida:
    limpiar(salida)
    material, opciones = _material(salida, cola)
    livianas, pesadas = material.llegadas[: len(material.llegadas) - cola], material.llegadas[-cola:]
    with _sitios(opciones, material, kbps) as red:
        plan = _plan(opciones, material, red, cajon)
        sin_cola = _capturar(replace(plan, llegadas={SITIO: livianas}), red, segundos)
        con_cola = _capturar(replace(plan, llegadas={SITIO: pesadas}, imagenes=1.0), red, segundos)
        (mandadas, bytes_), (llegaron, _) = (_uno(red.carpetas[SITIO]), _uno(red.centro))
        assert red.enlace is not None
        red.enlace.matar()  # what is still queued need not go
    b50, b90, b99 = percentiles_ms(sin_cola)
    p50, p90, p99 = percentiles_ms(con_cola)
    quedan = mandadas - llegaron
    figura = Figura(
        f"de la captura al centro, con {cola} imágenes en cola",
        f"p50 {p50:.0f} ms, p90 {p90:.0f}, p99 {p99:.0f} ({len(con_cola)} capturas)",
        f"p99 ≤ {LIMITE_S:g} s",
        p99 <= LIMITE_S * 1000,
        f"sin imágenes en cola: p50 {b50:.0f} ms, p90 {b90:.0f}, p99 {b99:.0f}",
        p99 / b99,
    )
    notas = [
        f"Enlace de {kbps:g} kbit/s; {mandadas} imágenes, {bytes_ / 2**20:.1f} MiB; al terminar quedaban {quedan}"
        f" en cola. Capturas al ritmo del pico de un CATD: {CAPTURAS * PICO:.2f} por segundo.",
    ]
    return InformeDeMedida("Enlace angosto", [figura], notas)


def _material(salida: Path, cola: int) -> tuple[Material, OpcionesDeNoche]:
    """One CATD with somewhat more actas than the images to queue."""
    datos = compartida("cdmx-2024") if cola > 100 else None
    escala, trozo = ("ciudad", 33 * max(1, 1200 // (cola + 60))) if cola > 100 else ("pueblo", 1)
    opciones = OpcionesDeNoche(salida, datos, escala=escala, trozo=trozo, errores=0, excepciones=0, nodos=1)
    material = reunir(opciones)
    suyas = [x for x in material.llegadas if x.sitio == SITIO]
    return replace(material, llegadas=suyas[: max(cola + 60, 2 * cola)]), opciones


@contextmanager
def _sitios(opciones: OpcionesDeNoche, material: Material, kbps: float) -> Iterator[Red]:
    datos = opciones.salida / "nodo"
    with Cluster(datos) as cluster:
        preparar_nodo(cluster, material)
        mandar("fase", "ceros", "--datos", str(datos))
        with Compania(opciones.salida) as compania, abrir(datos):
            compania.iniciar("nodo", "central", "nodo", "--datos", str(datos)).esperar("El nodo está en marcha")
            red = Red(opciones.salida, datos, compania)
            red.unir([SITIO], kbps)
            acordar(datos, "fase", "abrir")
            yield red


def _plan(opciones: OpcionesDeNoche, material: Material, red: Red, cajon: Path) -> Plan:
    carpeta = opciones.salida / "estaciones"
    carpeta.mkdir()
    return Plan(
        datos=str(red.centro),
        nodos={SITIO: str(red.carpetas[SITIO])},
        proceso=material.catalogo.proceso,
        carpeta=str(carpeta),
        nombre="robots-1",
        duracion_s=1.0,
        tasa=0.0,
        semilla=opciones.semilla,
        capturistas=CAPTURISTAS,
        imagenes=0.0,
        cajon=str(cajon),
        doble=False,
        llegadas={},
    )


def _capturar(plan: Plan, red: Red, segundos: float) -> Sequence[float]:
    """All the sobres and images of `plan` at once; then its capturas, as many a second as at the peak."""
    elenco = Elenco(plan)
    try:
        elenco.sentar()
        (clerk,) = elenco.clerks
        while clerk.faltan:
            clerk.paso(1.0)
        desde, inicio, hechas = _ahora(red), time.monotonic(), 0
        while (pasado := time.monotonic() - inicio) < segundos:
            if hechas < pasado * PICO * CAPTURAS and any(actor.paso(1.0) for actor in elenco.otros):
                hechas += 1
            time.sleep(0.01)
        while not elenco.entregado:
            elenco.atender(SimpleQueue())
    finally:
        elenco.cerrar()
    return _viajes(red, desde, hechas)


def _viajes(red: Red, desde: object, cuantas: int) -> Sequence[float]:
    """Seconds of each captura, once all are at the centre."""
    with psycopg.connect(red.dsn, autocommit=True) as conn:
        while len(filas := conn.execute(VIAJES, (desde,)).fetchall()) < cuantas:
            time.sleep(0.2)
    return [s for (s,) in filas]


def _ahora(red: Red) -> object:
    with psycopg.connect(red.dsn) as conn:
        ((ahora,),) = conn.execute("SELECT clock_timestamp()").fetchall()
    return ahora


def _uno(carpeta: Path) -> tuple[int, int]:
    with psycopg.connect(Cluster(carpeta).dsn(DUENO)) as conn:
        ((cuantas, octetos),) = conn.execute(IMAGENES).fetchall()
    return cuantas, octetos


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kbps", type=float, default=512)
    parser.add_argument("--cola", type=int, default=200, help="imágenes en cola")
    parser.add_argument("--segundos", type=float, default=60, help="de capturas, con la cola y sin ella")
    parser.add_argument("--cajon", type=Path, default=Path("salida/cajon"), help="donde se guardan las imágenes")
    opciones = parser.parse_args()
    cabeza = encabezado()
    terminar_en_orden()
    with carpeta_propia() as carpeta:
        noche = carpeta / "noche"
        noche.mkdir()
        try:
            medir(noche, opciones.kbps, opciones.cola, opciones.segundos, opciones.cajon).imprimir(cabeza)
        finally:
            retirar(noche)


if __name__ == "__main__":
    main()
