"""A node as stations find it: a base by its real name, with people and stations, for programs that only have a card."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from central.gente.fichas import escribir
from central.nodo.cluster import Cluster
from central.nodo.personas import Gente, OperadorNuevo
from central.nodo.preparar import BASE
from central.nodo.registro import registrar
from prep.net import identidad
from tests.conftest import Nodo
from tests.services.conftest import PERSONAS, llave, poblar

TECLEABLE = "contrasena-1"  # xdotool changes the keyboard for an «ñ», and what it then types is now and then another


@pytest.fixture(scope="session")
def nodo_prep(cluster: Cluster) -> Iterator[Nodo]:
    """The base that a station's card looks for, in the session's cluster; its people's password is TECLEABLE.

    Shared: what is done there stays.
    """
    nodo = Nodo(cluster, BASE)
    poblar(nodo)
    gente = []
    for quien, (roles, sitio) in PERSONAS.items():
        sellada = identidad.sellar(llave(quien), TECLEABLE, costo="prueba")
        gente.append(OperadorNuevo(quien, quien.title(), llave(quien).publica, sellada, roles, sitio))
    registrar(cluster, Gente(gente))
    yield nodo


@pytest.fixture
def carpeta(nodo_prep: Nodo, tmp_path: Path) -> Path:
    """The folder of est-01-1 with its card, as an administrator hands it over."""
    (hecha,) = escribir(nodo_prep.cluster, ["est-01-1"], tmp_path / "fichas")
    return hecha
