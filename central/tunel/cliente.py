"""The node's end of its tunnel: OpenSSH's client, started again whenever it ends, with the node's own certificate."""

import logging
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from central.nodo.binarios import ErrorNodo
from central.nodo.confianza import de_carpeta
from central.nodo.lugar import SETPRIV
from central.nodo.nombres import NombreNodo
from central.tunel.ajustes import SalidaPorTunel
from central.tunel.configuracion import de_autoridad
from central.tunel.lugares import en_el_centro, en_el_nodo
from prep.net.identificacion import CARPETA, CENTRO, IdentificacionDeLugar, escribir

PAUSA_S = (0.3, 2.0)
SANO_S = 10.0  # a tunnel that lasted as long was a good one: the next try is at once
RONDA_S = 0.1
# A link that is gone is noticed in six seconds at most, at both ends.
OPCIONES = (
    *("BatchMode=yes", "PreferredAuthentications=publickey", "IdentitiesOnly=yes", "IdentityAgent=none"),
    *("StrictHostKeyChecking=yes", "GlobalKnownHostsFile=/dev/null", "UpdateHostKeys=no", "CheckHostIP=no"),
    *("HostKeyAlgorithms=ecdsa-sha2-nistp256-cert-v01@openssh.com", "CASignatureAlgorithms=ecdsa-sha2-nistp256"),
    *("ExitOnForwardFailure=yes", "ServerAliveInterval=2", "ServerAliveCountMax=2", "ConnectTimeout=4"),
    *("TCPKeepAlive=no", "Compression=no", "ControlMaster=no", "PermitLocalCommand=no", "LogLevel=ERROR"),
)
REGISTRO = logging.getLogger(__name__)


@dataclass(slots=True)
class TunelDelNodo:
    """Runs in a thread of the node's program until `parar`.

    `centro`: where the base of the centre is, seen from there; `propio`: where that of the node is, of today.
    """

    datos: Path
    nombre: NombreNodo
    salida: SalidaPorTunel
    centro: tuple[str, int]
    propio: Callable[[], tuple[str, int]]
    parar: threading.Event
    _dicho: str = field(default="")

    def correr(self) -> None:
        """Raises nothing: what fails is told once, and tried again."""
        vuelta, pausa = 0, PAUSA_S[0]
        while not self.parar.is_set():
            empezo = time.monotonic()
            try:
                dicho = self._una_vez(self.salida.direcciones[vuelta % len(self.salida.direcciones)])
            except (ErrorNodo, OSError) as error:
                dicho = str(error)
            vuelta += 1
            pausa = PAUSA_S[0] if time.monotonic() > empezo + SANO_S else min(2 * pausa, PAUSA_S[1])
            if not self.parar.is_set():
                self._decir(dicho or "se cerró")
                self.parar.wait(pausa)

    def esperar(self, segundos: float) -> bool:
        """Whether it is open, within that time."""
        limite = time.monotonic() + segundos
        while not self.parar.is_set() and time.monotonic() < limite:
            try:
                socket.create_connection((en_el_nodo(self.nombre), self.centro[1]), timeout=1).close()
                return True
            except OSError:
                self.parar.wait(RONDA_S)
        return False

    def _una_vez(self, direccion: str) -> str:
        """One tunnel, from its beginning to its end; what OpenSSH said last. Raises ErrorNodo, OSError."""
        proceso = subprocess.Popen(  # noqa: S603 -- our own arguments
            [SETPRIV, "--pdeathsig", "TERM", "--", *self._orden(direccion)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd="/",
            start_new_session=True,
        )
        assert proceso.stderr
        with proceso.stderr as salida:
            vigia = threading.Thread(target=self._terminar, args=(proceso,), daemon=True)
            vigia.start()
            dicho = salida.read(4_096).decode("utf-8", "replace")
        proceso.wait()
        return " ".join(dicho.split())[-300:]

    def _terminar(self, proceso: subprocess.Popen[bytes]) -> None:
        while proceso.poll() is None:
            if self.parar.wait(RONDA_S):
                proceso.terminate()
                return

    def _orden(self, direccion: str) -> list[str]:
        """Raises ErrorNodo, OSError."""
        if (ssh := shutil.which("ssh", path="/usr/bin:/bin:/usr/local/bin")) is None:
            raise ErrorNodo("aquí no está OpenSSH, que abre el túnel: instale openssh-client")
        suya, puerto = self._suya(), self.centro[1]
        cliente = suya.clientes[CENTRO]
        archivos = self._archivos(suya)
        propio, puerto_propio = self.propio()
        opciones = [
            *OPCIONES,
            *(f"{clave}={ruta}" for clave, ruta in archivos.items()),
            f"HostKeyAlias={cliente.nombre}",
        ]
        return [
            *(ssh, "-N", "-T", "-F", "/dev/null", "-p", str(self.salida.puerto)),
            *(parte for opcion in opciones for parte in ("-o", opcion)),
            *("-R", f"{en_el_centro(self.nombre)}:{puerto}:{propio}:{puerto_propio}"),
            *("-L", f"{en_el_nodo(self.nombre)}:{puerto}:{self.centro[0]}:{puerto}"),
            f"{self.salida.usuario}@{direccion}",
        ]

    def _suya(self) -> IdentificacionDeLugar:
        """Read each time: it may have been given another one. Raises ErrorNodo."""
        confianza = de_carpeta(self.datos)
        if confianza is None or confianza.suya.tunel is None or CENTRO not in confianza.suya.clientes:
            raise ErrorNodo("la identificación de este nodo no es de las que llevan túnel: pida otra al centro")
        return confianza.suya

    def _archivos(self, suya: IdentificacionDeLugar) -> dict[str, Path]:
        """What OpenSSH reads: it wants files. Raises ErrorNodo, OSError."""
        assert suya.tunel  # `_suya` looked
        cliente, carpeta = suya.clientes[CENTRO], self.datos.absolute() / CARPETA
        carpeta.mkdir(mode=0o700, exist_ok=True)
        conocidos = f"@cert-authority {cliente.nombre} {de_autoridad(cliente.autoridad)}\n"
        textos = {
            "IdentityFile": ("tunel", suya.tunel.llave),
            "CertificateFile": ("tunel-cert.pub", f"{suya.tunel.certificado}\n"),
            "UserKnownHostsFile": ("tunel.centro", conocidos),
        }
        for nombre, texto in textos.values():
            escribir(carpeta / nombre, texto)
        return {clave: carpeta / nombre for clave, (nombre, _) in textos.items()}

    def _decir(self, texto: str) -> None:
        if texto != self._dicho:
            self._dicho = texto
            REGISTRO.warning("El túnel al centro (se vuelve a intentar): %s", texto)
