"""A node killed in the middle of a delivery, and back: nothing lost, nothing twice (R-33)."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from central.nodo.cluster import Cluster
from prep.services.acopio.acopio import Acopiar
from prep.services.digitalizacion.digitalizacion import Digitalizar
from prep.services.estacion.estacion import Estacion
from prep.services.nodo.cliente import NodoCliente
from prep.store.spool.spool import Spool
from tests.conftest import Nodo
from tests.services.conftest import poblar, sesion
from tests.servidor import aparte, matar
from tests.store import ejemplos

SIN_TOPE = """CREATE OR REPLACE FUNCTION prep.dichos_max() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1000'"""
ACTAS = [ejemplos.acta(n).clave for n in range(1, 20, 2)]


@pytest.fixture(scope="module")
def fragil() -> Iterator[Nodo]:
    """A node of its own, to be killed."""
    with aparte("caida") as servidor:
        nodo = Nodo(servidor, "prep")
        poblar(nodo)
        nodo.dueno(SIN_TOPE)
        yield nodo


def _parar_en_seco(cluster: Cluster) -> None:
    cluster._pg_ctl("stop", "-m", "immediate", "-w", "-t", "60")


@pytest.mark.parametrize("tirar", [matar, _parar_en_seco])
def test_nada_se_pierde_ni_se_dobla_si_el_nodo_cae_mientras_se_trabaja(
    fragil: Nodo, tmp_path: Path, tirar: Callable[[Cluster], None]
) -> None:
    antes = fragil.dueno("SELECT count(*) FROM prep.hecho")[0][0]
    with (
        Spool.abrir(tmp_path / "s.db", ejemplos.PROCESO, "est-01-1") as spool,
        NodoCliente(fragil.dsn("est-01-1")) as nodo,
    ):
        estacion = Estacion(spool, nodo, "01", ejemplos.catalogo())
        hechos, en_marcha, caido = [], Event(), Event()

        def trabajar() -> None:
            abierta = sesion("ana", estacion)
            acopio, escaner = Acopiar(estacion, abierta), Digitalizar(estacion, abierta)
            for n in range(1_000):
                clave = ACTAS[n % len(ACTAS)]
                if n < len(ACTAS):
                    hechos.append(acopio.registrar(clave, "D").hecho)
                hechos.append(escaner.digitalizar(clave, f"{tirar} {n}".encode() * 100).hecho)
                if n == 60:
                    en_marcha.set()
                if caido.is_set() and n > 120:
                    return

        hilo = Thread(target=trabajar)
        hilo.start()
        assert en_marcha.wait(60)
        tirar(fragil.cluster)
        caido.set()
        hilo.join()
        assert spool.cuentas().total == len(hechos)
        assert spool.cuentas().pendientes > 0
        fragil.cluster.iniciar()
        nodo.reintentar_ya()
        assert estacion.entrega.vaciar().nodo
        cuentas = spool.cuentas()
    assert (cuentas.entregados, cuentas.total, cuentas.imagenes_pendientes) == (len(hechos), len(hechos), 0)
    en_nodo = [id_ for (id_,) in fragil.dueno("SELECT id FROM prep.hecho")]
    assert set(hechos) <= set(en_nodo)
    assert len(en_nodo) == antes + len(hechos)
    sin_imagen = (
        "SELECT count(*) FROM prep.hecho h WHERE tipo = 'IMAGEN' AND NOT EXISTS"
        " (SELECT FROM prep.imagen i WHERE i.huella = h.cuerpo::json ->> 'huella')"
    )
    assert fragil.dueno(sin_imagen) == [(0,)]
