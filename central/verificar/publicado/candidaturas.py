"""What each candidacy adds up, added again from the rows: by section where they have one, and by territory.

Which columns add to whom is the law's and the catalogue's (R-20): the site says it (`suman`), and it is held to that.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from central.verificar.publicado.falla import ClaseDeFalla, Revisado

Renglon = Mapping[str, str]
Json = dict[str, Any]
NADA = "-"
SIN_CANDIDATURA = ("NO_REGISTRADAS", "NULOS")  # nobody's, and said beside the candidacies
ANTES = 4  # columns of a results file that the site does not repeat; the next one is the territory

PorLugar = dict[tuple[str, str], Counter[str]]  # by territory and section: the votes of each column


def revisar_candidaturas(
    eleccion: Json, territorios: Mapping[str, Json], filas: Sequence[Renglon], h: Revisado
) -> None:
    """`territorios`: the shards by `ELECCION/TERRITORIO`; `filas`: all the rows of the election's file."""
    codigo = str(eleccion["codigo"])
    suyos = [f for c, f in territorios.items() if c.startswith(f"{codigo}/")]
    columnas = sorted({c for f in suyos for de in _suman(f).values() for c in de})
    por_lugar = _por_lugar(filas, columnas, frozenset(map(str, eleccion.get("solo_partidos", ()))))
    sin_lugar = sum(_de_un_territorio(codigo, fragmento, por_lugar, h) for fragmento in suyos)
    sueltos = sum(por_lugar.get(("", ""), Counter()).values())  # as those from abroad
    if sin_lugar != sueltos:
        h.falla(ClaseDeFalla.FRAGMENTO, f"{codigo}: sin territorio hay {sueltos} votos y el sitio suma {sin_lugar}.")


def revisar_partidos(eleccion: Json, territorios: Mapping[str, Json], h: Revisado) -> None:
    """Shared out as the law says (R-20), no vote more or less: in each territory, and all of them together."""
    codigo, juntos = str(eleccion["codigo"]), Counter[str]()
    for clave, fragmento in territorios.items():
        if clave.startswith(f"{codigo}/") and (partidos := fragmento["partidos"]):
            suyos, votos = suma(p["votos"] for p in partidos), suma([fragmento["cifras"]["votos"]])
            if suyos != votos:
                texto = f"{codigo} {fragmento['cifras']['id']}: sus partidos suman {suyos} votos y sus actas {votos}."
                h.falla(ClaseDeFalla.FRAGMENTO, texto)
            juntos.update({p["codigo"]: suma([p["votos"]]) for p in partidos})
    for p in eleccion["partidos"]:
        if suma([p["votos"]]) != juntos[p["codigo"]]:
            texto = f"{codigo}: {p['codigo']} tiene {p['votos']} votos y sus territorios suman {juntos[p['codigo']]}."
            h.falla(ClaseDeFalla.FRAGMENTO, texto)


def lugar_de(texto: str) -> str:
    """`1`, `001` and `N/A` as one spelling."""
    return texto.lstrip("0") if texto.isdigit() else ""


def suma(cifras: Iterable[Any]) -> int:
    return sum(int(c) for c in cifras if c != NADA)


def _suman(fragmento: Json) -> dict[str, list[str]]:
    return {**fragmento.get("suman", {}), **{c: [c] for c in SIN_CANDIDATURA}}


def _por_lugar(filas: Iterable[Renglon], columnas: Sequence[str], solo_partidos: frozenset[str]) -> PorLugar:
    """Of the rows that add; a mark in place of a figure adds nothing (R-16)."""
    por_lugar: PorLugar = {}
    territorio = ""
    for fila in filas:
        territorio = territorio or list(fila)[ANTES]
        if fila["CONTABILIZADA"] == "1" and fila["TIPO_ACTA"] not in solo_partidos:
            lugar = lugar_de(fila[territorio]), lugar_de(fila["SECCION"])
            cuenta = por_lugar.setdefault(lugar, Counter())
            for columna in columnas:
                if (texto := fila.get(columna, NADA)).isdigit():
                    cuenta[columna] += int(texto)
    return por_lugar


def _de_un_territorio(codigo: str, fragmento: Json, por_lugar: PorLugar, h: Revisado) -> int:
    """Says what is wrong; how many votes it adds that no row of its own says."""
    cifras, suman = fragmento["cifras"], _suman(fragmento)
    donde, territorio, de_mas = f"{codigo} {cifras['id']}", lugar_de(cifras["id"]), 0
    veces = Counter(c for columnas in suman.values() for c in columnas)
    if repetidas := ", ".join(c for c, n in veces.items() if n > 1):
        h.falla(ClaseDeFalla.FRAGMENTO, f"{donde}: {repetidas} suma a más de una candidatura.")
    if set(suman) != set(cifras["candidaturas"]):
        h.falla(ClaseDeFalla.FRAGMENTO, f"{donde}: no dice qué columnas suman a cada candidatura.")
        return 0
    totales = Counter[str]()
    for seccion, dichos in _secciones(fragmento, list(suman)):
        suyos = por_lugar.get((territorio, lugar_de(seccion)), Counter())
        for candidatura, dicho in dichos.items():
            votos = sum(suyos[c] for c in suman[candidatura])
            totales[candidatura] += dicho
            if lugar_de(seccion) == "" and dicho >= votos:
                de_mas += dicho - votos  # of rows that say no territory: compared all together
            elif dicho != votos:
                texto = f"{donde}, sección {seccion}: {candidatura} dice {dicho} y sus renglones suman {votos}."
                h.falla(ClaseDeFalla.FRAGMENTO, texto)
    for candidatura, votos in cifras["candidaturas"].items():
        if suma([votos]) != totales[candidatura]:
            texto = f"{donde}: {candidatura} dice {votos} y sus secciones suman {totales[candidatura]}."
            h.falla(ClaseDeFalla.FRAGMENTO, texto)
    return de_mas


def _secciones(fragmento: Json, candidaturas: Sequence[str]) -> Iterator[tuple[str, dict[str, int]]]:
    tabla = dict(zip(fragmento["secciones"]["columnas"], fragmento["secciones"]["datos"], strict=True))
    for n, seccion in enumerate(tabla["SECCION"]):
        yield str(seccion), {c: suma([tabla[c][n]]) for c in candidaturas if c in tabla}
