"""A few deaths of the capture window (`make caidas-captura` does a hundred), and that the count sees what is lost."""

from pathlib import Path

import psycopg
import pytest

from central.nodo.cluster import ADMIN, Cluster
from tests.caidas.ventana import BASE, Cuenta, _anotar, correr, sembrar


def test_muerta_de_golpe_no_se_pierde_ningun_campo_y_se_sigue_donde_iba(cluster: Cluster, tmp_path: Path) -> None:
    nodo = sembrar(cluster, 100)
    try:
        cuenta, _, malas = correr(nodo, tmp_path, 3, semilla=5)
    finally:
        with psycopg.connect(cluster.dsn(ADMIN, "postgres"), autocommit=True) as conn:
            conn.execute(f"DROP DATABASE {BASE} WITH (FORCE)")
    assert (cuenta.sesiones, cuenta.perdidos, cuenta.fuera_de_lugar, malas) == (3, [], [], 0)
    assert cuenta.campos


@pytest.mark.parametrize(("dicho", "que"), [("sigue A 1 0", "perdidos"), ("sigue A 0 0,1,2", "fuera_de_lugar")])
def test_la_cuenta_ve_lo_perdido_y_lo_fuera_de_lugar(dicho: str, que: str) -> None:
    cuenta = Cuenta(hechos={"A": {0, 1, 2}})
    _anotar(dicho.split(), cuenta)
    assert getattr(cuenta, que)
