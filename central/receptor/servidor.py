"""Runs the receiver on this machine: what stands before it is nginx, with TLS (resources/receptor/nginx.conf)."""

import asyncio
import logging
import resource
import socket
import sys
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from central.receptor.aplicacion import aplicacion
from central.receptor.deposito import Deposito
from central.receptor.envios import BuzonDeEnvios
from central.receptor.listas import AvisosDelCentro
from central.receptor.pagina import PaginaDelCae
from prep.recursos import RECURSOS

ENCABEZADOS_S = 10.0
ENCABEZADOS_MAX = 16 * 1024  # bytes
ESPERA_S = 15  # of a connection between two requests
PARADA_S = 5  # for what is coming when it is told to stop; the phones send again
CONEXIONES_MAX = 4_096
COLA = 1_024


class NoSirve(Exception):
    """The receiver cannot begin; the message says what to do."""


class ConPlazo(H11Protocol):
    """Whoever does not end the headers of a request in time is put out: the server itself waits for ever."""

    _plazo: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._plazo = self.loop.call_later(ENCABEZADOS_S, transport.close)

    def data_received(self, data: bytes) -> None:
        if self._plazo is None and (self.cycle is None or self.cycle.response_complete):  # another request begins
            self._plazo = self.loop.call_later(ENCABEZADOS_S, self.transport.close)
        super().data_received(data)
        if self._plazo is not None and self.cycle is not None and not self.cycle.response_complete:
            self._quitar()

    def connection_lost(self, exc: Exception | None) -> None:
        self._quitar()
        super().connection_lost(exc)

    def _quitar(self) -> None:
        if self._plazo is not None:
            self._plazo.cancel()
            self._plazo = None


def servir(carpeta: Path, avisos: Path, centro: Path, lugar: tuple[str, int]) -> int:
    """Serves until it is told to stop; raises NoSirve."""
    entrada = BuzonDeEnvios(_deposito(carpeta), AvisosDelCentro(avisos, _publica(centro)))
    enchufe = _escuchar(lugar)
    _admitir_conexiones()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    configuracion = uvicorn.Config(
        aplicacion(entrada, PaginaDelCae(RECURSOS / "casilla")),
        http=ConPlazo,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        h11_max_incomplete_event_size=ENCABEZADOS_MAX,
        timeout_keep_alive=ESPERA_S,
        timeout_graceful_shutdown=PARADA_S,
        limit_concurrency=CONEXIONES_MAX,
        backlog=COLA,
    )
    host, puerto = enchufe.getsockname()[:2]
    print(f"Recibiendo en http://{host}:{puerto}/casilla/. Para detenerlo: Ctrl-C.", flush=True)
    uvicorn.Server(configuracion).run(sockets=[enchufe])
    return 0


def _deposito(carpeta: Path) -> Deposito:
    if not carpeta.is_dir():
        raise NoSirve(f"{carpeta} no es una carpeta: haga la de envíos.")
    try:
        return Deposito(carpeta)
    except OSError as error:
        raise NoSirve(f"No se puede escribir en {carpeta}: {error.strerror}.") from error


def _publica(ruta: Path) -> bytes:
    try:
        publica = bytes.fromhex(ruta.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        publica = b""
    if len(publica) != 32:
        raise NoSirve(
            f"{ruta} no es la llave pública del centro. La escribe «prep casilla recibir … --avisos CARPETA»: "
            "córrala una vez, o dé la llave con --centro."
        )
    return publica


def _escuchar(lugar: tuple[str, int]) -> socket.socket:
    familia = socket.AF_INET6 if ":" in lugar[0] else socket.AF_INET
    enchufe = socket.socket(familia, socket.SOCK_STREAM)
    enchufe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        enchufe.bind(lugar)
        enchufe.listen(COLA)
    except OSError as error:
        enchufe.close()
        raise NoSirve(f"No se puede escuchar en {lugar[0]}:{lugar[1]}: {error.strerror}. Elija otro puerto.") from error
    return enchufe


def _admitir_conexiones() -> None:
    """As many open files as this machine lets us have: each connection is one."""
    if sys.platform != "win32":
        suave, duro = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(duro, max(suave, 3 * CONEXIONES_MAX)), duro))
