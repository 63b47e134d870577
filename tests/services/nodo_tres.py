"""A node with the catalogue of three elections, for the tests of the acopio counter: with stations, or with windows."""

from collections.abc import Iterator

import pytest

from central.nodo.personas import EstacionNueva, OperadorNuevo
from central.nodo.preparar import preparar
from central.nodo.roles import CENTRO as ROL_DEL_CENTRO
from prep.domain.hechos.hechos import Fase, Fuente, NombreFase
from prep.net.identidad import Llave
from prep.services.estacion.firma import FirmaDeSesion
from prep.store.hechos import ENTREGAR_CENTRO, valores_firmados
from tests.conftest import Nodo, copia
from tests.services import tres
from tests.services.conftest import ESTACIONES, PERSONAS, conocido, perder
from tests.store import ejemplos


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
def sin_abrir(de_tres: Nodo) -> Nodo:
    """Nothing has happened in it."""
    perder(de_tres, "TRUNCATE prep.hecho, prep.cadena, prep.cola, prep.acta_estado, prep.cuarentena, prep.alarma")
    return de_tres


@pytest.fixture
def limpio(sin_abrir: Nodo) -> Nodo:
    """The coordination declared the opening, and nothing else has happened in it."""
    declarar(sin_abrir, NombreFase.ABRIR)
    return sin_abrir


def declarar(nodo: Nodo, fase: NombreFase) -> None:
    """As the árbitro leaves it, which is not at work here."""
    firma = FirmaDeSesion("centro", "sala", ejemplos.PROCESO, Llave(b"c" * 32))
    firmado = firma.hecho("", Fuente.CENTRO, Fase(fase))
    with nodo.conectar(ROL_DEL_CENTRO) as conn:
        assert conn.execute(ENTREGAR_CENTRO, valores_firmados(firmado)).fetchone() == ("nuevo",)
    nodo.dueno("DELETE FROM prep.cola WHERE hecho = %s", firmado.hecho.id)
