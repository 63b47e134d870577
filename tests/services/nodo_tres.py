"""A node with the catalogue of three elections, for the tests of the acopio counter: with stations, or with windows."""

from collections.abc import Iterator

import pytest

from central.nodo.personas import EstacionNueva, OperadorNuevo
from central.nodo.preparar import preparar
from tests.conftest import Nodo, copia
from tests.services import tres
from tests.services.conftest import ESTACIONES, PERSONAS, conocido, perder


@pytest.fixture(scope="module")
def de_tres(nodo: Nodo) -> Iterator[Nodo]:
    """A node with the catalogue of three elections, and the people of the tests."""
    for propia in copia(nodo):
        gente = [
            OperadorNuevo(o, o.title(), conocido(o).publica, conocido(o).sellada, roles, sitio)
            for o, (roles, sitio) in PERSONAS.items()
        ]
        puestos = [EstacionNueva(nombre, sitio) for nombre, sitio in ESTACIONES.items()]
        preparar(propia.cluster, tres.catalogo(), gente, puestos, base=propia.base)
        yield propia


@pytest.fixture
def limpio(de_tres: Nodo) -> Nodo:
    perder(de_tres, "TRUNCATE prep.hecho, prep.cadena, prep.cola, prep.acta_estado, prep.cuarentena, prep.alarma")
    return de_tres
