"""The pages of the site: figures inside, those of the summary; nothing inline, nothing from elsewhere; SIMULACRO."""

import base64
import hashlib
import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest

from central.publico.aspecto import CARPETA, AspectoToml, leer_aspecto
from central.publico.corte_publico import CortePublico
from central.publico.dibujos import mapa
from central.publico.estadistica import estadistica
from central.publico.fragmentos import Fragmentos
from central.publico.lugares import personas_de
from central.publico.paginas import PAGINAS, ROTULOS, DatosDelSitio, modulos, paginas, pronto
from central.publico.rotulos import acta, rotulo
from central.publico.votos import nombrar
from prep.ajeno.lectura import de_toml
from prep.domain.catalogo.catalogo import Catalogo, Entidad
from prep.domain.publicacion.agregacion import Clave, Nivel, Suma, sumar
from prep.domain.publicacion.corte import resumen_de
from prep.domain.publicacion.filas import Fila, Filas
from tests.domain import muestra
from tests.domain.muestra import ORDINARIA, SOLA, valores, verificada
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


def corte_con(catalogo: Catalogo, filas: list[Fila]) -> CortePublico:
    """A cut of those rows."""
    por_eleccion = {e.codigo: [f for f in filas if f.acta.eleccion == e.codigo] for e in catalogo.elecciones}
    sumas: dict[str, dict[Nivel, dict[Clave, Suma]]] = {
        e: {n: sumar(suyas, n) for n in Nivel if n is not Nivel.CASILLA} for e, suyas in por_eleccion.items()
    }
    resumenes = {
        e: resumen_de(suma[Nivel.ENTIDAD][()], len(por_eleccion[e]), catalogo.ajustes, False)
        for e, suma in sumas.items()
    }
    return CortePublico(catalogo, 7, MOMENTO, False, 2, por_eleccion, sumas, resumenes, {"x.zip": "0" * 64})


def datos_con(catalogo: Catalogo, filas: list[Fila], umbral: int = 20) -> DatosDelSitio:
    """What the pages of that cut are written from."""
    corte = corte_con(catalogo, filas)
    fragmentos, aspecto = Fragmentos(corte), leer_aspecto(catalogo.entidad)
    return DatosDelSitio(
        fragmentos.resumen(), fragmentos.territorios(), estadistica(corte), umbral, corte.paquetes,
        {"1": "a" * 24}, "b" * 24, aspecto, personas_de(catalogo),
    )  # fmt: skip


def hechas(catalogo: Catalogo, umbral: int = 20) -> dict[str, Leida]:
    filas = vacias(catalogo)
    return {n: Leida(c) for n, c in paginas(datos_con(catalogo, filas, umbral)).items()}


def vacias(catalogo: Catalogo) -> list[Fila]:
    return [Filas(catalogo).fila(acta, None) for acta in catalogo.actas.values()]


def territorio(esperadas: int, contabilizadas: int, **votos: int) -> dict[str, Any]:
    """A place as the summary has it."""
    return {
        "id": "001", "nombre": "UNO", "esperadas": esperadas, "capturadas": contabilizadas,
        "contabilizadas": contabilizadas, "lista_nominal": 9, "votos": sum(votos.values()), "participacion": "1.0000",
        "candidaturas": {**votos, "NO_REGISTRADAS": 99, "NULOS": 99},
    }  # fmt: skip


def con_lugares(*lugares: dict[str, Any]) -> DatosDelSitio:
    catalogo = ejemplos.catalogo()
    datos = datos_con(catalogo, vacias(catalogo))
    datos.resumen["elecciones"][0] |= {"territorios": list(lugares), "candidaturas": []}
    figuras = datos.resumen["elecciones"][0]["figuras"]
    figuras |= {"ACTAS_ESPERADAS": 10, "ACTAS_CONTABILIZADAS": 10, "ACTAS_CAPTURADAS": 10}
    return datos


@pytest.mark.parametrize("catalogo", [ejemplos.catalogo(), muestra.catalogo()], ids=["una", "varias"])
def test_cada_cifra_del_resumen_esta_en_su_pagina_sin_javascript(catalogo: Catalogo) -> None:
    datos = datos_con(catalogo, vacias(catalogo))
    leidas = {n: Leida(c) for n, c in paginas(datos).items()}
    for eleccion in datos.resumen["elecciones"]:
        renglones = leidas[f"{eleccion['codigo'].lower()}.html"].renglones
        for voto in (*eleccion["candidaturas"], *eleccion["partidos"]):
            (suyo,) = {tuple(r[1:]) for r in renglones if r[0].startswith(voto["nombre"]) and r[-1] == ""}
            assert suyo == (f"{voto['votos']}", voto["porcentaje"], "")
        for nombre, valor in eleccion["figuras"].items():
            assert [ROTULOS[nombre], f"{valor}"] in renglones
        for t in eleccion["territorios"]:
            cuantas = f"{t['capturadas']} de {t['esperadas']}"
            (renglon,) = [r for r in renglones if len(r) == 7 and r[0].lower().endswith(t["nombre"].lower())]
            assert renglon[2] == cuantas and renglon[-2:] == [t["votos"], t["participacion"]]
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
    assert set(hechas(catalogo)) == {*(f"{n}.html" for n in PAGINAS), "gub.html", "gub-001.html"}


