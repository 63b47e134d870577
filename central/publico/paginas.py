"""The pages of the site: each with its figures inside, useful without JavaScript; the modules only freshen and add.

Their figures are those of the files that programs read: a page says nothing of its own.
"""

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from central.publico.aspecto import AspectoToml
from central.publico.corte_publico import Correccion
from central.publico.dibujos import barras, mapa, por_hora
from central.publico.formatos import NOMBRE
from central.publico.fragmentos import Json
from central.publico.lugares import (
    COLUMNAS_DE_SECCION,
    Personas,
    comparacion,
    con_personas,
    lugar,
    pagina_de,
    secciones,
    son_pocas,
    titulo,
    votos_de,
)
from central.publico.plantillas import llenar
from central.publico.rotulos import acta, rotulo
from central.publico.votos import nombrar
from prep.recursos import RECURSOS

PAGINAS = (
    "index",
    "casilla",
    "estadistica",
    "correcciones",
    "descargas",
    "verificar",
    "ayuda",
    "glosario",
    "difusores",
)
ESTADO = "estado.html"  # written with the pointer, between two cuts: no index names it
MODULOS = ("sitio.css", "frescura.js", "casilla.js", "comparar.js", "verificar.js", "ed25519.js")
PRONTO = "pronto.js"
DICHOS = {"CORREGIDA": "Cambió", "RETIRADA": "Se captura otra vez", "CONFIRMADA": "Quedó igual"}
EN_LA_PAGINA = 500  # figures corrected
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


@dataclass(frozen=True, slots=True)
class DatosDelSitio:
    """What the pages are written from: the files of the cut by what they are, and how the entity looks.

    `umbral`: per cent counted under which nobody is said to lead. `tramos`: the name of each file of actas, and
    `sin_seccion` of that of the others. `paquetes`: SHA-256 by name, that of all the elections first.
    """

    resumen: Json
    territorios: Mapping[str, Json]
    estadistica: Json
    umbral: int
    paquetes: Mapping[str, str]
    tramos: Mapping[str, str]
    sin_seccion: str
    aspecto: AspectoToml = field(default_factory=AspectoToml)
    personas: Personas = field(default_factory=dict)
    lista: str = ""
    correcciones: Sequence[Correccion] = ()


def por_acta(correcciones: Sequence[Correccion]) -> list[list[Correccion]]:
    """The figures of each acta together, in the order of its paper; what changed last, first."""
    juntas = groupby(correcciones, lambda c: (c.corte, c.eleccion, c.clave_acta, c.territorio, c.ordinal, c.que))
    return [list(suyas) for _, suyas in juntas][::-1]


def modulos() -> dict[str, bytes]:
    """Styles and modules by their path; a module that is the same keeps its name."""
    crudos = {n: (RECURSOS / "publico" / "sitio" / n).read_bytes() for n in MODULOS}
    return {_ruta(nombre, crudo): crudo for nombre, crudo in crudos.items()}


def pronto() -> dict[str, str]:
    """The one script that stands inside a page, without its comments, and its hash as the page's policy names it."""
    crudo = (RECURSOS / "publico" / "sitio" / PRONTO).read_text(encoding="utf-8")
    texto = "".join(linea.strip() for linea in crudo.splitlines() if not linea.startswith("//"))
    huella = base64.b64encode(hashlib.sha256(texto.encode()).digest()).decode()
    return {"texto": texto, "huella": f"sha256-{huella}"}


def paginas(d: DatosDelSitio) -> dict[str, bytes]:
    """All the pages by their name."""
    r = d.resumen
    elecciones = [_eleccion(e, d) for e in r["elecciones"]]
    comunes = {
        "r": r,
        "entidad": d.aspecto.lugar(r["entidad"]["nombre"]),
        "elecciones": elecciones,
        "numero": f"{r['corte']:04d}",
        "hora": _hora(r["momento"]),
        "paquete": next(iter(d.paquetes)),
        "paquetes": d.paquetes,
        "rotulos": ROTULOS,
        "lista": d.lista,
        "correcciones": por_acta(d.correcciones[-EN_LA_PAGINA:]),
        "mas": len(d.correcciones) > EN_LA_PAGINA,  # the file has all
        "dichos": DICHOS,
        "nombre_de_campo": rotulo,
        "nombre_de_acta": acta,
        "umbral": d.umbral,
        "difusores": d.aspecto.difusores,
        "tramos": " ".join(f"{tramo}:{nombre}" for tramo, nombre in d.tramos.items()),
        "sin_seccion": d.sin_seccion,
        "horas": {e["codigo"]: {**e, "dibujo": por_hora(e["por_hora"])} for e in d.estadistica["elecciones"]},
        "archivos": {ruta.partition("-")[2]: ruta for ruta in modulos()},
        "pronto": pronto(),
    }
    hechas = {f"{nombre}.html": llenar(f"{nombre}.html", **comunes) for nombre in PAGINAS}
    hechas |= {e["pagina"]: llenar("eleccion.html", **comunes, e=e) for e in elecciones}
    for e in elecciones:
        for t in _territorios(e, d):
            hechas[t["pagina"]] = llenar("territorio.html", **comunes, e=e, t=t)
    return {nombre: texto.encode() for nombre, texto in hechas.items()}


