"""The pages of the site: each with its figures inside, useful without JavaScript; the modules only freshen and add.

Their figures are those of the summary, which programs read: a page says nothing of its own.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from central.publico.formatos import NOMBRE
from central.publico.fragmentos import Json
from central.publico.plantillas import llenar
from central.publico.votos import NI_UNA_NI_OTRA, nombrar, primeras
from prep.domain.publicacion.columnas import NADA
from prep.domain.publicacion.porcentajes import porcentaje
from prep.recursos import RECURSOS

PORTADA, CASILLA, VERIFICAR = "index.html", "casilla.html", "verificar.html"
MODULOS = ("sitio.css", "icono.svg", "frescura.js", "casilla.js", "verificar.js")
CARPETA_DE_MODULOS = "a"
TIPOS = {"M": "Voto en el extranjero", "A": "Voto anticipado", "P": "Prisión preventiva"}
ROTULOS: Mapping[str, str] = {
    "ACTAS_ESPERADAS": "Actas esperadas",
    "ACTAS_REGISTRADAS": "Actas registradas",
    "ACTAS_FUERA_CATALOGO": "Actas fuera de catálogo",
    "ACTAS_CAPTURADAS": "Actas capturadas",
    "PORCENTAJE_ACTAS_CAPTURADAS": "Porcentaje de actas capturadas",
    "ACTAS_CONTABILIZADAS": "Actas contabilizadas",
    "PORCENTAJE_ACTAS_CONTABILIZADAS": "Porcentaje de actas contabilizadas",
    "PORCENTAJE_ACTAS_INCONSISTENCIAS": "Porcentaje de actas con inconsistencias",
    "ACTAS_NO_CONTABILIZADAS": "Actas no contabilizadas",
    "LISTA_NOMINAL_ACTAS_CONTABILIZADAS": "Lista nominal de las actas contabilizadas",
    "TOTAL_VOTOS_C_CS": "Votos con casillas especiales",
    "TOTAL_VOTOS_S_CS": "Votos sin casillas especiales",
    "PORCENTAJE_PARTICIPACION_CIUDADANA": "Participación ciudadana (%)",
}
BARRA = 200  # width of a bar at 100 %, in units of its drawing


def modulos() -> dict[str, bytes]:
    """Styles and modules by their path; a module that is the same keeps its name."""
    crudos = {n: (RECURSOS / "publico" / "sitio" / n).read_bytes() for n in MODULOS}
    return {_ruta(nombre, crudo): crudo for nombre, crudo in crudos.items()}


def paginas(resumen: Json, umbral: int, paquete: str) -> dict[str, bytes]:
    """All the pages by their name; `umbral`: per cent counted under which nobody is said to lead."""
    elecciones = [_eleccion(e, umbral) for e in resumen["elecciones"]]
    comunes = {
        "r": resumen,
        "elecciones": elecciones,
        "numero": f"{resumen['corte']:04d}",
        "hora": _hora(resumen["momento"]),
        "paquete": paquete,
        "rotulos": ROTULOS,
        "archivos": {ruta.partition("-")[2]: ruta for ruta in modulos()},
    }
    nombres = {PORTADA: "portada.html", CASILLA: "casilla.html", VERIFICAR: "verificar.html"}
    hechas = {nombre: llenar(plantilla, **comunes) for nombre, plantilla in nombres.items()}
    hechas |= {e["pagina"]: llenar("eleccion.html", **comunes, e=e) for e in elecciones}
    return {nombre: texto.encode() for nombre, texto in hechas.items()}


def _ruta(nombre: str, crudo: bytes) -> str:
    return f"{CARPETA_DE_MODULOS}/{hashlib.sha256(crudo).hexdigest()[:NOMBRE]}-{nombre}"


def _eleccion(e: Json, umbral: int) -> Json:
    """What the pages show of one election, over what the summary says of it."""
    territorios = [_territorio(t, umbral) for t in e["territorios"]]
    adelante: dict[str, int] = {}
    for t in territorios:
        if len(t["punteras"]) == 1:
            adelante[t["punteras"][0]] = adelante.get(t["punteras"][0], 0) + 1
    figuras = e["figuras"]
    return {
        **e,
        "pagina": f"{e['codigo'].lower()}.html",
        "barras": [_barra(v) for v in e["candidaturas"]],
        "de_partidos": [_barra(v) for v in e["partidos"]],
        "lugares": territorios,
        "fuera": [_territorio(t, umbral) for t in e["sin_distrito"]],
        "tipos": [{**t, "nombre": TIPOS.get(t["tipo"], t["tipo"])} for t in e["por_tipo"]],
        "adelante": sorted(((n, c) for c, n in adelante.items()), reverse=True),
        "empates": sum(len(t["punteras"]) > 1 for t in territorios),
        "pocas": _pocas(figuras["ACTAS_CONTABILIZADAS"], figuras["ACTAS_ESPERADAS"], umbral),
        "umbral": umbral,
        "empate": len({v["votos"] for v in e["candidaturas"][:2]}) < 2,
    }


def _territorio(t: Json, umbral: int) -> Json:
    """Nobody leads where few actas count; a tie is said to be one."""
    votos = {c: v for c, v in t["candidaturas"].items() if v != NADA}
    pocas = _pocas(t["contabilizadas"], t["esperadas"], umbral)
    punteras = () if pocas else primeras(votos)
    dicho = " y ".join(map(nombrar, punteras))
    if len(punteras) > 1:
        dicho = f"Empate: {dicho}"
    elif pocas and t["contabilizadas"]:
        dicho = "Pocas actas"
    return {
        **t,
        "punteras": [nombrar(c) for c in punteras],
        "dicho": dicho or "—",
        "pct_capturadas": porcentaje(t["capturadas"], t["esperadas"]),
        "pct_contabilizadas": porcentaje(t["contabilizadas"], t["esperadas"]),
    }


def _pocas(contabilizadas: int, esperadas: int, umbral: int) -> bool:
    return contabilizadas * 100 < esperadas * umbral or contabilizadas == 0


def _barra(voto: Mapping[str, Any]) -> Json:
    pct = voto["porcentaje"]
    ancho = 0.0 if pct == NADA else round(float(pct) * BARRA / 100, 1)
    return {**voto, "ancho": ancho, "compite": voto["codigo"] not in NI_UNA_NI_OTRA}


def _hora(momento: str) -> Json:
    return {"dia": f"{momento[8:10]}/{momento[5:7]}/{momento[:4]}", "hora": momento[11:16], "iso": momento}
