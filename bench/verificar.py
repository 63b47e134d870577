"""What re-adding a results file costs, and ten times the rows: `python -m bench.verificar`.

As anybody runs it, in a process of its own. Baseline in the same run: a csv.reader pass over the same file.
"""

import argparse
import csv
import json
import statistics
from pathlib import Path

from bench.carpeta import carpeta_propia
from bench.maquina import encabezado
from bench.medida import Figura, InformeDeMedida, cronometrar, figura_tiempo
from bench.proceso import CorridaMedida, correr
from bench.resultados_csv import multiplicar, original

LIMITE_S, LIMITE_MIB, VECES, LIMITE_VECES = 2.0, 200.0, 10, 12.0


def _leer(ruta: Path) -> int:
    with ruta.open(encoding="utf-8-sig", newline="") as archivo:
        return sum(map(len, csv.reader(archivo)))


def _verificar(ruta: Path, vueltas: int) -> tuple[list[CorridaMedida], int]:
    """The runs, and how many rows; a file whose figures do not agree stops the benchmark."""
    corridas = [correr("central", "verificar", str(ruta), "--json", muestrear=False) for _ in range(vueltas)]
    return corridas, int(json.loads(corridas[0].salida)["filas"])


def medir(carpeta: Path, escala: str, vueltas: int) -> InformeDeMedida:
    origen, de_que = original(carpeta, escala)
    muchas = carpeta / "muchas.csv"
    multiplicar(origen, muchas, VECES)
    base = statistics.median(cronometrar(lambda: _leer(origen), vueltas))
    base_muchas = statistics.median(cronometrar(lambda: _leer(muchas), vueltas))
    una, filas = _verificar(origen, vueltas)
    diez, filas_diez = _verificar(muchas, vueltas)
    segundos, segundos_diez = [c.segundos for c in una], [c.segundos for c in diez]
    memoria, memoria_diez = max(c.rss_mib for c in una), max(c.rss_mib for c in diez)
    razon = statistics.median(segundos_diez) / statistics.median(segundos)
    nombre = "csv.reader"
    figuras = [
        figura_tiempo(f"verificar {filas} renglones", segundos, LIMITE_S, nombre, base),
        Figura("memoria", f"{memoria:.0f} MiB", f"≤ {LIMITE_MIB:g} MiB", memoria <= LIMITE_MIB),
        figura_tiempo(f"verificar {filas_diez} renglones", segundos_diez, LIMITE_VECES * LIMITE_S, nombre, base_muchas),
        Figura("memoria con diez veces los renglones", f"{memoria_diez:.0f} MiB"),
        Figura("tiempo con diez veces los renglones", f"{razon:.1f} veces", "≤ 12 veces", razon <= LIMITE_VECES),
    ]
    return InformeDeMedida(
        "Verificador", figuras, [f"{de_que}; mediana de {vueltas} vueltas, con el arranque de Python."]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--escala", choices=["pueblo", "ciudad"], default="ciudad")
    parser.add_argument("--vueltas", type=int, default=5)
    opciones = parser.parse_args()
    cabeza = encabezado()
    with carpeta_propia() as carpeta:
        medir(carpeta, opciones.escala, opciones.vueltas).imprimir(cabeza)


if __name__ == "__main__":
    main()
