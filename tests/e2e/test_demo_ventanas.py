"""`make demo` where there is a screen: the windows of a CATD open beside the robots, and the night ends with them."""

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import psycopg
import pytest

from central.catalogo.importar import importar
from central.catalogo.perfil_toml import cargar
from central.nodo.cluster import Cluster
from central.nodo.roles import DUENO
from prep.devices.eleccion import ENTRADA
from prep.domain.catalogo.etiqueta import texto_etiqueta
from simulacro.juicio.comparar import filas_publicadas, paquete
from simulacro.papel.papel import Papel, leer
from tests.e2e.noche import procesos_de
from tests.espera import hasta
from tests.gui.pantalla_x import PantallaX, Programa, pantalla_x

__all__ = ["pantalla_x"]

DICHO = "Ventanas abiertas en el CATD 01. Contraseña de todos: "
CIERRE, MOTIVO = "Antes de guardar", "Aceptar las cifras"
PROCESO = "SIMULACRO-1"
ACOPIOS = "SELECT acta FROM prep.hecho WHERE tipo = 'ACOPIO' AND estacion = 'p01-acopio'"
TOMADA = "SELECT acta FROM prep.trabajo WHERE estacion = %s AND terminado IS NULL"
CAPTURADA = "SELECT acta FROM prep.hecho WHERE tipo = 'CAPTURA' AND estacion = %s"
EN_MESA = "SELECT count(*)::int FROM prep.trabajo WHERE clase = 'MESA' AND acta = %s"
DECIDIDA = "SELECT count(*)::int FROM prep.hecho WHERE tipo = 'DICTAMEN' AND acta = %s"
PUESTOS = {"p01-acopio": "acopio", "p01-captura1": "captura1", "p01-captura2": "captura2", "p01-mesa": "mesa"}


@pytest.fixture
def noche(pantalla_x: PantallaX, tmp_path: Path) -> Iterator[Programa]:
    """A small one with windows; one that did not end is told to, so that no server stays behind."""
    argumentos = ("--escala", "pueblo", "--nodos", "2", "--duracion", "4", "--cortes", "2", "--ventanas")
    programa = pantalla_x.abrir(sys.executable, "simulacro", "noche", "--salida", str(tmp_path / "noche"), *argumentos)
    yield programa
    for _ in range(2):  # the first closes the windows, the second the night
        if programa.proceso.poll() is None:
            programa.proceso.send_signal(signal.SIGINT)
            try:
                programa.proceso.wait(60)
            except subprocess.TimeoutExpired:
                continue


def test_con_pantalla_unas_personas_hacen_un_acta_sale_en_un_corte_y_al_cerrar_termina(
    noche: Programa, pantalla_x: PantallaX, tmp_path: Path
) -> None:
    salida = tmp_path / "noche"
    hasta(lambda: DICHO in noche.dicho or noche.proceso.poll() is not None, "las ventanas", plazo_s=120)
    assert DICHO in noche.dicho, noche.dicho
    contrasena = noche.dicho.split(DICHO)[1].split()[0]
    liga = next(x.strip() for x in noche.dicho.splitlines() if x.startswith("  http://127.0.0.1:"))
    with urlopen(liga.partition("#")[0]) as pagina:
        assert b"<html" in pagina.read() and "#a=cae-prueba&c=" in liga
    papeles = {p.clave: p for p in map(leer, _hojas(salida))}
    assert len(papeles) >= 6
    ventanas = {puesto: _sentar(pantalla_x, noche, puesto, contrasena) for puesto in PUESTOS}

    pantalla_x.enfocar(ventanas["p01-acopio"])
    pantalla_x.tecla("alt+d")
    pantalla_x.leer(texto_etiqueta(PROCESO, min(papeles)), ventanas["p01-acopio"])
    hasta(lambda: len(_base(salida, ACOPIOS)) == 3, "el acopio de la casilla")
    pantalla_x.tecla("F9")
    for puesto, mal in (("p01-captura1", False), ("p01-captura2", True)):
        clave = _capturar_las_tres(pantalla_x, ventanas[puesto], salida, puesto, papeles, mal)
    _decidir(pantalla_x, ventanas["p01-mesa"], salida, clave, papeles[clave])
    total = str(papeles[clave].valores[-1])
    hasta(lambda: _publicado(salida, clave) == total, "el corte que la lleva", plazo_s=90)

    for ventana in ventanas.values():
        pantalla_x.enfocar(ventana)
        pantalla_x.tecla("ctrl+q")
    noche.proceso.wait(120)
    assert noche.proceso.returncode == 0, noche.dicho
    assert re.fullmatch(r"CORTE [0-9a-f]{64} \d+ actas VERIFICADO", noche.dicho.splitlines()[-1])
    assert "0 sin explicar" in noche.dicho and "0 perdidos 0 duplicados" in noche.dicho
    assert procesos_de(tmp_path) == []


