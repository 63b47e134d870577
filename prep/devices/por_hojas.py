"""A program of the system that scans sheet by sheet into a private folder: run, watched, and ended whatever happens.

It scans one more sheet for each line that it is given, so a sheet is asked for when the one before is kept. What it
says that stopped it is believed at once: a driver may hang on its way out.
"""

import os
import queue
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from prep.devices.escaner import GRACIA_S, HOJA_MAX, HOJA_S, Falla, FallaDeEscaner

LINEA_MAX = 500  # of what a program says
MIRADA_S = 0.1
ADIOS_S = 5.0  # what it has to leave the scanner as it was


class ProgramaDeHojas:
    """Used by one thread; `detener` by any. Leaving the block ends the program."""

    def __init__(
        self,
        orden: Sequence[str],
        carpeta: Path,
        entorno: Mapping[str, str],
        acaba: Callable[[str], bool],
        hoja_s: float = HOJA_S,
    ) -> None:
        """`acaba`: whether a line says that it ends. Raises FallaDeEscaner when there is no such program."""
        self._carpeta, self._acaba, self._hoja_s = carpeta, acaba, hoja_s
        self._parar = threading.Event()
        self.avance = 0
        self.dicho: list[str] = []  # the last things that it said, for whoever reads why it ended
        self._lineas: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        try:
            self._proceso = subprocess.Popen(  # noqa: S603 -- no shell
                orden,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env=dict(entorno),
                start_new_session=True,  # what interrupts us does not leave a sheet halfway
            )
        except OSError as error:
            raise FallaDeEscaner(Falla.SIN_PROGRAMA) from error
        assert self._proceso.stdin is not None and self._proceso.stdout is not None, "se pidieron"
        self._entrada, salida = self._proceso.stdin, self._proceso.stdout
        self._lector = threading.Thread(target=_leer, args=(salida, self._lineas), name="escaner", daemon=True)
        self._lector.start()

    def __enter__(self) -> "ProgramaDeHojas":
        return self

    def __exit__(self, *_: object) -> None:
        """Told that no more are wanted; killed when it does not go."""
        with suppress(OSError):
            self._entrada.close()
        try:
            self._proceso.wait(ADIOS_S)
        except subprocess.TimeoutExpired:
            self._proceso.kill()
            self._proceso.wait()
        self._lector.join(ADIOS_S)

    def detener(self) -> None:
        self._parar.set()

    @property
    def detenido(self) -> bool:
        return self._parar.is_set()

    @property
    def codigo(self) -> int:
        """How it ended."""
        try:
            return self._proceso.wait(ADIOS_S)
        except subprocess.TimeoutExpired:
            self._proceso.kill()
            return self._proceso.wait()

    def siguiente(self, hojas: int) -> bytes | None:
        """The file of one more sheet; None when it ended. Raises FallaDeEscaner: `hojas` came before."""
        self.avance = 0
        with suppress(OSError):  # it ended: its last words say why
            self._entrada.write(b"\n")
            self._entrada.flush()
        limite = time.monotonic() + self._hoja_s
        while True:
            try:
                linea = self._lineas.get(timeout=MIRADA_S)
            except queue.Empty:
                self._vigilar(limite, hojas)
                if self._parar.is_set():
                    limite = min(limite, time.monotonic() + GRACIA_S)
                continue
            if linea is None:
                return None
            if (ruta := Path(linea)).parent == self._carpeta:
                return self._tomar(ruta, hojas)
            self._anotar(linea)
            if self._acaba(linea):
                return None

    def _vigilar(self, limite: float, hojas: int) -> None:
        """Neither forever nor without measure."""
        if time.monotonic() > limite:
            raise FallaDeEscaner(Falla.DETENIDA if self._parar.is_set() else Falla.SOLTADO, hojas)
        if any(archivo.stat().st_size > HOJA_MAX for archivo in self._carpeta.iterdir()):
            raise FallaDeEscaner(Falla.EXTRANA, hojas)

    def _tomar(self, ruta: Path, hojas: int) -> bytes:
        try:
            contenido = ruta.read_bytes()
            ruta.unlink()
        except OSError as error:
            raise FallaDeEscaner(Falla.INCOMPLETA, hojas) from error
        if len(contenido) > HOJA_MAX:
            raise FallaDeEscaner(Falla.EXTRANA, hojas)
        return contenido

    def _anotar(self, linea: str) -> None:
        nombre, _, valor = linea.partition(":")
        numero = valor.strip().removesuffix("%").partition(".")[0]
        if nombre == "Progress" and numero.isdecimal():
            self.avance = min(100, int(numero))
        else:
            self.dicho = [*self.dicho[-9:], linea]


def _leer(salida: IO[bytes], lineas: "queue.SimpleQueue[str | None]") -> None:
    """Each line, whichever way it ends, and then None."""
    queda = b""
    with salida:
        while trozo := os.read(salida.fileno(), 4096):
            *enteras, queda = (queda + trozo).replace(b"\r", b"\n").split(b"\n")
            queda = queda[-LINEA_MAX:]
            for linea in filter(None, (e.strip() for e in enteras)):
                lineas.put(os.fsdecode(linea[-LINEA_MAX:]))
    if queda.strip():
        lineas.put(os.fsdecode(queda.strip()))
    lineas.put(None)