def en_linea(crudo: str) -> list[str]:
    """The scripts that run and stand inside a page; one of another type is only data."""
    return re.findall(r"<script>(.*?)</script>", crudo, re.DOTALL)


def test_en_linea_va_un_solo_guion_y_la_politica_de_su_pagina_nombra_su_huella() -> None:
    catalogo = ejemplos.catalogo()
    for nombre, crudo in paginas(datos_con(catalogo, vacias(catalogo))).items():
        guiones = en_linea(crudo.decode())
        assert guiones == ([pronto()["texto"]] if nombre == "casilla.html" else []), nombre
        huellas = [base64.b64encode(hashlib.sha256(g.encode()).digest()).decode() for g in guiones]
        permitidas = "".join(f" 'sha256-{h}'" for h in huellas)
        assert f"script-src 'self'{permitidas}; connect-src" in crudo.decode(), nombre


def test_nada_va_en_linea_ni_viene_de_otra_parte_y_lo_enlazado_existe() -> None:
    leidas = hechas(ejemplos.catalogo())
    hay = {*leidas, *modulos(), "estado.html", "actual.json", "bitacora/checkpoint", "bitacora/testigos.json"}
    for nombre, pagina in leidas.items():
        for etiqueta, atributos in pagina.etiquetas:
            assert etiqueta not in ("style", "img"), nombre
            if nombre != "casilla.html":
                assert etiqueta != "script" or atributos.get("src"), nombre
            assert not [a for a in atributos if a == "style" or a.startswith("on")], nombre
            for enlace in (atributos.get("href"), atributos.get("src")):
                if enlace and not enlace.startswith(("#", "data:image/svg+xml")):
                    assert not re.match(r"[a-z]+:|/", enlace), enlace
                    assert enlace.partition("?")[0] in hay or enlace.startswith("cortes/0007/"), enlace


def test_con_pocas_actas_no_se_dice_quien_va_adelante_y_un_empate_se_dice() -> None:
    lugares = (
        territorio(10, 1, PAN=50, MC=1),
        territorio(10, 9, PAN=50, MC=50),
        territorio(10, 9, PAN=51, MC=50),
        territorio(10, 0),
    )
    crudas = paginas(con_lugares(*lugares))
    dichos = [r[1] for r in Leida(crudas["gub.html"]).renglones if r[0] == "1 Uno" and len(r) == 7]
    assert dichos == ["Pocas actas", "Empate: PAN y MC", "PAN", "—"]
    portada = Leida(crudas["index.html"]).texto
    assert "en 4 distritos (1 en empate)" in portada
    assert "va adelante" in hechas(ejemplos.catalogo())["index.html"].texto


def test_un_nombre_del_catalogo_no_mete_etiquetas() -> None:
    catalogo = ejemplos.catalogo()
    eleccion = replace(catalogo.elecciones[0], nombre="<script>alert(1)</script>")
    for nombre, pagina in hechas(replace(catalogo, elecciones=(eleccion,))).items():
        guiones = [a for e, a in pagina.etiquetas if e == "script" and not a.get("src")]
        assert len(guiones) == (2 if nombre == "casilla.html" else 0)  # its data, and the one that its policy names


def con_votos() -> tuple[DatosDelSitio, dict[str, Leida]]:
    """A cut with an acta in each of two districts, and the pages of it."""
    catalogo, fabrica = muestra.catalogo(), Filas(muestra.catalogo())
    estados = {a.clave: verificada(a, valores(a, 1, PAN=9 + n)) for n, a in enumerate((ORDINARIA, SOLA))}
    datos = datos_con(catalogo, [fabrica.fila(a, estados.get(a.clave)) for a in catalogo.actas.values()])
    return datos, {n: Leida(c) for n, c in paginas(datos).items()}


