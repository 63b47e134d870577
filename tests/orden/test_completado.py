"""A shell completes `prep` by a script made from its arguments: right, with every verb, and without starting Python."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from prep.__main__ import verbos

RAIZ = Path(__file__).resolve().parents[2]
BASH = shutil.which("bash")
PREGUNTA = """source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_shtab_prep; printf "%s\\n" "${COMPREPLY[@]}" """


def guion(cual: str) -> str:
    return subprocess.run(
        [sys.executable, "-m", "prep", "--completar", cual], cwd=RAIZ, capture_output=True, encoding="utf-8", check=True
    ).stdout


@pytest.fixture(scope="module")
def de_bash(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ruta = tmp_path_factory.mktemp("completado") / "prep.bash"
    ruta.write_text(guion("bash"), encoding="utf-8")
    return ruta


def ofrece(de_bash: Path, en: Path, *palabras: str) -> Sequence[str]:
    """What bash offers for the last of `palabras`; no program can be started for it."""
    assert BASH
    hecho = subprocess.run(
        [BASH, "--norc", "-c", PREGUNTA, "bash", de_bash, *palabras],
        cwd=en, env={"PATH": "/nada"}, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert hecho.stderr == ""
    return hecho.stdout.split()


def test_ofrece_cada_verbo(de_bash: Path, tmp_path: Path) -> None:
    assert set(ofrece(de_bash, tmp_path, "prep", "")) == {v.nombre for v in verbos()}
    assert ofrece(de_bash, tmp_path, "prep", "sin") == ["sin-acta"]


@pytest.mark.parametrize(
    ("palabras", "ofrecido"),
    [
        (("corte", ""), {"publicar", "comprobar", "reloj"}),
        (("fase", ""), {"ceros", "abrir", "publicar", "ultimo", "cerrar"}),
        (("sin-acta", "lista", "--causa", "sin"), {"sin-bolsa"}),
        (("conciliar", "--si"), {"--sitio"}),
        (("conciliar", "--cat"), set()),  # a name of before is understood, not offered
        (("simulacro", "no"), {"noche"}),
        (("catd", "--mu"), {"--mudo"}),
        (("--comp",), {"--completar"}),
    ],
)
def test_ofrece_lo_que_puede_seguir(
    palabras: tuple[str, ...], ofrecido: set[str], de_bash: Path, tmp_path: Path
) -> None:
    assert set(ofrece(de_bash, tmp_path, "prep", *palabras)) == ofrecido


def test_donde_va_una_carpeta_ofrece_carpetas_y_donde_un_archivo_archivos(de_bash: Path, tmp_path: Path) -> None:
    (tmp_path / "carpeta").mkdir()
    (tmp_path / "casos.csv").touch()
    assert ofrece(de_bash, tmp_path, "prep", "estado", "--datos", "ca") == ["carpeta"]
    assert set(ofrece(de_bash, tmp_path, "prep", "persona", "alta", "--archivo", "ca")) == {"carpeta", "casos.csv"}


def test_el_de_zsh_tiene_cada_verbo_con_su_linea(tmp_path: Path) -> None:
    texto = guion("zsh")
    assert "compdef _shtab_prep" in texto
    for verbo in verbos():
        assert f"{verbo.nombre}:" in texto
    if zsh := shutil.which("zsh"):
        (tmp_path / "_prep").write_text(texto, encoding="utf-8")
        subprocess.run([zsh, "-n", tmp_path / "_prep"], check=True)
