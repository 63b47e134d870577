"""The whole night, without slips or exceptions, and every row against its paper: `python -m bench.noche`.

Baseline in the same run: what the same disk confirms in one-row transactions, one client.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from bench.carpeta import carpeta_propia
from bench.compartido import compartida
from bench.disco import confirmacion_ms
from bench.maquina import encabezado, terminar_en_orden
from bench.medida import Figura, InformeDeMedida
from bench.proceso import correr
from central.nodo.cluster import Cluster

LIMITE_S, LIMITE_TROZO_S = 900.0, 60.0


def medir(salida: Path, escala: str, trozo: int) -> InformeDeMedida:
    datos = compartida("cdmx-2024") if escala == "ciudad" else None
    de_donde = ["--archivos", str(datos)] if datos is not None else ["--escala", escala]
    limpia = ["--errores", "0", "--excepciones", "0"]
    corrida = correr(
        *("simulacro", "noche", *de_donde, "--trozo", str(trozo), *limpia, "--salida", str(salida)), muestrear=False
    )
    with Cluster(salida / "nodo") as cluster:
        confirma = confirmacion_ms(cluster)
    d: dict[str, Any] = json.loads((salida / "informe.json").read_text(encoding="utf-8"))
    hechos = sum(d["hechos"].values())
    limite = LIMITE_S if trozo == 1 else LIMITE_TROZO_S
    base = f"transacciones de un renglón: {1000 / confirma:,.0f} por segundo"
    figuras = [
        Figura("la orden completa", f"{corrida.segundos:.0f} s", f"≤ {limite:g} s", corrida.segundos <= limite),
        Figura(
            "de la primera llegada al último corte",
            f"{d['segundos']:.0f} s; {d['actas_que_llegan'] / d['segundos']:.0f} actas/s,"
            f" {hechos / d['segundos']:.0f} hechos/s",
            base=base,
            razon=1000 / confirma * d["segundos"] / hechos,
        ),
        Figura("renglones distintos de su papel", f"{d['filas_distintas']} de {d['filas_comparadas']}", "= 0",
               not d["filas_distintas"]),
        *(Figura(p, f"p50 {t['p50'] * 1000:.0f} ms, p95 {t['p95'] * 1000:.0f}, p99 {t['p99'] * 1000:.0f}")
          for p, t in d["tiempos_s"].items()),
        *(Figura(f"{p}: CPU y memoria (PSS)", f"{c['cpu_s']:.0f} s; {c['pss_mib']:.0f} MiB en {c['procesos']} procesos")
          for p, c in d["costos"].items()),
        *(Figura(f"corte {c['numero']}, {c['actas']} actas", f"{c['segundos']:.1f} s") for c in d["cortes"]),
    ]  # fmt: skip
    votos = " / ".join(f"{n:,}" for n in d["votos"].values())
    return InformeDeMedida("Noche", figuras, [f"{d['actas_que_llegan']} actas, {hechos} hechos; votos {votos}."])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--escala", choices=["pueblo", "ciudad"], default="ciudad")
    parser.add_argument("--trozo", type=int, default=1, help="un CATD de cada tantos")
    opciones = parser.parse_args()
    cabeza = encabezado()
    terminar_en_orden()
    with carpeta_propia("noche/nodo") as carpeta:
        medir(carpeta / "noche", opciones.escala, opciones.trozo).imprimir(cabeza)


if __name__ == "__main__":
    main()
