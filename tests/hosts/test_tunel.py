"""A CATD that only goes out, to one port of the centre and behind NAT: it joins, replicates both ways, is in a cut."""

import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import psutil
import pytest

from central.__main__ import principal
from central.kits.ciudad import AjustesDeKits, kits_de, lugares
from central.kits.lugar import poner
from central.nodo.centro import CENTRO
from central.nodo.cluster import Cluster
from prep.domain.hechos.hechos import Fase, Fuente, NombreFase
from prep.net.identificacion import ARCHIVO, guardar
from tests import prestadas
from tests.central.arbitro.escena import Escena
from tests.central.autoridad.ejemplo import AHORA
from tests.central.sitios.cifrado import SitiosCifrados
from tests.central.sitios.conftest import un_centro
from tests.espera import hasta
from tests.hosts.red import Host, cable, con_redes, correr, hosts, nat
from tests.servidor import nuevo
from tests.store.ejemplos import acta

pytestmark = con_redes
AFUERA, PUERTO = "203.0.113.7", 5422
EN_LAN, ENLACE, OTRO_ENLACE, RUTEADOR = "10.50.7.1", "10.7.0.2", "10.7.0.77", "10.7.0.1"


class CentroAfuera(SitiosCifrados):
    """It listens where the nodes see it from outside, also for those that could come in by themselves."""

    def identificar(self, cluster: Cluster, alta: object = None) -> None:
        guardar(self.autoridad.del_centro(AHORA), cluster.datos / ARCHIVO)
        cluster.escuchar_en(None, AFUERA)


@dataclass
class Lugar:
    """The hosts, and what runs in them."""

    centro: Host
    ruteador: Host
    catd: Host
    puesto: Host
    sitios: CentroAfuera
    cierre: ExitStack
    datos: Path
    corriendo: dict[str, "subprocess.Popen[str]"] = field(default_factory=dict)
    escena: Escena = field(init=False)

    def encender(self, que: str, host: Host, dicho: str, *orden: str) -> None:
        """Until the end; read until it says that it is on."""
        uno = self.corriendo[que] = host.prep(*orden)
        self.cierre.callback(terminar, uno)
        assert uno.stdout
        dichas = []
        for linea in uno.stdout:
            dichas.append(linea)
            if re.search(dicho, linea):
                return
        raise AssertionError("".join(dichas))

    def en_centro(self, consulta: str, *valores: object) -> list[tuple[object, ...]]:
        with self.centro.dentro():
            return self.sitios.centro.escena.base.dueno(consulta, *valores)

    def etapa(self, clave: str) -> list[tuple[object, ...]]:
        return self.en_centro("SELECT etapa FROM prep.acta_estado WHERE acta = %s", clave)

    def trabajar(self, n: int) -> str:
        """An acta at the stations of the CATD, until two people agree; its key."""
        clave = acta(2 * n - 1).clave  # odd: of this CATD
        with self.catd.dentro():
            huella = self.escena.digitalizada(clave)
            for persona in (2, 3):
                self.escena.captura(persona, clave, huella)
        return clave

    def llega(self, n: int) -> None:
        clave = self.trabajar(n)
        hasta(lambda: self.etapa(clave) == [("VERIFICADA",)], f"el acta {n} llega verificada al centro")


def terminar(uno: "subprocess.Popen[str]") -> None:
    uno.terminate()
    try:
        uno.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        uno.kill()


@contextmanager
def _red() -> Iterator[tuple[Host, Host, Host, Host]]:
    """The CATD has its LAN, with a station in it, and its link, behind a router that lets one thing out."""
    with hosts("centro", "nat", "catd", "puesto") as (centro, ruteador, catd, puesto):
        cable(ruteador, "fuera", centro, "red")
        cable(ruteador, "dentro", catd, "enlace")
        cable(catd, "lan", puesto, "lan")
        centro.direccion("red", f"{AFUERA}/24")
        ruteador.direccion("fuera", "203.0.113.20/24")
        ruteador.direccion("dentro", f"{RUTEADOR}/24")
        catd.direccion("lan", f"{EN_LAN}/24")
        puesto.direccion("lan", "10.50.7.9/24")
        catd.direccion("enlace", f"{ENLACE}/24", RUTEADOR)
        nat(ruteador, "dentro", "fuera", AFUERA, PUERTO)
        yield centro, ruteador, catd, puesto


@pytest.fixture(scope="module")
def lugar() -> Iterator[Lugar]:
    with ExitStack() as cierre:
        centro, ruteador, catd, puesto = cierre.enter_context(_red())
        prestadas.cerrar()  # what is lent is of the network of before
        sitios = cierre.enter_context(_centro(centro))
        datos = sitios.carpeta / "nodo"
        uno = Lugar(centro, ruteador, catd, puesto, sitios, cierre, datos)
        _preparar(uno)
        yield uno


@contextmanager
def _centro(centro: Host) -> Iterator[CentroAfuera]:
    suyo = ExitStack()
    with centro.dentro():
        sitios = suyo.enter_context(un_centro(CentroAfuera))
    assert isinstance(sitios, CentroAfuera)
    try:
        yield sitios
    finally:
        prestadas.cerrar()
        with centro.dentro():
            suyo.close()


