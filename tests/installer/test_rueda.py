"""The command as it is installed: beside this Python by `make setup`, and from a wheel, far from any checkout."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from prep import VERSION

RAIZ = Path(__file__).resolve().parents[2]
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "-q")
NUESTROS = {"prep", "catd", "ccv", "central", "simulacro"}
AJENOS = {"tests", "installer", "resources", "bench"}


def correr(*orden: str | Path, en: Path, **entorno: str) -> str:
    """What a process says; fails unless it ends well."""
    limpio = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PREP_DATOS")}
    hecho = subprocess.run(
        orden, cwd=en, env=limpio | entorno, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert hecho.returncode == 0, f"{orden}: {hecho.stdout}{hecho.stderr}"
    return hecho.stdout


@pytest.fixture(scope="module")
def equipo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel in it, and the libraries of this one."""
    carpeta = tmp_path_factory.mktemp("rueda")
    sin_red = ("--no-index", "--no-deps")
    correr(*PIP, "wheel", *sin_red, "--no-build-isolation", "-w", carpeta, RAIZ, en=carpeta)
    (rueda,) = carpeta.glob("*.whl")
    entorno = carpeta / "entorno"
    correr(sys.executable, "-m", "venv", "--without-pip", entorno, en=carpeta)
    correr(*PIP, "--python", entorno / "bin" / "python", "install", *sin_red, rueda, en=carpeta)
    (paquetes,) = entorno.glob("lib/python*/site-packages")
    bibliotecas = next(p for p in sys.path if p.endswith("site-packages"))
    (paquetes / "bibliotecas.pth").write_text(bibliotecas, encoding="utf-8")  # read as a line: not its own .pth files
    return entorno


def test_make_setup_deja_la_orden_junto_a_este_python(tmp_path: Path) -> None:
    prep = Path(sys.executable).with_name("prep")
    assert prep.exists(), "falta: «make setup» la deja ahí"
    assert correr(prep, "--version", en=tmp_path, PYTHONPATH=str(RAIZ)).startswith(f"prep {VERSION}")


def test_instalada_editable_no_se_copia_nada_del_proyecto() -> None:
    paquetes = Path(next(p for p in sys.path if p.endswith("site-packages")))
    assert not (NUESTROS | AJENOS) & {p.name for p in paquetes.iterdir()}


def test_de_una_rueda_queda_lo_nuestro_y_nada_mas(equipo: Path) -> None:
    (paquetes,) = equipo.glob("lib/python*/site-packages")
    quedan = {p.name for p in paquetes.iterdir()} - {"bibliotecas.pth"}
    assert {n for n in quedan if not n.endswith(".dist-info")} == NUESTROS
    assert {n.split("-")[0] for n in quedan - NUESTROS} == {"prep_cdmx"}
    rueda = {p.relative_to(paquetes).as_posix() for p in (paquetes / "prep").rglob("*") if p.is_file()}
    del_arbol = {p.relative_to(RAIZ).as_posix() for p in (RAIZ / "prep").rglob("*.sql")}
    recursos = {f"prep/{p.relative_to(RAIZ).as_posix()}" for p in (RAIZ / "resources").rglob("*") if p.is_file()}
    assert del_arbol | recursos <= rueda


def test_de_una_rueda_la_orden_dice_su_version_sin_confirmacion(equipo: Path, tmp_path: Path) -> None:
    assert correr(equipo / "bin" / "prep", "--version", en=tmp_path) == f"prep {VERSION}\n"


def test_de_una_rueda_se_hallan_los_recursos_y_se_trabaja(equipo: Path, tmp_path: Path) -> None:
    prep = equipo / "bin" / "prep"
    correr(prep, "simulacro", "pueblo", "ejemplo", en=tmp_path)
    dicho = correr(prep, "catalogo", "comprobar", "ejemplo", "--proceso", "SIM-1", "--json", en=tmp_path)
    assert json.loads(dicho)["entidad"] == "CIUDAD DE MEXICO"
    donde = "from central.mando.software import huellas; print(*(a for a, _ in huellas().archivos), sep='\\n')"
    suyas = correr(equipo / "bin" / "python", "-c", donde, en=tmp_path).splitlines()
    aqui = correr(sys.executable, "-c", donde, en=RAIZ).splitlines()
    assert suyas == aqui, "la huella nombra los mismos archivos que la del árbol"


def test_la_version_esta_en_un_solo_lugar() -> None:
    proyecto = tomllib.loads((RAIZ / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in proyecto["project"] and proyecto["tool"]["hatch"]["version"]["path"] == "prep/__init__.py"
