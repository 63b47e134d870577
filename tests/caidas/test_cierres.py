"""A few windows opened, worked and closed (`make caidas-cierres` does 2,000), and that the count sees what is wrong."""

import sys
from pathlib import Path

import psycopg

from central.nodo.cluster import ADMIN, Cluster
from tests.caidas.cierres import BASE, Cierres, contar, correr, sembrar


def test_una_ventana_tras_otra_ninguna_muere_y_solo_su_hilo_recoge_basura(cluster: Cluster, tmp_path: Path) -> None:
    try:
        cierres = correr(sembrar(cluster, tmp_path), tmp_path, 4, semilla=3)
    finally:
        with psycopg.connect(cluster.dsn(ADMIN, "postgres"), autocommit=True) as conn:
            conn.execute(f"DROP DATABASE IF EXISTS {BASE} WITH (FORCE)")
    assert (cierres.ventanas, cierres.muertes, dict(cierres.colectas)) == (4, [], {})


def test_la_cuenta_ve_al_que_muere_y_al_hilo_que_recoge(tmp_path: Path) -> None:
    cierres = Cierres()
    hija = "import faulthandler, os; faulthandler.enable(); print(); print('fondo nodo', flush=True); os.abort()"
    contar([sys.executable, "-c", hija], "", tmp_path / "dicho.txt", cierres)
    assert (cierres.ventanas, dict(cierres.colectas)) == (3, {"fondo": 1, "nodo": 1})
    (muerte,) = cierres.muertes
    assert "muerte -6 en la ventana 3" in muerte and "Fatal Python error: Aborted" in muerte
