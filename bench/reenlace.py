"""How long a node takes to be level after an hour without the link: `python -m bench.reenlace`.

One node of a CATD, with its árbitro, gathers an hour's facts and images while the centre cannot reach it nor it the
centre; then the link is back. Measured: seconds until the centre has every fact folded and every image, and the node
all that is for it. The hour is accelerated: its facts are signed before and go in one transaction each.
"""

import argparse
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg

from bench.compartido import compartida
from bench.firmantes import COLUMNAS, Firmantes, fila
from bench.maquina import encabezado, terminar_en_orden
from bench.medida import Figura, Informe
from central.noche.compania import Compania
from central.noche.escaner import Escaner
from central.noche.guion import Llegada, por_sitio
from central.noche.ordenes import mandar
from central.noche.papel import Papel
from central.noche.preparacion import Material, Opciones, preparar_nodo, reunir
from central.noche.red import Red
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.nombres import NombreNodo
from central.nodo.roles import DUENO
from central.sitios.suscripciones import FLUJOS, nombre_flujo
from prep.domain.catalogo import CCV

POR_HORA = 95_000  # actas of the whole city in the hour of the peak
LIMITE_S = 60.0
MIRADA_S = 0.1
IMAGENES = 0.1  # share of the images as heavy as real ones
IMAGEN = "INSERT INTO prep.imagen (huella, acta, bytes, tamano, estacion, nodo) VALUES (%s, %s, %s, %s, 'bench', %s)"
LLEGARON = (
    "SELECT (SELECT count(*) FROM prep.hecho WHERE nodo = %(nodo)s),"
    " (SELECT count(*) FROM prep.imagen WHERE nodo = %(nodo)s)"
)
# Facts of the node that the centre has folded, its images that are there, and what the node has still to take.
NIVEL = """
SELECT (SELECT count(*) FROM prep.hecho h JOIN prep.cadena c ON c.hecho = h.id WHERE h.nodo = %(nodo)s),
       (SELECT count(*) FROM prep.imagen WHERE nodo = %(nodo)s), (SELECT count(*) FROM prep.cola),
       (SELECT count(*) FROM prep.bajada WHERE nodo = %(nodo)s)
"""


class Enlace:
    """The link between the centre and one node, cut by the addresses and the door of each side, not by a pause.

    The centre is told a port where nobody answers and its streams are broken; the node's role is shut out and its
    session ended. Both go on looking for each other as they do when a cable is pulled.
    """

    def __init__(self, centro: Cluster, nodo: Cluster, nombre: NombreNodo) -> None:
        self._centro, self._nodo, self._nombre = centro, nodo, nombre

    def cortar(self) -> None:
        with psycopg.connect(self._centro.dsn(ADMIN), autocommit=True) as admin:
            admin.execute(f"ALTER ROLE {self._nombre.rol} NOLOGIN")
            admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s",
                          (self._nombre.rol,))  # fmt: skip
            puerto = _sin_nadie()
            admin.execute("UPDATE prep.nodo SET puerto = %s WHERE nodo = %s", (puerto, self._nombre.nodo))
            suyas = [nombre_flujo(flujo, self._nombre) for flujo in FLUJOS]
            hay = "SELECT count(*) FROM pg_subscription WHERE subname = ANY(%s) AND subconninfo LIKE %s"
            while admin.execute(hay, (suyas, f"%port={puerto} %")).fetchone() != (len(suyas),):
                time.sleep(MIRADA_S)  # the supervisor's round
        with psycopg.connect(self._nodo.dsn(ADMIN), autocommit=True) as admin:
            while admin.execute("SELECT count(*) FROM pg_stat_replication").fetchone() != (0,):
                admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_replication")
                time.sleep(MIRADA_S)

    def unir(self) -> None:
        """The node comes in by itself, says where it is, and the centre subscribes there."""
        with psycopg.connect(self._centro.dsn(ADMIN), autocommit=True) as admin:
            admin.execute(f"ALTER ROLE {self._nombre.rol} LOGIN")


def _sin_nadie() -> int:
    with socket.socket() as enchufe:
        enchufe.bind(("127.0.0.1", 0))
        return int(enchufe.getsockname()[1])


