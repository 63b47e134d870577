"""A station's program as a person runs it: a real process on a real screen, typed into, killed and started again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from central.gente.fichas import escribir
from prep.services.estacion import ficha as fichas
from prep.services.estacion.relevo import SPOOL
from prep.store.spool.spool import Spool
from tests.conftest import Nodo
from tests.espera import hasta
from tests.gui.nodo_prep import TECLEABLE
from tests.gui.pantalla_x import RAIZ, PantallaX, Programa

SIN_QT = "import sys, runpy; sys.argv = [{0!r}, '--help']\ntry: runpy.run_module({0!r}, run_name='__main__')\n" \
    "except SystemExit as fin: assert not fin.code\nassert not [m for m in sys.modules if 'PySide' in m]"  # fmt: skip


def abrir(pantalla: PantallaX, carpeta: Path, programa: str = "catd") -> Programa:
    return pantalla.abrir(sys.executable, programa, "--datos", str(carpeta), "--mudo", "--ventana", "1366x768")


def entrar(pantalla: PantallaX, programa: Programa, operador: str = "ana") -> str:
    """Types key and password as a person; the id of the window once it is in."""
    ventana = pantalla.ventana("Entrada — PREP", programa)
    pantalla.teclear(operador, ventana)
    pantalla.tecla("Return")
    pantalla.teclear(TECLEABLE)
    pantalla.tecla("Return")
    hasta(lambda: "Entrada" not in pantalla.titulos()[ventana], f"que entre {operador}: {programa.dicho}")
    return ventana


def spool_de(carpeta: Path) -> Spool:
    ficha = fichas.leer(carpeta / fichas.ARCHIVO)
    return Spool.abrir(carpeta / SPOOL, ficha.proceso, ficha.estacion)


def test_se_entra_tecleando_y_al_cerrar_la_estacion_recuerda_a_su_gente(
    pantalla_x: PantallaX, carpeta: Path, nodo_prep: Nodo
) -> None:
    programa = abrir(pantalla_x, carpeta)
    entrar(pantalla_x, programa)
    pantalla_x.tecla("F10")
    hasta(lambda: list(pantalla_x.titulos().values()) == ["Entrada — PREP · est-01-1"], "salir de la sesión")
    pantalla_x.tecla("ctrl+q")
    assert programa.esperar() == 0, programa.dicho
    with spool_de(carpeta) as spool:
        assert spool.copia("catalogo") and "ana" in (spool.copia("operadores") or "")


def test_muerta_con_kill_9_la_estacion_abre_otra_vez_y_se_entra_tambien_sin_nodo(
    pantalla_x: PantallaX, carpeta: Path
) -> None:
    programa = abrir(pantalla_x, carpeta)
    entrar(pantalla_x, programa)
    programa.matar()
    ruta = carpeta / fichas.ARCHIVO
    sana = ruta.read_text(encoding="utf-8")
    puerto = fichas.leer(ruta).puerto
    ruta.write_text(sana.replace(str(puerto), "1"), encoding="utf-8")  # nobody listens there
    otra = abrir(pantalla_x, carpeta)
    entrar(pantalla_x, otra, "beto")
    otra.matar()


def test_la_estacion_del_ccv_abre_con_su_ficha_y_se_ven_las_imagenes(
    pantalla_x: PantallaX, nodo_prep: Nodo, tmp_path: Path
) -> None:
    (suya,) = escribir(nodo_prep.cluster, ["est-ccv-1"], tmp_path / "fichas")
    programa = abrir(pantalla_x, suya, "ccv")
    ventana = entrar(pantalla_x, programa, "fer")
    vistas = {pantalla_x.titulos()[ventana]}
    while not (ahora := pantalla_x.titulos()[ventana]).startswith("Imágenes de teléfono"):
        pantalla_x.tecla("F9")
        hasta(lambda: pantalla_x.titulos()[ventana] not in (ahora, ""), "otra pantalla")
        vistas.add(pantalla_x.titulos()[ventana])
        assert len(vistas) < 9, vistas


def test_dos_programas_no_usan_la_misma_carpeta(pantalla_x: PantallaX, carpeta: Path) -> None:
    uno = abrir(pantalla_x, carpeta)
    pantalla_x.ventana("PREP", uno)
    otro = abrir(pantalla_x, carpeta)
    aviso = pantalla_x.ventana("No se puede abrir la estación", otro)
    assert "Otra ventana de esta estación" in otro.dicho
    pantalla_x.enfocar(aviso)
    pantalla_x.tecla("Return")
    assert otro.esperar() == 2
    assert uno.proceso.poll() is None
    entrar(pantalla_x, uno)


def test_una_ficha_danada_se_dice_con_codigo_2(pantalla_x: PantallaX, tmp_path: Path) -> None:
    (tmp_path / fichas.ARCHIVO).write_text("no es una ficha", encoding="utf-8")
    programa = abrir(pantalla_x, tmp_path)
    pantalla_x.enfocar(pantalla_x.ventana("No se puede abrir la estación", programa))
    pantalla_x.tecla("Return")
    assert programa.esperar() == 2
    assert "no es la ficha de una estación" in programa.dicho and "Traceback" not in programa.dicho


def test_el_primer_dia_se_teclea_nodo_estacion_y_contrasena_y_se_entra(
    pantalla_x: PantallaX, nodo_prep: Nodo, tmp_path: Path
) -> None:
    programa = abrir(pantalla_x, tmp_path / "nueva")
    pantalla_x.teclear("\t\t\t\t", pantalla_x.ventana("El kit", programa))
    pantalla_x.tecla("Return")  # there is none
    pantalla_x.teclear(f"127.0.0.1:{nodo_prep.cluster.direccion[1]}\t", pantalla_x.ventana("Primer día", programa))
    pantalla_x.teclear("est-01-2\t" + nodo_prep.cluster.claves["est-01-2"])
    pantalla_x.tecla("Return")
    entrar(pantalla_x, programa)


def test_quien_cierra_la_ventana_del_primer_dia_no_deja_nada(pantalla_x: PantallaX, tmp_path: Path) -> None:
    programa = abrir(pantalla_x, tmp_path / "nueva")
    pantalla_x.enfocar(pantalla_x.ventana("El kit", programa))
    pantalla_x.tecla("Escape")
    assert programa.esperar() == 0
    assert list((tmp_path / "nueva").iterdir()) == []


@pytest.mark.parametrize("programa", ["catd", "ccv"])
def test_la_ayuda_contesta_sin_qt_ni_pantalla(programa: str) -> None:
    hecho = subprocess.run(
        [sys.executable, "-c", SIN_QT.format(programa)], cwd=RAIZ, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert hecho.returncode == 0, hecho.stderr
    assert f"prep {programa}" in hecho.stdout and "--datos" in hecho.stdout


@pytest.mark.parametrize(
    ("opcion", "dice"),
    [(["--letra", "3"], "de 1 a 2"), (["--letra", "x"], "--letra"), (["--ventana", "grande"], "1366x768")],
)
def test_una_opcion_que_no_sirve_se_dice_con_codigo_2(opcion: list[str], dice: str) -> None:
    hecho = subprocess.run(
        [sys.executable, "-m", "catd", *opcion], cwd=RAIZ, capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONPATH": str(RAIZ)},
    )  # fmt: skip
    assert hecho.returncode == 2
    assert dice in hecho.stderr and "Traceback" not in hecho.stderr
