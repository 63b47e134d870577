"""The suite's own PostgreSQL cluster in a data folder: made, started, used and stopped without touching any other."""

import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import psutil
import psycopg

from central.nodo.binarios import Binarios, ErrorNodo, buscar
from central.nodo.candado import candado
from central.nodo.claves import Claves
from central.nodo.confianza import HBA, Confianza, de_carpeta
from central.nodo.configuracion import CATD, CENTRO, Medida, pg_hba, postgresql_conf
from central.nodo.laboratorio import LOCAL, Laboratorio, elegir_puerto, leer
from central.nodo.lugar import LugarDelServidor, alcanzables, borrar_lugar, preparar_lugar
from prep.net.identificacion import ARCHIVO as IDENTIFICACION
from prep.store.cadena import cadena

ADMIN = "prep_admin"
ESPERA_S = 60
CONEXION_S = 10
INTENTOS_DE_PUERTO = 5
PROCESO_KIB = 512 << 10  # of memory of its own that a process of the server may have, whatever its session asks for


class Cluster:
    """One cluster below `datos`. A running one is used as it is, and stopped only by its starter.

    `entorno` is added to the server's environment (the bench slows its fsync that way). If the program that started
    the server died without stopping it, the next one that finds it running takes it over.
    """

    def __init__(self, datos: Path, entorno: Mapping[str, str] | None = None) -> None:
        self.datos = datos.absolute()
        self.claves = Claves(self.datos)
        self._entorno = dict(entorno or {})
        self._lugar: LugarDelServidor | None = None
        self._binarios: Binarios | None = None
        self._propio = False

    def __enter__(self) -> "Cluster":
        self.iniciar()
        return self

    def __exit__(
        self, tipo: type[BaseException] | None, error: BaseException | None, traza: TracebackType | None
    ) -> None:
        self.detener()

    @property
    def en_marcha(self) -> bool:
        """Whether this folder's server answers with this folder's password."""
        return self._responde()

    @property
    def binarios(self) -> Binarios:
        if self._binarios is None:
            self._binarios = alcanzables(buscar(), self.lugar)
        return self._binarios

    @property
    def lugar(self) -> LugarDelServidor:
        if self._lugar is None:
            self._lugar = preparar_lugar(self.datos)
        return self._lugar

    @property
    def direccion(self) -> tuple[str, int]:
        """Where others reach the server: host and port, 0 when it never started."""
        return self.direcciones[:2][-1], self._memoria().get("puerto", 0)

    @property
    def direcciones(self) -> tuple[str, ...]:
        """All that it listens on: loopback, and beyond it one of a laboratory, or those that are encrypted."""
        if laboratorio := self.laboratorio:
            return LOCAL, laboratorio.direccion
        dichas = self._memoria().get("cifrada") or []  # before, it was one, and no list
        return LOCAL, *([dichas] if isinstance(dichas, str) else map(str, dichas))

    @property
    def confianza(self) -> Confianza | None:
        """Its certificates, which it goes by from its next start on. Raises ErrorNodo, OSError."""
        return de_carpeta(self.datos)

    @property
    def laboratorio(self) -> Laboratorio | None:
        """What it listens on besides loopback; raises ErrorNodo when what is remembered is no address."""
        recordado = self._memoria().get("laboratorio")
        return leer(str(recordado)) if recordado else None

    @property
    def medida(self) -> Medida:
        """How large its server is from its next start on."""
        return CATD if self._memoria().get("catd") else CENTRO

    def dimensionar(self, *, catd: bool) -> None:
        """Remembered for every start from now on: the server of a CATD's node is smaller than the centre's."""
        if self._memoria().get("catd", False) != catd:
            self.datos.mkdir(parents=True, exist_ok=True)
            self._recordar(catd=catd)

    def dsn(self, rol: str, base: str = "prep") -> str:
        """The libpq connection string of `rol`; raises ErrorNodo when the node has no such role."""
        return cadena(LOCAL, self.direccion[1], rol, self.claves[rol], base, connect_timeout=CONEXION_S)

    def iniciar(self) -> None:
        """Makes the cluster if it is not there and starts it if it is not running; raises ErrorNodo."""
        self.datos.mkdir(parents=True, exist_ok=True)
        with candado(self.datos / "servidor.candado"):
            if not (self.lugar.base / "PG_VERSION").exists():
                self._crear()
            if not self._responde():
                self._levantar()
            elif _vive(self._memoria().get("dueno")):
                return  # somebody else's: used, and left running
            self._propio = True
            self._recordar(dueno=_quien_soy())

    def reponer(self) -> None:
        """Starts the server again if it died (a crash, no memory, somebody's hand); its owner stays the same.

        Nothing when it runs, also when it does not answer yet. Raises ErrorNodo.
        """
        with candado(self.datos / "servidor.candado"):
            if self._pg_ctl("status").returncode == 0:
                return
            self._levantar()
            if not _vive(self._memoria().get("dueno")):
                self._propio = True
                self._recordar(dueno=_quien_soy())

    def escuchar_en(self, laboratorio: Laboratorio | None, *cifradas: str) -> None:
        """Remembered for every start from now on: a laboratory's address, or those that are encrypted.

        Raises ErrorNodo while a running server listens on something else.
        """
        dichas = (LOCAL, laboratorio.direccion) if laboratorio else (LOCAL, *cifradas)
        if laboratorio == self.laboratorio and dichas == self.direcciones:
            return
        self.datos.mkdir(parents=True, exist_ok=True)
        with candado(self.datos / "servidor.candado"):
            if self._pg_ctl("status").returncode == 0:
                if _vive(self._memoria().get("dueno")):
                    raise ErrorNodo(
                        f"El servidor de {self.datos} está en marcha y escucha en otra dirección: "
                        "deténgalo donde se arrancó y repita."
                    )
                self._pg_ctl("stop", "-m", "fast", "-w", "-t", str(ESPERA_S))  # nobody's: its program died
            self._recordar(laboratorio=str(laboratorio) if laboratorio else None, cifrada=list(cifradas))

    def fijar(self, puerto: int) -> None:
        """That port and no other, from its next start on."""
        self.datos.mkdir(parents=True, exist_ok=True)
        self._recordar(fijo=puerto)

    def detener(self) -> None:
        """Stops the server if this object started it (or took it over)."""
        if self._propio:
            self._propio = False
            if self._pg_ctl("stop", "-m", "fast", "-w", "-t", str(ESPERA_S)).returncode != 0:
                self._pg_ctl("stop", "-m", "immediate", "-w", "-t", str(ESPERA_S))
            self._recordar(dueno=None)

    def borrar(self) -> None:
        """Stops this folder's server, no matter who started it, and removes its files. For demonstrations and tests."""
        if self._pg_ctl("status").returncode == 0:
            self._pg_ctl("stop", "-m", "immediate", "-w", "-t", str(ESPERA_S))
        self._propio = False
        borrar_lugar(self.datos)
        self._lugar = None
        for nombre in ("claves.json", "claves.candado", "servidor.json", "servidor.candado"):
            (self.datos / nombre).unlink(missing_ok=True)

    def _crear(self) -> None:
        """initdb into a new folder and a rename, so that a cut-off initdb leaves nothing that looks like a cluster."""
        binarios, lugar = self.binarios, self.lugar
        if binarios.pypi:
            print("Se usa el PostgreSQL de PyPI (sin TLS): sólo sirve para una demostración.", file=sys.stderr)
        clave = self.claves.asegurar([ADMIN])[ADMIN]
        a_medias = lugar.carpeta / "base.a_medias"
        if a_medias.exists():
            shutil.rmtree(a_medias)
        secreto = lugar.carpeta / f"clave-{secrets.token_hex(4)}"
        lugar.escribir(secreto, clave + "\n")
        try:
            seguro = ["--auth-host=scram-sha-256", "--auth-local=reject", "--pwfile", str(secreto)]
            forma = ["--locale=C", "--encoding=UTF8", "--data-checksums"]
            hecho = self._correr([binarios["initdb"], "-D", str(a_medias), "-U", ADMIN, *seguro, *forma])
        finally:
            secreto.unlink()
        if hecho.returncode != 0:
            raise ErrorNodo(f"initdb falló en {lugar.carpeta}: {(hecho.stderr or hecho.stdout).strip()[-500:]}")
        a_medias.rename(lugar.base)

    def _levantar(self) -> None:
        """Starts the server; another port each time that the one that was free a moment ago is taken."""
        for _ in range(INTENTOS_DE_PUERTO):
            if self._arrancar():
                return
        raise ErrorNodo(f"PostgreSQL no arrancó. Su registro está en {self.lugar.registro}:\n{self._ultimas_lineas()}")

    def _arrancar(self) -> bool:
        """One try with a free port: the remembered one when it still is. False when the server did not come up."""
        memoria, direcciones, confianza = self._memoria(), self.direcciones, self._exigir_confianza()
        puerto = elegir_puerto(memoria.get("fijo"), memoria.get("puerto"), direcciones)
        self._recordar(puerto=puerto)
        ajustes = postgresql_conf(puerto, direcciones, self.medida)
        if confianza:
            confianza.poner(self.lugar)
            ajustes += confianza.ajustes(self.lugar)
        self.lugar.escribir(self.lugar.base / "postgresql.conf", ajustes)
        self.lugar.escribir(self.lugar.base / "pg_hba.conf", HBA if confianza else pg_hba(self.laboratorio))
        orden = self._orden("start", "-w", "-t", str(ESPERA_S), "-l", str(self.lugar.registro))
        arranque = self._correr(["/bin/sh", "-c", f'ulimit -d {PROCESO_KIB} && exec "$@"', "sh", *orden])
        return arranque.returncode == 0 and self._responde()

    def _exigir_confianza(self) -> Confianza | None:
        """Raises ErrorNodo where it would listen beyond this machine in clear, or has no way to encrypt."""
        confianza = self.confianza
        if confianza is None and self.laboratorio is None and self.direcciones != (LOCAL,):
            raise ErrorNodo(
                f"En {self.datos} no está {IDENTIFICACION}, y sin ella no se escucha fuera de esta máquina. "
                "Repóngala de su respaldo, o pida otra («prep autoridad expedir»)."
            )
        if confianza and self.binarios.pypi:
            raise ErrorNodo("El PostgreSQL de PyPI no cifra. Instale el del sistema para usar certificados.")
        return confianza

    def _pg_ctl(self, *argumentos: str) -> subprocess.CompletedProcess[str]:
        return self._correr(self._orden(*argumentos))

    def _orden(self, *argumentos: str) -> list[str]:
        return [self.binarios["pg_ctl"], *argumentos, "-D", str(self.lugar.base)]

    def _correr(self, orden: list[str]) -> subprocess.CompletedProcess[str]:
        """Runs one of PostgreSQL's programs as the server's user, in a session of its own so that Ctrl-C skips it."""
        entorno = {k: v for k, v in os.environ.items() if not k.startswith("PG")} | self._entorno | {"LC_ALL": "C"}
        with (self.lugar.carpeta / "pg_ctl.salida").open("w+b") as salida:
            # a file, not a pipe: the server would inherit the pipe and keep it open
            hecho = subprocess.run(  # noqa: S603 -- our own arguments
                self.lugar.orden(orden),
                stdin=subprocess.DEVNULL,
                stdout=salida,
                stderr=subprocess.STDOUT,
                env=entorno,
                cwd="/",
                start_new_session=True,
                check=False,
            )
            salida.seek(0)
            texto = salida.read().decode(errors="replace")
        return subprocess.CompletedProcess(orden, hecho.returncode, texto, "")

    def _responde(self) -> bool:
        """A password that only this folder has is what tells this server from any other on that port."""
        try:
            psycopg.connect(self.dsn(ADMIN, "postgres")).close()
        except (psycopg.OperationalError, ErrorNodo):
            return False
        return True

    def _memoria(self) -> dict[str, Any]:
        """What `servidor.json` remembers: `puerto`, `fijo`, `laboratorio`, `cifrada`, `catd`, its `dueno`."""
        try:
            datos = json.loads((self.datos / "servidor.json").read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return datos if isinstance(datos, dict) else {}

    def _recordar(self, **cambios: object) -> None:
        nuevo = self.datos / "servidor.json.nuevo"
        nuevo.write_text(json.dumps(self._memoria() | cambios), encoding="utf-8")
        nuevo.replace(self.datos / "servidor.json")

    def _ultimas_lineas(self) -> str:
        if not self.lugar.registro.exists():
            return ""
        return "\n".join(self.lugar.registro.read_text(errors="replace").splitlines()[-5:])


def _quien_soy() -> list[float]:
    """A process id comes back for another process; with its start time it does not."""
    return [os.getpid(), psutil.Process().create_time()]


def _vive(dueno: object) -> bool:
    if not isinstance(dueno, list) or len(dueno) != 2:
        return False
    try:
        return abs(psutil.Process(int(dueno[0])).create_time() - float(dueno[1])) < 1
    except psutil.NoSuchProcess:
        return False
