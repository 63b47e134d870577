"""`python -m tests.caidas.cierres --veces 2000`: a station's window opened, worked and closed while sheets are read.

All in one process, started again when it dies or hangs: each death is a fault, said with its stack. So is a window in
whose time a thread that is not the windows' collected garbage: the next one may die of it.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from central.nodo.cluster import Cluster
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.ficha import Ficha
from prep.services.nodo.cliente import NodoCliente
from prep.store.spool.spool import Spool
from simulacro.papel.dibujo.dibujo import dibujar
from simulacro.papel.papel import Papel
from tests.caidas.puntos import RAIZ
from tests.conftest import Nodo
from tests.services.arbitro import centinela
from tests.services.conftest import CONTRASENA, poblar
from tests.services.trabajos import con_imagen, ofrecer
from tests.store import ejemplos

BASE, ESTACION, ACOPIO = "cierres", "est-01-1", "est-01-2"
ACTAS = 6
DICE = 100  # windows, between two lines of how it goes
PILA = 4000  # characters of the stack


@dataclass
class Cierres:
    """How many windows went, how each process that did not come to its end died, and how many windows risked it."""

    ventanas: int = 0
    muertes: list[str] = field(default_factory=list)
    colectas: Counter[str] = field(default_factory=Counter)  # by the thread that should not


def sembrar(cluster: Cluster, carpeta: Path) -> Nodo:
    """A node with a few actas to capture, each with its drawn sheet."""
    nodo, catalogo = Nodo(cluster, BASE), ejemplos.catalogo()
    poblar(nodo)
    claves = [acta.clave for acta in catalogo.actas.values() if acta.centro == "01"][:ACTAS]
    with ExitStack() as pila:
        spool = pila.enter_context(Spool.abrir(carpeta / "acopio.db", ejemplos.PROCESO, ACOPIO))
        acopio = Estacion(spool, pila.enter_context(NodoCliente(nodo.dsn(ACOPIO))), "01", catalogo)
        for n, clave in enumerate(claves):
            hoja = dibujar(Papel(clave, tuple(range(11)), "ACTA PREP"), catalogo, n, etiqueta=False)
            ofrecer(nodo, clave, con_imagen(acopio, clave, hoja), 1)
    return nodo


def correr(nodo: Nodo, carpeta: Path, veces: int, semilla: int) -> Cierres:
    servidor, puerto = nodo.cluster.direccion
    ficha = Ficha(
        proceso=ejemplos.PROCESO, estacion=ESTACION, sitio="01", servidor=servidor, puerto=puerto,
        contrasena=nodo.cluster.claves[ESTACION], base=nodo.base,
    )  # fmt: skip
    cierres = Cierres()
    while cierres.ventanas < veces:
        orden = {
            "ficha": ficha.model_dump(), "datos": str(carpeta), "contrasena": CONTRASENA,
            "veces": veces - cierres.ventanas, "semilla": semilla + cierres.ventanas,
        }  # fmt: skip
        with centinela(nodo):
            contar(
                [sys.executable, "-m", "tests.caidas.cierres_hija"], json.dumps(orden), carpeta / "dicho.txt", cierres
            )
    return cierres


def contar(hija: list[str], orden: str, dicho: Path, cierres: Cierres) -> None:
    """Windows until `hija` ends or dies; the one it died in counts too."""
    with (
        dicho.open("w") as errores,
        subprocess.Popen(
            hija, cwd=RAIZ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errores, text=True
        ) as proceso,
    ):
        assert proceso.stdin is not None and proceso.stdout is not None
        proceso.stdin.write(orden)
        proceso.stdin.close()
        for hilos in proceso.stdout:
            cierres.ventanas += 1
            cierres.colectas.update(hilos.split())
            if cierres.ventanas % DICE == 0:
                print(f"{cierres.ventanas} ventanas, {len(cierres.muertes)} muertes", flush=True)
    if proceso.returncode:
        cierres.ventanas += 1
        pila = dicho.read_text(encoding="utf-8", errors="replace")[-PILA:]
        cierres.muertes.append(f"muerte {proceso.returncode} en la ventana {cierres.ventanas}:\n{pila}")


def main() -> int:
    analizador = argparse.ArgumentParser(description=__doc__)
    analizador.add_argument("--veces", type=int, default=2000)
    analizador.add_argument("--semilla", type=int, default=1)
    o = analizador.parse_args()
    carpeta = Path(tempfile.mkdtemp(prefix="prep-cierres-"))
    cluster = Cluster(carpeta / "nodo")
    try:
        cluster.iniciar()
        cierres = correr(sembrar(cluster, carpeta), carpeta, o.veces, o.semilla)
    finally:
        cluster.borrar()
        shutil.rmtree(carpeta)
    for muerte in cierres.muertes:
        print(muerte)
    print(
        f"{cierres.ventanas} ventanas abiertas, trabajadas y cerradas: {len(cierres.muertes)} muertes;"
        f" ventanas con colectas en otro hilo: {dict(cierres.colectas) or 0}"
    )
    return 3 if cierres.muertes or cierres.colectas else 0


if __name__ == "__main__":
    sys.exit(main())
