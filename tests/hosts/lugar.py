"""A centre outside, and a CATD behind a router that lets one thing out, each in its own network: by real programs."""

import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from central.__main__ import principal
from central.kits.ciudad import AjustesDeKits, kits_de, lugares
from central.kits.lugar import poner
from central.nodo import confianza
from central.nodo.cluster import Cluster
from central.sitios.alta import dar_de_alta
from central.tunel.lugares import TUNEL
from prep.net.identificacion import ARCHIVO, guardar
from tests import prestadas
from tests.central.arbitro.escena import Escena
from tests.central.autoridad.ejemplo import AHORA
from tests.central.sitios.cifrado import SitiosCifrados
from tests.central.sitios.conftest import un_centro
from tests.espera import hasta
from tests.hosts.red import Host, cable, disco, hosts, nat
from tests.servidor import nuevo
from tests.store.ejemplos import acta

AFUERA, PUERTO = "203.0.113.7", 5422
EN_LAN, ENLACE, OTRO_ENLACE, RUTEADOR = "10.50.7.1", "10.7.0.2", "10.7.0.77", "10.7.0.1"


def por_cable(ruteador: Host, centro: Host) -> None:
    cable(ruteador, "fuera", centro, "red")


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

    def poner_nodo(self) -> None:
        """From its kit, in the folder `datos`, and on."""
        centro = self.sitios.centro.cluster
        self.cierre.enter_context(disco(self.datos))
        with self.centro.dentro():
            for kit in kits_de(centro, self.sitios.autoridad, lugares(centro, "01"), AjustesDeKits(), AHORA):
                if kit.kit.es_de_nodo:
                    poner(kit.kit, self.datos)
            nuevo(self.datos)  # where a server of the tests is: to make another takes long
        self.cierre.callback(_borrar, self.catd, self.datos)
        self.encender("nodo", self.catd, "en marcha", "nodo", "--datos", str(self.datos), "--escucha", EN_LAN)
        with self.catd.dentro():
            base = self.sitios.cifra.base(Cluster(self.datos), "01")
            self.escena = Escena(base, self.sitios.centro.escena.llaves)

    def reemplazar(self) -> None:
        """Another node in the place of the one that died, which is fenced."""
        with self.centro.dentro():
            alta = dar_de_alta(self.sitios.centro.cluster, "01", True, TUNEL)
        self.datos = self.sitios.carpeta / alta.paquete.nombre.apodo
        self.poner_nodo()

    def rotar(self) -> None:
        """Other certificates at the node and at the centre, which take them while they work."""
        centro, archivo = self.sitios.centro.cluster, self.sitios.carpeta / "otra.json"
        with self.centro.dentro():
            alta = dar_de_alta(centro, "01")
        for suya, datos in (
            (self.sitios.cifra.de_nodo(alta), self.datos), (self.sitios.autoridad.del_centro(AHORA), centro.datos),
        ):  # fmt: skip
            guardar(suya, archivo)
            confianza.poner(archivo, datos)

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
def _red(con: Callable[[Host, Host], None]) -> Iterator[tuple[Host, Host, Host, Host]]:
    """The CATD has its LAN, with a station in it, and its link, behind a router that lets one thing out."""
    with hosts("centro", "nat", "catd", "puesto") as (centro, ruteador, catd, puesto):
        con(ruteador, centro)
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


@contextmanager
def un_lugar(con: Callable[[Host, Host], None] = por_cable) -> Iterator[Lugar]:
    """All of it at work. `con`: what joins the router to the centre."""
    with ExitStack() as cierre:
        centro, ruteador, catd, puesto = cierre.enter_context(_red(con))
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
    uno.encender("centro", uno.centro, "en marcha", "nodo", "--datos", str(centro.datos), "--escucha", AFUERA)
    uno.encender("tunel", uno.centro, "Se reciben", "tunel", "servir", str(centro.datos / "tunel"))
    uno.poner_nodo()


def _borrar(catd: Host, datos: Path) -> None:
    with catd.dentro():
        Cluster(datos).borrar()
