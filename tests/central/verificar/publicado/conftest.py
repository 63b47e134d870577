"""A published site of three cuts of a real base, a copy that may be spoiled, and what is said of it."""

import hashlib
import json
import shutil
import sys
from pathlib import Path

import pytest

from central.__main__ import principal
from central.difusion.carpeta_publica import CarpetaPublica
from prep.net.identidad import Llave, cargar
from tests.central.corte.escena import ACTAS, Cortes
from tests.central.difusion.hijo_entrega import llevar
from tests.central.verificar.publicado.falsario import Falsario, Json
from tests.conftest import Nodo


@pytest.fixture(scope="module")
def cortes(base_modulo: Nodo, tmp_path_factory: pytest.TempPathFactory) -> Cortes:
    """Three cuts of a real base."""
    uno = Cortes(base_modulo, tmp_path_factory.mktemp("publicado"))
    for n in range(3):
        uno.verificada(ACTAS[n], 5 + n)
        uno.cortar()
    return uno


@pytest.fixture(scope="module")
def llave(cortes: Cortes) -> Llave:
    return cargar(cortes.datos / "centro.key")


@pytest.fixture(scope="module")
def bueno(cortes: Cortes) -> Path:
    raiz = cortes.carpeta / "sitio"
    llevar(cortes.salida, CarpetaPublica(raiz), 3)
    for acta in ACTAS[:3]:
        huella = hashlib.sha256(acta.encode()).hexdigest()
        ruta = raiz / "i" / huella[:2] / f"{huella}.jpg"
        ruta.parent.mkdir(parents=True, exist_ok=True)
        ruta.write_bytes(acta.encode())
    if not (raiz / "actual" / "i").exists():
        (raiz / "actual" / "i").symlink_to(Path("..", "..", "i"))
    return raiz


@pytest.fixture
def falsario(bueno: Path, llave: Llave, tmp_path: Path) -> Falsario:
    raiz = tmp_path / "sitio"
    shutil.copytree(bueno, raiz, symlinks=True)
    return Falsario(raiz, llave)


def verificar(raiz: Path | str, llave: Llave, capsys: pytest.CaptureFixture[str], *mas: str) -> tuple[int, set[str]]:
    """The exit code and the kinds of fault."""
    codigo = principal(["verificar", str(raiz), "--publica", llave.publica.hex(), "--json", *mas])
    dicho = json.loads(capsys.readouterr().out)
    print(
        *(f"{f['clase']}: {f['texto']}" for f in dicho["fallas"]), sep="\n", file=sys.__stderr__
    )  # for who reads a red test
    return codigo, {f["clase"] for f in dicho["fallas"]}


def otro_corte(datos: Json) -> None:
    datos["semilla_muestra"] = 77