def _preparar(uno: Lugar) -> None:
    """As an administrator would: what takes in the tunnels, the node's kit, and the node at its place."""
    centro = uno.sitios.centro.cluster
    with uno.centro.dentro():
        for orden in (
            ("tunel", "preparar", "--escucha", AFUERA, "--puerto", str(PUERTO)),
            ("sitio", "alta", "--sitio", "01", "--direccion", "tunel"),
        ):
            assert principal([*orden, "--datos", str(centro.datos)]) == 0
        for kit in kits_de(centro, uno.sitios.autoridad, lugares(centro, "01"), AjustesDeKits(), AHORA):
            if kit.kit.es_de_nodo:
                poner(kit.kit, uno.datos)
        nuevo(uno.datos)  # where a server of the tests is: to make another takes long
    uno.encender("centro", uno.centro, "en marcha", "nodo", "--datos", str(centro.datos), "--escucha", AFUERA)
    uno.encender("tunel", uno.centro, "Se reciben", "tunel", "servir", str(centro.datos / "tunel"))
    uno.cierre.callback(_borrar, uno)
    uno.encender("nodo", uno.catd, "en marcha", "nodo", "--datos", str(uno.datos), "--escucha", EN_LAN)
    with uno.catd.dentro():
        cluster = Cluster(uno.datos)
        uno.escena = Escena(uno.sitios.cifra.base(cluster, "01"), uno.sitios.centro.escena.llaves)


def _borrar(uno: Lugar) -> None:
    with uno.catd.dentro():
        Cluster(uno.datos).borrar()


def alcanza(host: Host, direccion: str, puerto: int) -> bool:
    with host.dentro():
        try:
            socket.create_connection((direccion, puerto), timeout=3).close()
        except OSError:
            return False
    return True


def test_el_nodo_se_une_y_todo_va_y_viene_hasta_un_corte(
    lugar: Lugar, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for fase in (Fase(NombreFase.CEROS, ()), Fase(NombreFase.ABRIR)):
        with lugar.centro.dentro():
            lugar.sitios.centro.escena.hacer(CENTRO, "", fase, Fuente.CENTRO)
    with lugar.catd.dentro():
        bajo = "SELECT count(*) FROM prep.hecho WHERE tipo = 'FASE'"
        hasta(lambda: lugar.escena.base.dueno(bajo) == [(2,)], "las fases bajan al nodo")
    lugar.llega(1)
    with lugar.centro.dentro():
        lugar.sitios.centro.escena.hacer(CENTRO, "", Fase(NombreFase.PUBLICAR), Fuente.CENTRO)
    datos = str(lugar.sitios.centro.cluster.datos)
    with lugar.centro.dentro():
        assert principal(["conciliar", "--datos", datos]) == 0
        publicar = ["corte", "publicar", "--datos", datos, "--salida", str(tmp_path / "publicacion")]
        assert principal(publicar) == 0
    dicho = capsys.readouterr().out
    assert re.search(r"^CATD01: entero", dicho, re.MULTILINE) and re.search(r"^CORTE 1 .* 1 actas", dicho, re.MULTILINE)


def test_desde_fuera_no_se_llega_al_nodo_ni_desde_el_nodo_a_otra_puerta(lugar: Lugar) -> None:
    """What the tunnel carries could not go any other way."""
    puerto = lugar.sitios.centro.cluster.direccion[1]
    assert alcanza(lugar.centro, AFUERA, puerto) and alcanza(lugar.catd, AFUERA, PUERTO)
    assert not alcanza(lugar.catd, AFUERA, puerto)
    assert not alcanza(lugar.centro, "203.0.113.20", PUERTO) and not alcanza(lugar.centro, EN_LAN, PUERTO)
    with lugar.catd.dentro():
        assert lugar.escena.base.cluster.direccion[0] == EN_LAN


def test_si_el_enlace_cambia_de_direccion_sigue(lugar: Lugar) -> None:
    lugar.catd.direccion("enlace", f"{OTRO_ENLACE}/24", RUTEADOR)
    try:
        lugar.llega(2)
    finally:
        lugar.catd.direccion("enlace", f"{ENLACE}/24", RUTEADOR)
    lugar.llega(3)


def test_si_muere_lo_que_recibe_los_tuneles_y_se_enciende_sigue(lugar: Lugar) -> None:
    """kill -9 of it and, with it, of the tunnels that were open; the stations go on meanwhile."""
    viejo = lugar.corriendo["tunel"]
    viejo.send_signal(signal.SIGKILL)
    viejo.wait()
    hasta(lambda: not alcanza(lugar.centro, "127.77.1.1", lugar.sitios.centro.cluster.direccion[1]), "se cierra")
    clave = lugar.trabajar(4)
    carpeta = str(lugar.sitios.centro.cluster.datos / "tunel")
    lugar.encender("tunel", lugar.centro, "Se reciben", "tunel", "servir", carpeta)
    hasta(lambda: lugar.etapa(clave) == [("VERIFICADA",)], "lo de mientras llega")


def test_si_muere_el_programa_del_nodo_no_deja_un_tunel_y_otro_lo_abre(lugar: Lugar) -> None:
    lugar.corriendo["nodo"].send_signal(signal.SIGKILL)
    lugar.corriendo["nodo"].wait()
    hasta(partial(sin_ssh, lugar), "no queda un ssh suyo")
    lugar.encender("nodo", lugar.catd, "en marcha", "nodo", "--datos", str(lugar.datos), "--escucha", EN_LAN)
    lugar.llega(5)


def sin_ssh(lugar: Lugar) -> bool:
    suyos = correr("ip", "netns", "pids", lugar.catd.nombre).split()
    return "ssh" not in [nombre_de(int(pid)) for pid in suyos]


def nombre_de(pid: int) -> str:
    try:
        return psutil.Process(pid).name()
    except psutil.Error:
        return ""
