"""`make demo` where there is a screen: the windows of a CATD open beside the robots, and the night ends with them."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.noche import procesos_de
from tests.gui.pantalla_x import PantallaX, Programa, hasta, pantalla_x

__all__ = ["pantalla_x"]

DICHO = "Ventanas abiertas en el CATD 01. Contraseña de todos: "
PUESTOS = {"p01-acopio": "acopio", "p01-captura1": "captura1", "p01-captura2": "captura2", "p01-mesa": "mesa"}


@pytest.fixture
def noche(pantalla_x: PantallaX, tmp_path: Path) -> Iterator[Programa]:
    """A small one with windows; one that did not end is told to, so that no server stays behind."""
    argumentos = ("--escala", "pueblo", "--nodos", "2", "--duracion", "4", "--cortes", "2", "--ventanas")
    programa = pantalla_x.abrir(sys.executable, "central", "noche", "--salida", str(tmp_path / "noche"), *argumentos)
    yield programa
    for _ in range(2):  # the first closes the windows, the second the night
        if programa.proceso.poll() is None:
            programa.proceso.send_signal(signal.SIGINT)
            try:
                programa.proceso.wait(60)
            except subprocess.TimeoutExpired:
                continue


def test_con_pantalla_se_abren_cuatro_puestos_se_entra_y_al_cerrarlos_termina(
    noche: Programa, pantalla_x: PantallaX, tmp_path: Path
) -> None:
    salida = tmp_path / "noche"
    hasta(lambda: DICHO in noche.dicho or noche.proceso.poll() is not None, "las ventanas", plazo_s=120)
    assert DICHO in noche.dicho, noche.dicho
    contrasena = noche.dicho.split(DICHO)[1].split()[0]
    for puesto, clave in PUESTOS.items():
        ventana = pantalla_x.ventana(f"PREP · {puesto}", noche)
        assert f"clave «{clave}»" in noche.dicho
        pantalla_x.teclear(clave, ventana)
        pantalla_x.tecla("Return")
        pantalla_x.teclear(contrasena)
        pantalla_x.tecla("Return")
    for puesto in ("p01-acopio", "p01-captura1", "p01-captura2"):
        pantalla_x.ventana(f"— PREP · {puesto}", noche)
    assert len(list((salida / "estaciones" / "p01-acopio" / "entrada").glob("*.jpg"))) >= 6
    for puesto in PUESTOS:
        pantalla_x.enfocar(pantalla_x.ventana(f"PREP · {puesto}", noche))
        pantalla_x.tecla("ctrl+q")
    noche.proceso.wait(120)
    assert noche.proceso.returncode == 0, noche.dicho
    assert re.fullmatch(r"CORTE [0-9a-f]{64} \d+ actas VERIFICADO", noche.dicho.splitlines()[-1])
    assert "0 sin explicar" in noche.dicho and "0 perdidos 0 duplicados" in noche.dicho
    assert procesos_de(tmp_path) == []
