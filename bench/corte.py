"""What a cut of the whole night costs, full and incremental: `python -m bench.corte`.

A node with 40,165 actas; the cut is the command that the centre runs, with its second process and its verifiers.
Baseline in the same run: COPY of the same rows out of the base into a file.
"""

import argparse
import shutil
import statistics
import time
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from bench.maquina import encabezado, terminar_en_orden
from bench.medida import Figura, InformeDeMedida, cronometrar, figura_tiempo
from bench.nodo_lleno import ACTAS, NodoLleno, carpeta_de_nodo, preparado
from bench.proceso import CorridaMedida, correr
from central.corte.corte import minuto_libre
from central.nodo.roles import DUENO

LIMITE_COMPLETO_S, LIMITE_INCREMENTAL_S, LIMITE_MIB = 15.0, 5.0, 600.0
NUEVAS = 1_000
BASE = "COPY de los renglones a un archivo"
FILAS = "COPY (SELECT acta, corte, huella, fila FROM prep.corte_fila) TO STDOUT"


def _cortar(nodo: NodoLleno, salida: Path) -> CorridaMedida:
    _esperar_minuto(nodo)
    corrida = correr("central", "corte", "publicar", "--datos", str(nodo.datos), "--salida", str(salida))
    nodo.arbitrar()  # hands each acta its publication, as on the night
    return corrida


def _esperar_minuto(nodo: NodoLleno) -> None:
    """No two cuts are of one minute: the command would wait for the next one inside what is measured."""
    with psycopg.connect(nodo.cluster.dsn(DUENO)) as conexion:
        ((anterior,),) = conexion.execute("SELECT max(momento) FROM prep.corte").fetchall()
    if anterior:
        time.sleep(max(0.0, (minuto_libre(anterior) - datetime.now(UTC)).total_seconds()))


def _olvidar_cortes(nodo: NodoLleno, salida: Path) -> None:
    """So that the next cut is a first one, of everything."""
    with psycopg.connect(nodo.cluster.dsn(DUENO)) as conexion:
        conexion.execute("TRUNCATE prep.corte, prep.corte_fila")
    shutil.rmtree(salida)


def _copiar(nodo: NodoLleno, ruta: Path) -> None:
    dsn = nodo.cluster.dsn(DUENO)
    with psycopg.connect(dsn) as conexion, ruta.open("wb") as archivo, conexion.cursor().copy(FILAS) as copia:
        archivo.writelines(bytes(trozo) for trozo in copia)


def medir(nodo: NodoLleno, carpeta: Path, actas: int, nuevas: int, vueltas: int) -> InformeDeMedida:
    """First `vueltas` cuts of `nuevas` more actas each, up to `actas`; then as many of everything."""
    salida = carpeta / "salida"
    nodo.meter(actas - nuevas * vueltas)
    nodo.arbitrar()
    ritmo = nodo.hechos / nodo.arbitro_s
    primero, publicadas_antes = _cortar(nodo, salida), nodo.metidas
    incrementales = []
    for _ in range(vueltas):
        nodo.meter(nuevas)
        nodo.arbitrar()
        incrementales.append(_cortar(nodo, salida))
    completos = []
    for _ in range(vueltas):
        _olvidar_cortes(nodo, salida)
        completos.append(_cortar(nodo, salida))
    publicadas = int(completos[-1].salida.split()[-2])
    if publicadas != nodo.metidas:
        raise SystemExit(f"el corte mostró {publicadas} actas de {nodo.metidas}: la medida no vale")
    base = statistics.median(cronometrar(lambda: _copiar(nodo, carpeta / "filas.copy"), vueltas))
    shutil.rmtree(salida)
    (carpeta / "filas.copy").unlink()
    return InformeDeMedida("Corte", [
        figura_tiempo(f"primer corte, {publicadas_antes} actas y nada publicado antes", [primero.segundos],
                      LIMITE_COMPLETO_S, BASE, base),
        *_figuras(completos, incrementales, nuevas, base),
    ], [
        f"{nodo.metidas} actas y {nodo.hechos} hechos firmados; mediana de {vueltas} vueltas, con el arranque.",
        f"El árbitro verificó, encadenó y plegó los hechos a {ritmo:,.0f} por segundo.",
    ])  # fmt: skip


def _figuras(
    completos: list[CorridaMedida], incrementales: list[CorridaMedida], nuevas: int, base: float
) -> list[Figura]:
    figuras = []
    for nombre, corridas, limite in (
        ("corte completo, con lo publicado antes", completos, LIMITE_COMPLETO_S),
        (f"corte incremental, {nuevas} actas nuevas", incrementales, LIMITE_INCREMENTAL_S),
    ):
        pss = max(c.pss_mib for c in corridas)
        cpu = statistics.median(c.cpu_s for c in corridas)
        figuras += [
            figura_tiempo(nombre, [c.segundos for c in corridas], limite, BASE, base),
            Figura("  su CPU, sin PostgreSQL; memoria (PSS) de sus procesos", f"{cpu:.1f} s; {pss:.0f} MiB",
                   f"≤ {LIMITE_MIB:g} MiB", pss <= LIMITE_MIB),
        ]  # fmt: skip
    return figuras


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--escala", choices=["pueblo", "ciudad"], default="ciudad")
    parser.add_argument("--actas", type=int, default=ACTAS)
    parser.add_argument("--nuevas", type=int, default=NUEVAS)
    parser.add_argument("--vueltas", type=int, default=3)
    parser.add_argument("--nodo", type=Path, help="carpeta donde hacer el nodo y dejarlo para bench.reconstruir")
    opciones = parser.parse_args()
    cabeza = encabezado()
    terminar_en_orden()
    with carpeta_de_nodo(opciones.nodo) as carpeta, preparado(carpeta, opciones.escala) as nodo:
        actas = min(opciones.actas, len(nodo.material.llegadas))
        medir(nodo, carpeta, actas, opciones.nuevas, opciones.vueltas).imprimir(cabeza)


if __name__ == "__main__":
    main()
