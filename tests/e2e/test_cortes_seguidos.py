"""`prep publicar` as it is left in a terminal: waits for its phase, cuts, dies of kill -9, goes on, ends by itself."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from tests.e2e.maquina import RAIZ, Maquina, maquina

__all__ = ["maquina"]

PLAZO_S = 150.0  # the last cut may have to wait for the next minute
EMPEZAR = ("publicar", "empezar", "--datos", "centro", "--salida", "publicacion")
AJUSTES = """[[destinos]]
nombre = "sitio"
clase = "carpeta"
lugar = "../sitio"
[[destinos]]
nombre = "difusor"
clase = "carpeta"
lugar = "../difusor"
lleva = "paquetes"
"""


@contextmanager
def publicador(maquina: Maquina) -> Iterator["subprocess.Popen[str]"]:
    with corriendo_en(maquina, *EMPEZAR) as corriendo:
        yield corriendo


@contextmanager
def corriendo_en(maquina: Maquina, *orden: str) -> Iterator["subprocess.Popen[str]"]:
    """A command whose words are read while it runs; whatever happens, it does not outlive the block."""
    entorno = {**os.environ, "PYTHONPATH": str(RAIZ), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "prep", *orden],
        cwd=maquina.aqui,
        env=entorno,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as corriendo:
        try:
            yield corriendo
        finally:
            corriendo.kill()


def hasta_decir(corriendo: "subprocess.Popen[str]", que: str) -> None:
    assert corriendo.stdout
    dichas = []
    for linea in corriendo.stdout:
        dichas.append(linea)
        if que in linea:
            return
    raise AssertionError(f"terminó sin decir «{que}»: {''.join(dichas)}")


def metricas(maquina: Maquina) -> dict[str, str]:
    """What a monitor reads of the running centre, by the program of its unit."""
    with corriendo_en(maquina, "metricas", "--datos", "centro", "--puerto", "0") as corriendo:
        assert corriendo.stdout
        donde = corriendo.stdout.readline().split()[2]
        leido = urllib.request.urlopen(donde, timeout=PLAZO_S).read().decode()
        corriendo.send_signal(signal.SIGTERM)
        assert corriendo.wait(PLAZO_S) == 130
    return dict(linea.rsplit(" ", 1) for linea in leido.splitlines() if not linea.startswith("#"))


def test_espera_su_fase_corta_muere_sigue_y_termina_con_el_ultimo(maquina: Maquina) -> None:
    maquina.correr(["simulacro", "pueblo", "ejemplo", "--escala", "pueblo"])
    for orden in (
        "catalogo importar ejemplo --proceso SIM-1 --datos centro",
        "fase ceros --datos centro",
    ):
        maquina.correr(orden.split())
    (maquina.aqui / "centro" / "publicacion.toml").write_text(AJUSTES, encoding="utf-8")
    maquina.encender(["nodo", "--datos", "centro"])
    maquina.de_dos("fase", "abrir")
    sitio = maquina.aqui / "sitio" / "actual"
    with publicador(maquina) as corriendo:
        hasta_decir(corriendo, "Todavía no se publica")
        maquina.correr([*EMPEZAR], bien=(2,))  # the second one refuses
        maquina.de_dos("fase", "publicar")
        hasta_decir(corriendo, "CORTE 1 ")
        corriendo.send_signal(signal.SIGKILL)
        corriendo.wait(PLAZO_S)
    with publicador(maquina) as corriendo:
        hasta_decir(corriendo, "El siguiente corte, a las ")  # this turn has its own: none is added
        maquina.correr(["publicar", "pausar", "--datos", "centro", "--motivo", "Prueba de la pausa."])
        hasta_decir(corriendo, "Prueba de la pausa.")
        dicho = json.loads(maquina.correr(["publicar", "estado", "--json", "--datos", "centro"], bien=(3,)))
        assert dicho["en_marcha"] and dicho["pausa"]["razon"] == "Prueba de la pausa."
        turnos = dicho["cortes"]["a_tiempo"]  # two when a turn of the day began since the phase
        assert turnos in (1, 2) and dicho["cortes"]["faltan"] == [] and dicho["cortes"]["sin_publicar"] == 0
        assert len(list((maquina.aqui / "publicacion" / "cortes").iterdir())) == turnos
        assert f"Turnos con su corte a tiempo: {turnos}. Tarde: ninguno." in maquina.correr(
            ["publicar", "estado", "--datos", "centro"], bien=(3,)
        )
        maquina.correr(["publicar", "reanudar", "--datos", "centro"])
        hasta_decir(corriendo, "El siguiente corte, a las ")
        corriendo.send_signal(signal.SIGINT)
        assert corriendo.wait(PLAZO_S) == 130
    with publicador(maquina) as corriendo:
        maquina.de_dos("fase", "ultimo")
        hasta_decir(corriendo, "Se publicó el último corte y está en todos los destinos.")
        assert corriendo.wait(PLAZO_S) == 0
    hay = metricas(maquina)
    assert hay["prep_arriba"] == hay["prep_arbitro"] == hay['prep_fase{fase="ultimo"}'] == "1.0"
    assert 0 <= float(hay["prep_corte_segundos"]) < float(hay["prep_corte_turno_segundos"]) == 1200
    actual = json.loads((sitio / "actual.json").read_text())
    assert actual["proximo"] is None and actual["pausa"] is None
    cortes = sorted(r.name for r in (maquina.aqui / "publicacion" / "cortes").iterdir())
    assert actual["corte"] == len(cortes) >= 2
    assert sorted(r.name for r in (maquina.aqui / "difusor" / "cortes").iterdir()) == cortes
    zips = [r.name for r in (maquina.aqui / "difusor").rglob("*.zip")]
    assert len(set(zips)) == len(zips) == 4 * len(cortes)
    assert maquina.correr(["corte", "comprobar", "publicacion"], bien=(4,))
