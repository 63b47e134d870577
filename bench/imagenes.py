"""Actas drawn per second on one core, at real size and weight: `python -m bench.imagenes [--n N]`.

A generated town's, in order of form as a drill makes them, from cold. Baseline in the same run: Pillow's plain JPEG
encoding of the same pictures, already in memory.
"""

import argparse
import io
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from bench.carpeta import carpeta_propia
from bench.maquina import encabezado
from bench.medida import Figura, InformeDeMedida
from simulacro.guion.guion import Llegada
from simulacro.guion.material import reunir
from simulacro.guion.opciones import OpcionesDeNoche
from simulacro.ordenes.imagenes import elegir
from simulacro.papel.dibujo.cajon import Cajon
from simulacro.papel.dibujo.dibujo import dibujar, lleva_etiqueta
from simulacro.papel.dibujo.retrato import BYTES_MAX, CALIDADES
from simulacro.papel.papel import Papel

MINIMO = 8.0
SEMILLA = 1


def _por_segundo(llegadas: list[Llegada], tarea: Callable[[Llegada], bytes]) -> tuple[list[bytes], float, float]:
    """What each gives, how many a second, and how many a second of CPU."""
    inicio, inicio_cpu = time.perf_counter(), time.process_time()
    hechas = [tarea(llegada) for llegada in llegadas]
    return hechas, len(hechas) / (time.perf_counter() - inicio), len(hechas) / (time.process_time() - inicio_cpu)


def _base(imagenes: list[bytes]) -> float:
    """How many of the same pictures a second are encoded, and nothing else."""
    vistas = [Image.open(io.BytesIO(imagen)) for imagen in imagenes]
    for vista in vistas:
        vista.load()
    inicio = time.perf_counter()
    for vista in vistas:
        vista.save(io.BytesIO(), "JPEG", quality=CALIDADES[0])
    return len(vistas) / (time.perf_counter() - inicio)


def medir(carpeta: Path, cuantas: int) -> InformeDeMedida:
    material = reunir(OpcionesDeNoche(salida=carpeta, escala="pueblo", excepciones=0.0, semilla=SEMILLA))
    llegadas = elegir(material, cuantas, SEMILLA)
    catalogo, cajon = material.catalogo, Cajon(carpeta / "cajon", material.catalogo, SEMILLA)

    def papel(llegada: Llegada) -> Papel:
        return Papel(llegada.clave, llegada.valores, llegada.documento)

    def dibujada(llegada: Llegada, foto: bool = False) -> bytes:
        con = lleva_etiqueta(llegada.clave, SEMILLA)
        return dibujar(papel(llegada), catalogo, SEMILLA, etiqueta=con, foto=foto)

    escaner, ritmo, cpu = _por_segundo(llegadas, dibujada)
    fotos, ritmo_foto, cpu_foto = _por_segundo(llegadas, lambda x: dibujada(x, True))
    _por_segundo(llegadas, lambda x: cajon.imagen(papel(x)))
    _, ritmo_cajon, _ = _por_segundo(llegadas, lambda x: cajon.imagen(papel(x)))
    base = _base(escaner)
    pesos = [len(imagen) for imagen in escaner + fotos]
    contra = f"sólo codificar en JPEG: {base:.0f}/s"
    dicho = f"{ritmo:.1f} por segundo; {cpu:.1f} por segundo de CPU"
    dicho_foto = f"{ritmo_foto:.1f} por segundo; {cpu_foto:.1f} por segundo de CPU"
    peso = f"{statistics.mean(pesos) / 1000:.0f} KB en promedio, {max(pesos) / 1000:.0f} KB la mayor"
    figuras = [
        Figura("actas escaneadas, un núcleo", dicho, f"≥ {MINIMO:g}", ritmo >= MINIMO, contra, base / ritmo),
        Figura("actas fotografiadas, un núcleo", dicho_foto, "", None, contra, base / ritmo_foto),
        Figura("las mismas, ya en el cajón", f"{ritmo_cajon:,.0f} por segundo"),
        Figura("peso", peso, f"≤ {BYTES_MAX // 1000} KB", max(pesos) <= BYTES_MAX),
    ]
    nota = f"{len(llegadas)} actas de {len({x.clave.split('-')[0] for x in llegadas})} elecciones, 2,600 px, en frío."
    return InformeDeMedida("Imágenes", figuras, [nota])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=150)
    opciones = parser.parse_args()
    cabeza = encabezado()
    with carpeta_propia() as carpeta:
        medir(carpeta, opciones.n).imprimir(cabeza)


if __name__ == "__main__":
    main()
