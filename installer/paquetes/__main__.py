"""`python -m installer.paquetes`: makes the four packages of what was committed, for this machine's distribution.

Exit code 0 done; 2 it cannot be done here, and no package was left.
"""

import argparse
import re
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from installer.paquetes.arbol import ARCHIVOS, DEL_PROGRAMA, plantar
from installer.paquetes.cerradura import de_uso
from installer.paquetes.deb import empacar, fichas
from installer.paquetes.distribucion import NoSePuede, de_git, este_equipo, sacar
from installer.paquetes.lista import dejar_paquetes
from installer.paquetes.ruedas import reunir
from prep import VERSION
from prep.orden.secretos import con_permiso, exigir_fuera

RAIZ = Path(__file__).resolve().parents[2]
BIBLIOTECA = re.compile(r"\S+\.so\.\d+=([a-z0-9.+-]+)")  # of installer/preparar.sh: the library and its package


def principal(argumentos: list[str] | None = None) -> int:
    analizador = argparse.ArgumentParser(prog="make paquetes", description=__doc__)
    analizador.add_argument("--salida", type=Path, default=RAIZ / "salida" / "paquetes", metavar="CARPETA")
    analizador.add_argument("--ruedas", type=Path, metavar="CARPETA", help="de aquí, sin red; si no, las trae pip")
    analizador.add_argument("--llave", type=Path, metavar="ARCHIVO", help="con que se firma; si no está, se hace")
    con_permiso(analizador)
    leidos = analizador.parse_args(argumentos)
    try:
        _hacer(leidos)
    except OSError as error:
        print(f"No se puede usar {error.filename or 'un archivo'}: {error.strerror}.", file=sys.stderr)
        return 2
    except (NoSePuede, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _hacer(leidos: argparse.Namespace) -> None:
    firmar: Callable[[Path], list[str]] | None = None
    if leidos.llave:
        from installer.paquetes import firma  # here: a machine that builds without signing needs no library of ours

        exigir_fuera(leidos.llave, leidos.aunque)
        firmar = partial(firma.firmar, llave=firma.llave_de(leidos.llave))
    for hecho in hacer(RAIZ, leidos.salida, leidos.ruedas):
        if hecho.suffix == ".deb":
            print(f"{hecho.stat().st_size / 1e6:8.1f} MB  {hecho}")
    if firmar:
        print("\n".join(firmar(leidos.salida)))


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
        sacar(
            raiz, ("LICENSE", "docs", str(ARCHIVOS), *(c for suyas in DEL_PROGRAMA.values() for c in suyas)), programa
        )
        de_la_suite = de_uso((raiz / "requirements.txt").read_text(encoding="utf-8"))
        halladas = reunir(de_la_suite, destino, bajadas, ruedas)
        plantados = plantar(programa, halladas, destino, confirmacion, arboles)
        for paquete, ficha in fichas(version, destino, de_ventanas).items():
            empacar(
                plantados[paquete], ficha, version, destino, confirmacion.hora, programa / ARCHIVOS / "guiones", hechos
            )
        dejar_paquetes(hechos)
        return [uno.replace(salida / uno.name) for uno in sorted(hechos.iterdir())]


if __name__ == "__main__":
    sys.exit(principal())
