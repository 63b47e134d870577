"""The report of a night: Markdown to read, JSON to compare with another night."""

import json
import platform
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from prep.domain.publicacion.corte import NOMBRES_RESUMEN
from simulacro.guion.material import Material
from simulacro.guion.opciones import OpcionesDeNoche
from simulacro.juicio.resultado import ResultadoDeNoche
from simulacro.juicio.segunda import JuicioDeMiradas

LISTA_MAX = 500


def datos_de(opciones: OpcionesDeNoche, material: Material, r: ResultadoDeNoche) -> dict[str, Any]:
    """Everything that was measured, as plain data."""
    comparacion = r.comparacion
    assert comparacion is not None
    return {
        "fecha": datetime.now(UTC).isoformat(timespec="seconds"),
        "maquina": {
            "sistema": platform.platform(),
            "python": platform.python_version(),
            "nucleos": psutil.cpu_count(),
            "memoria_gib": round(psutil.virtual_memory().total / 2**30, 1),
        },
        "opciones": {c: str(v) if isinstance(v, Path) else v for c, v in asdict(opciones).items()},
        "curva": material.curva,
        "actas_esperadas": len(material.catalogo.actas),
        "actas_que_llegan": len(material.llegadas),
        "segundos": round(r.segundos, 1),
        "preparacion_s": round(r.preparacion_s, 1),
        "union_s": round(r.union_s, 1),
        "hechos": r.hechos,
        "etapas": r.etapas,
        "fuentes": r.fuentes,
        "tiempos_s": {paso: asdict(t) for paso, t in r.tiempos.items()},
        "sitios": asdict(r.cuadre),
        "viajes_s": {nodo: asdict(t) for nodo, t in r.viajes.items()},
        "atrasos_s": {flujo: asdict(s) for flujo, s in r.atrasos.items()},
        "costos": {programa: asdict(c) for programa, c in sorted(r.costos.items())},
        "cortes": [
            {"numero": c.numero, "actas": c.actas, "en_revision": c.en_revision, "segundos": round(c.segundos, 2)}
            for c in r.cortes
        ],
        "manifiesto": r.cortes[-1].sha256,
        "resumenes": {e: {n: suyos[n] for n in NOMBRES_RESUMEN} for e, suyos in r.cortes[-1].resumenes.items()},
        "votos": dict(comparacion.votos),
        "filas_comparadas": comparacion.filas,
        "filas_sin_papel": comparacion.sin_papel,
        "filas_distintas": len(comparacion.distintas),
        "segunda_mirada": _de_segunda(r.segunda),
        "sin_explicar": r.sin_explicar,
        "diferencias": [asdict(d) for d in comparacion.diferencias],
    }


def _de_segunda(s: JuicioDeMiradas | None) -> dict[str, Any] | None:
    if s is None:
        return None
    return {
        "vistas": s.vistas,
        "plantados": [asdict(t) for t in s.tipos],
        "miradas": [
            {
                "sospecha": str(c.sospecha),
                "vistas": c.vistas,
                "esperados": round(c.esperados, 2),
                "halladas": c.halladas,
            }
            for c in s.miradas
        ],
    }


def escribir_informe(opciones: OpcionesDeNoche, material: Material, r: ResultadoDeNoche) -> Path:
    """`informe.json` and `informe.md` in the night's folder; returns the second."""
    datos = datos_de(opciones, material, r)
    (opciones.salida / "informe.json").write_text(json.dumps(datos, ensure_ascii=False, indent=1), encoding="utf-8")
    ruta = opciones.salida / "informe.md"
    ruta.write_text("\n".join(_markdown(datos, r)) + "\n", encoding="utf-8")
    return ruta


def resumir(opciones: OpcionesDeNoche, material: Material, r: ResultadoDeNoche) -> list[str]:
    """The last lines on screen; the very last is what a script looks for."""
    assert r.comparacion is not None
    corte = r.cortes[-1]
    votos = " / ".join(f"{e} {n:,}" for e, n in r.comparacion.votos.items())
    c, distintas = r.comparacion, len(r.comparacion.distintas)
    ventanas = f", {r.personas} de personas en las ventanas" if r.personas else ""
    return [
        f"{len(material.llegadas)} actas en {r.segundos:.0f} s; votos: {votos}",
        f"{c.filas + c.sin_papel} renglones publicados, todos comparados: {c.filas} con su papel y {c.sin_papel} de"
        " actas sin papel, que no llevan cifras",
        f"{distintas} distintos: {distintas - len(r.sin_explicar) - r.personas} explicados por el libro{ventanas},"
        f" {len(r.sin_explicar)} sin explicar",
        f"{r.cuadre.confirmados} hechos confirmados en las estaciones: {r.cuadre.perdidos} perdidos"
        f" {r.cuadre.duplicados} duplicados",
        *_resumir_segunda(r.segunda),
        f"Informe: {opciones.salida / 'informe.md'}",
        *r.sitio,
        *_probar(opciones),
        str(corte.carpeta),
        f"CORTE {corte.sha256} {corte.actas} actas VERIFICADO",
    ]


