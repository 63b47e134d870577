"""Whole nights as real processes: what comes out of the zips is what the paper says, or the ledger says why not."""

import random
import re
import signal
import subprocess
from pathlib import Path

import pytest

from prep.recursos import RECURSOS
from tests.e2e.noche import RAIZ, REALES, con_datos_reales, jugar, orden, perturbar, procesos_de
from tests.espera import hasta

ULTIMA = re.compile(r"CORTE [0-9a-f]{64} \d+ actas VERIFICADO")


@con_datos_reales
def test_archivos_reales_cambiados_al_azar_salen_identicos(tmp_path: Path) -> None:
    semilla = random.SystemRandom().randrange(10**9)
    perturbar(REALES, tmp_path / "archivos", random.Random(semilla))
    argumentos = ("--archivos", str(tmp_path / "archivos"), "--trozo", "33", "--errores", "0", "--excepciones", "0")
    noche = jugar(tmp_path / "noche", *argumentos, "--semilla", str(semilla))
    assert noche.codigo == 0, f"semilla {semilla}: {noche.errores}"
    assert ULTIMA.fullmatch(noche.lineas[-1])
    assert noche.informe["diferencias"] == [], f"semilla {semilla}"
    assert noche.informe["filas_comparadas"] == noche.informe["actas_que_llegan"] > 1000
    assert noche.informe["filas_distintas"] == 0
    assert procesos_de(tmp_path) == []


def test_con_todos_los_percances_a_la_vez_nada_se_pierde_ni_se_dobla(tmp_path: Path) -> None:
    """The centre and two CATD, each a cluster of its own. One node dies whole, its files wiped, and another takes its
    place; stations, the other's árbitro and the centre die and come back; its link is cut; all is delivered twice.
    """
    argumentos = ["--escala", "pueblo", "--nodos", "2", "--matar", "nodo,estacion,arbitro,centro", "--doble"]
    argumentos += ["--enlace-cortado", "6", "--errores", "0", "--excepciones", "0"]
    argumentos += ["--imagenes", "0.1"]  # as heavy as real ones
    # with two cuts there is none before the node dies: on a busy machine one may last until all has arrived
    for duracion in ("15", "60"):  # and there the stations may take so long to come back that nothing is left for it
        noche = jugar(tmp_path / duracion, *argumentos, "--cortes", "2", "--duracion", duracion)
        assert noche.codigo == 0, noche.errores
        if "CATD01.2" in noche.informe["sitios"]["hechos"]:
            break
    dicho, informe = "\n".join(noche.lineas), noche.informe
    murieron = ("Murió el nodo", "Murieron las estaciones", "Murió el árbitro", "Murió el centro")
    for percance in (*murieron, "Se cortó", "Volvió el enlace"):
        assert percance in dicho
    assert informe["filas_distintas"] == 0
    assert informe["sitios"]["perdidos"] == informe["sitios"]["duplicados"] == 0
    assert "0 perdidos 0 duplicados" in dicho
    assert {"CATD01", "CATD01.2", "CATD02"} <= set(informe["sitios"]["hechos"])
    assert informe["atrasos_s"]["CATD 02, hechos"]["maximo"] > 3 > informe["atrasos_s"]["CATD 01, hechos"]["p50"]
    assert procesos_de(tmp_path) == []


@pytest.mark.parametrize(
    ("mal", "dice"),
    [(("--matar", "nodo"), "--nodos N"), (("--matar", "gato", "--nodos", "2"), "«gato» no se sabe matar")],
)
def test_percances_que_no_puede_haber_se_dicen(tmp_path: Path, mal: tuple[str, ...], dice: str) -> None:
    noche = jugar(tmp_path / "noche", *mal)
    assert noche.codigo == 2 and dice in noche.errores and "Traceback" not in noche.errores


def test_el_plan_del_iecm_primero_el_papel_se_ensaya_con_telefonos_y_nunca_sin_simulacro(tmp_path: Path) -> None:
    """Three of seven such nights ended with a robot's traceback; and a profile that says `real` took SIMULACRO away."""
    perfil = tmp_path / "iecm.toml"
    suyo = (RECURSOS / "entidades" / "cdmx-2024.toml").read_text(encoding="utf-8")
    perfil.write_text(suyo.replace("[ajustes]", '[ajustes]\nreal = true\norden = "papel"', 1), encoding="utf-8")
    noche = jugar(tmp_path / "noche", "--perfil", str(perfil), "--escala", "pueblo", "--casilla", "0.3")
    assert noche.codigo == 0, noche.errores
    assert noche.errores == "" and noche.informe["sin_explicar"] == []
    assert "SIMULACRO" in (noche.salida / "publicacion" / "actual" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("momento", "aviso"), [("Preparando", signal.SIGINT), ("Corte 1", signal.SIGTERM)])
def test_ctrl_c_no_deja_procesos_ni_archivos_a_medias(tmp_path: Path, momento: str, aviso: signal.Signals) -> None:
    salida = tmp_path / "noche"
    proceso = subprocess.Popen(
        orden(salida, "--escala", "pueblo", "--duracion", "16"),
        cwd=RAIZ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert proceso.stdout is not None
    for linea in proceso.stdout:
        if linea.startswith(momento):
            break
    proceso.send_signal(aviso)
    _, errores = proceso.communicate(timeout=60)
    assert proceso.returncode == 130, errores
    assert "Traceback" not in errores and "Se detuvo, como se pidió" in errores
    hasta(lambda: procesos_de(salida) == [], "que no quede ninguno")
    assert [r for r in salida.rglob("*") if ".parcial" in r.name] == []


def test_archivos_malos_se_dicen_uno_por_uno_y_no_queda_nada(tmp_path: Path) -> None:
    (tmp_path / "vacia").mkdir()
    noche = jugar(tmp_path / "noche", "--archivos", str(tmp_path / "vacia"))
    assert noche.codigo == 2
    assert "jefatura.csv" in noche.errores and "Traceback" not in noche.errores
    assert procesos_de(tmp_path) == []
