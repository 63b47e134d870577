"""Nothing says Mexico City's words of another entity: pages, files, papers, the drawn acta, what windows say."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from central.catalogo.importar import importar
from central.catalogo.perfil_toml import cargar
from central.corte.candidaturas import archivo_candidaturas, encabezados_candidaturas
from central.corte.leeme import leeme
from central.corte.pagina import pagina, tablero
from central.publico.paginas import ESTADO, estado, paginas
from prep.documents.etiquetas import Ajuste
from prep.domain.catalogo.catalogo import Catalogo
from prep.domain.publicacion.agregacion import Nivel, sumar
from prep.domain.publicacion.columnas import encabezados
from prep.domain.publicacion.corte import resumen_de
from prep.domain.publicacion.filas import Fila, Filas
from prep.recursos import RECURSOS
from prep.services.acopio.casillas import Casillas
from prep.services.acopio.papeles import etiquetas_y_caratulas
from simulacro.papel.dibujo import imprenta
from simulacro.papel.dibujo.prensa import Prensa
from simulacro.pueblo.papeles import inventado
from tests.central.publico.test_paginas import Leida, datos_con
from tests.documents.leer_pdf import leer_pdf
from tests.domain.muestra import verificada
from tests.entidades import un_municipio

RAIZ = Path(__file__).resolve().parents[3]
CIUDAD = r"alcald|cdmx|iecm|jefatura|ciudad de m[eé]xico|demarcaci[oó]n|PARTIDO_CSP"
DE_LA_CIUDAD = re.compile(f"{CIUDAD}|distrit", re.IGNORECASE)  # nor a district, where there is none
MOMENTO = datetime(2024, 6, 3, 2, 0, tzinfo=UTC)
ACTUAL = {"momento": MOMENTO.isoformat(), "proximo": None, "corte": 1, "simulacro": True, "pausa": ""}
# What reads the files of any entity, or is the setting or the profile of this one by its name.
LECTORES = {
    *("prep/domain/catalogo/ajustes.py", "central/catalogo/candidaturas.py", "central/catalogo/esqueleto.py"),
    *("central/catalogo/ajustes_toml.py", "central/catalogo/gramatica.py", "central/catalogo/territorios_toml.py"),
    *("central/verificar/columnas.py", "central/publico/formatos.py", "central/ordenes/catalogo.py"),
    *("simulacro/ordenes/noche.py", "simulacro/ordenes/pueblo.py", "simulacro/ordenes/imagenes.py"),
    *("simulacro/guion/opciones.py", "central/ciudad/gramatica.py"),
}


@pytest.fixture(scope="module")
def filas(tmp_path_factory: pytest.TempPathFactory) -> tuple[Catalogo, list[Fila]]:
    """A municipality whose actas are all verified, with the figures of a drill."""
    carpeta = tmp_path_factory.mktemp("entidad")
    perfil = cargar(str(un_municipio(carpeta)))
    catalogo = importar(carpeta, perfil, "SIM-1").catalogo
    papel, fabrica = inventado(perfil, catalogo, 1), Filas(catalogo)
    return catalogo, [fabrica.fila(a, verificada(a, papel[a.clave])) for a in catalogo.actas.values()]


def del_corte(catalogo: Catalogo, filas: list[Fila]) -> Iterator[tuple[str, str]]:
    """What a cut writes of it, by its name."""
    (eleccion,) = catalogo.elecciones
    sumas = {n: sumar(filas, n) for n in Nivel}
    resumen = resumen_de(sumas[Nivel.ENTIDAD][()], len(filas), catalogo.ajustes, True)
    parte = tablero(catalogo, eleccion, resumen, sumas, True, "ayu.zip")
    yield "página", pagina(catalogo, MOMENTO, 1, True, [parte], "t.zip", "0" * 64, 0, bytes(32)).decode()
    yield "leeme", leeme(catalogo, eleccion, True).decode()
    yield "columnas", " ".join((*encabezados(eleccion), *encabezados_candidaturas(catalogo, eleccion)))
    yield "candidaturas", archivo_candidaturas(catalogo, eleccion, "|").decode()


def test_ninguna_pagina_ni_archivo_de_un_municipio_habla_de_la_ciudad(filas: tuple[Catalogo, list[Fila]]) -> None:
    hechas = paginas(datos_con(*filas)) | {ESTADO: estado(ACTUAL)}
    dichos = {nombre: crudo.decode() for nombre, crudo in hechas.items()} | dict(del_corte(*filas))
    assert {"ayu.html", "ayu-081.html", "glosario.html", "casilla.html", ESTADO} <= dichos.keys()
    assert {nombre: DE_LA_CIUDAD.findall(texto) for nombre, texto in dichos.items() if DE_LA_CIUDAD.search(texto)} == {}


def test_el_sitio_dice_municipios_lugares_con_mayusculas_y_a_quien_se_vota(filas: tuple[Catalogo, list[Fila]]) -> None:
    hechas = {nombre: Leida(crudo).texto for nombre, crudo in paginas(datos_con(*filas)).items()}
    assert "Iliatenco" in hechas["ayu-081.html"] and "Guerrero" in hechas["index.html"]
    assert "Una loseta por municipio, en orden;" in hechas["ayu.html"]
    for persona in ("ANA 081", "BETO 081", "CARO 081"):  # of a party, of two that share it, of none
        assert persona in hechas["ayu.html"] and persona in hechas["ayu-081.html"], persona
    dichos = dict(del_corte(*filas))
    assert "Resultados por municipio" in dichos["página"]
    assert "ID_MUNICIPIO MUNICIPIO" in dichos["columnas"] and "PARTIDO_CI" in dichos["columnas"]


def test_sus_papeles_y_el_acta_que_se_dibuja_hablan_de_su_municipio(
    filas: tuple[Catalogo, list[Fila]], monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogo, _ = filas
    impresos: list[str] = []
    texto = Prensa.texto

    def anotar(prensa: Prensa, dicho: str, *lo_demas: object, **mas: object) -> None:
        impresos.append(dicho)
        texto(prensa, dicho, *lo_demas, **mas)  # type: ignore[arg-type]

    monkeypatch.setattr(Prensa, "texto", anotar)
    for forma in catalogo.formas.values():
        imprenta.hoja(catalogo, forma)
    papeles = leer_pdf(etiquetas_y_caratulas(catalogo, Casillas(catalogo).todas[:4], MOMENTO, Ajuste())).texto
    assert "Municipio:" in impresos and "GUERRERO" in impresos and "AYUNTAMIENTOS" in papeles
    assert DE_LA_CIUDAD.findall(" ".join((*impresos, papeles))) == []


def test_ningun_texto_del_programa_habla_de_la_ciudad() -> None:
    """Windows, orders, notices and acts: every text in the code but those that read files or name a profile."""
    ciudad = re.compile(CIUDAD, re.IGNORECASE)
    halladas = {}
    for cuarto in ("prep", "catd", "ccv", "central", "simulacro"):
        for ruta in sorted((RAIZ / cuarto).rglob("*.py")):
            if hallado := [t for t in _textos(ruta) if ciudad.search(t)]:
                halladas[str(ruta.relative_to(RAIZ))] = hallado
    assert {ruta: h for ruta, h in halladas.items() if ruta not in LECTORES} == {}
    assert halladas.keys() == LECTORES  # none is there for nothing
    plantillas = [*(RECURSOS / "publico" / "sitio").iterdir(), RECURSOS / "corte" / "pagina.html"]
    assert [r.name for r in plantillas if ciudad.search(r.read_text("utf-8"))] == []
    assert [r.name for r in (RAIZ / "docs" / "manual").glob("*.md") if ciudad.search(r.read_text("utf-8"))] == []


def _textos(ruta: Path) -> Iterator[str]:
    """The strings of a module, its docstrings left out."""
    arbol = ast.parse(ruta.read_text("utf-8"))
    dichos = {
        id(n.body[0].value)
        for n in ast.walk(arbol)
        if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef) and n.body and isinstance(n.body[0], ast.Expr)
    }
    for n in ast.walk(arbol):
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in dichos:
            yield n.value
