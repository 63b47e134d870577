"""Takes in the tunnels of the nodes: each connection is given to an OpenSSH server of its own, which ends with it.

Here each address has few connections that have not said who they are; each node one tunnel, the last that it opened;
and who is fenced or revoked is out in a second.
"""

import logging
import os
import pwd
import re
import selectors
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from central.nodo.binarios import ErrorNodo
from central.nodo.lugar import SETPRIV, Usuario
from central.tunel import configuracion, plan
from central.tunel.plan import PlanDeTuneles
from prep.ajeno.reparos import AjenoInvalido

USUARIOS = ("prep-tunel", "sshd")  # only as root, and then the node is told which
MUDAS_MAX, MUDAS_DE_UNA_MAX = 40, 8
ABIERTOS_MAX = 64  # files of one tunnel: its connections inside are as many as that
RONDA_S = 0.5
ESPERA_PLAN_S = 5.0
ENTRO = re.compile(rb"Accepted publickey for \S+ from \S+ port \d+ ssh2: \S+ \S+ ID nodo\.(\S+) \(serial (\d+)\) CA .*")
REGISTRO = logging.getLogger(__name__)


def usuario() -> Usuario | None:
    """Who runs them when this is root; None when it is who runs this. Raises ErrorNodo."""
    if os.geteuid() != 0:
        return None
    for nombre in USUARIOS:
        with suppress(KeyError):
            entrada = pwd.getpwnam(nombre)
            return Usuario(nombre, entrada.pw_uid, entrada.pw_gid)
    raise ErrorNodo("El túnel no corre como root, y no existe el usuario «prep-tunel» ni «sshd»: instale prep-nodo.")


def sshd() -> str:
    """Raises ErrorNodo where it is not installed."""
    if hallado := shutil.which("sshd", path="/usr/sbin:/sbin:/usr/local/sbin"):
        return hallado
    raise ErrorNodo("Aquí no está OpenSSH, que recibe los túneles: instale openssh-server.")


@dataclass(slots=True)
class TunelAbierto:
    """One connection. `nodo` and `serie` are of the certificate that it came in with; "" until then."""

    direccion: str
    proceso: subprocess.Popen[bytes]
    nodo: str = ""
    serie: int = 0

    def cerrar(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.proceso.pid, signal.SIGKILL)


