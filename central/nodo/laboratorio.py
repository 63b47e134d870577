"""The address beyond loopback that a node listens on in a laboratory, without encryption, until there is TLS."""

import errno
import ipaddress
import logging
import socket
from collections.abc import Sequence
from dataclasses import dataclass

from central.nodo.binarios import ErrorNodo

REGISTRO = logging.getLogger(__name__)
LOCAL = "127.0.0.1"
PUERTO_AJENO = 5432
PREFIJO = 24  # of an address given alone


@dataclass(frozen=True, slots=True)
class Laboratorio:
    """`direccion`: one of this machine; `red`: who may connect to it, in CIDR."""

    direccion: str
    red: str

    def __str__(self) -> str:
        """As it is given on the command line and remembered."""
        return f"{self.direccion}/{self.red.partition('/')[2]}"

    def exigir(self) -> None:
        """Raises ErrorNodo unless the address is of this machine now."""
        with socket.socket() as enchufe:
            try:
                enchufe.bind((self.direccion, 0))
            except OSError as error:
                raise ErrorNodo(
                    f"--laboratorio: {self.direccion} no es una dirección de esta máquina. Véalas con «ip address»."
                ) from error


def leer(texto: str) -> Laboratorio:
    """`192.168.1.20` (its /24) or `192.168.1.20/16`; raises ErrorNodo unless it is an address of a private network."""
    dado = texto.strip()
    try:
        interfaz = ipaddress.IPv4Interface(dado if "/" in dado else f"{dado}/{PREFIJO}")
    except ValueError as error:
        raise ErrorNodo(
            f"--laboratorio: «{texto[:40]}» no es una dirección: escríbala como 192.168.1.20 o 192.168.1.20/24."
        ) from error
    ip, red = interfaz.ip, interfaz.network
    if str(ip) == LOCAL:
        raise ErrorNodo(f"--laboratorio: en {LOCAL} el nodo ya escucha sin esta opción; quítela.")
    if ip.is_unspecified or not (ip.is_private and red.is_private):
        raise ErrorNodo(
            f"--laboratorio: {interfaz} no es de una red privada. Sin cifrar no se escucha en una pública ni en todas."
        )
    if ip in (red.network_address, red.broadcast_address) and red.prefixlen < 31:
        raise ErrorNodo(f"--laboratorio: {ip} nombra a toda la red {red}, no a una máquina.")
    return Laboratorio(str(ip), str(red))


def leer_cifrada(texto: str) -> str:
    """An address of this machine beyond loopback, for who comes by certificate. Raises ErrorNodo."""
    try:
        ip = ipaddress.IPv4Address(texto.strip())
    except ValueError as error:
        raise ErrorNodo(f"--escucha: «{texto[:40]}» no es una dirección, como 192.168.1.20.") from error
    if ip.is_unspecified or ip.is_multicast or str(ip) == LOCAL:
        raise ErrorNodo(f"--escucha: dé una dirección de esta máquina en su red, y no {ip}.")
    try:
        with socket.socket() as enchufe:
            enchufe.bind((str(ip), 0))
    except OSError as error:
        raise ErrorNodo(f"--escucha: {ip} no es una dirección de esta máquina. Véalas con «ip address».") from error
    return str(ip)


def leer_cifradas(textos: Sequence[str]) -> tuple[str, ...]:
    """Each as `leer_cifrada`, once. Raises ErrorNodo."""
    return tuple(dict.fromkeys(map(leer_cifrada, textos)))


def libre(puerto: int, direcciones: tuple[str, ...]) -> bool:
    """Whether nobody has that port at any of these addresses; one that is gone has nobody."""
    for direccion in direcciones:
        with socket.socket() as enchufe:
            enchufe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                enchufe.bind((direccion, puerto))
            except OSError as error:
                if error.errno == errno.EADDRINUSE:
                    return False
    return True


def elegir_puerto(fijo: object, recordado: object, direcciones: tuple[str, ...]) -> int:
    """The port that was set, and no other; else the one of before, while nobody has it. Raises ErrorNodo."""
    if isinstance(fijo, int):
        if not libre(fijo, direcciones):
            raise ErrorNodo(f"Otro programa tiene el puerto {fijo} de este nodo: ciérrelo, o dé otro con --puerto.")
        return fijo
    if isinstance(recordado, int) and recordado != PUERTO_AJENO and libre(recordado, direcciones):
        return recordado
    puerto = puerto_libre(direcciones)
    if isinstance(recordado, int) and recordado:  # stations find it by themselves; a firewall's rule does not
        REGISTRO.warning("Otro programa tiene el puerto %s de este nodo, que usa ahora el %s.", recordado, puerto)
        REGISTRO.warning("Si un filtro de red lo espera en aquél, ciérrelo, y fije el del nodo con --puerto.")
    return puerto


def puerto_libre(direcciones: tuple[str, ...]) -> int:
    """A port that nobody has now at these addresses; never 5432, which is some other PostgreSQL's."""
    while True:
        with socket.socket() as enchufe:
            enchufe.bind((LOCAL, 0))
            puerto = int(enchufe.getsockname()[1])
        if puerto != PUERTO_AJENO and libre(puerto, direcciones):
            return puerto
