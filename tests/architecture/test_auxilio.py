"""Every sentence that sends somebody to another person says what to press for it, from one place (R-34)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from prep.domain.reglas.auxilio import PIDA, TECLA
from prep.ui import acciones

RAIZ = Path(__file__).resolve().parents[2]
ROOMS = ("catd", "ccv", "prep/ui", "prep/services", "prep/devices", "prep/store/spool")
MANDA = re.compile(r"\b(avise|avísele|llame|pregúntele|pregunte) ?(a |al |si |y |para |\.|,|$)", re.IGNORECASE)


def textos(codigo: str) -> Iterator[tuple[int, str]]:
    """The words of a module that somebody may read: no docstring."""
    arbol = ast.parse(codigo)
    nota = {
        id(n.body[0].value)
        for n in ast.walk(arbol)
        if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef) and n.body and isinstance(n.body[0], ast.Expr)
    }
    for nodo in ast.walk(arbol):
        if isinstance(nodo, ast.Constant) and isinstance(nodo.value, str) and id(nodo) not in nota:
            yield nodo.lineno, nodo.value


def sin_tecla(codigo: str) -> list[str]:
    return [f"{n}: {texto}" for n, texto in textos(codigo) if MANDA.search(texto) and TECLA not in texto]


def test_ningun_texto_dice_avise_sin_decir_que_oprimir() -> None:
    rutas = [ruta for cuarto in ROOMS for ruta in sorted((RAIZ / cuarto).rglob("*.py"))]
    faltas = [f"{ruta.relative_to(RAIZ)}:{f}" for ruta in rutas for f in sin_tecla(ruta.read_text(encoding="utf-8"))]
    assert len(rutas) > 100 and faltas == []


def test_a_soporte_se_le_manda_algo_y_se_dice_con_que_orden() -> None:
    rutas = [r for cuarto in ("prep", "catd", "ccv", "central") for r in sorted((RAIZ / cuarto).rglob("*.py"))]
    dichos = [(ruta, texto) for ruta in rutas for _, texto in textos(ruta.read_text(encoding="utf-8"))]
    assert [f"{ruta}: {texto}" for ruta, texto in dichos if "avise a soporte" in texto.lower()] == []


@pytest.mark.parametrize("pagina", ["acopio", "captura", "ccv", "coordinacion-catd", "digitalizacion", "validacion"])
def test_ninguna_pagina_del_manual_lo_dice_sin_su_tecla(pagina: str) -> None:
    lineas = (RAIZ / "docs" / "manual" / f"{pagina}.md").read_text(encoding="utf-8").splitlines()
    assert [linea for linea in lineas if MANDA.search(linea) and TECLA not in linea] == []


def test_la_prueba_ve_un_avise_solo() -> None:
    assert sin_tecla('A = f"No se pudo ({x}). Avise a soporte."') and sin_tecla('B = "Reloj corrido: avise"')
    assert not sin_tecla('"""Avise a soporte."""') and not sin_tecla(f'A = "{PIDA}"')


def test_la_tecla_que_dicen_es_la_de_pedir_ayuda() -> None:
    assert acciones.TABLA["marco.pedir_ayuda"].tecla == TECLA and TECLA in PIDA