@dataclass(slots=True)
class ServidorDeTuneles:
    """`carpeta`: where the centre leaves its plan; `obra`: this one's own, which nobody else reads."""

    carpeta: Path
    obra: Path
    _abiertos: list[TunelAbierto] = field(default_factory=list)
    _turno: threading.Lock = field(default_factory=threading.Lock)
    _plan: PlanDeTuneles | None = None
    _visto: tuple[int, int] = (0, 0)
    _programa: str = ""
    _usuario: Usuario | None = None

    def correr(self, parar: threading.Event) -> None:
        """Until `parar`. Raises ErrorNodo, OSError where it cannot begin."""
        self._programa, self._usuario = sshd(), usuario()
        self._preparar()
        self._esperar_plan(parar)
        while not parar.is_set():
            suyo = self._exigir_plan()
            with socket.create_server((suyo.escucha, suyo.puerto), backlog=64) as enchufe:
                print(f"Se reciben túneles en {suyo.escucha}:{suyo.puerto}. Para detenerlo: Ctrl-C.", flush=True)
                self._atender(enchufe, (suyo.escucha, suyo.puerto), parar)
        for uno in self._abiertos:
            uno.cerrar()

    def _preparar(self) -> None:
        if self._usuario:
            os.chown(self.obra, self._usuario.uid, self._usuario.gid)

    def _esperar_plan(self, parar: threading.Event) -> None:
        """The centre writes it when it runs."""
        dicho = False
        while not parar.is_set() and self._leer_plan() is None:
            if not dicho:
                REGISTRO.warning("Aún no hay %s: lo deja el centro en marcha.", self.carpeta / plan.ARCHIVO)
            dicho = True
            parar.wait(RONDA_S)

    def _exigir_plan(self) -> PlanDeTuneles:
        assert self._plan  # `_esperar_plan` came back with one
        return self._plan

    def _leer_plan(self) -> PlanDeTuneles | None:
        """The one in force: a bad one leaves the one before."""
        try:
            escrito = (self.carpeta / plan.ARCHIVO).stat()
            if (escrito.st_ino, escrito.st_mtime_ns) == self._visto:
                return self._plan
            self._visto = (escrito.st_ino, escrito.st_mtime_ns)
            nuevo = plan.leer(self.carpeta)
            configuracion.dejar(nuevo, self.obra)
            self._ceder()
        except FileNotFoundError:
            return self._plan
        except (AjenoInvalido, ErrorNodo, OSError) as error:
            REGISTRO.warning("El plan de %s no sirve, y sigue el de antes: %s", self.carpeta, error)
            return self._plan
        self._plan = nuevo
        return nuevo

    def _ceder(self) -> None:
        for ruta in self.obra.iterdir():
            if self._usuario:
                os.chown(ruta, self._usuario.uid, self._usuario.gid)

    def _atender(self, enchufe: socket.socket, lugar: tuple[str, int], parar: threading.Event) -> None:
        """Until `parar`, or the plan says another place."""
        enchufe.setblocking(False)
        with selectors.DefaultSelector() as mirador:
            mirador.register(enchufe, selectors.EVENT_READ)
            revisado = 0.0
            while not parar.is_set():
                if mirador.select(RONDA_S):
                    with suppress(OSError):
                        self._recibir(*enchufe.accept())
                if time.monotonic() >= revisado + RONDA_S:
                    revisado = time.monotonic()
                    self._repasar()
                    suyo = self._exigir_plan()
                    if (suyo.escucha, suyo.puerto) != lugar:
                        return

    def _recibir(self, conexion: socket.socket, quien: tuple[str, int]) -> None:
        """Forked from this very thread: who ends it, a kill -9 too, ends the servers of the tunnels."""
        with conexion, self._turno:
            mudas = Counter(uno.direccion for uno in self._abiertos if not uno.nodo and uno.proceso.poll() is None)
            if mudas.total() >= MUDAS_MAX or mudas[quien[0]] >= MUDAS_DE_UNA_MAX:
                return
            conexion.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            uno = TunelAbierto(quien[0], self._dar(conexion))
            self._abiertos.append(uno)
        assert uno.proceso.stderr
        threading.Thread(target=self._oir, args=(uno, uno.proceso.stderr), daemon=True).start()

    def _dar(self, conexion: socket.socket) -> subprocess.Popen[bytes]:
        quien = [] if self._usuario is None else self._usuario.orden([])[1:-1]
        orden = [
            SETPRIV,
            "--pdeathsig",
            "TERM",
            *quien,
            "--",
            "/bin/sh",
            "-c",
            f'ulimit -n {ABIERTOS_MAX} && exec "$@"',
        ]
        return subprocess.Popen(  # noqa: S603 -- our own arguments
            [*orden, "sh", self._programa, "-i", "-e", "-f", str(self.obra / "sshd_config")],
            stdin=conexion.fileno(),
            stdout=conexion.fileno(),
            stderr=subprocess.PIPE,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
            cwd="/",
            start_new_session=True,
        )

    def _oir(self, uno: TunelAbierto, salida: BinaryIO) -> None:
        """What the server of one tunnel says, until it ends."""
        with salida:
            for linea in salida:
                if hallado := ENTRO.fullmatch(linea.strip()):
                    self._entro(uno, hallado[1].decode("ascii", "replace"), int(hallado[2]))
                else:
                    REGISTRO.info("%s: %s", uno.direccion, linea.decode("ascii", "replace").strip()[:300])
        uno.proceso.wait()
        if uno.nodo:
            REGISTRO.info("Se cerró el túnel de %s desde %s.", uno.nodo, uno.direccion)
        with self._turno:
            self._abiertos.remove(uno)

    def _entro(self, uno: TunelAbierto, nodo: str, serie: int) -> None:
        """The one that it had before has lost its link and does not know it yet: it keeps the address."""
        with self._turno:
            uno.nodo, uno.serie = nodo, serie
            for otro in self._abiertos:
                if otro is not uno and otro.nodo == nodo:
                    otro.cerrar()
        REGISTRO.info("Se abrió el túnel de %s desde %s.", nodo, uno.direccion)

    def _repasar(self) -> None:
        """Whoever the plan in force no longer takes in is put out."""
        if (suyo := self._leer_plan()) is None:
            return
        admitidos = {n.nodo for n in suyo.nodos}
        with self._turno:
            for uno in self._abiertos:
                if uno.nodo and (uno.nodo not in admitidos or uno.serie in suyo.revocados):
                    REGISTRO.warning("El túnel de %s se cierra: ya no se le admite.", uno.nodo)
                    uno.cerrar()
