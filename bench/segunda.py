"""How many agreed errors the second look finds in the real votes: `python -m bench.segunda [--semillas 101,102]`.

Errors of each kind are planted in the votes of ordinary actas, the paper's totals left as they are; what is found is
what stands among the first looks of each election. Baseline: looking at as many actas chosen by lot. Parameters were
looked at on seeds 1 to 5; those that are reported are others.
"""

import argparse
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from bench.carpeta import carpeta_propia
from bench.compartido import compartida
from bench.maquina import encabezado
from bench.medida import Figura, InformeDeMedida
from bench.plantar import TIPOS, plantar
from central.catalogo.importar import importar
from central.catalogo.perfil_toml import cargar
from prep.segunda.grupo import clave_grupo
from prep.segunda.mirador import Clave, Mirador
from prep.segunda.vista import Vista
from simulacro.pueblo.generar import generar

CUANTOS = 60
PARTES = (0.005, 0.01, 0.02, 0.05)
METAS = {"cifra": (60, 90), "columnas": (45, 85), "renglones": (70, 95)}  # per cent of actas and of votes, at 1 %
LIMITE_S, LIMITE_UNA_MS = 3.0, 5.0


def vistas_reales(carpeta: Path, escala: str) -> tuple[Mirador, list[Vista], str]:
    """An empty score, the actas of the real city (or of a generated one), and which they are."""
    perfil = cargar("cdmx-2024")
    real = compartida("cdmx-2024") if escala == "ciudad" else None
    if real is None:
        generar(carpeta / "generados", perfil, 1, escala)
    importado = importar(real or carpeta / "generados", perfil, "BENCH-1")
    catalogo = importado.catalogo
    vistas = [
        Vista(a, catalogo.forma_de(a), importado.papel[a.clave])
        for a in catalogo.actas.values()
        if a.clave in importado.papel
    ]
    que = "los votos reales de la Ciudad de México, 2024" if real else f"votos generados ({escala})"
    return Mirador(catalogo.elecciones), vistas, que


def hallados(mirador: Mirador, cual: Clave, plantados: dict[str, int]) -> list[tuple[float, float]]:
    """For each of `PARTES`, what part of the planted actas, and of their wrong votes, stands among the looks."""
    grupo = mirador.grupos[cual]
    log = np.full(len(grupo), -np.inf)
    for puntos in mirador.aprender(cual):
        log[puntos.filas] = puntos.log
    orden = [grupo.vistas[int(f)].acta.clave for f in np.argsort(-log, kind="stable")]
    salen = []
    for parte in PARTES:
        vistas = set(orden[: max(1, int(len(orden) * parte))]) & plantados.keys()
        salen.append((len(vistas) / len(plantados), sum(plantados[c] for c in vistas) / sum(plantados.values())))
    return salen


def probar(
    mirador: Mirador, cuales: Sequence[Clave], tipo: str, semilla: int, cuantos: int
) -> Iterator[list[tuple[float, float]]]:
    """Plants, looks and puts all back, in each group of `cuales`."""
    for cual in cuales:
        sanas = list(mirador.grupos[cual].vistas)
        plantadas = plantar(sanas, tipo, cuantos, np.random.default_rng(semilla))
        de_clave = {v.acta.clave: v for v in sanas}
        for vista, _ in plantadas:
            mirador.recibir(vista)
        yield hallados(mirador, cual, {v.acta.clave: votos for v, votos in plantadas})
        for vista, _ in plantadas:
            mirador.recibir(de_clave[vista.acta.clave])


