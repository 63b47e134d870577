"""The command line speaks Spanish, also when it is used badly, and never shows a traceback."""

import argparse
import ast
from pathlib import Path

import pytest

from prep.__main__ import principal, verbos
from prep.orden.analizador import Analizador, traducir

# What argparse says to a programmer, not to an administrator.
DE_PROGRAMADOR = (
    *("conflict", "cannot", "'required'", "mutually", "dest=", "invalid option string", "%r is not"),
    *("invalid conflict", ".__call__", 'argument "-"'),
)
# Its titles, which are given, and what is used nowhere: a version of its own, defaults in the help, deprecations.
SIN_USO = ("positional", "options", "subcommands", "show", "usage", "%(prog)", "%(heading)", " (default", "deprecated")


def mensajes_de_argparse() -> list[str]:
    """Every message that this Python's argparse may say, as it stands in its source."""
    llamadas = (n for n in ast.walk(ast.parse(Path(argparse.__file__).read_text())) if isinstance(n, ast.Call))
    suyas = (c for c in llamadas if isinstance(c.func, ast.Name) and c.func.id in ("_", "ngettext"))
    return sorted({a.value for c in suyas for a in c.args if isinstance(a, ast.Constant) and isinstance(a.value, str)})


def test_todo_lo_que_argparse_puede_decir_a_quien_teclea_esta_en_espanol() -> None:
    mensajes = mensajes_de_argparse()
    assert len(mensajes) > 20
    for mensaje in mensajes:
        if mensaje.startswith(DE_PROGRAMADOR) or any(s in mensaje for s in SIN_USO):
            continue
        dicho = mensaje.replace("%(argument_name)s", "--x").replace("%(message)s", "mal")
        dicho = dicho.replace("expected %s", "expected 2")
        assert traducir(dicho) != dicho, mensaje
        assert traducir(f"argument --x: {dicho}") != dicho, mensaje


@pytest.mark.parametrize(
    ("argumentos", "dice"),
    [
        (["nada"], "'nada' no vale; elija entre"),
        (["verificar"], "falta indicar: ARCHIVO"),
        (["fase", "otra"], "'otra' no vale"),
        (["simulacro", "noche", "--trozo", "x"], "--trozo: 'x' no es un número"),
        (["simulacro", "noche", "--trozo", "0"], "--trozo: debe ser 1 o más"),
        (["simulacro", "noche", "--errores", "2"], "--errores: debe estar entre 0 y 1"),
        (["catd", "--letra", "x"], "--letra: 'x' no es un número"),
        (["ccv", "--ventana", "grande"], "1366x768"),
        (["estado", "--datos"], "--datos: falta su valor"),
        (["estado", "--xyz"], "no se reconoce: --xyz"),
        (["estado", "--dat", "x"], "no se reconoce: --dat"),
        (["estado", "--json=si"], "--json: no lleva valor"),
        (["corte", "publicar", "--ultimo", "--seguido"], "--seguido no va junto con --ultimo"),
    ],
)
def test_un_mal_uso_se_dice_en_espanol_con_codigo_2(
    argumentos: list[str], dice: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as salida:
        principal(argumentos)
    assert salida.value.code == 2
    errores = capsys.readouterr().err
    assert dice in errores and "usage" not in errores and "error:" not in errores


@pytest.mark.parametrize("verbo", [v.nombre for v in verbos()])
def test_cada_verbo_tiene_ayuda_en_espanol(verbo: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as salida:
        principal([verbo, "--help"])
    assert salida.value.code == 0
    ayuda = capsys.readouterr().out
    assert ayuda.startswith(f"uso: prep {verbo} ") and "opciones:" in ayuda
    assert not {"usage", "options:", "positional", "show"} & set(ayuda.split())


def test_una_falla_sin_opcion_se_dice_sin_dos_puntos_de_sobra(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        Analizador(prog="x").error("expected one argument")
    assert capsys.readouterr().err.endswith("\nfalta su valor.\n")
