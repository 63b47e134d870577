"""How long a node takes to be level after an hour without the link: `python -m bench.reenlace`.

One node of a CATD, with its árbitro, gathers an hour's facts and images while the centre cannot reach it nor it the
centre; then the link is back. Measured: seconds until the centre has every fact folded and every image, and the node
all that is for it. The hour is accelerated: its facts are signed before and go in one transaction each.
"""

import argparse
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import psycopg

from bench.compartido import RAIZ, compartida
from bench.firmantes import Firmantes, fila
from bench.maquina import encabezado, terminar_en_orden
from bench.medida import Figura, InformeDeMedida
from bench.par import esperar
from bench.sitios.juego import dibujar
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.nombres import NombreNodo
from central.nodo.roles import DUENO, REPLICA
from prep.store.hechos import COLUMNAS, huecos, lista
from simulacro.carpeta import limpiar, retirar
from simulacro.guion.guion import Llegada
from simulacro.guion.material import Material, reunir
from simulacro.guion.opciones import OpcionesDeNoche
from simulacro.papel.papel import Papel
from simulacro.personas.escaner import Escaner
from simulacro.personas.preparacion import preparar_nodo
from simulacro.red.compania import Compania
from simulacro.red.ordenes import acordar, mandar
from simulacro.red.red import Red

POR_HORA = 95_000  # actas of the whole city in the hour of the peak
LIMITE_S = 60.0
NOMBRE = NombreNodo("01", 1)
MIRADA_S = 0.1
IMAGEN = "INSERT INTO prep.imagen (huella, acta, bytes, tamano, estacion, nodo) VALUES (%s, %s, %s, %s, 'bench', %s)"
# Facts of the node that are at the centre, its images that are, what is not folded, and what the node has not taken.
NIVEL = """
SELECT (SELECT count(*) FROM prep.hecho WHERE nodo = %(nodo)s),
       (SELECT count(*) FROM prep.imagen WHERE nodo = %(nodo)s),
       (SELECT count(*) FROM prep.cola), (SELECT count(*) FROM prep.bajada WHERE nodo = %(nodo)s)
"""
FASES = "SELECT count(*) FROM prep.hecho h JOIN prep.cadena c ON c.hecho = h.id WHERE h.tipo = 'FASE'"


@dataclass(frozen=True, slots=True)
class Vuelta:
    """What came back, and the seconds until the first row, until all the rows, and until both sides are level."""

    actas: int
    hechos: int
    bytes_imagenes: int
    primero_s: float
    subio_s: float
    nivel_s: float


def _cortar(red: Red) -> None:
    """Nothing goes through, and both sides have lost what was open, as after an hour with the cable out."""
    assert red.enlace is not None
    red.enlace.decir("CORTAR")
    abiertas = ((red.carpetas[NOMBRE.catd], REPLICA), (red.centro, NOMBRE.rol))
    for carpeta, rol in abiertas:
        with psycopg.connect(Cluster(carpeta).dsn(ADMIN), autocommit=True) as admin:
            admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", (rol,))


def medir(salida: Path, escala: str, actas: int, imagenes: float) -> InformeDeMedida:
    """`actas` of the hour, at one node that has the whole city, so that there are as many as are asked for."""
    limpiar(salida)
    datos = compartida("cdmx-2024") if escala == "ciudad" else None
    opciones = OpcionesDeNoche(salida=salida, datos=datos, escala=escala, excepciones=0, nodos=1, imagenes=imagenes)
    try:
        material = reunir(opciones)
        suyas = [x for x in material.llegadas if material.catalogo.actas[x.clave].centro == NOMBRE.catd][:actas]
        dibujar(opciones, replace(material, llegadas=suyas))
        return _informe(_cortar_y_volver(opciones, material, suyas), imagenes)
    finally:
        retirar(salida)


def _cortar_y_volver(opciones: OpcionesDeNoche, material: Material, llegadas: Sequence[Llegada]) -> Vuelta:
    datos = opciones.salida / "nodo"
    with Cluster(datos) as centro, Compania(opciones.salida) as compania:
        preparar_nodo(centro, material)
        mandar("fase", "ceros", "--datos", str(datos))
        compania.iniciar("nodo", "central", "nodo", "--datos", str(datos)).esperar("El nodo está en marcha")
        red = Red(opciones.salida, datos, compania)
        red.unir([NOMBRE.catd], kbps=0.0)
        assert red.enlace is not None
        acordar(datos, "fase", "abrir")
        nodo = Cluster(red.carpetas[NOMBRE.catd])
        esperar(nodo, FASES, _fases(centro))
        _cortar(red)
        hechos, bytes_ = _una_hora(centro, nodo, material, llegadas, opciones)
        acordar(datos, "fase", "publicar")  # and this is to come down
        esperar(nodo, "SELECT count(*) FROM prep.cola", 0)
        red.enlace.decir("UNIR")
        return _mirar_vuelta(centro, nodo, hechos, len(llegadas), bytes_)


