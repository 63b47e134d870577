"""How many agreed errors the second look finds in the real votes: `python -m bench.segunda [--semillas 101,102]`.

Errors of each kind are planted in the votes of ordinary actas, the paper's totals left as they are; what is found is
what stands among the first looks of each election. Baseline: looking at as many actas chosen by lot. Parameters were
looked at on seeds 1 to 5; those that are reported are others.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from bench.archivo_prep import vistas_de
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

CUANTOS, PERTURBADAS = 60, 400
PARTES = (0.005, 0.01, 0.02, 0.05)
METAS = {"cifra": (60, 90), "columnas": (45, 85), "renglones": (70, 95)}  # per cent of actas and of votes, at 1 %
LIMITE_S, LIMITE_UNA_MS = 3.0, 5.0
CIERTA = 0.9


def vistas_reales(carpeta: Path, escala: str) -> tuple[Mirador, list[Vista], str]:
    """An empty score, the actas of the real city (or of a generated one, or of Puebla), and which they are."""
    if escala == "puebla":
        archivo = compartida("puebla-2024/PREP_PUE_GUB_2024.csv")
        if archivo is None:
            sys.exit("Falta el archivo real de Puebla (PREP_SHARED).")
        elecciones, vistas = vistas_de(archivo)
        return Mirador(elecciones), vistas, "los votos reales de Puebla, 2024, de una elección"
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


def perturbar(vistas: Sequence[Vista], azar: np.random.Generator) -> list[Vista]:
    """400 figures of each election with another number in their place, as far from the paper as it falls."""
    salen = list(vistas)
    for eleccion in sorted({v.acta.eleccion for v in vistas}):
        suyas = [i for i, v in enumerate(vistas) if v.acta.eleccion == eleccion]
        for i in azar.choice(suyas, PERTURBADAS):
            valores = list(salen[i].valores)
            valores[azar.integers(len(valores))] = int(azar.choice([0, 1, int(azar.integers(1000)), 38_707]))
            salen[i] = replace(salen[i], valores=tuple(valores))
    return salen


def medir_perturbadas(mirador: Mirador, antes: Sequence[Vista], ahora: Sequence[Vista]) -> InformeDeMedida:
    """Of the looks that the budget lets, how many are at an acta whose figures were changed."""
    cambiadas = {a.acta.clave for a, b in zip(antes, ahora, strict=True) if a.valores != b.valores}
    miradas = mirador.ordenar(max(1, len(ahora) // 100))
    dadas = sum(m.clave in cambiadas for m in miradas)
    nombre = f"de las {len(miradas)} miradas al 1 %, en un acta de las {len(cambiadas)} con una cifra cambiada"
    por_azar = 100 * len(cambiadas) / len(ahora)
    parte = 100 * dadas / len(miradas)
    figura = Figura(nombre, f"{dadas}, {parte:.0f} %", "", None, f"al azar: {por_azar:.1f} %", parte / por_azar)
    return InformeDeMedida("Segunda mirada: la ciudad perturbada", [figura], [])


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
    mirador: Mirador, cuales: Sequence[Clave], semillas: Sequence[int], cuantos: int, de_donde: str, *, metas: bool
) -> InformeDeMedida:
    """`metas`: these are the votes for which the limits were written, a whole city's as they were."""
    figuras = []
    for tipo in TIPOS:
        todos = np.array([h for s in semillas for h in probar(mirador, cuales, tipo, s, cuantos)])
        medias = 100 * todos.mean(axis=0)
        for parte, (actas, votos) in zip(PARTES, medias, strict=True):
            meta = METAS.get(tipo) if metas and parte == 0.01 else None
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


def medir_tiempo(mirador: Mirador, cuales: Sequence[Clave], *, metas: bool) -> InformeDeMedida:
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
    ciertas = sum(m.probabilidad > CIERTA for m in mirador.ordenar(max(1, actas // 10)))
    figuras = [
        Figura(
            f"puntuar {actas} actas",
            f"{cpu:.2f} s de CPU ({reloj:.1f} s de reloj)",
            f"≤ {LIMITE_S:g} s" if metas else "",
            cpu <= LIMITE_S if metas else None,
        ),
        Figura(
            "un acta nueva",
            f"{statistics.median(unas):.1f} ms de CPU (hasta {max(unas):.1f})",
            f"≤ {LIMITE_UNA_MS:g} ms",
            statistics.median(unas) <= LIMITE_UNA_MS,
        ),
        Figura("sin plantar nada, al 1 %", f"{len(miradas)} miradas ({bandeja}); se esperan {esperadas:.0f} errores"),
        Figura(f"sin plantar nada, con más de {CIERTA:.0%} de probabilidad", f"{ciertas} actas"),
    ]
    return InformeDeMedida("Segunda mirada: lo que cuesta", figuras, [])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--escala", choices=["pueblo", "ciudad", "puebla"], default="ciudad")
    parser.add_argument("--semillas", default="101,102,103,104,105,106,107,108,109,110")
    parser.add_argument("--parte", type=float, default=1.0, help="qué parte de las actas ha llegado, al azar")
    parser.add_argument("--perturbada", type=int, metavar="SEMILLA", help="otras 400 cifras cambiadas por elección")
    opciones = parser.parse_args()
    cabeza = encabezado()
    with carpeta_propia() as carpeta:
        mirador, vistas, que = vistas_reales(carpeta, opciones.escala)
    if opciones.perturbada is not None:
        sanas, vistas = vistas, perturbar(vistas, np.random.default_rng(opciones.perturbada))
        que += f", con {PERTURBADAS} cifras cambiadas en cada elección (semilla {opciones.perturbada})"
    azar = np.random.default_rng(0)
    for vista in vistas:
        if azar.random() < opciones.parte:
            mirador.recibir(vista)
    cuales = [c for c in mirador.grupos if not c[1] and c[0] != "ALC"]
    semillas = [int(s) for s in opciones.semillas.split(",")]
    if opciones.parte < 1:
        que += f", con el {opciones.parte:.0%} de las actas"
    metas = opciones.escala == "ciudad" and opciones.parte == 1 and opciones.perturbada is None
    medir_tiempo(mirador, cuales, metas=metas).imprimir(cabeza)
    if opciones.perturbada is not None and opciones.parte == 1:
        medir_perturbadas(mirador, sanas, vistas).imprimir(cabeza)
    cuantos = min(round(CUANTOS * opciones.parte), min(len(mirador.grupos[c]) for c in cuales) // 20)
    medir_hallazgo(mirador, cuales, semillas, cuantos, que, metas=metas).imprimir(cabeza)


if __name__ == "__main__":
    main()
