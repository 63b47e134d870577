"""From a page to "accepted", as its operator waits for it: `python -m bench.escaneo [--n N]`.

Drawn actas at real size fall one by one in the watched folder of a station without node: each is straightened, its
label read, judged, made publishable and committed to the spool. Baseline in the same run: decoding the same file and
encoding it again, the least that any scanning program does.
"""

import argparse
import io
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from bench.carpeta import carpeta_propia
from bench.maquina import encabezado
from bench.medida import Figura, InformeDeMedida
from prep.devices.bandeja import Bandeja
from prep.devices.carpeta import CarpetaVigilada
from prep.domain.catalogo.catalogo import Acta, Catalogo
from prep.domain.hechos.roles import Rol
from prep.net import identidad
from prep.services.acopio.acopio import Acopiar
from prep.services.digitalizacion.digitalizacion import Digitalizar
from prep.services.digitalizacion.escritorio import EscritorioDeEscaneo
from prep.services.digitalizacion.hojas import EstadoHoja, Hoja
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.firma import FirmaDeSesion
from prep.services.estacion.sesion import Sesion
from prep.services.nodo.cliente import NodoCliente
from prep.services.nodo.tipos import OperadorConocido
from prep.store.spool.spool import Spool
from simulacro.guion.material import reunir
from simulacro.guion.opciones import OpcionesDeNoche
from simulacro.ordenes.imagenes import elegir
from simulacro.papel.dibujo.dibujo import dibujar
from simulacro.papel.papel import Papel

SEMILLA, LIMITE_MS = 1, 1000.0
MIRA_S = 0.25  # as the window looks
NADIE = "host=127.0.0.1 port=1 user=nadie dbname=prep"


@dataclass(slots=True)
class TiemposDePagina:
    """Seconds of each page: from its file whole in the folder to accepted, and only reading, judging and keeping it."""

    espera: list[float] = field(default_factory=list)
    trabajo: list[float] = field(default_factory=list)


def medir(carpeta: Path, cuantas: int) -> InformeDeMedida:
    material = reunir(OpcionesDeNoche(salida=carpeta, escala="pueblo", excepciones=0.0, semilla=SEMILLA))
    catalogo = material.catalogo
    sitio = next(a.centro for a in catalogo.actas.values() if a.tipo == "B")
    llegadas = [x for x in elegir(material, len(material.llegadas), SEMILLA) if _de(sitio, x.clave, catalogo)][:cuantas]
    imagenes = {
        x.clave: dibujar(Papel(x.clave, x.valores, x.documento), catalogo, SEMILLA, etiqueta=True) for x in llegadas
    }
    tiempos, aceptadas = _pasar(carpeta, catalogo, sitio, imagenes)
    base = [_abrir_y_cerrar(imagen) for imagen in imagenes.values()]
    contra = f"abrir y guardar el mismo JPEG, p95: {_p95(base):.0f} ms"
    espera, trabajo = _p95(tiempos.espera), _p95(tiempos.trabajo)
    figuras = [
        Figura("del archivo a «aceptada», p95", f"{espera:.0f} ms", f"≤ {LIMITE_MS:.0f} ms", espera <= LIMITE_MS,
               contra, espera / _p95(base)),
        Figura("sólo leerla, juzgarla y guardarla, p95", f"{trabajo:.0f} ms", "", None, contra, trabajo / _p95(base)),
        Figura("mediana", f"{statistics.median(tiempos.trabajo) * 1000:.0f} ms"),
        Figura("buenas que se aceptaron solas", f"{aceptadas} de {len(imagenes)}", "todas", aceptadas == len(imagenes)),
    ]  # fmt: skip
    return InformeDeMedida(
        "Digitalización", figuras, [f"{len(imagenes)} actas dibujadas de 2,600 px, sin nodo, spool en disco."]
    )


def _de(sitio: str, clave: str, catalogo: Catalogo) -> bool:
    acta: Acta | None = catalogo.actas.get(clave)
    return acta is not None and acta.centro == sitio


def _pasar(carpeta: Path, catalogo: Catalogo, sitio: str, imagenes: dict[str, bytes]) -> tuple[TiemposDePagina, int]:
    """Each image through the folder; how long it took, and how many were accepted."""
    entrada = carpeta / "entrada"
    entrada.mkdir()
    tiempos, juicios = TiemposDePagina(), []
    with Spool.abrir(carpeta / "spool.sqlite", catalogo.proceso, "e1") as spool, NodoCliente(NADIE) as nodo:
        estacion = Estacion(spool, nodo, sitio, catalogo)
        estacion.entregar_aparte()
        sesion = _sesion(catalogo.proceso)
        acopio = Acopiar(estacion, sesion)
        mesa = EscritorioDeEscaneo(estacion, Digitalizar(estacion, sesion), Bandeja(carpeta / "bandeja"), _callar)
        fuente = CarpetaVigilada(entrada)
        for n, (clave, imagen) in enumerate(imagenes.items()):
            acopio.registrar(clave, "D")
            (entrada / f"{n}.jpg").write_bytes(imagen)
            inicio = time.perf_counter()
            while not mesa.recoger(fuente).paginas:
                time.sleep(MIRA_S)
            medio = time.perf_counter()
            hoja = mesa.leer_siguiente()
            tiempos.trabajo.append(time.perf_counter() - medio)
            tiempos.espera.append(time.perf_counter() - inicio)
            juicios.append(hoja is not None and hoja.estado is EstadoHoja.ACEPTADA)
    return tiempos, sum(juicios)


def _sesion(proceso: str) -> Sesion:
    llave = identidad.nueva()
    quien = OperadorConocido("op", "Operadora", llave.publica, "", (Rol.ACOPIO, Rol.DIGITALIZACION))
    return Sesion(quien, FirmaDeSesion("op", "e1", proceso, llave))


def _callar(hoja: Hoja) -> None:
    """Nobody looks."""


def _abrir_y_cerrar(contenido: bytes) -> float:
    inicio = time.perf_counter()
    with Image.open(io.BytesIO(contenido)) as abierta:
        abierta.convert("L").save(io.BytesIO(), "JPEG", quality=60)
    return time.perf_counter() - inicio


def _p95(segundos: Sequence[float]) -> float:
    """In milliseconds."""
    return statistics.quantiles(segundos, n=20, method="inclusive")[18] * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=60)
    opciones = parser.parse_args()
    cabeza = encabezado()
    with carpeta_propia() as carpeta:
        medir(carpeta, opciones.n).imprimir(cabeza)


if __name__ == "__main__":
    main()
