"""The whole nights of entities that are not Mexico City, each from its folder alone: `python -m tests.e2e.entidades`.

Each is played with the page's own order, its last cut verified, every published row compared with its paper by the
drill, and here with the casillas that the entity filled. Exit code 0 when all of that holds.
"""

import argparse
import csv
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from simulacro.juicio.comparar import filas_publicadas, paquete
from tests.e2e.noche import LIMITE_S, RAIZ, Noche, jugar
from tests.entidades import PUEBLA, dos_consejos, puebla, un_municipio

Hacer = Callable[[Path], Path]
ENTERAS: dict[str, tuple[Hacer, tuple[str, ...]]] = {
    "gro": (lambda carpeta: un_municipio(carpeta, 40), ()),
    "ags": (dos_consejos, ()),
    "pue": (puebla, ("--trozo", "13", "--nodos", "2")),
}


def noche_de(perfil: Path, salida: Path, *opciones: str, limite_s: float | None = LIMITE_S) -> Noche:
    """The night that the page orders."""
    return jugar(salida, "--perfil", str(perfil), "--archivos", str(perfil.parent), *opciones, limite_s=limite_s)


def publicados(noche: Noche, perfil: Path) -> dict[str, list[dict[str, str]]]:
    """The rows of the last cut, by election, as anybody reads them."""
    dicho = tomllib.loads(perfil.read_text("utf-8"))
    zip_ = paquete(noche.salida / "publicacion" / "actual", dicho["entidad"]["siglas"])
    separador = dicho["ajustes"].get("separador", ",")
    return {e["codigo"]: list(filas_publicadas(zip_, e["codigo"], separador)) for e in dicho["elecciones"]}


def faltas(noche: Noche, perfil: Path, entera: bool = True) -> list[str]:
    """What does not hold of a night that was played; `entera`: it took all the casillas of the entity."""
    if noche.codigo != 0:
        return [f"salió con {noche.codigo}: {noche.errores}"]
    informe, filas = noche.informe, publicados(noche, perfil)
    halladas = [f"sin explicar: {clave}" for clave in informe["sin_explicar"]]
    fuera = sum(f["TIPO_ACTA"] == "0" for suyas in filas.values() for f in suyas)
    comparadas, todas = informe["filas_comparadas"], sum(map(len, filas.values()))
    if comparadas != todas - fuera:
        halladas.append(f"{comparadas} renglones comparados de {todas}, {fuera} de ellos fuera de catálogo")
    siglas = tomllib.loads(perfil.read_text("utf-8"))["entidad"]["siglas"]
    zip_ = paquete(noche.salida / "publicacion" / "actual", siglas)
    verificado = subprocess.run(
        [sys.executable, "-m", "prep", "verificar", str(zip_)], cwd=RAIZ, capture_output=True, text=True, check=False
    )
    if verificado.returncode != 0:
        halladas.append(f"prep verificar salió con {verificado.returncode}: {verificado.stdout[-600:]}")
    return [*halladas, *_casillas_distintas(filas, perfil, entera)]


def _casillas_distintas(filas: dict[str, list[dict[str, str]]], perfil: Path, entera: bool) -> list[str]:
    """Each published row is of a casilla that was filled, in its territory, with its list of voters; and none lacks.

    Without the number, which a contigua that repeats it takes anew.
    """
    dicho = tomllib.loads(perfil.read_text("utf-8"))
    columnas = {a["nombre"]: a["columnas"][0] for a in dicho["ambitos"]}
    with (perfil.parent / "casillas.csv").open(newline="", encoding="utf-8") as archivo:
        casillas = list(csv.DictReader(archivo))
    halladas = []
    for eleccion in dicho["elecciones"]:
        donde = columnas[eleccion["ambito"]]
        de = {c["codigo"]: c["tipos"] for c in eleccion["codigos"]}
        llenadas = Counter(
            (codigo, *_lugar(c, donde)) for c in casillas for codigo, tipos in de.items() if c["TIPO_CASILLA"] in tipos
        )
        suyas = [f for f in filas[eleccion["codigo"]] if f["TIPO_ACTA"] != "0"]
        salieron = Counter((f["TIPO_ACTA"], *_lugar(f, donde)) for f in suyas)
        if salieron - llenadas or (entera and llenadas - salieron):
            halladas.append(f"{eleccion['codigo']}: {salieron - llenadas} no se llenó, {llenadas - salieron} no salió")
    return halladas


def _lugar(fila: dict[str, str], donde: str) -> tuple[str, ...]:
    suelta = fila["TIPO_CASILLA"] in ("M", "A", "P")  # its place is not always published
    lugar = "" if suelta else fila[donde].zfill(3)
    return (fila["SECCION"], fila["TIPO_CASILLA"], fila["EXT_CONTIGUA"], fila["LISTA_NOMINAL"], lugar)


def principal() -> int:
    analizador = argparse.ArgumentParser(prog="python -m tests.e2e.entidades", description=__doc__)
    analizador.add_argument("cuales", nargs="*", choices=[*ENTERAS, []], help="gro, ags, pue; sin decir, todas")
    analizador.add_argument("--salida", type=Path, default=Path("salida/entidades"))
    argumentos = analizador.parse_args()
    mal = 0
    for cual in argumentos.cuales or ENTERAS:
        if cual == "pue" and not PUEBLA.exists():
            print(f"pue: no está {PUEBLA.name} (PREP_SHARED)")
            continue
        hacer, opciones = ENTERAS[cual]
        carpeta = argumentos.salida.absolute() / cual
        perfil = carpeta / "perfil.toml" if (carpeta / "perfil.toml").exists() else hacer(carpeta)
        sitio = ("--publicar", str(carpeta / "sitio"))
        noche = noche_de(perfil, carpeta / "noche", *opciones, *sitio, limite_s=None)
        halladas = faltas(noche, perfil, entera="--trozo" not in opciones)
        mal += bool(halladas)
        print("\n".join((f"== {cual}", *noche.lineas[-8:], *(halladas or ["bien: nada sin explicar, verificado"]))))
    return 1 if mal else 0


if __name__ == "__main__":
    sys.exit(principal())
