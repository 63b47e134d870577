"""A station whose node is gone finds it elsewhere by itself: same folder, same spool, nothing to carry (P-6)."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict

from prep.net.descubrimiento import Hallado, anunciar, buscar_todos
from prep.services.acopio.acopio import Acopiar
from prep.services.estacion import ficha as fichas
from prep.services.estacion.busqueda import Busqueda
from prep.services.estacion.ficha import Ficha
from prep.services.estacion.pulso import Latido
from prep.services.estacion.relevo import ruta_del_spool, siguiente
from prep.services.nodo.cliente import NodoCliente
from tests.conftest import Nodo, copia
from tests.espera import hasta
from tests.services.conftest import Abrir, poblar, sesion
from tests.store import ejemplos

AQUI = "est-01-1"
LOCAL = ("127.0.0.1",)
SIGUIO = "INSERT INTO prep.sucesion (de, a, momento, firma) VALUES (%s, 'SIM-2', now(), '')"


def ficha_de(poblada: Nodo, puerto: int, carpeta: Path) -> Ficha:
    """The card of a station whose node was at `puerto`, as its folder keeps it."""
    dicho = conninfo_to_dict(poblada.dsn(AQUI))
    ficha = Ficha(
        proceso=ejemplos.PROCESO, estacion=AQUI, sitio="01", servidor="127.0.0.1", puerto=puerto,
        contrasena=str(dicho["password"]), base=poblada.base,
    )  # fmt: skip
    fichas.guardar(ficha, carpeta / fichas.ARCHIVO)
    return ficha


def test_el_nodo_que_cambio_de_direccion_se_halla_solo_y_se_le_entrega_lo_pendiente(
    poblada: Nodo, abrir: Abrir, tmp_path: Path
) -> None:
    estacion = abrir(poblada.dsn(AQUI), AQUI)
    estacion.actualizar()
    estacion.entregar_aparte()
    host, puerto = poblada.cluster.direccion
    vieja = ficha_de(poblada, 1, tmp_path)  # where nobody answers any more
    estacion.nodo.mudar(vieja.dsn)
    latido = Latido(estacion)
    assert not latido.latir().conectada
    Acopiar(estacion, sesion("ana", estacion)).registrar(ejemplos.acta(1).clave, "D")
    with (
        anunciar(Hallado(ejemplos.PROCESO, "CATD01.2", "x", host, puerto), LOCAL),
        Busqueda(tmp_path, vieja, estacion.nodo, lambda: buscar_todos(2.5, LOCAL, decir=False)),
    ):
        hasta(lambda: latido.latir().conectada, "the station found its node")
    assert latido.latir().pendientes == 0
    assert poblada.dueno("SELECT count(*) FROM prep.hecho WHERE acta = %s", ejemplos.acta(1).clave) == [(1,)]
    guardada = fichas.leer(tmp_path / fichas.ARCHIVO)
    assert (guardada.servidor, guardada.puerto) == (host, puerto), "the next start begins there"


def test_un_anuncio_no_basta_ni_el_de_otro_proceso_ni_el_de_quien_no_prueba_que_lo_es(
    poblada: Nodo, tmp_path: Path
) -> None:
    host, puerto = poblada.cluster.direccion
    vieja = ficha_de(poblada, 1, tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as impostor, NodoCliente(vieja.dsn) as nodo:
        impostor.listen()
        falso = Hallado(ejemplos.PROCESO, "CATD01", "x", "127.0.0.1", impostor.getsockname()[1])
        ajeno = Hallado("OTRO-2024", "CATD01", "x", host, puerto)
        busqueda = Busqueda(tmp_path, vieja, nodo, lambda: [ajeno, falso])
        assert not busqueda.buscar()
        assert fichas.leer(tmp_path / fichas.ARCHIVO) == vieja
        sin_clave = vieja.model_copy(update={"contrasena": "otra"})
        bueno = Hallado(ejemplos.PROCESO, "CATD01", "x", host, puerto)
        assert not Busqueda(tmp_path, sin_clave, nodo, lambda: [bueno]).buscar(), "the node does not admit it"
        assert Busqueda(tmp_path, vieja, nodo, lambda: [falso, bueno]).buscar()
        assert nodo.estado_nodo().sitio == "01"


def test_mientras_hay_nodo_no_se_busca(poblada: Nodo, tmp_path: Path) -> None:
    host, puerto = poblada.cluster.direccion
    buena = ficha_de(poblada, puerto, tmp_path)
    otro = Hallado(ejemplos.PROCESO, "CATD01", "x", host, 1)
    with NodoCliente(buena.dsn) as nodo:
        nodo.estado_nodo()
        assert not Busqueda(tmp_path, buena, nodo, lambda: [otro]).buscar() and nodo.conectada


@pytest.fixture
def relevada(nodo: Nodo) -> Iterator[Nodo]:
    """A base of its own: what becomes another proceso is not given to who comes after."""
    for propia in copia(nodo):
        poblar(propia)
        yield propia


def test_si_a_su_proceso_lo_siguio_otro_halla_a_su_nodo_y_no_le_entrega_nada(
    relevada: Nodo, abrir: Abrir, tmp_path: Path
) -> None:
    estacion = abrir(relevada.dsn(AQUI), AQUI)
    estacion.actualizar()
    estacion.entregar_aparte()
    Acopiar(estacion, sesion("ana", estacion)).registrar(ejemplos.acta(1).clave, "D")
    relevada.dueno(SIGUIO, ejemplos.PROCESO)
    relevada.dueno("UPDATE prep.proceso SET proceso = 'SIM-2'")
    host, puerto = relevada.cluster.direccion
    vieja = ficha_de(relevada, 1, tmp_path)
    estacion.nodo.mudar(vieja.dsn)
    suyo = Hallado(ejemplos.PROCESO, "CATD01", "x", host, puerto)  # by the first of its procesos
    assert Busqueda(tmp_path, vieja, estacion.nodo, lambda: [suyo]).buscar()
    pulso = Latido(estacion).latir()
    assert (pulso.conectada, pulso.pendientes, estacion.entrega.sigue) == (False, 1, "SIM-2")
    assert pulso.motivo == "Empieza «SIM-2»: salga con F10, y esta estación pasa a él sola."
    assert relevada.dueno("SELECT count(*) FROM prep.hecho") == [(0,)]
    nueva = siguiente(tmp_path, fichas.leer(tmp_path / fichas.ARCHIVO), "SIM-2")
    assert (nueva.proceso, nueva.familia, nueva.puerto) == ("SIM-2", ejemplos.PROCESO, puerto)
    assert ruta_del_spool(tmp_path, nueva).name == "spool.SIM-2.sqlite"
