"""Nodes that start from one prepared cluster: each is a base of its own."""

import json
from collections.abc import Iterator

import psycopg
import pytest

from central.nodo.cluster import Cluster
from central.nodo.roles import ARBITRO, DUENO
from simulacro.red import plantilla
from tests.central.sitios.conftest import Sitios
from tests.espera import hasta
from tests.store.ejemplos import acta


@pytest.fixture
def molde(sitios: Sitios) -> Iterator[Cluster]:
    hecho = plantilla.hacer(sitios.carpeta / "plantilla")
    yield hecho
    hecho.borrar()


def test_un_nodo_hecho_de_la_plantilla_se_une_y_trabaja_como_uno_propio(sitios: Sitios, molde: Cluster) -> None:
    clave, alta = acta(1).clave, sitios.alta()
    plantilla.copiar(molde, sitios.carpeta / alta.paquete.nombre.nodo)
    nodo = sitios.unir(alta)
    huella = nodo.escena.digitalizada(clave)
    nodo.escena.captura(2, clave, huella)
    nodo.escena.captura(3, clave, huella)
    nodo.escena.correr()
    hasta(lambda: sitios.centro.valor("SELECT count(*) FROM prep.hecho WHERE acta = %s", clave) == 4)
    sitios.centro.escena.correr()
    assert (nodo.escena.etapa(clave), sitios.centro.escena.etapa(clave)) == ("VERIFICADA", "VERIFICADA")


def test_dos_de_la_misma_plantilla_son_bases_distintas_con_contrasenas_propias(sitios: Sitios, molde: Cluster) -> None:
    bases, contrasenas = set(), set()
    for otro in (False, True):
        alta = sitios.alta(reemplazar=otro)
        plantilla.copiar(molde, sitios.carpeta / alta.paquete.nombre.nodo)
        nodo = sitios.unir(alta)
        with psycopg.connect(nodo.cluster.dsn("est-01-1")) as estacion:
            ((dicho,),) = estacion.execute("SELECT estacion_v1.estado_nodo()")
        bases.add(json.loads(dicho)["base"])
        contrasenas |= {nodo.cluster.claves[rol] for rol in (DUENO, ARBITRO, "est-01-1")}
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(molde.dsn(DUENO), port=nodo.cluster.direccion[1])
    assert (len(bases), len(contrasenas)) == (2, 6)
