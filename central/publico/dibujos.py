"""What is drawn of a cut, as numbers for SVG: bars, the tiles of the map, actas by hour. Who leads has a letter too."""

from collections import Counter
from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from typing import Any

from central.publico.aspecto import HUECO, AspectoToml
from central.publico.votos import NI_UNA_NI_OTRA, nombrar
from prep.domain.publicacion.columnas import NADA

Json = dict[str, Any]
BARRA = 200  # width of a bar at 100 %, in units of its drawing
LOSETA = 50  # side of a tile with its gap
POR_RENGLON = 6  # tiles of a row where the entity does not say where each one goes
ALTO_DE_HORA = 100  # height of the tallest hour
ANCHO_DE_HORA = 24
EMPATE, POCAS = "=", "·"  # the letters of a tie and of a place where nobody is said to lead


def barras(votos: Sequence[Mapping[str, Any]], aspecto: AspectoToml, pocas: bool) -> list[Json]:
    """The lines of votes with how wide each is drawn and in which colour: none where few actas count."""
    return [_barra(v, aspecto.colores.get(v["codigo"], "") if not pocas else "") for v in votos]


def _barra(voto: Mapping[str, Any], color: str) -> Json:
    pct = voto["porcentaje"]
    ancho = 0.0 if pct == NADA else round(float(pct) * BARRA / 100, 1)
    return {**voto, "ancho": ancho, "color": color, "compite": voto["codigo"] not in NI_UNA_NI_OTRA}


def mapa(lugares: Sequence[Json], losetas: Sequence[str], aspecto: AspectoToml) -> Json:
    """The tiles of `lugares` where `losetas` puts them, with a letter for who leads and what each letter means."""
    veces = Counter(t["punteras"][0] for t in lugares if len(t["punteras"]) == 1)
    letras = {c: ascii_uppercase[n] for n, (c, _) in enumerate(veces.most_common(len(ascii_uppercase)))}
    sitios = _sitios([t["id"] for t in lugares], losetas)
    puestas = [
        {**_pintada(t, letras, aspecto), "x": sitios[t["id"]][0] * LOSETA, "y": sitios[t["id"]][1] * LOSETA}
        for t in lugares
    ]
    claves = [
        {"letra": letra, "nombre": nombrar(c), "color": aspecto.colores.get(c, ""), "veces": veces[c]}
        for c, letra in letras.items()
    ]
    sobrantes = Counter(p["letra"] for p in puestas)
    for letra, nombre in ((EMPATE, "Empate"), (POCAS, "Pocas actas o ninguna")):
        if sobrantes[letra]:
            claves.append({"letra": letra, "nombre": nombre, "color": "", "veces": sobrantes[letra]})
    return {
        "losetas": puestas,
        "claves": claves,
        "ancho": (max((x for x, _ in sitios.values()), default=0) + 1) * LOSETA,
        "alto": (max((y for _, y in sitios.values()), default=0) + 1) * LOSETA,
    }


def _pintada(lugar: Json, letras: Mapping[str, str], aspecto: AspectoToml) -> Json:
    punteras = lugar["punteras"]
    if len(punteras) == 1:
        return {**lugar, "letra": letras.get(punteras[0], ""), "color": aspecto.colores.get(punteras[0], "")}
    return {**lugar, "letra": EMPATE if punteras else POCAS, "color": ""}


def _sitios(claves: Sequence[str], losetas: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Column and row of each; those that the map does not place go below it, in their order."""
    puestos = {
        clave: (x, y)
        for y, renglon in enumerate(losetas)
        for x, clave in enumerate(renglon.split())
        if clave != HUECO and clave in claves
    }
    debajo = max((y + 1 for _, y in puestos.values()), default=0)
    for n, clave in enumerate(c for c in claves if c not in puestos):
        puestos[clave] = (n % POR_RENGLON, debajo + n // POR_RENGLON)
    columna, renglon = (min((p[i] for p in puestos.values()), default=0) for i in (0, 1))
    return {clave: (x - columna, y - renglon) for clave, (x, y) in puestos.items()}


def por_hora(horas: Sequence[Json]) -> Json:
    """Actas verified by hour as bars, and each hour's line: its rate in a minute and what there is so far."""
    mayor = max((h["verificadas"] for h in horas), default=0)
    renglones, van = [], 0
    for n, h in enumerate(horas):
        van += h["verificadas"]
        alto = round(h["verificadas"] * ALTO_DE_HORA / mayor, 1) if mayor else 0.0
        decimos = h["verificadas"] * 10 // 60
        renglones.append(
            {
                **h,
                "rotulo": f"{h['hora'][11:]}:00",
                "dia": f"{h['hora'][8:10]}/{h['hora'][5:7]}",
                "ritmo": f"{decimos // 10}.{decimos % 10}",
                "van": van,
                "x": n * ANCHO_DE_HORA,
                "y": round(ALTO_DE_HORA - alto, 1),
                "alto": alto,
            }
        )
    return {"renglones": renglones, "ancho": max(1, len(horas)) * ANCHO_DE_HORA, "alto": ALTO_DE_HORA}
