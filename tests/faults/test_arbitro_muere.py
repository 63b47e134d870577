"""The árbitro is killed with kill -9 again and again while facts come in: nothing is lost, nothing is done twice."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from central.arbitro.reconstruir import reconstruir
from prep.store import candados
from tests.central.arbitro.escena import Escena
from tests.conftest import Nodo
from tests.espera import hasta
from tests.store.ejemplos import acta

PROGRAMA = """
import sys, threading
from central.arbitro.proceso import correr
correr(sys.stdin.readline().strip(), threading.Event())
"""
ACTAS = [acta(n).clave for n in range(1, 20, 2)]
LIMITE_S = 60


@contextmanager
def arbitro(base: Nodo) -> Iterator[subprocess.Popen[str]]:
    """An árbitro in a process of its own; its connection string goes by standard input, never by the command line."""
    proceso = subprocess.Popen([sys.executable, "-c", PROGRAMA], stdin=subprocess.PIPE, text=True)
    assert proceso.stdin is not None
    proceso.stdin.write(base.dsn("prep_arbitro") + "\n")
    proceso.stdin.flush()
    try:
        yield proceso
    finally:
        proceso.kill()
        proceso.wait()
        proceso.stdin.close()


def esperar(escena: Escena, consulta: str, esperado: int) -> None:
    hasta(lambda: escena.base.dueno(consulta) == [(esperado,)], consulta)


@pytest.mark.parametrize("muertes", [4])
def test_kill_9_del_arbitro_no_pierde_ni_repite(base: Nodo, muertes: int) -> None:
    escena = Escena(base)
    vivas = 0
    for n, clave in enumerate(ACTAS):
        with arbitro(base) if n % 2 == 0 and vivas < muertes else _nadie():
            vivas += n % 2 == 0
            huella = escena.digitalizada(clave)
            escena.captura(2, clave, huella)
            escena.captura(3, clave, huella)
    with arbitro(base):
        esperar(escena, "SELECT count(*)::int FROM prep.cola", 0)
        esperar(escena, "SELECT count(*)::int FROM prep.acta_estado WHERE etapa = 'VERIFICADA'", len(ACTAS))
    assert base.dueno("SELECT count(*)::int FROM prep.cadena") == base.dueno("SELECT count(*)::int FROM prep.hecho")
    with escena.arbitro() as (conexion, contexto):
        assert reconstruir(conexion, contexto, firmas=True).diferencias == []


@contextmanager
def _nadie() -> Iterator[None]:
    yield


def test_solo_hay_un_arbitro_por_nodo(base: Nodo) -> None:
    with arbitro(base):
        esperar(
            Escena(base),
            "SELECT count(*)::int FROM pg_locks"
            f" WHERE locktype = 'advisory' AND granted AND objid = {candados.ARBITRO}",
            1,
        )
        segundo = subprocess.run(
            [sys.executable, "-c", PROGRAMA],
            input=base.dsn("prep_arbitro") + "\n",
            text=True,
            capture_output=True,
            timeout=LIMITE_S,
            check=False,
        )
        assert segundo.returncode != 0
        assert "Ya hay un árbitro en este nodo" in segundo.stderr
