"""The digest of the software is what an auditor can compute with sha256sum (R-31)."""

import subprocess
from pathlib import Path

from central.mando.software import huellas, resumir

RAIZ = Path(__file__).resolve().parents[3]


def test_el_resumen_es_el_mismo_de_sha256sum(tmp_path: Path) -> None:
    hallado = huellas()
    rutas = [ruta for ruta, _ in hallado.archivos]
    listado = subprocess.run(["sha256sum", *rutas], cwd=RAIZ, capture_output=True, check=True).stdout
    (tmp_path / "lista").write_bytes(listado)
    suma = subprocess.run(["sha256sum", "lista"], cwd=tmp_path, capture_output=True, check=True, text=True).stdout
    assert suma.split()[0] == hallado.resumen


def test_un_byte_o_un_nombre_cambiado_cambia_el_resumen() -> None:
    base = (("prep/a.py", "0" * 64), ("prep/b.py", "1" * 64))
    assert resumir(base) != resumir((base[0], ("prep/b.py", "2" * 64)))
    assert resumir(base) != resumir((base[0], ("prep/c.py", "1" * 64)))


def test_lo_que_python_hace_por_su_cuenta_no_se_cuenta() -> None:
    assert not [ruta for ruta, _ in huellas().archivos if ruta.endswith(".pyc")]


def test_los_perfiles_y_plantillas_tambien_llevan_huella() -> None:
    rutas = {ruta for ruta, _ in huellas().archivos}
    assert "resources/entidades/cdmx-2024.toml" in rutas
    assert "resources/corte/pagina.html" in rutas
