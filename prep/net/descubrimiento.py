"""Finds a site's node on the local network by zeroconf. It gives an address, never trust, and nothing depends on it.

Announcing takes 1.7 s and fails where there is no interface: it has a thread of its own, and its failures are only
logged. An address written by hand always works.
"""

import hashlib
import logging
import queue
import re
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace

import zeroconf
from zeroconf import InterfaceChoice, IPVersion, ServiceBrowser, ServiceInfo, ServiceListener, Zeroconf

TIPO = "_prep-nodo._tcp.local."
CENTRO = "CENTRO"
REINTENTO_S = 30.0  # an interface that is not there yet
DESPEDIDA_S = 3.0  # what leaving may take: saying goodbye takes 0.3
HALLADOS_MAX = 64  # anybody on the network can announce
TEXTO_MAX = 200
FALLAS = (OSError, zeroconf.Error, ValueError)
REGISTRO = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Hallado:
    """A node as it says of itself. `nodo`: `CATD07.2` or `CENTRO`; `version`: of its base."""

    proceso: str
    nodo: str
    version: str
    servidor: str
    puerto: int


@contextmanager
def anunciar(nodo: Hallado, interfaces: Sequence[str]) -> Iterator[None]:
    """Announces `nodo` on these interfaces (their addresses) for as long as the block lasts; the block never waits."""
    fin = threading.Event()
    hilo = threading.Thread(target=_tener, args=(nodo, list(interfaces), fin), name="anuncio", daemon=True)
    hilo.start()
    try:
        yield
    finally:
        fin.set()
        hilo.join(DESPEDIDA_S)


@contextmanager
def anunciar_en(nodo: Hallado, direcciones: Sequence[str]) -> Iterator[None]:
    """The same in each of its networks, at its address there."""
    with ExitStack() as pila:
        for direccion in direcciones:
            pila.enter_context(anunciar(replace(nodo, servidor=direccion), [direccion]))
        yield


def buscar_todos(plazo_s: float, interfaces: Sequence[str] | None = None, decir: bool = True) -> list[Hallado]:
    """Every node that answers within `plazo_s`, by name: for a station that does not know whose it is, or lost it.

    `decir`: a network that cannot be asked is logged.
    """
    hallados: set[Hallado] = set()
    try:
        for servicio in servicios((TIPO,), plazo_s, interfaces):
            if hallado := leer(servicio):
                hallados.add(hallado)
            if len(hallados) >= HALLADOS_MAX:
                break
    except FALLAS as error:
        REGISTRO.log(
            logging.WARNING if decir else logging.DEBUG,
            "No se pudo buscar el nodo en la red; escriba su dirección: %s",
            error,
        )
    return sorted(hallados, key=lambda h: (h.nodo, h.servidor, h.puerto))


def servicios(
    tipos: Sequence[str], plazo_s: float, interfaces: Sequence[str] | None = None
) -> Iterator[ServiceInfo | None]:
    """What is announced of these kinds, as it is heard within `plazo_s`; raises FALLAS."""
    nombres: queue.SimpleQueue[tuple[str, str]] = queue.SimpleQueue()
    limite = time.monotonic() + plazo_s
    with _red(interfaces or ()) as red:
        ServiceBrowser(red, list(tipos), _Oyente(nombres))
        while (queda := limite - time.monotonic()) > 0:
            try:
                tipo, nombre = nombres.get(timeout=queda)
            except queue.Empty:
                return
            yield red.get_service_info(tipo, nombre, min(1000, int(queda * 1000) + 1))


def leer(servicio: ServiceInfo | None) -> Hallado | None:
    """What an announcement says; None when it is not one of ours, or is too long or damaged."""
    if servicio is None or not servicio.port:
        return None
    try:
        dicho = {k.decode("ascii"): (v or b"").decode("utf-8") for k, v in servicio.properties.items()}
    except UnicodeDecodeError:
        return None
    proceso, nodo, version = (dicho.get(k, "") for k in ("proceso", "nodo", "version"))
    direcciones = servicio.parsed_addresses(IPVersion.V4Only)
    if not direcciones or not proceso or max(map(len, (proceso, version))) > TEXTO_MAX:
        return None
    if not re.fullmatch(rf"{CENTRO}|CATD[0-9]{{2}}(\.[1-9][0-9]{{0,5}})?", nodo):
        return None
    return Hallado(proceso, nodo, version, direcciones[0], servicio.port)


def _tener(nodo: Hallado, interfaces: list[str], fin: threading.Event) -> None:
    """The announcing thread: tries again while it cannot."""
    dicho = False
    while not fin.is_set():
        try:
            with _red(interfaces) as red:
                red.register_service(_servicio(nodo), allow_name_change=True)
                fin.wait()  # closing says goodbye
        except FALLAS as error:
            if not dicho and not fin.is_set():
                REGISTRO.warning("El nodo no se anuncia en la red y sigue sin eso: %s", error)
            dicho = True
            fin.wait(REINTENTO_S)


def _red(interfaces: Sequence[str]) -> Zeroconf:
    """All interfaces when none is named. Raises OSError when one is gone, before the library leaves its socket open."""
    for direccion in interfaces:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as enchufe:
            enchufe.bind((direccion, 0))
    return Zeroconf(interfaces=list(interfaces) or InterfaceChoice.All, ip_version=IPVersion.V4Only)


def _servicio(nodo: Hallado) -> ServiceInfo:
    """Its name tells apart two procesos on one network, and a node's addresses; its host's, two on one machine."""
    proceso = hashlib.sha256(f"{nodo.proceso} {nodo.servidor}".encode()).hexdigest()[:8]
    etiqueta = f"{nodo.nodo.replace('.', '-')}-{proceso}"
    return ServiceInfo(
        TIPO,
        f"{etiqueta}.{TIPO}",
        port=nodo.puerto,
        parsed_addresses=[nodo.servidor],
        properties={"proceso": nodo.proceso, "nodo": nodo.nodo, "version": nodo.version},
        server=f"{etiqueta.lower()}-{nodo.puerto}.local.",
    )


@dataclass(slots=True)
class _Oyente(ServiceListener):
    """Hands the kinds and names that are heard to the caller."""

    nombres: "queue.SimpleQueue[tuple[str, str]]"

    def add_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self.nombres.put((type_, name))

    def update_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self.nombres.put((type_, name))

    def remove_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        """One that leaves was heard before; its address is tried all the same."""
