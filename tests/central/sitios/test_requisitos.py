"""`prep revisar` of a real node: ready while it is there, not while it is off; and at the node, of itself."""

import json
from typing import Any

import pytest

from central.__main__ import principal
from central.sitios import unirse
from prep.store.migrar import cabeza
from tests.central.sitios.conftest import Par

PRESENTE = (
    "UPDATE prep.nodo SET servidor = %s, puerto = %s, esquema = %s, deriva_ms = %s, latido = clock_timestamp()"
    " RETURNING 1"
)


def revisado(datos: object, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Each thing of `revisar --json` by what it is; the last of each."""
    capsys.readouterr()
    assert principal(["revisar", "--json", "--datos", str(datos)]) == 3
    return {r["que"]: r for r in json.loads(capsys.readouterr().out)["requisitos"]}


def test_un_nodo_esta_listo_mientras_esta_y_en_hora(par: Par, capsys: pytest.CaptureFixture[str]) -> None:
    centro = par.centro.cluster.datos
    par.centro.valor(PRESENTE, *par.nodo.cluster.direccion, cabeza(), 0)
    nodo = revisado(centro, capsys)["Nodo"]
    assert (nodo["donde"], nodo["falta"]) == ("CATD01", False), nodo
    par.centro.valor(PRESENTE, *par.nodo.cluster.direccion, cabeza(), 9_000)
    nodo = revisado(centro, capsys)["Nodo"]
    assert nodo["falta"] and "su reloj va 9 s atrás" in nodo["dicho"]
    par.centro.valor(PRESENTE, "127.0.0.1", 9, cabeza(), 0)  # it beats, and nobody can ask it
    nodo = revisado(centro, capsys)["Nodo"]
    assert nodo["falta"] and "nadie escucha" in nodo["dicho"] and "onnection" not in nodo["dicho"]
    par.centro.valor("UPDATE prep.nodo SET latido = now() - interval '1 minute' RETURNING 1")
    assert "Está apagado" in revisado(centro, capsys)["Nodo"]["hacer"]


def test_en_un_nodo_dice_lo_suyo_y_si_el_centro_contesta(par: Par, capsys: pytest.CaptureFixture[str]) -> None:
    unirse.tomar(par.alta.paquete, par.nodo.cluster.datos)
    suyo = revisado(par.nodo.cluster.datos, capsys)
    assert {"Base", "Disco", "Reloj", "Enlace"} <= suyo.keys() and "Fase" not in suyo and "Nodo" not in suyo
    assert (suyo["Enlace"]["donde"], suyo["Enlace"]["falta"]) == ("CATD01", False), suyo["Enlace"]
