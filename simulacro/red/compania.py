"""The programs of a night as child processes: the nodes and the robots; started together, never left behind."""

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, BinaryIO, Protocol

from simulacro.red.semillero import Semillero

ESPERA_S = 90.0
DESPEDIDA_S = 20.0


class ProgramaCaido(RuntimeError):
    """A program of the night ended by itself; the message says which, and its last words."""


class ProgramaHijo(Protocol):
    """What is used of a child, of any parent (subprocess.Popen)."""

    pid: int
    stdin: IO[str] | None
    stdout: IO[str] | None
    returncode: int | None

    def poll(self) -> int | None: ...
    def wait(self, timeout: float | None = None) -> int: ...
    def terminate(self) -> None: ...
    def kill(self) -> None: ...


def iniciar(orden: Sequence[str], errores: BinaryIO) -> ProgramaHijo:
    """`python -m ORDEN…`, on its own; its errors go to `errores`."""
    return subprocess.Popen(  # noqa: S603 -- our own programs
        [sys.executable, "-m", *orden],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errores,
        text=True,
        start_new_session=True,  # Ctrl-C is for the night, which ends its children in order
    )


class Programa:
    """One child: its lines are read as they come; it ends when its standard input closes or by SIGTERM."""

    def __init__(
        self,
        nombre: str,
        orden: Sequence[str],
        registro: Path,
        iniciar: Callable[[Sequence[str], BinaryIO], ProgramaHijo] = iniciar,
    ) -> None:
        self.nombre, self._orden, self._registro, self._iniciar = nombre, orden, registro, iniciar
        self._empezar()

    def _empezar(self) -> None:
        self._errores = self._registro.open("ab")
        self._proceso = self._iniciar(self._orden, self._errores)
        self._lineas: list[str] = []
        self._hilo = threading.Thread(target=self._leer, daemon=True)
        self._hilo.start()

    def matar(self) -> None:
        """kill -9, as when its machine goes."""
        self._proceso.kill()
        self._recoger()

    def renacer(self) -> None:
        """Started again by the same order, after `matar`."""
        self._empezar()

    @property
    def pid(self) -> int:
        return self._proceso.pid

    def _leer(self) -> None:
        assert self._proceso.stdout is not None
        for linea in self._proceso.stdout:
            self._lineas.append(linea.strip())

    def dijo(self, palabra: str) -> bool:
        """Whether a line that begins with `palabra` came; raises ProgramaCaido when the program is gone."""
        if any(linea.startswith(palabra) for linea in list(self._lineas)):
            return True
        self.exigir_vivo()
        return False

    def exigir_vivo(self) -> None:
        """Raises ProgramaCaido, with its last words, if it ended."""
        if self._proceso.poll() is not None:
            ultimas = self._registro.read_text(encoding="utf-8", errors="replace")[-1500:]
            raise ProgramaCaido(f"{self.nombre} terminó con código {self._proceso.returncode}.\n{ultimas}")

    def esperar(self, palabra: str) -> str:
        """The first line that begins with `palabra`, when it comes; raises ProgramaCaido if it does not."""
        limite = time.monotonic() + ESPERA_S
        while not self.dijo(palabra):
            if time.monotonic() > limite:
                raise ProgramaCaido(f"{self.nombre} no dijo {palabra} en {ESPERA_S:.0f} s.")
            time.sleep(0.05)
        return next(linea for linea in self._lineas if linea.startswith(palabra))

    def acabar(self, plazo_s: float) -> int:
        """Its exit code when it ends by itself; raises ProgramaCaido when it has not in `plazo_s`."""
        try:
            return self._proceso.wait(plazo_s)
        except subprocess.TimeoutExpired as error:
            raise ProgramaCaido(f"{self.nombre} no terminó en {plazo_s:.0f} s.") from error

    def decir(self, linea: str) -> None:
        assert self._proceso.stdin is not None
        self._proceso.stdin.write(linea + "\n")
        self._proceso.stdin.flush()

    def terminar(self) -> None:
        """Asks it to end, waits, and kills it if it does not."""
        assert self._proceso.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # it went first
            self._proceso.stdin.close()
        self._proceso.terminate()
        try:
            self._proceso.wait(DESPEDIDA_S)
        except subprocess.TimeoutExpired:
            self._proceso.kill()
        self._recoger()

    def _recoger(self) -> None:
        self._proceso.wait()
        self._hilo.join()
        for tuberia in (self._proceso.stdin, self._proceso.stdout):
            with contextlib.suppress(BrokenPipeError):
                if tuberia is not None:
                    tuberia.close()
        self._errores.close()


class Compania:
    """All the children; leaving the block ends them, the last started first."""

    def __init__(self, carpeta: Path) -> None:
        self._carpeta = carpeta
        self._semillero: Semillero | None = None
        self.programas: list[Programa] = []

    def __enter__(self) -> "Compania":
        return self

    def __exit__(
        self, tipo: type[BaseException] | None, error: BaseException | None, traza: TracebackType | None
    ) -> None:
        self.despedir()

    def iniciar(self, nombre: str, *orden: str) -> Programa:
        return self._recordar(Programa(nombre, orden, self._carpeta / f"{nombre}.log"))

    def nacer(self, nombre: str, *orden: str) -> Programa:
        """As `iniciar`, of a command `central ORDEN…` of which there will be many."""
        semillero = self.sembrar()
        return self._recordar(Programa(nombre, orden, self._carpeta / f"{nombre}.log", semillero.nacer))

    def sembrar(self) -> Semillero:
        """What they are born of, which takes most of a second to be ready."""
        if self._semillero is None:
            self._semillero = Semillero(self._carpeta)
        return self._semillero

    def _recordar(self, programa: Programa) -> Programa:
        self.programas.append(programa)
        return programa

    def despedir(self) -> None:
        while self.programas:
            self.programas.pop().terminar()
        if self._semillero is not None:
            self._semillero.cerrar()
            self._semillero = None