def medir(carpeta: Path, escala: str, nodos: int, actas: int) -> Informe:
    """`nodos`: over how many the city is spread, 0 for one per district; `actas`: of the hour, 0 for its share."""
    datos = compartida("cdmx-2024") if escala == "ciudad" else None
    material = reunir(Opciones(salida=carpeta, datos=datos, escala=escala, excepciones=0, nodos=nodos))
    sitios = por_sitio([x for x in material.llegadas if not x.telefono])
    catd = max((s for s in sitios if s != CCV), key=lambda s: len(sitios[s]))
    catds = sum(c.id != CCV for c in material.catalogo.centros)
    llegadas = sitios[catd][: actas or POR_HORA // catds]
    with Cluster(carpeta / "nodo") as centro, Compania(carpeta) as compania:
        preparar_nodo(centro, material)
        mandar("fase", "ceros", "--datos", str(centro.datos))
        programa = compania.iniciar("nodo", "central", "nodo", "--datos", str(centro.datos))
        programa.esperar("El nodo está en marcha")
        red = Red(carpeta, centro.datos, compania)
        red.unir([catd])
        nodo, nombre = Cluster(red.carpetas[catd]), NombreNodo(catd, 1)
        mandar("fase", "abrir", "--datos", str(centro.datos))
        enlace = Enlace(centro, nodo, nombre)
        enlace.cortar()
        hechos, bytes_ = _una_hora(centro, nodo, nombre, material, llegadas, carpeta)
        mandar("fase", "publicar", "--datos", str(centro.datos))  # and this is to come down
        _hasta(nodo, {"nodo": nombre.nodo}, (hechos, len(llegadas), 0, 0), centro=False)
        enlace.unir()
        subio_s, nivel_s = _medir_vuelta(centro, nombre, hechos, len(llegadas))
    return _informe(len(llegadas), hechos, bytes_, catds, subio_s, nivel_s)


def _una_hora(
    centro: Cluster, nodo: Cluster, nombre: NombreNodo, material: Material, llegadas: Sequence[Llegada], carpeta: Path
) -> tuple[int, int]:
    """The facts and images of `llegadas` at the node, one transaction each; how many facts, and the images' bytes."""
    escaner = Escaner(carpeta / "cajon", material.catalogo, 1, IMAGENES)
    hechos = bytes_ = 0
    with psycopg.connect(centro.dsn(DUENO)) as conexion:
        firmantes = Firmantes(conexion, material, centro.datos)
    meter = f"INSERT INTO prep.hecho ({COLUMNAS}) VALUES ({', '.join(['%s'] * 14)})"
    with psycopg.connect(nodo.dsn(DUENO), autocommit=True) as conexion:
        conexion.execute("SET synchronous_commit = off")  # an hour in a moment; on disk long before the link is back
        for n, x in enumerate(llegadas):
            hoja = escaner(Papel(x.clave, x.valores, x.documento), 1, False)
            huella = sha256(hoja).hexdigest()
            conexion.execute(IMAGEN, (huella, x.clave, hoja, len(hoja), nombre.nodo))
            bytes_ += len(hoja)
            for sec, firmado in enumerate(firmantes.firmados(n, x, huella), start=1):
                conexion.execute(meter, fila(firmado, sec, nombre.nodo))
                hechos += 1
    return hechos, bytes_


def _hasta(cluster: Cluster, valores: dict[str, Any], meta: tuple[int, ...], centro: bool) -> None:
    """Returns when the base is at `meta`; a node's own list of what to take is the centre's to know."""
    with psycopg.connect(cluster.dsn(DUENO), autocommit=True) as conexion:
        while True:
            fila_ = conexion.execute(NIVEL, valores).fetchone()
            assert fila_ is not None
            if fila_ == meta or (not centro and fila_[:3] == meta[:3]):
                return
            threading.Event().wait(MIRADA_S)


def _medir_vuelta(centro: Cluster, nombre: NombreNodo, hechos: int, imagenes: int) -> tuple[float, float]:
    """Seconds until all the rows are at the centre, and until they are folded and the node has taken its own."""
    inicio, subio = time.perf_counter(), 0.0
    with ExitStack() as pila:
        conexion = pila.enter_context(psycopg.connect(centro.dsn(DUENO), autocommit=True))
        while conexion.execute(LLEGARON, {"nodo": nombre.nodo}).fetchone() != (hechos, imagenes):
            time.sleep(MIRADA_S)
        subio = time.perf_counter() - inicio
    _hasta(centro, {"nodo": nombre.nodo}, (hechos, imagenes, 0, 0), centro=True)
    return subio, time.perf_counter() - inicio


def _informe(actas: int, hechos: int, bytes_: int, catds: int, subio_s: float, nivel_s: float) -> Informe:
    figuras = [
        Figura("emparejado: el centro con todo plegado y el nodo con lo suyo", f"{nivel_s:.1f} s", f"≤ {LIMITE_S:g} s",
               nivel_s <= LIMITE_S),
        Figura("  todos los hechos e imágenes en el centro", f"{subio_s:.1f} s; {hechos / subio_s:,.0f} hechos/s,"
               f" {bytes_ / subio_s / 2**20:.1f} MiB/s de imágenes"),
    ]  # fmt: skip
    return Informe("Un nodo que vuelve", figuras, [
        f"Lo de una hora del máximo, {POR_HORA:,} actas en la ciudad, en un nodo de {catds}: {actas} actas, {hechos} "
        f"hechos, {bytes_ / 2**20:.0f} MiB de imágenes, {IMAGENES:.0%} del tamaño de las de verdad.",
        "Desde que el enlace vuelve: el nodo y el centro se buscan solos, como después de un cable desconectado.",
    ])  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--escala", choices=["pueblo", "ciudad"], default="ciudad")
    parser.add_argument("--nodos", type=int, default=0, help="en cuántos se reparte la ciudad; 0, uno por distrito")
    parser.add_argument("--actas", type=int, default=0, help="las de la hora; 0, las que le tocan a un nodo")
    opciones = parser.parse_args()
    cabeza = encabezado()
    terminar_en_orden()
    carpeta = Path(tempfile.mkdtemp(prefix="prep-bench-"))
    carpeta.chmod(0o755)
    try:
        medir(carpeta, opciones.escala, opciones.nodos, opciones.actas).imprimir(cabeza)
    finally:
        for lugar in (carpeta / "nodo", *(carpeta / "nodos").glob("*/")):
            Cluster(lugar).borrar()
        shutil.rmtree(carpeta)


if __name__ == "__main__":
    main()
