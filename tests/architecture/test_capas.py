"""The layering is a test, so that it cannot rot: who may import whom, imports inside functions included."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

RAIZ = Path(__file__).resolve().parents[2]
ROLES = ("catd", "ccv", "central")
PAQUETES = ("prep", *ROLES)
QT = ("PySide6", "shiboken6")
MODULOS = sorted(p for paquete in PAQUETES for p in (RAIZ / paquete).rglob("*.py"))


def importados(ruta: Path) -> Iterator[str]:
    """The dotted names that a module imports, at its top or inside its functions."""
    for nodo in ast.walk(ast.parse(ruta.read_text(encoding="utf-8"))):
        if isinstance(nodo, ast.Import):
            yield from (alias.name for alias in nodo.names)
        elif isinstance(nodo, ast.ImportFrom) and nodo.module:
            assert nodo.level == 0, f"{ruta}: los imports relativos no se usan"
            yield nodo.module
            yield from (f"{nodo.module}.{alias.name}" for alias in nodo.names)


def raiz_de(nombre: str) -> str:
    return nombre.split(".")[0]


def relativa(ruta: Path) -> str:
    return ruta.relative_to(RAIZ).as_posix()


@pytest.mark.parametrize("ruta", MODULOS, ids=relativa)
def test_nadie_importa_hacia_arriba_ni_de_lado(ruta: Path) -> None:
    paquete = relativa(ruta).split("/")[0]
    vedados = {"tests", "bench", "installer", "resources", *ROLES} - {paquete}
    fuera = {n for n in importados(ruta) if raiz_de(n) in vedados}
    assert not fuera, f"{relativa(ruta)} importa {fuera}"


@pytest.mark.parametrize("ruta", [m for m in MODULOS if relativa(m).startswith("prep/domain/")], ids=relativa)
def test_el_dominio_solo_importa_la_biblioteca_estandar_y_a_si_mismo(ruta: Path) -> None:
    fuera = {n for n in importados(ruta) if raiz_de(n) not in sys.stdlib_module_names and raiz_de(n) != "prep"}
    otros = {n for n in importados(ruta) if raiz_de(n) == "prep" and not n.startswith("prep.domain")}
    assert not fuera | otros, f"{relativa(ruta)} importa {fuera | otros}"
    entrada_salida = {"socket", "subprocess", "sqlite3", "threading", "os", "pathlib"}
    assert not entrada_salida & {raiz_de(n) for n in importados(ruta)}, "el dominio no toca el mundo"


@pytest.mark.parametrize("ruta", MODULOS, ids=relativa)
def test_solo_las_ventanas_importan_qt(ruta: Path) -> None:
    con_ventanas = relativa(ruta).startswith(("prep/ui/", "catd/", "ccv/", "central/sala/"))
    assert con_ventanas or not {n for n in importados(ruta) if raiz_de(n) in QT}


@pytest.mark.parametrize("ruta", MODULOS, ids=relativa)
def test_cada_modulo_dice_en_su_primera_frase_para_que_es(ruta: Path) -> None:
    arbol = ast.parse(ruta.read_text(encoding="utf-8"))
    vacio = not arbol.body
    assert vacio or (ast.get_docstring(arbol) or "").strip(), f"{relativa(ruta)} no dice para qué es"


@pytest.mark.parametrize("ruta", MODULOS, ids=relativa)
def test_ningun_archivo_pasa_de_trescientas_lineas(ruta: Path) -> None:
    assert len(ruta.read_text(encoding="utf-8").splitlines()) <= 300


def test_los_paquetes_estan_donde_se_busca() -> None:
    assert len(MODULOS) > 30, "la prueba no encontró los módulos"
