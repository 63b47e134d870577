"""The territories of an election as the pages show them: who goes first, with how much, and each of their sections."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from central.publico.aspecto import AspectoToml
from central.publico.plantillas import miles
from central.publico.votos import NI_UNA_NI_OTRA, nombrar, primeras
from prep.domain.catalogo.catalogo import Catalogo
from prep.domain.publicacion.columnas import NADA, NO_APLICA
from prep.domain.publicacion.porcentajes import porcentaje

Json = dict[str, Any]
COLUMNAS_DE_SECCION = 7  # of a territory's file, before the votes of each candidacy
Personas = Mapping[tuple[str, str], Mapping[frozenset[str], str]]  # by election and territory: who stands for whom


def pagina_de(eleccion: str, territorio: str) -> str:
    """The name of its page."""
    return f"{eleccion.lower()}-{territorio or 'sin'}.html"


def personas_de(catalogo: Catalogo) -> Personas:
    """The persons of the catalogue by the columns of the parties that propose them."""
    salida: dict[tuple[str, str], dict[frozenset[str], str]] = {}
    for c in catalogo.candidaturas:
        suyas = salida.setdefault((c.eleccion, c.territorio), {})
        suyas[_partes(c.columnas)] = " ".join(c.propietaria.split())
    return salida


def con_personas(barras: Sequence[Json], de_aqui: Mapping[frozenset[str], str]) -> list[Json]:
    """Each line with the person who stands in it; empty for a party alone and where the catalogue names nobody."""
    return [{**b, "persona": de_aqui.get(_partes([b["codigo"]]), "")} for b in barras]


def _partes(codigos: Iterable[str]) -> frozenset[str]:
    """Of `PAN_PRI`, or of `PRI` and `PAN`, the same: how two files say who stands together."""
    return frozenset(parte for codigo in codigos for parte in codigo.split("_"))


def lugar(eleccion: str, t: Json, umbral: int, aspecto: AspectoToml, uno: str) -> Json:
    """Nobody leads where few actas count; a tie is said to be one."""
    votos = {c: v for c, v in t["candidaturas"].items() if v != NADA}
    escasas = son_pocas(t["contabilizadas"], t["esperadas"], umbral)
    punteras = () if escasas else primeras(votos)
    dicho = " y ".join(map(nombrar, punteras))
    if len(punteras) > 1:
        dicho = f"Empate: {dicho}"
    elif escasas and t["contabilizadas"]:
        dicho = "Pocas actas"
    return {
        **t,
        "pagina": pagina_de(eleccion, t["id"]),
        "corto": t["id"].lstrip("0"),
        "rotulo": rotulo(t, aspecto, uno),
        "punteras": punteras,
        "dicho": dicho or "—",
        "pocas": escasas,
        "pct_capturadas": porcentaje(t["capturadas"], t["esperadas"]),
        "pct_contabilizadas": porcentaje(t["contabilizadas"], t["esperadas"]),
        "pct_primera": porcentaje(votos[punteras[0]], sum(votos.values())) if punteras else "",
    }


def rotulo(t: Json, aspecto: AspectoToml, uno: str) -> str:
    """`7 Iztapalapa`, `Distrito 07`: its number once."""
    corto, nombre = t["id"].lstrip("0"), titulo(t, aspecto, uno)
    return nombre if not corto or nombre.endswith(corto) else f"{corto} {nombre}"


def titulo(t: Json, aspecto: AspectoToml, uno: str) -> str:
    """Its name, or what it is with its number where the catalogue gives none."""
    corto = t["id"].lstrip("0")
    sin_nombre = f"{uno.capitalize()} {corto}" if corto else "Sin territorio"
    return aspecto.lugar(t["nombre"]) or sin_nombre


def son_pocas(contabilizadas: int, esperadas: int, umbral: int) -> bool:
    return contabilizadas * 100 < esperadas * umbral or contabilizadas == 0


def comparacion(lugares: Sequence[Json], toda: Sequence[Json]) -> Json:
    """Each candidacy in each place, votes and per cent of that place; `toda`: the entity's own lines, if there are."""
    codigos = list(dict.fromkeys(c for t in lugares for c in t["candidaturas"] if c not in NI_UNA_NI_OTRA))
    renglones = [
        {"rotulo": t["rotulo"], "pagina": t["pagina"], "celdas": [_celda(t["candidaturas"], c) for c in codigos]}
        for t in lugares
    ]
    if toda:
        suyos = {v["codigo"]: (v["votos"], v["porcentaje"]) for v in toda}
        celdas = [suyos.get(c, (NADA, NADA)) for c in codigos]
        renglones.insert(0, {"rotulo": "Toda la entidad", "pagina": "", "celdas": celdas})
    return {"codigos": [(c, nombrar(c)) for c in codigos], "renglones": renglones}


def votos_de(candidaturas: Mapping[str, int | str]) -> list[Json]:
    """The lines of one place, most votes first; no registradas and nulos last."""
    renglones = []
    for codigo in sorted(candidaturas, key=lambda c: (c in NI_UNA_NI_OTRA, -_numero(candidaturas[c], c))):
        votos, pct = _celda(candidaturas, codigo)
        renglones.append({"codigo": codigo, "nombre": nombrar(codigo), "votos": votos, "porcentaje": pct})
    return renglones


def _numero(votos: int | str, codigo: str) -> int:
    return votos if isinstance(votos, int) and codigo not in NI_UNA_NI_OTRA else 0


def _celda(candidaturas: Mapping[str, int | str], codigo: str) -> tuple[int | str, str]:
    """Its votes and what they are of all those told by candidacy there, truncated (R-17)."""
    votos = candidaturas.get(codigo, NADA)
    if not isinstance(votos, int):
        return NADA, NADA
    return votos, porcentaje(votos, sum(v for v in candidaturas.values() if isinstance(v, int)))


def secciones(tabla: Json) -> Markup:
    """The lines of the table of sections, each a link to its casillas; written here, for they are a city's 16,000."""
    renglones = []
    for celdas in zip(*tabla["datos"], strict=True):
        seccion, esperadas, capturadas, contabilizadas, _, votos, participacion = celdas[:COLUMNAS_DE_SECCION]
        destino = "fuera=1" if seccion == NO_APLICA else f"seccion={seccion}"
        cifras = (contabilizadas, votos, *celdas[COLUMNAS_DE_SECCION:], participacion)
        renglones.append(
            f'<tr><th scope="row"><a href="casilla.html?{escape(destino)}">{escape(_sin_ceros(seccion))}</a></th>'
            f'<td class="n">{miles(capturadas)} de {miles(esperadas)}</td>'
            + "".join(f'<td class="n">{escape(miles(c))}</td>' for c in cifras)
            + "</tr>"
        )
    return Markup("\n".join(renglones))  # noqa: S704 -- each piece is a number or was escaped above


def _sin_ceros(seccion: str) -> str:
    return "Sin sección" if seccion == NO_APLICA else seccion.lstrip("0")