def _probar(opciones: OpcionesDeNoche) -> list[str]:
    """What whoever plays a small one may want to open next."""
    if opciones.publicar is None:
        return []
    return [f"Para probar la página del CAE, con su hoja y sus actas:  {sys.executable} -m simulacro telefono"]


def _resumir_segunda(s: JuicioDeMiradas | None) -> list[str]:
    if s is None:
        return []
    plantadas, halladas = sum(t.plantadas for t in s.tipos), sum(t.halladas for t in s.tipos)
    votos, hallados = sum(t.votos for t in s.tipos), sum(t.votos_hallados for t in s.tipos)
    return [
        f"Segunda mirada: {s.vistas} actas vistas; {halladas} de {plantadas} errores acordados, y {hallados:,} de sus"
        f" {votos:,} votos"
    ]


def _markdown(d: dict[str, Any], r: ResultadoDeNoche) -> Iterable[str]:
    m = d["maquina"]
    yield f"# Noche de simulacro, {d['fecha']}"
    yield ""
    yield f"{m['sistema']}, Python {m['python']}, {m['nucleos']} núcleos, {m['memoria_gib']} GiB. Curva: {d['curva']}."
    nodos = f", {d['union_s']} s de ellos en unir los nodos" if d["union_s"] else ""
    yield f"{d['actas_que_llegan']} actas en {d['segundos']} s; preparación, {d['preparacion_s']} s{nodos}."
    yield ""
    yield from _tabla("Hechos", ("tipo", "cuántos"), d["hechos"].items())
    yield from _tabla("Actas por etapa", ("etapa", "cuántas"), d["etapas"].items())
    yield from _tabla("Las dos fuentes", ("qué", "cuántas"), d["fuentes"].items())
    yield from _segundos("Segundos por paso", "paso", d["tiempos_s"])
    yield from _segundos("De la estación al estado del centro, segundos", "nodo", d["viajes_s"])
    yield from _segundos("Atraso de cada flujo, segundos, mirado a cada rato", "flujo", d["atrasos_s"])
    costos = ((p, f"{c['cpu_s']:.1f}", f"{c['pss_mib']:.0f}", c["procesos"]) for p, c in d["costos"].items())
    yield from _tabla("Costo por programa", ("programa", "CPU (s)", "PSS máxima (MiB)", "procesos"), costos)
    cortes = ((c["numero"], c["actas"], c["en_revision"], c["segundos"]) for c in d["cortes"])
    yield from _tabla("Cortes", ("corte", "actas", "en revisión", "segundos"), cortes)
    if d["segunda_mirada"]:
        yield from _segunda(d["segunda_mirada"])
    for eleccion, resumen in d["resumenes"].items():
        yield from _tabla(f"Encabezado de {eleccion}", ("figura", "valor"), resumen.items())
    yield f"## Contra el papel: {d['filas_comparadas']} renglones, {d['filas_distintas']} distintos"
    yield ""
    assert r.comparacion is not None
    for clave in r.comparacion.distintas[:LISTA_MAX]:
        propias = [x for x in r.comparacion.diferencias if x.clave == clave]
        motivos = [] if clave in r.sin_explicar else r.explicacion.motivos[clave]
        cambios = "; ".join(f"{x.columna} {x.fuente} → {x.nuestra}" for x in propias[:6])
        yield f"- {clave}: {cambios}. {'; '.join(motivos or ['SIN EXPLICAR'])}"


def _segunda(s: dict[str, Any]) -> Iterable[str]:
    cabeza = ("plantado", "actas", "halladas", "votos mal", "votos hallados", "siguen mal")
    filas = (
        (t["tipo"], t["plantadas"], t["halladas"], t["votos"], t["votos_hallados"], len(t["siguen"]))
        for t in s["plantados"]
    )
    yield from _tabla(f"Segunda mirada: {s['vistas']} actas vistas de nuevo", cabeza, filas)
    miradas = ((m["sospecha"], m["vistas"], m["esperados"], m["halladas"]) for m in s["miradas"])
    yield from _tabla("Lo que se esperaba y lo que se halló", ("sospecha", "vistas", "esperados", "halladas"), miradas)
    siguen = [clave for t in s["plantados"] for clave in t["siguen"]]
    yield f"Siguen mal {len(siguen)}: {', '.join(siguen[:LISTA_MAX]) or 'ninguna'}."
    yield ""


def _segundos(titulo: str, que: str, tiempos: dict[str, dict[str, float]]) -> Iterable[str]:
    percentiles = ("p50", "p95", "p99", "maximo")
    filas = ((q, t["cuantos"], *(f"{t[p]:.3f}" for p in percentiles)) for q, t in tiempos.items())
    yield from _tabla(titulo, (que, "cuántos", "p50", "p95", "p99", "máximo"), filas)


def _tabla(titulo: str, encabezado: tuple[str, ...], filas: Iterable[Iterable[Any]]) -> Iterable[str]:
    yield f"## {titulo}"
    yield ""
    yield "| " + " | ".join(encabezado) + " |"
    yield "|" + "---|" * len(encabezado)
    for fila in filas:
        yield "| " + " | ".join(map(str, fila)) + " |"
    yield ""
