"""The tools that people have already say yes to a signed manifest, by the very orders that are shown, and no after."""

import shutil
import subprocess
from pathlib import Path

import pytest

from central.firmado.envolturas import MANIFIESTO, MINISIG, envolver, ordenes, reparos
from prep.net.identidad import nueva, verificar

PROGRAMAS = {"minisign": "minisign", "OpenSSL": "openssl", "signify": "signify-openbsd"}
LLAVE = nueva()


@pytest.fixture
def corte(tmp_path: Path) -> Path:
    manifiesto = b'{"numero":1}\n'
    (tmp_path / MANIFIESTO).write_bytes(manifiesto)
    for nombre, contenido in envolver(LLAVE.publica, manifiesto, LLAVE.firmar).items():
        (tmp_path / nombre).write_bytes(contenido)
    return tmp_path


def correr(orden: str, carpeta: Path) -> tuple[int, str]:
    hecho = subprocess.run(["sh", "-ec", orden], cwd=carpeta, capture_output=True, text=True, timeout=30)
    return hecho.returncode, hecho.stdout + hecho.stderr


@pytest.mark.parametrize("programa", PROGRAMAS)
def test_cada_programa_dice_que_si_y_con_un_byte_cambiado_que_no(corte: Path, programa: str) -> None:
    if shutil.which(PROGRAMAS[programa]) is None:
        pytest.skip(f"falta {PROGRAMAS[programa]}")
    orden = ordenes(LLAVE.publica)[programa]
    assert correr(orden, corte)[0] == 0, correr(orden, corte)
    assert correr(ordenes(nueva().publica)[programa], corte)[0] != 0  # another key
    (corte / MANIFIESTO).write_bytes(b'{"numero":2}\n')
    assert correr(orden, corte)[0] != 0


def test_minisign_ensena_de_que_manifiesto_es_la_firma(corte: Path) -> None:
    if shutil.which("minisign") is None:
        pytest.skip("falta minisign")
    _, dicho = correr(ordenes(LLAVE.publica)["minisign"], corte)
    assert "Trusted comment: PREP, manifiesto.json con SHA-256 " in dicho


def test_un_comentario_que_nadie_firmo_se_nombra(corte: Path) -> None:
    """What minisign shows as trusted is signed too."""
    archivos = {r.name: r.read_bytes() for r in corte.iterdir()}
    manifiesto = archivos[MANIFIESTO]
    assert reparos(LLAVE.publica, manifiesto, archivos, verificar) == []
    ajena = envolver(nueva().publica, manifiesto, nueva().firmar)[MINISIG].splitlines()[-1]
    lineas = archivos[MINISIG].splitlines()
    for cambiadas in ([*lineas[:3], ajena], [*lineas[:2], b"trusted comment: otro", lineas[3]], lineas[:2]):
        malos = {**archivos, MINISIG: b"\n".join(cambiadas) + b"\n"}
        assert reparos(LLAVE.publica, manifiesto, malos, verificar) == [f"{MINISIG} no es la firma del manifiesto."]
