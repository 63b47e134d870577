"""`python -m installer.paquetes`: makes the four packages of what was committed, for this machine's distribution.

Exit code 0 done; 2 it cannot be done here, and no package was left.
"""

import argparse
import re
import sys
import tempfile
from pathlib import Path

from installer.paquetes.arbol import DEL_PROGRAMA, plantar
from installer.paquetes.cerradura import de_uso
from installer.paquetes.deb import empacar, fichas
from installer.paquetes.distribucion import NoSePuede, de_git, este_equipo, sacar
from installer.paquetes.ruedas import reunir
from prep import VERSION

RAIZ = Path(__file__).resolve().parents[2]
BIBLIOTECA = re.compile(r"\S+\.so\.\d+=([a-z0-9.+-]+)")  # of installer/preparar.sh: the library and its package


def principal(argumentos: list[str] | None = None) -> int:
    analizador = argparse.ArgumentParser(prog="make paquetes", description=__doc__)
    analizador.add_argument("--salida", type=Path, default=RAIZ / "salida" / "paquetes", metavar="CARPETA")
    analizador.add_argument("--ruedas", type=Path, metavar="CARPETA", help="de aquí, sin red; si no, las trae pip")
    leidos = analizador.parse_args(argumentos)
    try:
        for hecho in hacer(RAIZ, leidos.salida, leidos.ruedas):
            print(f"{hecho.stat().st_size / 1e6:8.1f} MB  {hecho}")
    except (NoSePuede, ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def hacer(raiz: Path, salida: Path, ruedas: Path | None = None) -> list[Path]:
    """The packages of the commit of `raiz`, in `salida`; raises NoSePuede, and then leaves none."""
    destino, confirmacion = este_equipo(), de_git(raiz)
    version = f"{VERSION}+{destino.sufijo}"
    de_ventanas = tuple(BIBLIOTECA.findall((raiz / "installer/preparar.sh").read_text(encoding="utf-8")))
    salida.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=salida, prefix=".obra-") as obra:
        programa, bajadas, arboles, hechos = (Path(obra) / n for n in ("programa", "ruedas", "arboles", "hechos"))
        for carpeta in (programa, bajadas, arboles, hechos):
            carpeta.mkdir()
        sacar(raiz, ("LICENSE", "docs", *(c for suyas in DEL_PROGRAMA.values() for c in suyas)), programa)
        de_la_suite = de_uso((raiz / "requirements.txt").read_text(encoding="utf-8"))
        halladas = reunir(de_la_suite, destino, bajadas, ruedas)
        plantados = plantar(programa, halladas, destino, confirmacion, arboles)
        for paquete, ficha in fichas(version, destino, de_ventanas).items():
            empacar(plantados[paquete], paquete, ficha, version, destino, confirmacion.hora, hechos)
        return [uno.replace(salida / uno.name) for uno in sorted(hechos.iterdir())]


if __name__ == "__main__":
    sys.exit(principal())
