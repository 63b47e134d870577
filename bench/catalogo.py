"""How long the catalogue's import takes, sound and with 500 planted errors: `python -m bench.catalogo`.

On Mexico City's real files when they are here, else on the generated city. Baseline in the same run: a csv.reader pass
over the same files.
"""

import argparse
import csv
import random
import shutil
import statistics
from pathlib import Path

from bench.carpeta import carpeta_propia
from bench.compartido import compartida
from bench.maquina import encabezado, terminar_en_orden
from bench.medida import Figura, InformeDeMedida, cronometrar, figura_tiempo
from bench.proceso import correr
from central.catalogo.errores import CatalogoInvalido
from central.catalogo.importar import importar
from central.catalogo.perfil import Perfil
from central.catalogo.perfil_toml import cargar
from central.nodo.cluster import Cluster
from simulacro.pueblo.generar import generar

LIMITE_S = 10.0
ERRORES = 500
MALOS = ("doce", "-3", "1.5", "", "9999999999", "N/A")
PERFIL, PROCESO = "cdmx-2024", "BENCH-1"
RENGLON_DE_NOMBRES = 6


def _originales(carpeta: Path, perfil: Perfil, escala: str) -> tuple[Path, str]:
    real = compartida(PERFIL) if escala == "ciudad" else None
    if real is not None:
        return real, "archivos reales de la Ciudad de México, 2024"
    generar(carpeta / "generados", perfil, 1, escala)
    return carpeta / "generados", f"archivos generados ({escala}): los reales no están"


def plantar(origen: Path, destino: Path, perfil: Perfil, cuantos: int) -> set[tuple[str, int, str]]:
    """Copies the files and spoils `cuantos` cells, each in a row of its own; returns (file, line, column) of each."""
    destino.mkdir()
    for ruta in origen.glob("*.csv"):
        shutil.copyfile(ruta, destino / ruta.name)
    azar, plantados = random.Random(4), set()
    archivos = [e.archivo for e in perfil.elecciones]
    for i, archivo in enumerate(archivos):
        suyos = cuantos // len(archivos) + (i < cuantos % len(archivos))
        lineas = (destino / archivo).read_text("utf-8").splitlines()
        nombres = lineas[RENGLON_DE_NOMBRES].split(",")
        desde, hasta = nombres.index("TOTAL_BOLETAS_SOBRANTES"), nombres.index("LISTA_NOMINAL")
        for n in azar.sample(range(RENGLON_DE_NOMBRES + 1, len(lineas)), suyos):
            celdas, columna = lineas[n].split(","), azar.randint(desde, hasta)
            celdas[columna] = azar.choice(MALOS)
            lineas[n] = ",".join(celdas)
            plantados.add((archivo, n + 1, nombres[columna]))
        (destino / archivo).write_text("\n".join(lineas) + "\n", "utf-8")
    return plantados


def _leer_todo(carpeta: Path) -> int:
    celdas = 0
    for ruta in carpeta.glob("*.csv"):
        with ruta.open(encoding="utf-8", errors="replace", newline="") as archivo:
            celdas += sum(map(len, csv.reader(archivo)))
    return celdas


def _reportados(carpeta: Path, perfil: Perfil) -> set[tuple[str, int, str]]:
    try:
        importar(carpeta, perfil, PROCESO)
    except CatalogoInvalido as error:
        return {(e.archivo, e.fila, e.columna) for e in error.errores}
    return set()


def medir(carpeta: Path, escala: str, errores: int, vueltas: int) -> InformeDeMedida:
    perfil = cargar(PERFIL)
    origen, de_que = _originales(carpeta, perfil, escala)
    plantados = plantar(origen, carpeta / "malos", perfil, errores)
    base = statistics.median(cronometrar(lambda: _leer_todo(origen), vueltas))
    sano = cronometrar(lambda: importar(origen, perfil, PROCESO), vueltas)
    hallados: list[set[tuple[str, int, str]]] = []
    malo = cronometrar(lambda: hallados.append(_reportados(carpeta / "malos", perfil)), vueltas)
    todos = all(h == plantados for h in hallados)
    datos = carpeta / "nodo"
    try:
        argumentos = ("importar", str(origen), "--proceso", PROCESO, "--datos", str(datos))
        orden = correr("central", "catalogo", *argumentos)
    finally:
        Cluster(datos).borrar()
    nombre = "csv.reader sobre los mismos archivos"
    figuras = [
        figura_tiempo("importar", sano, LIMITE_S, nombre, base),
        figura_tiempo(f"importar con {errores} errores plantados", malo, LIMITE_S, nombre, base),
        Figura("errores reportados, con archivo, renglón y columna", f"{len(hallados[0])}", f"= {errores}", todos),
        Figura(
            "la orden completa, con initdb del nodo donde se guarda", f"{orden.segundos:.1f} s, {orden.rss_mib:.0f} MiB"
        ),
    ]
    return InformeDeMedida("Catálogo", figuras, [f"{de_que}; mediana de {vueltas} vueltas."])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--escala", choices=["pueblo", "ciudad"], default="ciudad")
    parser.add_argument("--errores", type=int, default=ERRORES)
    parser.add_argument("--vueltas", type=int, default=3)
    opciones = parser.parse_args()
    cabeza = encabezado()
    terminar_en_orden()
    with carpeta_propia() as carpeta:
        medir(carpeta, opciones.escala, opciones.errores, opciones.vueltas).imprimir(cabeza)


if __name__ == "__main__":
    main()
