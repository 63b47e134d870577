"""What TLS and a certificate cost a station against a password in clear: `python -m bench.cifrado`.

Two servers of one catalogue, one of each kind, on loopback; the same is asked of one and of the other in turn: to
connect, to deliver a signed fact, to deliver an image. Medians, and their ratio.
"""

import argparse
import secrets
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import psycopg

from bench.carpeta import carpeta_propia
from bench.firmantes import Firmantes
from bench.maquina import encabezado, terminar_en_orden
from bench.medida import Figura, InformeDeMedida
from central.autoridad.autoridad import Autoridad, crear
from central.nodo.cluster import Cluster
from central.nodo.roles import DUENO
from prep.domain.hechos.hechos import Acopio
from prep.net.identificacion import ARCHIVO, CENTRO, guardar
from prep.services.estacion import ficha as fichas
from prep.services.estacion.ficha import Ficha
from prep.services.nodo.cliente import NodoCliente
from prep.store.hechos import HechoFirmado
from prep.store.spool.tipos import ImagenNueva
from simulacro.guion.guion import Llegada
from simulacro.guion.material import Material, reunir
from simulacro.guion.opciones import OpcionesDeNoche
from simulacro.personas.personal import puestos
from simulacro.personas.preparacion import preparar_nodo

IMAGEN = 220_000  # bytes
LIMITES = {"conectar": 2.5, "un hecho": 1.6, "una imagen de 220 KB": 1.3}
CATD = "01"


@contextmanager
def servidores(carpeta: Path, material: Material) -> Iterator[dict[str, Cluster]]:
    """One in clear and one with certificates, both prepared."""
    claro, cifrado = Cluster(carpeta / "claro"), Cluster(carpeta / "cifrado")
    proceso, ahora = material.catalogo.proceso, datetime.now(UTC)
    autoridad = crear(carpeta / "autoridad", proceso, [CATD], ahora + timedelta(days=30), secrets.token_hex(8), ahora)
    cifrado.datos.mkdir()
    guardar(autoridad.del_centro(ahora), cifrado.datos / ARCHIVO)
    with claro, cifrado:
        for cluster in (claro, cifrado):
            preparar_nodo(cluster, material)
        identificar(autoridad, carpeta, puestos(CATD)[0].estacion)
        yield {"en claro, con contraseña": claro, "TLS 1.3, con certificado": cifrado}


def identificar(autoridad: Autoridad, carpeta: Path, estacion: str) -> None:
    (suya,) = autoridad.de_estaciones(CENTRO, [estacion], datetime.now(UTC))
    (carpeta / "estacion").mkdir()
    guardar(suya, carpeta / "estacion" / ARCHIVO)


def dsn_de(cluster: Cluster, carpeta: Path, proceso: str, estacion: str) -> str:
    if cluster.confianza is None:
        return cluster.dsn(estacion)
    servidor, puerto = cluster.direccion
    ficha = Ficha(proceso=proceso, estacion=estacion, sitio=CATD, servidor=servidor, puerto=puerto)
    return fichas.conexion(ficha, carpeta / "estacion")


def medir(carpeta: Path, vueltas: int) -> InformeDeMedida:
    material = reunir(OpcionesDeNoche(salida=carpeta, escala="pueblo", trozo=1, excepciones=0))
    llegadas = [x for x in material.llegadas if material.catalogo.actas[x.clave].centro == CATD][:vueltas]
    estacion, medidas = puestos(CATD)[0].estacion, dict[str, list[dict[str, float]]]()
    with ExitStack() as pila:
        lados = {}
        for nombre, cluster in pila.enter_context(servidores(carpeta, material)).items():
            dsn = dsn_de(cluster, carpeta, material.catalogo.proceso, estacion)
            duena = pila.enter_context(psycopg.connect(cluster.dsn(DUENO)))
            firmados = acopios(Firmantes(duena, material, cluster.datos), llegadas)
            lados[nombre] = (dsn, pila.enter_context(NodoCliente(dsn)), firmados)
        for n, llegada in enumerate(llegadas):
            contenido = secrets.token_bytes(IMAGEN)
            imagen = ImagenNueva(sha256(contenido).hexdigest(), llegada.clave, contenido)
            for nombre, (dsn, nodo, firmados) in lados.items():
                medidas.setdefault(nombre, []).append(una_vuelta(dsn, nodo, firmados[n], imagen))
    return informe(medidas)


def acopios(firmantes: Firmantes, llegadas: list[Llegada]) -> list[HechoFirmado]:
    suyos = (firmantes.firmados(n, x, "ab" * 32) for n, x in enumerate(llegadas))
    return [next(f for f in unos if isinstance(f.hecho.cuerpo, Acopio)) for unos in suyos]


def una_vuelta(dsn: str, nodo: NodoCliente, firmado: HechoFirmado, imagen: ImagenNueva) -> dict[str, float]:
    """Milliseconds of each thing."""
    tareas: tuple[Callable[[], object], ...] = (
        lambda: psycopg.connect(dsn).close(),
        lambda: nodo.entregar(firmado),
        lambda: nodo.entregar_imagen(imagen),
    )
    medido = {}
    for que, tarea in zip(LIMITES, tareas, strict=True):
        inicio = time.perf_counter()
        tarea()
        medido[que] = (time.perf_counter() - inicio) * 1000
    return medido


def informe(medidas: dict[str, list[dict[str, float]]]) -> InformeDeMedida:
    base, cifrado = medidas
    figuras = []
    for que, limite in LIMITES.items():
        claro, tls = (statistics.median(una[que] for una in medidas[lado]) for lado in (base, cifrado))
        razon = tls / claro
        figuras.append(
            Figura(que, f"{tls:.2f} ms", f"≤ {limite:g} veces", razon <= limite, f"{base}: {claro:.2f} ms", razon)
        )
    nota = f"Medianas de {len(medidas[base])} vueltas, un lado y el otro por turno, sobre la misma máquina."
    return InformeDeMedida("TLS y certificado contra contraseña en claro", figuras, [nota])


def principal() -> None:
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("--vueltas", type=int, default=200)
    opciones = analizador.parse_args()
    cabeza = encabezado()
    terminar_en_orden()
    with carpeta_propia("claro", "cifrado") as carpeta:
        medir(carpeta, opciones.vueltas).imprimir(cabeza)


if __name__ == "__main__":
    principal()
