"""Where sendings are left: whole or not at all, whatever moment the machine dies at; and who was already received.

A sending is written hidden, reaches the disk, and only then takes its name: image first, JSON after. What is left
halfway was never acknowledged, so it is swept, and the phone sends it again.
"""

import errno
import json
import os
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from central.receptor.respuestas import Negada, Negativa
from central.telefono.recado import RECADOS, nombre_de_recado

RECIBOS = ".recibos"
PARCIAL = re.compile(r"\.[0-9a-f-]{36}\.[0-9]+\.parcial(\.json)?")
ENVIO = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
RENGLON = re.compile(r"([0-9a-f-]{36}) ([0-9a-f]{64})\n")
SIN_LUGAR = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
MODO = 0o640  # the centre, of the same group, reads it


class Deposito:
    """The folder of sendings, as the receiver has it."""

    def __init__(self, raiz: Path) -> None:
        self.raiz = raiz
        self._numero = 0
        self._recados: set[str] = set()  # left by this process: the centre takes them away
        self._recibos = self._barrer()

    def huella_de(self, envio: UUID) -> str | None:
        """What was received under that id, None when nothing was."""
        return self._recibos.get(envio)

    def empezar(self, envio: UUID) -> "EnvioEnCamino":
        self._numero += 1
        return EnvioEnCamino(self, envio, self.raiz / f".{envio}.{self._numero}.parcial")

    def dejar_recado(self, que: str, llave: str, contenido: bytes) -> None:
        """A small file for the centre, in the place of one that waits; raises Negada without room."""
        destino = self.raiz / RECADOS / nombre_de_recado(que, llave)
        parcial = destino.with_name(f".{destino.name}.parcial")
        try:
            _escribir(parcial, contenido)
            parcial.replace(destino)
            self._recados.add(destino.name)
        except OSError as error:
            parcial.unlink(missing_ok=True)
            raise _sin_lugar(error) from error

    def hay_recado(self, que: str, llave: str) -> bool:
        nombre = nombre_de_recado(que, llave)
        return nombre in self._recados or (self.raiz / RECADOS / nombre).exists()

    def anotar(self, envio: UUID, huella: str) -> None:
        self._recibos[envio] = huella
        with (self.raiz / RECIBOS).open("a", encoding="ascii") as archivo:
            archivo.write(f"{envio} {huella}\n")

    def _barrer(self) -> dict[UUID, str]:
        """Takes away what a death left halfway, and remembers what was received before it."""
        if not (recados := self.raiz / RECADOS).is_dir():
            recados.mkdir()
            recados.chmod(0o2770)  # the centre, of the same group, takes them away
        nombres = {ruta.name for ruta in self.raiz.iterdir()}
        for nombre in nombres:
            solo_imagen = nombre.endswith(".jpg") and f"{nombre[:-4]}.json" not in nombres
            if PARCIAL.fullmatch(nombre) or (solo_imagen and ENVIO.fullmatch(nombre[:-4])):
                (self.raiz / nombre).unlink(missing_ok=True)
        recibos: dict[UUID, str] = {}
        libro = self.raiz / RECIBOS
        if libro.exists():
            for renglon in RENGLON.finditer(libro.read_text(encoding="ascii", errors="replace")):
                recibos[UUID(renglon[1])] = renglon[2]
        return recibos


class EnvioEnCamino:
    """One sending that is coming: its bytes go to a hidden file, hashed on the way."""

    def __init__(self, deposito: Deposito, envio: UUID, parcial: Path) -> None:
        self._deposito, self._envio, self._parcial = deposito, envio, parcial
        self._datos = parcial.with_name(f"{parcial.name}.json")
        self._suma = sha256()
        try:
            descriptor = os.open(parcial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, MODO)
        except OSError as error:
            raise _sin_lugar(error) from error
        self._archivo = os.fdopen(descriptor, "wb", buffering=0)

    def agregar(self, trozo: bytes) -> None:
        """Raises Negada without room."""
        self._suma.update(trozo)
        resto = memoryview(trozo)
        try:
            while resto:
                resto = resto[self._archivo.write(resto) :]
        except OSError as error:
            raise _sin_lugar(error) from error

    @property
    def sha256(self) -> str:
        return self._suma.hexdigest()

    def confirmar(self, datos: bytes, firma: bytes) -> None:
        """On the disk and with its name when it returns; raises Negada without room. It blocks: not for the loop."""
        sobre = {"version": 2, "datos": b64encode(datos).decode(), "firma": b64encode(firma).decode()}
        raiz = self._deposito.raiz
        try:
            os.fsync(self._archivo.fileno())
            _escribir(self._datos, json.dumps(sobre).encode())
            self._parcial.replace(raiz / f"{self._envio}.jpg")
            self._datos.replace(raiz / f"{self._envio}.json")
            _asegurar(raiz)
        except OSError as error:
            raise _sin_lugar(error) from error

    def cerrar(self) -> None:
        """What was not confirmed leaves nothing."""
        self._archivo.close()
        self._parcial.unlink(missing_ok=True)
        self._datos.unlink(missing_ok=True)


def _escribir(ruta: Path, contenido: bytes) -> None:
    descriptor = os.open(ruta, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, MODO)
    with os.fdopen(descriptor, "wb") as archivo:
        archivo.write(contenido)
        archivo.flush()
        os.fsync(archivo.fileno())


def _asegurar(carpeta: Path) -> None:
    descriptor = os.open(carpeta, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sin_lugar(error: OSError) -> Exception:
    """What the phone is told; any other fault of the disk is ours, and is told by the log."""
    return Negada(Negativa.SIN_ESPACIO) if error.errno in SIN_LUGAR else error