def medir_hallazgo(
    mirador: Mirador, cuales: Sequence[Clave], semillas: Sequence[int], cuantos: int, de_donde: str
) -> InformeDeMedida:
    figuras = []
    for tipo in TIPOS:
        todos = np.array([h for s in semillas for h in probar(mirador, cuales, tipo, s, cuantos)])
        medias = 100 * todos.mean(axis=0)
        for parte, (actas, votos) in zip(PARTES, medias, strict=True):
            meta = METAS.get(tipo) if parte == 0.01 and cuantos == CUANTOS else None  # those of a whole city
            figuras.append(
                Figura(
                    f"{tipo}, al {parte:.1%}",
                    f"{actas:.0f} % de las actas y {votos:.0f} % de los votos",
                    f"≥ {meta[0]} % y {meta[1]} %" if meta else "",
                    bool(actas >= meta[0] and votos >= meta[1]) if meta else None,
                    f"al azar: {100 * parte:g} %",
                    actas / (100 * parte),
                )
            )
    dichas = ", ".join(map(str, semillas))
    nota = f"{de_donde}; {cuantos} errores de cada clase, semillas {dichas}, media de {len(cuales)} elecciones."
    return InformeDeMedida("Segunda mirada: lo que encuentra", figuras, [nota])


def medir_tiempo(mirador: Mirador, cuales: Sequence[Clave]) -> InformeDeMedida:
    """Whole night and one acta, in CPU time: the machine may be shared. Nothing planted: what the tray would hold."""
    actas = sum(len(g) for g in mirador.grupos.values())
    inicio, cpu = time.perf_counter(), time.process_time()
    miradas = mirador.ordenar(max(1, actas // 100))
    reloj, cpu = time.perf_counter() - inicio, time.process_time() - cpu
    unas = []
    for vista in mirador.grupos[cuales[0]].vistas[:200]:
        antes = time.process_time()
        mirador.recibir(replace(vista))
        mirador.mirar(vista.acta.clave, clave_grupo(vista.acta))
        unas.append(1000 * (time.process_time() - antes))
    clases = {s: sum(m.sospecha == s for m in miradas) for s in dict.fromkeys(m.sospecha for m in miradas)}
    bandeja = ", ".join(f"{n} {s.value}" for s, n in clases.items())
    esperadas = sum(m.probabilidad for m in miradas)
    figuras = [
        Figura(
            f"puntuar {actas} actas",
            f"{cpu:.2f} s de CPU ({reloj:.1f} s de reloj)",
            f"≤ {LIMITE_S:g} s",
            cpu <= LIMITE_S,
        ),
        Figura(
            "un acta nueva",
            f"{statistics.median(unas):.1f} ms de CPU (hasta {max(unas):.1f})",
            f"≤ {LIMITE_UNA_MS:g} ms",
            statistics.median(unas) <= LIMITE_UNA_MS,
        ),
        Figura("sin plantar nada, al 1 %", f"{len(miradas)} miradas ({bandeja}); se esperan {esperadas:.0f} errores"),
    ]
    return InformeDeMedida("Segunda mirada: lo que cuesta", figuras, [])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--escala", choices=["pueblo", "ciudad"], default="ciudad")
    parser.add_argument("--semillas", default="101,102,103,104,105,106,107,108,109,110")
    parser.add_argument("--parte", type=float, default=1.0, help="qué parte de las actas ha llegado, al azar")
    opciones = parser.parse_args()
    cabeza = encabezado()
    with carpeta_propia() as carpeta:
        mirador, vistas, que = vistas_reales(carpeta, opciones.escala)
    azar = np.random.default_rng(0)
    for vista in vistas:
        if azar.random() < opciones.parte:
            mirador.recibir(vista)
    cuales = [c for c in mirador.grupos if not c[1] and c[0] != "ALC"]
    semillas = [int(s) for s in opciones.semillas.split(",")]
    if opciones.parte < 1:
        que += f", con el {opciones.parte:.0%} de las actas"
    medir_tiempo(mirador, cuales).imprimir(cabeza)
    cuantos = min(round(CUANTOS * opciones.parte), min(len(mirador.grupos[c]) for c in cuales) // 20)
    medir_hallazgo(mirador, cuales, semillas, cuantos, que).imprimir(cabeza)


if __name__ == "__main__":
    main()
