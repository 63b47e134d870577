"""No fact stops the city: after each attack an honest acta is verified at both bases and, if it is of cuts, published.

One centre and one node for all of them: what one attack left is there when the next one begins.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

from tests.ataques.ciudad import Ciudad, Crudo, ciudad
from tests.ataques.vivo import NodoVivo
from tests.central.corte.apoyo import resultados
from tests.espera import hasta
from tests.store import ejemplos
from tests.store.ejemplos import acta

HOSTIL = acta(199).clave  # of the CATD, and of nobody honest
ACOPIO = '{"mecanismo":"D","sitio":"01"}'
ANIO = Crudo("INCIDENCIA", HOSTIL, '{"codigo":"x","texto":"x"}', "20000-01-01")
# Number of the finding; what it delivers; whether its person signs it; what the node answers.
ATAQUES = {
    "1 año 20000": (ANIO, 0, "PR005"),
    "1 antes de Cristo": (replace(ANIO, momento="0044-03-15 BC"), 0, "PR005"),
    "2 cifra que no es número": (Crudo("ACOPIO", "FC-GUB-001-0006-B01-00-A02-²", ACOPIO), 0, "PR005"),
    "3 media pareja": (Crudo("ACOPIO", HOSTIL, '{"mecanismo":"D","sitio":"\\ud800"}'), 1, "PR005"),
    "4 nulo": (Crudo("ACOPIO", HOSTIL, '{"mecanismo":"\\u0000","sitio":"01"}'), 1, "PR005"),
    "5 último instante": (
        Crudo("ACOPIO", HOSTIL, ACOPIO, "9999-12-31T23:59:59.999999+00:00", desfase_ms=2**31 - 1), 1, "PR005"),
    "6 imagen que no es JSON": (Crudo("IMAGEN", HOSTIL, "no es JSON"), 0, "PR005"),
    "37 infinito": (Crudo("ACOPIO", HOSTIL, ACOPIO, "infinity"), 0, "PR005"),
    "38 30 MB": (Crudo("ACOPIO", HOSTIL, '{"mecanismo":"' + "x" * 30_000_000 + '","sitio":"01"}'), 0, "PR003"),
    "42 recibido en 1999": (Crudo("ACOPIO", HOSTIL, ACOPIO, recibido="1999-01-01", sec=-5), 0, "nuevo"),
}  # fmt: skip


@pytest.fixture(scope="module")
def viva() -> Iterator[Ciudad]:
    with ciudad() as abierta:
        yield abierta


@pytest.mark.parametrize("nombre", ATAQUES)
def test_por_la_estacion_se_rehusa_y_la_ciudad_sigue(viva: Ciudad, nombre: str) -> None:
    crudo, persona, responde = ATAQUES[nombre]
    assert viva.entregar(viva.firmado(persona, crudo) if persona else crudo) == responde
    viva.sigue_viva()


@pytest.mark.parametrize("nombre", ATAQUES)
def test_por_la_replica_se_aparta_y_la_ciudad_sigue(viva: Ciudad, nombre: str) -> None:
    """As a hostile node has it: past its own functions, so its árbitro meets it too."""
    crudo, persona, _ = ATAQUES[nombre]
    crudo = replace(crudo, id=Crudo("", "", "").id)
    if persona:
        crudo = viva.firmado(persona, crudo)
    viva.meter(crudo)
    viva.sigue_viva()
    quedo = "SELECT count(*) FROM prep.cuarentena WHERE hecho = %s"
    hasta(lambda: viva.catd.base.dueno(quedo, crudo.id) == [(1,)], "su propio árbitro lo aparta")
    assert viva.centro.base.dueno("SELECT count(*) FROM prep.hecho WHERE id = %s", crudo.id) == [(0,)]
    assert viva.centro.base.dueno("SELECT count(*) FROM prep.entrega_rara WHERE hecho = %s", crudo.id) == [(1,)]


def test_20_dos_coludidos_con_numeros_de_4300_digitos_no_detienen_los_cortes(viva: Ciudad) -> None:
    clave = acta(197).clave
    with ExitStack() as abiertos:
        huella = NodoVivo(viva.catd, abiertos).digitalizar(clave)
    for numero in ("9" * 4_300, str(2**31)):
        cuerpo = (
            f'{{"documento":"ACTA PREP","identificacion":"{clave}","imagen":"{huella}","ronda":1,'
            f'"valores":[{",".join([numero] * 11)}]}}'
        )
        for persona in (5, 6):
            assert viva.entregar(viva.firmado(persona, Crudo("CAPTURA", clave, cuerpo))) == "nuevo"
    honesta = viva.sigue_viva()
    filas = resultados(viva.cortar().carpeta)
    clave_casilla = {a.clave: a.clave_casilla for a in ejemplos.catalogo(200).actas.values()}
    assert filas[clave_casilla[honesta]]["PAN"] == "7"
    assert filas[clave_casilla[clave]]["PAN"] == "-"
