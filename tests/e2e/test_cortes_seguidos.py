"""`prep publicar` as it is left in a terminal: waits for its phase, cuts, dies of kill -9, goes on, ends by itself."""

import json
import os
import signal
import subprocess
import sys
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
    entorno = {**os.environ, "PYTHONPATH": str(RAIZ), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "prep", *EMPEZAR],
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
    actual = json.loads((sitio / "actual.json").read_text())
    assert actual["proximo"] is None and actual["pausa"] is None
    cortes = sorted(r.name for r in (maquina.aqui / "publicacion" / "cortes").iterdir())
    assert actual["corte"] == len(cortes) >= 2
    assert sorted(r.name for r in (maquina.aqui / "difusor" / "cortes").iterdir()) == cortes
    zips = [r.name for r in (maquina.aqui / "difusor").rglob("*.zip")]
    assert len(set(zips)) == len(zips) == 4 * len(cortes)
    assert maquina.correr(["corte", "comprobar", "publicacion"], bien=(4,))