def estado(actual: Json) -> bytes:
    """What is known between two cuts, for who reads without JavaScript: written with the pointer, out of its words."""
    proximo = actual["proximo"]
    return llenar(
        "estado.html",
        actual=actual,
        hora=_hora(actual["momento"]),
        proximo=_hora(proximo) if proximo else None,
        archivos={ruta.partition("-")[2]: ruta for ruta in modulos()},
    ).encode()


def _ruta(nombre: str, crudo: bytes) -> str:
    return f"{CARPETA_DE_MODULOS}/{hashlib.sha256(crudo).hexdigest()[:NOMBRE]}-{nombre}"


def _eleccion(e: Json, d: DatosDelSitio) -> Json:
    """What the pages show of one election, over what the summary says of it."""
    ambito = d.aspecto.ambito(e["territorio"])
    lugares = [lugar(e["codigo"], t, d.umbral, d.aspecto, ambito.uno) for t in e["territorios"]]
    adelante: dict[str, int] = {}
    for t in lugares:
        if len(t["punteras"]) == 1:
            adelante[t["punteras"][0]] = adelante.get(t["punteras"][0], 0) + 1
    figuras = e["figuras"]
    pocas = son_pocas(figuras["ACTAS_CONTABILIZADAS"], figuras["ACTAS_ESPERADAS"], d.umbral)
    solo = lugares[0]["id"] if len(lugares) == 1 else ""  # where all of the election is that of one place
    personas = {**d.personas.get((e["codigo"], ""), {}), **d.personas.get((e["codigo"], solo), {})}
    return {
        **e,
        "nombre": d.aspecto.nombre(e["nombre"]),
        "ambito": ambito,
        "pagina": f"{e['codigo'].lower()}.html",
        "barras": con_personas(barras(e["candidaturas"], d.aspecto, pocas), personas),
        "de_partidos": con_personas(barras(e["partidos"], d.aspecto, pocas), {}),
        "lugares": lugares,
        "fuera": [lugar(e["codigo"], t, d.umbral, d.aspecto, ambito.uno) for t in e["sin_distrito"]],
        "tipos": [{**t, "nombre": TIPOS.get(t["tipo"], t["tipo"])} for t in e["por_tipo"]],
        "adelante": sorted(((n, nombrar(c)) for c, n in adelante.items()), reverse=True),
        "empates": sum(len(t["punteras"]) > 1 for t in lugares),
        "mapa": mapa(lugares, ambito.losetas, d.aspecto),
        "comparacion": comparacion(lugares, e["candidaturas"]),
        "pocas": pocas,
        "empate": len({v["votos"] for v in e["candidaturas"][:2]}) < 2,
    }


def _territorios(e: Json, d: DatosDelSitio) -> Iterator[Json]:
    """Each territory of one election with its bars and its sections, those tied to no district too."""
    lugares = {t["id"]: t for t in (*e["lugares"], *e["fuera"])}
    for clave, dicho in d.territorios.items():
        eleccion, _, territorio = clave.partition("/")
        if eleccion != e["codigo"]:
            continue
        cifras, t = dicho["cifras"], lugares[territorio]
        personas = {**d.personas.get((eleccion, ""), {}), **d.personas.get((eleccion, territorio), {})}
        yield {
            **t,
            "titulo": titulo(cifras, d.aspecto, e["ambito"].uno),
            "pagina": pagina_de(eleccion, territorio),
            "barras": con_personas(barras(votos_de(cifras["candidaturas"]), d.aspecto, t["pocas"]), personas),
            "de_partidos": con_personas(barras(dicho["partidos"], d.aspecto, t["pocas"]), {}),
            "columnas": [nombrar(c) for c in dicho["secciones"]["columnas"][COLUMNAS_DE_SECCION:]],
            "secciones": secciones(dicho["secciones"]),
        }


def _hora(momento: str) -> dict[str, Any]:
    return {"dia": f"{momento[8:10]}/{momento[5:7]}/{momento[:4]}", "hora": momento[11:16], "iso": momento}
