"""kill -9 at any moment of a cut: the last good one stays up, and the next one leaves everything in order."""

import subprocess
import sys
from pathlib import Path

import pytest

from central.corte.comprobar import comprobar
from tests.central.corte.escena import ACTAS, Cortes
from tests.central.corte.proceso_corte import AQUI

RAIZ = Path(__file__).parents[3]


def _matar_en(cortes: Cortes, etapa: str) -> None:
    orden = [sys.executable, "-m", "tests.central.corte.proceso_corte", str(cortes.datos), str(cortes.salida), etapa]
    orden.append(cortes.hora().isoformat())
    with subprocess.Popen(orden, cwd=RAIZ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as proceso:
        assert proceso.stdin
        assert proceso.stdout
        proceso.stdin.write(cortes.base.dsn("prep_centro") + "\n")
        proceso.stdin.flush()
        assert proceso.stdout.readline().strip() == AQUI
        proceso.kill()


@pytest.mark.parametrize("etapa", ["Comprobando", "Escribiendo", "Registrando", "Mostrando"])
def test_un_corte_muerto_en_una_etapa_deja_puesto_el_ultimo_bueno(cortes: Cortes, etapa: str) -> None:
    cortes.verificada(ACTAS[0])
    primero = cortes.cortar()
    cortes.verificada(ACTAS[1])
    cortes.escena.correr()
    _matar_en(cortes, etapa)
    assert (cortes.salida / "actual").resolve() == primero.carpeta
    visibles = sorted(r.name for r in (cortes.salida / "cortes").iterdir() if not r.name.startswith("."))
    assert visibles in (["0001"], ["0001", "0002"])

    siguiente = cortes.cortar()
    assert siguiente.numero == (3 if etapa == "Mostrando" else 2)
    assert siguiente.actas == 2
    assert comprobar(cortes.salida).fallas == ()
    ocultas = [r for r in (cortes.salida / "cortes").iterdir() if r.name.startswith(".")]
    assert ocultas == []
    filas = cortes.base.dueno("SELECT count(*), count(DISTINCT cuerpo) FROM prep.hecho WHERE tipo = 'PUBLICADO'")
    assert filas == [(2, 2)]
