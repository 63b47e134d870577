"""A chain of cuts in a folder: a kept copy shows any later change, of any byte."""

import json
import shutil
from pathlib import Path

import pytest

from central.corte import carpeta
from central.corte.comprobar import comprobar
from central.corte.manifiesto import FIRMA, MANIFIESTO, PUBLICA, SIN_ANTERIOR, firmar, resumen_sha256
from prep.net.identidad import Llave, nueva


def _corte(salida: Path, numero: int, anterior: str, llave: Llave, proceso: str = "P-1") -> str:
    ruta = carpeta.carpeta_de(salida, numero)
    ruta.mkdir(parents=True)
    (ruta / "datos.zip").write_bytes(b"datos %d" % numero)
    archivo = {"nombre": "datos.zip", "bytes": 7, "sha256": resumen_sha256(ruta / "datos.zip")}
    datos = {"version": 1, "numero": numero, "proceso": proceso, "anterior": anterior, "archivos": [archivo]}
    crudo = json.dumps(datos).encode()
    (ruta / MANIFIESTO).write_bytes(crudo)
    (ruta / FIRMA).write_bytes(firmar(llave, crudo))
    (ruta / PUBLICA).write_text(llave.publica.hex() + "\n")
    carpeta.apuntar(salida, numero)
    return resumen_sha256(ruta / MANIFIESTO)


@pytest.fixture
def tres(tmp_path: Path) -> Path:
    llave, anterior = nueva(), SIN_ANTERIOR
    for numero in (1, 2, 3):
        anterior = _corte(tmp_path, numero, anterior, llave)
    assert comprobar(tmp_path).fallas == ()
    return tmp_path


def test_cualquier_byte_cambiado_en_cualquier_archivo_se_halla(tres: Path) -> None:
    for ruta in sorted(r for r in tres.rglob("*") if r.is_file() and not r.is_symlink()):
        bueno = ruta.read_bytes()
        for lugar in {0, len(bueno) // 2, len(bueno) - 1}:
            ruta.write_bytes(bueno[:lugar] + bytes([bueno[lugar] ^ 1]) + bueno[lugar + 1 :])
            assert comprobar(tres).fallas, (ruta, lugar)
        for malo in (b"", bueno[:-1], bueno + b"\n"):
            ruta.write_bytes(malo)
            assert comprobar(tres).fallas, ruta
        ruta.write_bytes(bueno)
    assert comprobar(tres).fallas == ()


def test_un_corte_quitado_del_medio_o_del_final_se_halla(tres: Path) -> None:
    for numero in (2, 3):
        copia = tres.with_name(f"copia{numero}")
        shutil.copytree(tres, copia, symlinks=True)
        shutil.rmtree(carpeta.carpeta_de(copia, numero))
        assert comprobar(copia).fallas


def test_un_archivo_que_el_manifiesto_no_nombra_se_halla(tres: Path) -> None:
    (tres / "cortes" / "0002" / "otro.zip").write_bytes(b"x")
    assert comprobar(tres).fallas == ("Corte 0002: otro.zip no está en el manifiesto.",)


def test_un_corte_rehecho_entero_con_otra_llave_se_halla(tres: Path) -> None:
    shutil.rmtree(carpeta.carpeta_de(tres, 3))
    _corte(tres, 3, resumen_sha256(carpeta.carpeta_de(tres, 2) / MANIFIESTO), nueva())
    assert any("firma" in falla for falla in comprobar(tres).fallas)


def test_la_llave_puede_venir_por_otra_via(tres: Path) -> None:
    publica = bytes.fromhex((tres / "cortes" / "0001" / PUBLICA).read_text())
    assert comprobar(tres, publica).fallas == ()
    assert comprobar(tres, nueva().publica).fallas


def test_cortes_de_dos_procesos_en_una_carpeta_se_hallan(tmp_path: Path) -> None:
    llave = nueva()
    uno = _corte(tmp_path, 1, SIN_ANTERIOR, llave)
    _corte(tmp_path, 2, uno, llave, proceso="P-2")
    assert any("es del proceso P-2, y los anteriores" in falla for falla in comprobar(tmp_path).fallas)


@pytest.mark.parametrize("nombre", ["../../etc/passwd", "/etc/passwd", "..", "a/b", ""])
def test_un_manifiesto_no_manda_a_su_lector_fuera_de_la_carpeta(tmp_path: Path, nombre: str) -> None:
    llave = nueva()
    _corte(tmp_path, 1, SIN_ANTERIOR, llave)
    ruta = carpeta.carpeta_de(tmp_path, 1)
    datos = json.loads((ruta / MANIFIESTO).read_bytes())
    datos["archivos"][0]["nombre"] = nombre
    crudo = json.dumps(datos).encode()
    (ruta / MANIFIESTO).write_bytes(crudo)
    (ruta / FIRMA).write_bytes(firmar(llave, crudo))
    assert any("faltan campos" in falla for falla in comprobar(tmp_path).fallas)


def test_una_carpeta_sin_cortes_lo_dice(tmp_path: Path) -> None:
    assert comprobar(tmp_path).fallas == (f"No hay cortes en {tmp_path}.",)
