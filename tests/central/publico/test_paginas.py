"""The pages of the site: figures inside, those of the summary; nothing inline, nothing from elsewhere; SIMULACRO."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest

from central.publico.corte_publico import CortePublico
from central.publico.fragmentos import Fragmentos
from central.publico.paginas import ROTULOS, modulos, paginas
from prep.domain.catalogo.catalogo import Catalogo
from prep.domain.publicacion.agregacion import Clave, Nivel, Suma, sumar
from prep.domain.publicacion.corte import resumen_de
from prep.domain.publicacion.filas import Fila, Filas
from tests.domain import muestra
from tests.store import ejemplos

MOMENTO = datetime(2024, 6, 3, 2, 0, tzinfo=UTC)


class Leida(HTMLParser):
    """What a page holds: the text of each cell by row, its tags with their attributes, and all of its text."""

    def __init__(self, crudo: bytes) -> None:
        super().__init__()
        self.renglones: list[list[str]] = []
        self.etiquetas: list[tuple[str, dict[str, str | None]]] = []
        self.texto = ""
        self._celda = False
        self.feed(crudo.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.etiquetas.append((tag, dict(attrs)))
        if tag == "tr":
            self.renglones.append([])
        if tag in ("td", "th") and self.renglones:
            self._celda = True
            self.renglones[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._celda = False

    def handle_data(self, data: str) -> None:
        self.texto += data
        if self._celda:
            self.renglones[-1][-1] += data.strip()


def resumen_con(catalogo: Catalogo, filas: list[Fila]) -> dict[str, Any]:
    """The summary of a cut of those rows, as the pages take it."""
    por_eleccion = {e.codigo: [f for f in filas if f.acta.eleccion == e.codigo] for e in catalogo.elecciones}
    sumas: dict[str, dict[Nivel, dict[Clave, Suma]]] = {
        e: {n: sumar(suyas, n) for n in Nivel if n is not Nivel.CASILLA} for e, suyas in por_eleccion.items()
    }
    resumenes = {
        e: resumen_de(suma[Nivel.ENTIDAD][()], len(por_eleccion[e]), catalogo.ajustes, False)
        for e, suma in sumas.items()
    }
    return Fragmentos(CortePublico(catalogo, 7, MOMENTO, False, 2, por_eleccion, sumas, resumenes, "x.zip")).resumen()


def hechas(catalogo: Catalogo, umbral: int = 20) -> dict[str, Leida]:
    filas = [Filas(catalogo).fila(acta, None) for acta in catalogo.actas.values()]
    return {n: Leida(c) for n, c in paginas(resumen_con(catalogo, filas), umbral, "x.zip").items()}


def territorio(esperadas: int, contabilizadas: int, **votos: int) -> dict[str, Any]:
    """A place as the summary has it."""
    return {
        "id": "001", "nombre": "UNO", "esperadas": esperadas, "capturadas": contabilizadas,
        "contabilizadas": contabilizadas, "lista_nominal": 9, "votos": sum(votos.values()), "participacion": "1.0000",
        "candidaturas": {**votos, "NO_REGISTRADAS": 99, "NULOS": 99},
    }  # fmt: skip


def con_lugares(*lugares: dict[str, Any]) -> dict[str, Any]:
    catalogo = ejemplos.catalogo()
    resumen = resumen_con(catalogo, [Filas(catalogo).fila(a, None) for a in catalogo.actas.values()])
    resumen["elecciones"][0] |= {"territorios": list(lugares), "candidaturas": []}
    figuras = resumen["elecciones"][0]["figuras"]
    figuras |= {"ACTAS_ESPERADAS": 10, "ACTAS_CONTABILIZADAS": 10, "ACTAS_CAPTURADAS": 10}
    return resumen


@pytest.mark.parametrize("catalogo", [ejemplos.catalogo(), muestra.catalogo()], ids=["una", "varias"])
def test_cada_cifra_del_resumen_esta_en_su_pagina_sin_javascript(catalogo: Catalogo) -> None:
    resumen = resumen_con(catalogo, [Filas(catalogo).fila(a, None) for a in catalogo.actas.values()])
    leidas = {n: Leida(c) for n, c in paginas(resumen, 20, "x.zip").items()}
    for eleccion in resumen["elecciones"]:
        renglones = leidas[f"{eleccion['codigo'].lower()}.html"].renglones
        for voto in (*eleccion["candidaturas"], *eleccion["partidos"]):
            assert [voto["nombre"], f"{voto['votos']}", voto["porcentaje"], ""] in renglones
        for nombre, valor in eleccion["figuras"].items():
            assert [ROTULOS[nombre], f"{valor}"] in renglones
        for t in eleccion["territorios"]:
            (suyo,) = [r for r in renglones if r[0] == f"{t['id']} {t['nombre']}".strip()]
            assert suyo[2] == f"{t['capturadas']} de {t['esperadas']}" and suyo[-2:] == [t["votos"], t["participacion"]]
    assert "0.0000" in leidas["index.html"].texto


def test_el_extranjero_no_es_un_distrito_de_la_pagina() -> None:
    pagina = hechas(muestra.catalogo())["dip_loc.html"]
    assert not [r for r in pagina.renglones if r[0].startswith("034")]
    assert ["Voto en el extranjero", "0 de 1", "0", "-"] in pagina.renglones


def test_en_un_simulacro_todas_las_paginas_lo_dicen_y_en_la_noche_real_ninguna() -> None:
    catalogo = ejemplos.catalogo()
    real = replace(catalogo, ajustes=replace(catalogo.ajustes, real=True))
    assert all("SIMULACRO" in p.texto for p in hechas(catalogo).values())
    assert not any("SIMULACRO" in p.texto for p in hechas(real).values())
    assert set(hechas(catalogo)) == {"index.html", "casilla.html", "verificar.html", "gub.html"}


def test_nada_va_en_linea_ni_viene_de_otra_parte_y_lo_enlazado_existe() -> None:
    leidas = hechas(ejemplos.catalogo())
    hay = {*leidas, *modulos(), "x.zip"}
    for nombre, pagina in leidas.items():
        for etiqueta, atributos in pagina.etiquetas:
            assert etiqueta not in ("style", "iframe", "img"), nombre
            assert etiqueta != "script" or atributos.get("src"), nombre
            assert not [a for a in atributos if a == "style" or a.startswith("on")], nombre
            for enlace in (atributos.get("href"), atributos.get("src")):
                if enlace and not enlace.startswith("#"):
                    assert not re.match(r"[a-z]+:|/", enlace), enlace
                    assert enlace in hay or enlace.startswith("cortes/0007/"), enlace


def test_con_pocas_actas_no_se_dice_quien_va_adelante_y_un_empate_se_dice() -> None:
    lugares = (
        territorio(10, 1, PAN=50, MC=1),
        territorio(10, 9, PAN=50, MC=50),
        territorio(10, 9, PAN=51, MC=50),
        territorio(10, 0),
    )
    crudas = paginas(con_lugares(*lugares), 20, "x.zip")
    dichos = [r[1] for r in Leida(crudas["gub.html"]).renglones if r[0] == "001 UNO"]
    assert dichos == ["Pocas actas", "Empate: PAN y MC", "PAN", "—"]
    portada = Leida(crudas["index.html"]).texto
    assert "en 4 distritos (1 en empate)" in portada
    assert "va adelante" in hechas(ejemplos.catalogo())["index.html"].texto


def test_un_nombre_del_catalogo_no_mete_etiquetas() -> None:
    catalogo = ejemplos.catalogo()
    eleccion = replace(catalogo.elecciones[0], nombre="<script>alert(1)</script>")
    for pagina in hechas(replace(catalogo, elecciones=(eleccion,))).values():
        assert not [a for e, a in pagina.etiquetas if e == "script" and not a.get("src")]
