"""`corte --seguido` as it is left in a terminal: it waits for its phase, cuts, is interrupted, and ends by itself."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.e2e.maquina import RAIZ, Maquina, maquina

__all__ = ["maquina"]

PERFIL = RAIZ / "resources" / "entidades" / "cdmx-2024.toml"
PLAZO_S = 60.0


@contextmanager
def seguido(maquina: Maquina) -> Iterator["subprocess.Popen[str]"]:
    publicar = ("corte", "publicar", "--seguido", "--datos", "centro", "--salida", "publicacion")
    orden = [sys.executable, "-m", "prep", *publicar]
    entorno = {**os.environ, "PYTHONPATH": str(RAIZ), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        orden, cwd=maquina.aqui, env=entorno, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
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


def test_espera_su_fase_corta_se_interrumpe_y_termina_con_la_ultima(maquina: Maquina) -> None:
    texto = PERFIL.read_text(encoding="utf-8")
    un_dia = texto.replace("[ajustes]", "[ajustes]\nminutos_entre_cortes = 1440\n#", 1)  # no turn begins in the test
    (maquina.aqui / "perfil.toml").write_text(un_dia, encoding="utf-8")
    maquina.correr(["simulacro", "pueblo", "ejemplo", "--perfil", "perfil.toml", "--escala", "pueblo"])
    for orden in (
        "catalogo importar ejemplo --perfil perfil.toml --proceso SIM-1 --datos centro",
        "fase ceros --datos centro",
    ):
        maquina.correr(orden.split())
    maquina.encender(["nodo", "--datos", "centro"])
    maquina.correr(["fase", "abrir", "--datos", "centro"])
    with seguido(maquina) as corriendo:
        hasta_decir(corriendo, "Todavía no se publica")
        maquina.correr(["fase", "publicar", "--datos", "centro"])
        hasta_decir(corriendo, "CORTE 1 ")
        hasta_decir(corriendo, "El siguiente corte, a las ")
        corriendo.send_signal(signal.SIGINT)
        assert corriendo.wait(PLAZO_S) == 130
    actual = maquina.aqui / "publicacion" / "actual"
    assert (actual / "index.html").is_file()
    with seguido(maquina) as corriendo:
        hasta_decir(corriendo, "El siguiente corte, a las ")  # this turn has its own: none is added
        maquina.correr(["fase", "ultimo", "--datos", "centro"])
        hasta_decir(corriendo, "corte publicar --ultimo")
        assert corriendo.wait(PLAZO_S) == 0
    assert len(list((maquina.aqui / "publicacion" / "cortes").iterdir())) == 1