def _capturar_las_tres(
    pantalla: PantallaX, ventana: str, salida: Path, puesto: str, papeles: dict[str, Papel], mal: bool
) -> str:
    """The three actas of the casilla, in the order in which they are drawn; `mal`: the last with another total."""
    hechas, titulo, clave = list[str](), "", ""
    while len(hechas) < 3:
        hasta(lambda: _nueva(salida, puesto, hechas) != "", f"un acta para {puesto}")
        clave = _nueva(salida, puesto, hechas)
        visto = titulo
        hasta(lambda: ": " in (dice := pantalla.titulos()[ventana]) and dice != visto, "el acta a la vista")  # noqa: B023
        hasta(lambda: "¿Es esta? " in pantalla.titulos()[ventana], "su papel a la vista")
        pantalla.teclear("s", ventana)
        hasta(lambda: "¿Es esta? " not in (dice := pantalla.titulos()[ventana]) and ": " in dice, "que se reconozca")
        titulo = pantalla.titulos()[ventana]
        hechas.append(clave)
        _capturar(pantalla, ventana, papeles[clave], mal and len(hechas) == 3)
        guardada = partial(_cuantas, salida, puesto, len(hechas))
        _al_cierre(pantalla, guardada)
        hasta(guardada, f"la captura de {puesto}")
    return clave


def _nueva(salida: Path, puesto: str, hechas: list[str]) -> str:
    """The acta that this station has in hand, if it is not one that it made already."""
    return next((clave for (clave,) in _base(salida, TOMADA, puesto) if clave not in hechas), "")


def _cuantas(salida: Path, puesto: str, van: int) -> bool:
    return len(_base(salida, CAPTURADA, puesto)) == van


def _al_cierre(pantalla: PantallaX, sigue: Callable[[], object]) -> None:
    """The closing question of an acta with votes marked, unless `sigue`: its key is held."""

    def preguntas() -> list[str]:
        return [ventana for ventana, titulo in pantalla.titulos().items() if CIERRE in titulo]

    hasta(lambda: bool(sigue() or preguntas()), "lo que sigue de guardar")
    for pregunta in preguntas():
        pantalla.mantener("s", pregunta)
        hasta(lambda: not preguntas(), "que se conteste")


def _hojas(salida: Path) -> list[bytes]:
    return [hoja.read_bytes() for hoja in (salida / "estaciones" / "p01-acopio" / ENTRADA).glob("*.jpg")]


def _sentar(pantalla: PantallaX, noche: Programa, puesto: str, contrasena: str) -> str:
    ventana = pantalla.ventana(f"Entrada — PREP · {puesto}", noche)
    assert f"clave «{PUESTOS[puesto]}»" in noche.dicho
    pantalla.teclear(PUESTOS[puesto], ventana)
    pantalla.tecla("Return")
    pantalla.teclear(contrasena)
    pantalla.tecla("Return")
    hasta(lambda: "Entrada" not in pantalla.titulos()[ventana], f"que entre {puesto}")
    return ventana


def _capturar(pantalla: PantallaX, ventana: str, papel: Papel, mal: bool) -> None:
    """The whole acta; `mal`: with another total than the paper's."""
    *antes, total = papel.valores
    for valor in (*antes, "1" if mal else total):
        if str(valor).isdigit():
            pantalla.teclear(f"{valor}", ventana)
            pantalla.tecla("Return")
        else:
            pantalla.mantener({"ILEGIBLE": "asterisk", "SIN DATO": "plus"}[str(valor)], ventana)
    pantalla.tecla("Return")


def _decidir(pantalla: PantallaX, ventana: str, salida: Path, clave: object, papel: Papel) -> None:
    """What two people captured differently is at the desk at once: nobody else here could capture it."""
    hasta(lambda: _base(salida, EN_MESA, clave) == [(1,)], "el caso en la mesa", plazo_s=20)
    abiertas = set(pantalla.titulos())
    pantalla.enfocar(ventana)
    pantalla.tecla("F3")
    hasta(lambda: "Validación: " in pantalla.titulos()[ventana], "el caso en la ventana")
    pantalla.teclear(str(papel.valores[-1]), ventana)
    pantalla.tecla("Return", "F2")
    _al_cierre(pantalla, lambda: MOTIVO in str(pantalla.titulos()))
    hasta(lambda: MOTIVO in str(pantalla.titulos()), "la pregunta del motivo")
    (pregunta,) = set(pantalla.titulos()) - abiertas
    pantalla.enfocar(pregunta)
    pantalla.tecla("Return")
    hasta(lambda: _base(salida, DECIDIDA, clave) == [(1,)], "la decisión en el nodo")


def _base(salida: Path, consulta: str, *valores: object) -> list[tuple[Any, ...]]:
    with psycopg.connect(Cluster(salida / "nodos" / "nodo01").dsn(DUENO)) as conn:
        return conn.execute(consulta, valores).fetchall()


def _publicado(salida: Path, clave: str) -> str:
    """The total that the public zip of the last cut has for that acta."""
    catalogo = importar(salida / "archivos", cargar("cdmx-2024"), PROCESO).catalogo
    acta = catalogo.actas[clave]
    actual = (salida / "publicacion" / "actual").resolve()
    filas = filas_publicadas(paquete(actual, catalogo.entidad.siglas), acta.eleccion, catalogo.ajustes.separador)
    return next(f for f in filas if f["CLAVE_ACTA"] == acta.clave_casilla + acta.codigo)["TOTAL_VOTOS_ASENTADO"]
