"""What a disk slowed by 10 ms, as on a field PC, changes in a night of one district in 33: `python -m bench.lento`.

Three nights: the disk as it is; the node's slow; the node's and the stations' slow. In the third the robots of a
process share one thread, so that their stations wait one after another, which real stations do not.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.carpeta import carpeta_propia
from bench.compartido import RAIZ, compartida
from bench.disco import confirmacion_ms
from bench.fsync_lento import fsync_lento
from bench.maquina import encabezado, terminar_en_orden
from bench.medida import Figura, InformeDeMedida
from central.nodo.cluster import Cluster
from simulacro.guion.material import reunir
from simulacro.guion.opciones import OpcionesDeNoche
from simulacro.juicio.informe import escribir_informe
from simulacro.noche import jugar

LENTO_MS = 10
NORMAL, NODO, TODOS = "disco tal cual", "disco lento en el nodo", "disco lento en el nodo y en las estaciones"
CASOS = (NORMAL, NODO, TODOS)


def _una(salida: Path, opciones: OpcionesDeNoche, entorno: Mapping[str, str]) -> None:
    """One night in this process, on a server that is already running with `entorno`; leaves its report."""
    with Cluster(salida / "nodo", entorno) as cluster:
        confirma = confirmacion_ms(cluster)
        material = reunir(opciones)
        resultado = jugar(opciones, material, lambda linea: print(linea, file=sys.stderr))
    escribir_informe(opciones, material, resultado)
    (salida / "confirma.txt").write_text(f"{confirma:.2f}", encoding="ascii")


def _en_otro_proceso(caso: str, salida: Path, entorno: Mapping[str, str], escala: str, trozo: int) -> dict[str, Any]:
    """The stations are programs of the night and inherit its environment, so each night has a process of its own."""
    salida.mkdir()
    propio = {**os.environ, **(entorno if caso == TODOS else {})}
    orden = [sys.executable, "-m", "bench.lento", "--una", str(salida), "--escala", escala, "--trozo", str(trozo)]
    if caso == NODO:
        orden += ["--entorno", json.dumps(dict(entorno))]
    with (salida / "bench.log").open("wb") as registro:
        subprocess.run(orden, cwd=RAIZ, env=propio, stderr=registro, check=True)
    informe: dict[str, Any] = json.loads((salida / "informe.json").read_text(encoding="utf-8"))
    informe["confirma_ms"] = float((salida / "confirma.txt").read_text(encoding="ascii"))
    if informe["filas_distintas"]:
        raise SystemExit(f"{caso}: {informe['filas_distintas']} renglones distintos del papel")
    if caso != NORMAL and informe["confirma_ms"] < LENTO_MS:
        raise SystemExit(f"{caso}: el fsync no se hizo lento ({informe['confirma_ms']} ms); ¿llega el servidor al .so?")
    return informe


def medir(carpeta: Path, escala: str, trozo: int) -> InformeDeMedida:
    entorno = fsync_lento(LENTO_MS, carpeta / "disco")
    noches = {
        caso: _en_otro_proceso(caso, carpeta / f"noche-{n}", entorno, escala, trozo) for n, caso in enumerate(CASOS)
    }
    normal = noches[NORMAL]
    figuras = []
    for caso, noche in noches.items():
        ritmo, antes = (sum(d["hechos"].values()) / d["segundos"] for d in (noche, normal))
        actas = noche["actas_que_llegan"] / noche["segundos"]
        base = f"una transacción de un renglón: {noche['confirma_ms']:.2f} ms"
        medido = f"{noche['segundos']:.1f} s; {actas:.0f} actas/s, {ritmo:.0f} hechos/s"
        figuras.append(Figura(caso, medido, "", None, base, antes / ritmo))
    for paso in normal["tiempos_s"]:
        figuras += [_paso(paso, caso, noches) for caso in CASOS]
    for n in range(len(normal["cortes"])):
        segundos = " · ".join(f"{noches[c]['cortes'][n]['segundos']:.1f}" for c in CASOS)
        figuras.append(Figura(f"corte {n + 1}: tal cual · nodo · todo", f"{segundos} s"))
    return InformeDeMedida("Disco lento", figuras, [
        f"{normal['actas_que_llegan']} actas (una de cada {trozo} CATD), cada fsync y fdatasync con {LENTO_MS} ms más; "
        "la razón es contra el disco tal cual.",
        "Las llegadas están aceleradas a 100 actas/s; los robots de cada proceso juegan sus puestos uno tras otro, así "
        "que con el disco lento el ritmo es el de unos pocos puestos que esperan cada confirmación, no el del nodo.",
    ])  # fmt: skip


def _paso(paso: str, caso: str, noches: Mapping[str, dict[str, Any]]) -> Figura:
    t, normal = noches[caso]["tiempos_s"][paso], noches[NORMAL]["tiempos_s"][paso]
    medido = f"p50 {t['p50'] * 1000:.0f} ms, p95 {t['p95'] * 1000:.0f}, p99 {t['p99'] * 1000:.0f}"
    return Figura(f"{paso}, {caso}", medido, razon=t["p50"] / normal["p50"] if normal["p50"] else None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--escala", choices=["pueblo", "ciudad"], default="ciudad")
    parser.add_argument("--trozo", type=int, default=33)
    parser.add_argument("--una", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--entorno", type=json.loads, default={}, help=argparse.SUPPRESS)
    args = parser.parse_args()
    terminar_en_orden()
    if args.una is not None:
        datos = compartida("cdmx-2024") if args.escala == "ciudad" else None
        opciones = OpcionesDeNoche(
            salida=args.una, datos=datos, escala=args.escala, trozo=args.trozo, errores=0, excepciones=0
        )
        _una(args.una, opciones, args.entorno)
        return
    cabeza = encabezado()
    with carpeta_propia("noche-*/nodo") as carpeta:
        medir(carpeta, args.escala, args.trozo).imprimir(cabeza)


if __name__ == "__main__":
    main()