def _una_hora(
    centro: Cluster, nodo: Cluster, material: Material, llegadas: Sequence[Llegada], opciones: OpcionesDeNoche
) -> tuple[int, int]:
    """The facts and images of `llegadas` at the node, one transaction each; how many facts, and the images' bytes."""
    escaner = Escaner(opciones.salida.parent / "cajon", material.catalogo, opciones.semilla, opciones.imagenes)
    hechos = bytes_ = 0
    with psycopg.connect(centro.dsn(DUENO)) as conexion:
        firmantes = Firmantes(conexion, material, centro.datos)
    meter = f"INSERT INTO prep.hecho ({lista(COLUMNAS)}) VALUES ({huecos(COLUMNAS)})"
    with psycopg.connect(nodo.dsn(DUENO), autocommit=True) as conexion:
        conexion.execute("SET synchronous_commit = off")  # an hour in a moment; on disk long before the link is back
        for n, x in enumerate(llegadas):
            hoja = escaner(Papel(x.clave, x.valores, x.documento), 1)
            huella = sha256(hoja).hexdigest()
            conexion.execute(IMAGEN, (huella, x.clave, hoja, len(hoja), NOMBRE.nodo))
            bytes_ += len(hoja)
            for sec, firmado in enumerate(firmantes.firmados(n, x, huella), start=1):
                conexion.execute(meter, fila(firmado, sec, NOMBRE.nodo))
                hechos += 1
    return hechos, bytes_


def _fases(centro: Cluster) -> int:
    with psycopg.connect(centro.dsn(DUENO)) as conexion:
        ((cuantas,),) = conexion.execute("SELECT count(*) FROM prep.hecho WHERE tipo = 'FASE'").fetchall()
    return int(cuantas)


def _mirar_vuelta(centro: Cluster, nodo: Cluster, hechos: int, imagenes: int, bytes_: int) -> Vuelta:
    """Looks at both bases until they are level."""
    inicio, primero, subio = time.perf_counter(), 0.0, 0.0
    with (
        psycopg.connect(centro.dsn(DUENO), autocommit=True) as aqui,
        psycopg.connect(nodo.dsn(DUENO), autocommit=True) as alla,
    ):
        while True:
            ((llegados, fotos, cola, por_bajar),) = aqui.execute(NIVEL, {"nodo": NOMBRE.nodo}).fetchall()
            ahora = time.perf_counter() - inicio
            primero = primero or (ahora if llegados + fotos else 0.0)
            if (llegados, fotos) == (hechos, imagenes):
                subio = subio or ahora
                if (cola, por_bajar) == (0, 0) and alla.execute(FASES).fetchone() == aqui.execute(FASES).fetchone():
                    return Vuelta(imagenes, hechos, bytes_, primero, subio, ahora)
            threading.Event().wait(MIRADA_S)


def _informe(v: Vuelta, imagenes: float) -> InformeDeMedida:
    figuras = [
        Figura("emparejado: el centro con todo plegado y el nodo con lo suyo", f"{v.nivel_s:.1f} s",
               f"≤ {LIMITE_S:g} s", v.nivel_s <= LIMITE_S),
        Figura("  el primer renglón en el centro", f"{v.primero_s:.1f} s"),
        Figura("  todos los hechos e imágenes en el centro", f"{v.subio_s:.1f} s; {v.hechos / v.subio_s:,.0f} hechos/s,"
               f" {v.bytes_imagenes / v.subio_s / 2**20:.1f} MiB/s de imágenes"),
    ]  # fmt: skip
    return InformeDeMedida(f"Un nodo que vuelve con {v.actas} actas", figuras, [
        f"{v.hechos} hechos y {v.bytes_imagenes / 2**20:.0f} MiB de imágenes, {imagenes:.0%} del tamaño de las de "
        f"verdad. En la hora del máximo, {POR_HORA:,} actas, a un nodo de 33 le tocan {POR_HORA // 33:,}, y a uno de "
        f"cuatro {POR_HORA // 4:,}.",
        "Desde que el enlace vuelve. Lo que estaba abierto se perdió: nodo y centro se buscan solos.",
    ])  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--escala", choices=["pueblo", "ciudad"], default="ciudad")
    parser.add_argument("--actas", type=int, nargs="+", default=[POR_HORA // 33, POR_HORA // 4])
    parser.add_argument("--imagenes", type=float, default=0.1, help="parte con imagen del tamaño de las de verdad")
    parser.add_argument("--salida", type=Path, default=RAIZ / "salida" / "bench-reenlace", help="se borra")
    opciones = parser.parse_args()
    terminar_en_orden()
    for actas in opciones.actas:
        cabeza = encabezado()
        medir(opciones.salida, opciones.escala, actas, opciones.imagenes).imprimir(cabeza)


if __name__ == "__main__":
    main()