def test_las_cifras_de_cada_territorio_y_seccion_estan_en_su_pagina() -> None:
    datos, leidas = con_votos()
    assert len(datos.territorios) == 4
    for clave, dicho in datos.territorios.items():
        pagina = leidas[f"{clave.replace('/', '-').lower()}.html"]
        for codigo, votos in dicho["cifras"]["candidaturas"].items():
            assert [nombrar(codigo), f"{votos}"] in [r[:2] for r in pagina.renglones]
        for voto in dicho["partidos"]:
            assert [voto["nombre"], f"{voto['votos']}", voto["porcentaje"], ""] in pagina.renglones
        for celdas in zip(*dicho["secciones"]["datos"], strict=True):
            seccion, esperadas, capturadas, contabilizadas, _, votos, participacion, *suyos = map(str, celdas)
            nombre = "Sin sección" if seccion == "N/A" else seccion.lstrip("0")
            esperado = [nombre, f"{capturadas} de {esperadas}", contabilizadas, votos, *suyos, participacion]
            assert esperado in pagina.renglones


def test_la_comparacion_dice_votos_y_porcentaje_de_cada_quien_y_guion_donde_no_compite() -> None:
    _, leidas = con_votos()
    nombres = next(r for r in leidas["dip_loc.html"].renglones if {"PAN", "MORENA-PT-PVEM"} <= set(r))
    renglones = {
        r[0]: dict(zip(nombres, r, strict=True)) for r in leidas["dip_loc.html"].renglones if len(r) == len(nombres)
    }
    assert renglones["Distrito 007"]["PAN"] == "1055.5555"  # 10 votes of 18, after it its per cent
    assert renglones["Distrito 007"]["MORENA-PT-PVEM"] == "-"


def test_quien_va_adelante_tiene_color_y_letra_y_con_pocas_actas_ninguno() -> None:
    cruda = paginas(con_votos()[0])["dip_loc.html"].decode()
    losetas = dict(re.findall(r'<a href="[^"]*" aria-label="(Distrito [^"]*)">(.*?)</a>', cruda))
    assert 'fill="#1f5fbf"' in losetas["Distrito 007: PAN"] and losetas["Distrito 007: PAN"].endswith(">A</text>")
    pocas = losetas["Distrito 001: Pocas actas"]
    assert "fill=" not in pocas and pocas.endswith(">·</text>")


def test_los_nombres_son_los_que_escribe_la_gente() -> None:
    leidas = hechas(muestra.catalogo())
    assert "Ciudad de México" in leidas["index.html"].texto and "CIUDAD DE MEXICO" not in leidas["index.html"].texto
    assert "Diputaciones locales" in leidas["index.html"].texto and "Alcaldías" in leidas["index.html"].texto
    assert "Azcapotzalco" in leidas["alc-002.html"].texto


def test_cada_entidad_que_viene_dice_bien_su_aspecto_y_sin_archivo_se_dice_lo_del_catalogo() -> None:
    for ruta in CARPETA.glob("*.toml"):
        dicho = de_toml(ruta.read_bytes(), AspectoToml)
        assert {len(c) for a in dicho.ambitos for r in a.losetas for c in r.split()} <= {1, 3}, ruta
    ninguno = leer_aspecto(Entidad("26", "SONORA", "SON", 1999))
    assert (ninguno.nombre("SONORA"), ninguno.ambito("Municipio").uno) == ("Sonora", "municipio")


def test_las_losetas_que_la_entidad_no_pone_van_debajo_y_ninguna_encima_de_otra() -> None:
    lugares = [{"id": f"{n:03d}", "punteras": ()} for n in range(1, 10)]
    dibujo = mapa(lugares, (". 002 001", "099 . ."), AspectoToml())
    puestas = dibujo["losetas"]
    assert (dibujo["ancho"], dibujo["alto"]) == (6 * 50, 3 * 50)
    sitios = [(t["x"], t["y"]) for t in puestas]
    assert len(set(sitios)) == 9 and dict(zip((t["id"] for t in puestas), sitios, strict=True))["002"] == (50, 0)


@pytest.mark.parametrize(
    ("clave", "dicha"),
    [
        ("090879C0200A03", "sección 0879, contigua 02"),
        ("090006E0102A01", "sección 0006, extraordinaria 01 contigua 02"),
        ("090000A0300A03VA", "voto anticipado 03"),
        ("OTRA", "OTRA"),
    ],
)
def test_una_acta_se_nombra_como_la_dice_la_gente(clave: str, dicha: str) -> None:
    assert acta(clave) == dicha
    assert [rotulo(c) for c in ("TOTAL_VOTOS_SACADOS", "PAN_PRI_PRD")] == ["Votos sacados de la urna", "PAN-PRI-PRD"]
