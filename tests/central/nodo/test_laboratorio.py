"""A node listens beyond loopback only with --laboratorio, there only, and for stations and nodes of that network."""

import json
import shutil
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from central.nodo import respaldo, roles
from central.nodo.binarios import ErrorNodo
from central.nodo.cluster import ADMIN, Cluster
from central.nodo.laboratorio import Laboratorio, leer, puerto_libre
from central.nodo.preparar import preparar
from central.sitios.alta import dar_de_alta
from tests.servidor import nuevo
from tests.store import ejemplos

OTRA = Laboratorio("127.0.0.2", "127.0.0.0/24")


@pytest.fixture
def datos() -> Iterator[Path]:
    """The folder of a node that never started."""
    carpeta = Path(tempfile.mkdtemp(prefix="laboratorio-"))
    try:
        nuevo(carpeta)
        yield carpeta
    finally:
        Cluster(carpeta).borrar()
        shutil.rmtree(carpeta)


def escucha(cluster: Cluster) -> set[str]:
    """The addresses on which the server's own process listens, as the kernel says."""
    pid = int((cluster.lugar.base / "postmaster.pid").read_text().splitlines()[0])
    return {c.laddr.ip for c in psutil.Process(pid).net_connections("inet") if c.status == psutil.CONN_LISTEN}


@contextmanager
def desde(origen: str, destino: tuple[str, int], oido: bytearray | None = None) -> Iterator[int]:
    """A port whose one connection goes on to `destino` coming from the address `origen`, as another machine's would.

    All that passes, both ways, is added to `oido`.
    """
    with socket.create_server(("127.0.0.1", 0)) as puerta:

        def pasar() -> None:
            cliente, _ = puerta.accept()
            with cliente, socket.create_connection(destino, source_address=(origen, 0)) as servidor:
                vuelta = threading.Thread(target=copiar, args=(servidor, cliente, oido))
                vuelta.start()
                copiar(cliente, servidor, oido)
                vuelta.join()

        hilo = threading.Thread(target=pasar)
        hilo.start()
        yield puerta.getsockname()[1]
        hilo.join(20)
        assert not hilo.is_alive()


def copiar(de: socket.socket, a: socket.socket, oido: bytearray | None = None) -> None:
    try:
        while trozo := de.recv(65536):
            if oido is not None:
                oido.extend(trozo)
            a.sendall(trozo)
        a.shutdown(socket.SHUT_WR)
    except OSError:
        return  # the other side has gone


def test_sin_la_opcion_nada_escucha_fuera_de_la_misma_maquina(datos: Path) -> None:
    with Cluster(datos) as cluster:
        assert escucha(cluster) == {"127.0.0.1"} == {cluster.direccion[0]}
        hba = (cluster.lugar.base / "pg_hba.conf").read_text()
        assert {r.split()[-2] for r in hba.splitlines() if r.startswith("host")} == {"all", "127.0.0.1/32"}
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.2", cluster.direccion[1]))


def test_con_la_opcion_escucha_tambien_ahi_y_esa_es_su_direccion(datos: Path) -> None:
    cluster = Cluster(datos)
    cluster.escuchar_en(OTRA)
    with cluster:
        assert escucha(cluster) == {"127.0.0.1", "127.0.0.2"}
        assert cluster.direccion == ("127.0.0.2", json.loads((datos / "servidor.json").read_text())["puerto"])
        assert "host=127.0.0.1" in cluster.dsn(ADMIN, "postgres")
    with Cluster(datos) as otra_vez:  # the next to open it: `sitio alta`, `estado`…
        assert otra_vez.laboratorio == OTRA and escucha(otra_vez) == {"127.0.0.1", "127.0.0.2"}
    cluster.escuchar_en(None)
    with cluster:
        servidor, _puerto = cluster.direccion
        assert escucha(cluster) == {"127.0.0.1"} and servidor == "127.0.0.1"


def test_desde_esa_red_entran_estaciones_y_nodos_pero_ningun_servicio(datos: Path) -> None:
    cluster = Cluster(datos)
    cluster.escuchar_en(Laboratorio("127.0.0.2", "127.0.0.0/28"))
    with cluster:
        preparar(cluster, ejemplos.catalogo(), ejemplos.operadores(1), ejemplos.estaciones(1))
        paquete = dar_de_alta(cluster, "01").paquete
        assert (paquete.servidor, paquete.puerto) == cluster.direccion == ("127.0.0.2", cluster.direccion[1])
        for rol in ("est-01-1", paquete.nombre.rol):
            assert intentar(cluster, rol, "127.0.0.3") == ""
        for rol in (ADMIN, roles.DUENO, roles.CENTRO, roles.ARBITRO):
            assert "no pg_hba.conf entry" in intentar(cluster, rol, "127.0.0.3")
        assert "no pg_hba.conf entry" in intentar(
            cluster, "est-01-1", "127.0.0.20"
        )  # not of the network that was given
        assert "password authentication failed" in intentar(cluster, "est-01-1", "127.0.0.3", password="otra")
        assert "no pg_hba.conf entry" in intentar(cluster, "est-01-1", "127.0.0.3", dbname="postgres")


