"""Every benchmark, one after another: `python -m bench [--noche]`; what they say goes to bench/resultados/DATE.md.

The exit code is 0 when all ran, whether or not every limit was kept (a busy machine keeps none); 1 when one broke.
"""

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psutil

from bench.carpeta import carpeta_propia
from bench.compartido import RAIZ
from bench.maquina import terminar_en_orden
from bench.medida import NO

RESULTADOS = Path(__file__).parent / "resultados"
PUEBLO = {
    "fold": ("--actas", "500"),
    "catalogo": ("--escala", "pueblo", "--errores", "20", "--vueltas", "1"),
    "verificar": ("--escala", "pueblo", "--vueltas", "1"),
    "segunda": ("--escala", "pueblo", "--semillas", "101"),
    "arbitro": ("--escala", "pueblo", "--segundos", "1"),
    "turnos": (),
    "corte": ("--escala", "pueblo", "--actas", "100", "--nuevas", "10", "--vueltas", "1"),
    "reconstruir": ("--vueltas", "1"),
    "tablero": ("--vueltas", "2"),
    "imagenes": ("--n", "6"),
    "escaneo": ("--n", "4"),
    "mostrador": ("--escala", "pueblo", "--segundos", "10"),
    "ventana": ("--escala", "pueblo", "--actas", "20", "--pocas", "5"),
    "angosto": ("--cola", "10", "--segundos", "5"),
    "cifrado": ("--vueltas", "5"),
    "receptor": ("--envios", "60", "--lentas", "0", "--segundos", "2", "--cuentas", "30"),
    "replica": ("--pares", "2", "--lote", "20", "--sueltas", "2"),
    "reenlace": ("--escala", "pueblo", "--actas", "5", "--imagenes", "0"),
    "sitios": ("--escala", "pueblo", "--nodos", "1", "--ritmo", "10", "--segundos", "3", "--imagenes", "0"),
    "rodilla": ("--escala", "pueblo", "--nodos", "1", "--desde", "10", "--hasta", "20", "--segundos", "3",
                "--imagenes", "0"),
    "lento": ("--escala", "pueblo", "--trozo", "1"),
    "publico": ("--escala", "pueblo"),
    "noche": ("--escala", "pueblo",),
}  # fmt: skip


def medidas(pueblo: bool, con_noche: bool, nodo: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each benchmark and its arguments; `reconstruir` and `tablero` use the node that `corte` leaves."""
    for nombre, pocas in PUEBLO.items():
        if nombre != "noche" or con_noche:
            comun = ("--nodo", str(nodo)) if nombre in ("corte", "reconstruir", "tablero") else ()
            yield nombre, (*(pocas if pueblo else ()), *comun)


def correr(nombre: str, argumentos: tuple[str, ...]) -> tuple[bool, str]:
    """Whether it ran, and what it said."""
    print(f"bench.{nombre}…", file=sys.stderr, flush=True)
    orden = [sys.executable, "-m", f"bench.{nombre}", *argumentos]
    hecho = subprocess.run(orden, cwd=RAIZ, stdout=subprocess.PIPE, text=True, check=False)
    if hecho.returncode == 0:
        return True, hecho.stdout
    return False, f"## {nombre}\n\nNo se pudo medir: terminó con código {hecho.returncode}.\n\n"


def portada() -> str:
    """Machine and date."""
    memoria = psutil.virtual_memory().total / 2**30
    return (
        f"# Medidas, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC\n\n"
        f"{os.cpu_count()} núcleos, {memoria:.0f} GiB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}. `make bench` las repite. Antes de cada tabla, la carga que había: con "
        "más de 1.5 en dos núcleos, los tiempos son de una máquina ocupada.\n\n"
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--noche", action="store_true", help="también la noche entera (unos 15 minutos)")
    parser.add_argument("--pueblo", action="store_true", help="tamaños mínimos, para ver que todo corre")
    parser.add_argument("--salida", type=Path, default=RESULTADOS / f"{datetime.now(UTC):%Y-%m-%d}.md")
    opciones = parser.parse_args()
    texto, rotas = portada(), []
    terminar_en_orden()
    with carpeta_propia("nodo") as carpeta:
        for nombre, argumentos in medidas(opciones.pueblo, opciones.noche, carpeta):
            bien, dicho = correr(nombre, argumentos)
            print(dicho, flush=True)
            texto += dicho
            rotas += [] if bien else [nombre]
    opciones.salida.parent.mkdir(parents=True, exist_ok=True)
    opciones.salida.write_text(texto.rstrip() + "\n", encoding="utf-8")
    print(f"{texto.count(NO)} límites no se cumplen. Todo queda en {opciones.salida}.")
    if rotas:
        print(f"No corrieron: {', '.join(rotas)}.", file=sys.stderr)
    return 1 if rotas else 0


if __name__ == "__main__":
    sys.exit(main())
