"""Both ends of a tunnel on this machine, with real OpenSSH: what takes them in, and nodes that open theirs."""

import getpass
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from central.autoridad.autoridad import Autoridad
from central.nodo.laboratorio import puerto_libre
from central.nodo.nombres import NombreNodo
from central.tunel import plan
from central.tunel.ajustes import SalidaPorTunel
from central.tunel.cliente import TunelDelNodo
from central.tunel.lugares import en_el_centro, en_el_nodo
from central.tunel.plan import PlanDeTuneles, TunelDeNodo
from central.tunel.servidor import ServidorDeTuneles, usuario
from prep.net.identificacion import ARCHIVO, guardar
from tests.central.autoridad.ejemplo import AHORA
from tests.espera import hasta

ESCUCHA, BASE, DEL_NODO = "127.0.0.7", "127.0.0.8", "127.0.0.9"
HAY_SSHD = shutil.which("sshd", path="/usr/sbin:/sbin") is not None and shutil.which("ssh") is not None
con_sshd = pytest.mark.skipif(not HAY_SSHD, reason="falta openssh-server")


@contextmanager
def que_dice(direccion: str, puerto: int, palabra: bytes) -> Iterator[None]:
    """Something that listens there, and says that word to whoever comes."""
    with socket.create_server((direccion, puerto)) as enchufe:

        def atender() -> None:
            while True:
                try:
                    conexion, _ = enchufe.accept()
                except OSError:
                    return
                with conexion:
                    conexion.sendall(palabra)

        threading.Thread(target=atender, daemon=True).start()
        yield
        enchufe.shutdown(socket.SHUT_RDWR)


def oir(direccion: str, puerto: int) -> bytes:
    """What is said there; nothing where nobody answers, or what is behind does not."""
    try:
        with socket.create_connection((direccion, puerto), timeout=10) as conexion:
            return conexion.recv(100)
    except OSError:
        return b""


@dataclass
class Puertas:
    """The centre's server of tunnels, running; its base is who says «centro», that of each node its name."""

    carpeta: Path
    autoridad: Autoridad
    puerto: int = field(default_factory=lambda: puerto_libre((ESCUCHA,)))
    base: int = field(default_factory=lambda: puerto_libre((BASE,)))
    servidor: ServidorDeTuneles = field(init=False)
    parar: threading.Event = field(default_factory=threading.Event)
    abiertos: list[tuple[threading.Thread, threading.Event]] = field(default_factory=list)

    def planear(self, *nodos: NombreNodo, revocados: tuple[int, ...] = ()) -> None:
        suya = self.autoridad.del_centro(AHORA)
        assert suya.tunel and suya.servidor
        nuevo = PlanDeTuneles(
            version=1, escucha=ESCUCHA, puerto=self.puerto, base=BASE, puerto_base=self.base, tunel=suya.tunel,
            autoridad=suya.servidor.autoridad, revocados=revocados,
            nodos=tuple(TunelDeNodo(nodo=n.apodo, direccion=en_el_centro(n)) for n in nodos),
        )  # fmt: skip
        plan.guardar(nuevo, self.carpeta / "plan")
        if hasattr(self, "servidor"):
            hasta(lambda: self.servidor._plan == nuevo, "el servidor toma el plan")

    def identificar(self, nombre: NombreNodo) -> Path:
        """The folder of that node, with what the authority gave it."""
        datos = self.carpeta / nombre.nodo
        datos.mkdir(exist_ok=True)
        guardar(self.autoridad.de_nodo(nombre.catd, nombre.apodo, AHORA), datos / ARCHIVO)
        return datos

    def tunel(self, nombre: NombreNodo, datos: Path, **cambios: object) -> TunelDelNodo:
        quien = usuario()
        salida = SalidaPorTunel(
            direcciones=(ESCUCHA,), puerto=self.puerto, usuario=quien.nombre if quien else getpass.getuser()
        )
        parar = threading.Event()
        uno = TunelDelNodo(datos, nombre, salida, (BASE, self.base), lambda: (DEL_NODO, self.base), parar)
        for clave, valor in cambios.items():
            setattr(uno, clave, valor)
        return uno

    def abrir(self, uno: TunelDelNodo) -> TunelDelNodo:
        hilo = threading.Thread(target=uno.correr, daemon=True)
        hilo.start()
        self.abiertos.append((hilo, uno.parar))
        return uno

    def pasa(self, nombre: NombreNodo) -> bool:
        """Whether that node and the centre reach each other."""
        ida = oir(en_el_nodo(nombre), self.base) == b"centro"
        return ida and oir(en_el_centro(nombre), self.base) == b"nodo"


@contextmanager
def puertas(carpeta: Path, autoridad: Autoridad) -> Iterator[Puertas]:
    una = Puertas(carpeta, autoridad)
    obra = carpeta / "obra"
    obra.mkdir()
    una.planear()
    una.servidor = ServidorDeTuneles(carpeta / "plan", obra)
    hilo = threading.Thread(target=una.servidor.correr, args=(una.parar,), daemon=True)
    with que_dice(BASE, una.base, b"centro"), que_dice(DEL_NODO, una.base, b"nodo"):
        hilo.start()
        hasta(lambda: oir(ESCUCHA, una.puerto).startswith(b"SSH-2.0"), "el servidor de túneles recibe")
        try:
            yield una
        finally:
            for uno, parar in una.abiertos:
                parar.set()
                uno.join(timeout=10)
            una.parar.set()
            hilo.join(timeout=10)