def intentar(cluster: Cluster, rol: str, origen: str, **cambios: str) -> str:
    """Connects coming from `origen`; why not, "" when it could."""
    with desde(origen, cluster.direccion) as puerto:
        try:
            with closing(psycopg.connect(make_conninfo(cluster.dsn(rol), port=puerto, sslmode="disable", **cambios))):
                return ""
        except psycopg.OperationalError as error:
            return str(error)


def test_no_se_cambia_mientras_otro_programa_lo_tiene_en_marcha(datos: Path) -> None:
    with Cluster(datos) as cluster:
        with pytest.raises(ErrorNodo, match="está en marcha y escucha en otra dirección"):
            Cluster(datos).escuchar_en(OTRA)
        cluster.escuchar_en(None)  # as it is
        assert escucha(cluster) == {"127.0.0.1"}


def test_un_servidor_que_quedo_sin_programa_no_sigue_abierto_al_arrancar_sin_la_opcion(datos: Path) -> None:
    muerto = Cluster(datos)
    muerto.escuchar_en(OTRA)
    muerto.iniciar()
    memoria = json.loads((datos / "servidor.json").read_text())
    (datos / "servidor.json").write_text(json.dumps(memoria | {"dueno": [memoria["dueno"][0], 1.0]}))  # it was killed
    siguiente = Cluster(datos)
    siguiente.escuchar_en(None)
    with siguiente:
        assert escucha(siguiente) == {"127.0.0.1"}


def test_un_puerto_tomado_solo_en_esa_direccion_se_deja_a_quien_lo_tiene_y_se_dice(
    datos: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cluster = Cluster(datos)
    cluster.escuchar_en(OTRA)
    with cluster:
        puerto = cluster.direccion[1]
    with socket.create_server(("127.0.0.2", puerto)), cluster:
        nuevo = cluster.direccion[1]
        assert nuevo != puerto and escucha(cluster) == {"127.0.0.1", "127.0.0.2"}
    assert f"tiene el puerto {puerto} de este nodo, que usa ahora el {nuevo}" in caplog.text


def test_un_puerto_fijo_no_se_cambia_por_otro_y_si_esta_tomado_se_dice(datos: Path) -> None:
    puerto, otro = puerto_libre(("127.0.0.1",)), puerto_libre(("127.0.0.1",))
    cluster = Cluster(datos)
    cluster.fijar(puerto)
    with socket.create_server(("127.0.0.1", puerto)), pytest.raises(ErrorNodo, match=f"tiene el puerto {puerto} de"):
        cluster.iniciar()
    with cluster:
        assert cluster.direccion == ("127.0.0.1", puerto)
    cluster.fijar(otro)
    with Cluster(datos) as otra_vez:
        assert otra_vez.direccion == ("127.0.0.1", otro)


@pytest.mark.parametrize(
    ("texto", "leido"),
    [
        ("192.168.1.20", Laboratorio("192.168.1.20", "192.168.1.0/24")),
        (" 10.1.2.3/16 ", Laboratorio("10.1.2.3", "10.1.0.0/16")),
        ("10.0.0.0/31", Laboratorio("10.0.0.0", "10.0.0.0/31")),
    ],
)
def test_se_lee_con_su_red_y_se_recuerda_igual(texto: str, leido: Laboratorio) -> None:
    assert leer(texto) == leido == leer(str(leido))


@pytest.mark.parametrize(
    ("texto", "dicho"),
    [
        ("nada", "no es una dirección"),
        ("192.168.1.20/33", "no es una dirección"),
        ("192.168.1.20/24/1", "no es una dirección"),
        ("::1", "no es una dirección"),
        ("127.0.0.1", "ya escucha sin esta opción"),
        ("0.0.0.0", "no es de una red privada"),
        ("8.8.8.8", "no es de una red privada"),
        ("10.0.0.1/4", "no es de una red privada"),
        ("224.0.0.1", "no es de una red privada"),
        ("192.168.1.0", "nombra a toda la red"),
        ("192.168.1.255", "nombra a toda la red"),
    ],
)
def test_una_direccion_que_no_sirve_se_dice(texto: str, dicho: str) -> None:
    with pytest.raises(ErrorNodo, match=dicho):
        leer(texto)


def test_una_direccion_que_no_es_de_la_maquina_se_dice() -> None:
    with pytest.raises(ErrorNodo, match="no es una dirección de esta máquina"):
        leer("192.168.254.253").exigir()
    OTRA.exigir()


def test_el_que_escucha_fuera_se_respalda_por_dentro(
    datos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its administrator comes in by loopback alone; here another loopback address would do as well, outside not."""
    ordenes: list[list[str]] = []
    de_veras = respaldo._leido

    def anotar(orden: list[str], *lo_demas: Any) -> Any:
        ordenes.append(orden)
        return de_veras(orden, *lo_demas)

    monkeypatch.setattr(respaldo, "_leido", anotar)
    cluster = Cluster(datos)
    cluster.escuchar_en(OTRA)
    with cluster:
        para = str(respaldo.llave_nueva(tmp_path / "llave"))
        hecho, dicho = respaldo.respaldar(cluster, ("SIM", "01", "1"), tmp_path, para, datetime.now(UTC))
    assert hecho.is_dir() and dicho.bytes > 1000 and "--host=127.0.0.1" in ordenes[0]
