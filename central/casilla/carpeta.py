"""The folder that phones send to: what is in pairs, read with care, and moved so that a kill -9 leaves nothing halfway.

Beside the pairs live `recibidas/`, `apartadas/` and two files of ours: the lock and, during a move, its journal.
"""

import fcntl
import os
import re
import stat
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from central.casilla.mudanza import Mudanza, Paso, terminar
from central.marco.conexion import MalUso
from central.telefono.apartada import Apartada, CodigoDeApartada
from central.telefono.recado import RECADOS

ENTRADAS_MAX = 20_000  # files of one folder
ESPERA_PAREJA_S = 60.0  # a file alone may be half of a sending that is still coming
IMAGENES, DATOS = frozenset({".jpg", ".jpeg"}), ".json"
RECIBIDAS, APARTADAS = "recibidas", "apartadas"
CANDADO = ".recibir.candado"
DISTINTO = re.compile(r"[^A-Za-z0-9._-]")
NOMBRE_MAX = 80


@dataclass(frozen=True, slots=True)
class GrupoDeArchivos:
    """The files of one name: a pair when it has one image and one JSON; `desde` is when the newest was written."""

    nombre: str
    imagenes: tuple[str, ...] = ()
    datos: str = ""
    otros: tuple[str, ...] = ()
    desde: float = 0.0

    @property
    def archivos(self) -> tuple[str, ...]:
        return (*self.imagenes, *filter(None, (self.datos,)), *self.otros)

    def defecto(self) -> str:
        """Why this is no pair, "" when it is one."""
        if self.otros:
            return "no es un archivo .jpg ni .json."
        if len(self.imagenes) > 1:
            return "hay dos imágenes para un mismo JSON. Deje la que corresponde y vuelva a ponerlas."
        if not self.imagenes:
            return "falta su imagen: llegó el JSON solo. Pida al CAE que envíe de nuevo."
        if not self.datos:
            return "falta su JSON: llegó la imagen sola. Pida al CAE que envíe de nuevo."
        return ""

    def puede_completarse(self, ahora: float) -> bool:
        """Half of a pair, and so recent that the other half may be on its way."""
        return not self.otros and len(self.archivos) == 1 and abs(ahora - self.desde) < ESPERA_PAREJA_S


class CarpetaDeEnvios:
    """An open folder of sendings, ours alone until it closes."""

    def __init__(self, raiz: Path) -> None:
        self.raiz = raiz

    def grupos(self) -> list[GrupoDeArchivos]:
        """What is there now, by name; raises MalUso when it is too much for one folder."""
        imagenes: dict[str, list[str]] = defaultdict(list)
        datos: dict[str, str] = {}
        otros: dict[str, str] = {}
        desde: dict[str, float] = defaultdict(float)
        with os.scandir(self.raiz) as entradas:
            for n, entrada in enumerate(entradas):
                if n >= ENTRADAS_MAX:
                    raise MalUso(f"{self.raiz} tiene más de {ENTRADAS_MAX} archivos. Repártalos en varias carpetas.")
                if entrada.name.startswith(".") or entrada.name in (RECIBIDAS, APARTADAS, RECADOS):
                    continue  # ours, or still being written
                nombre, extension = os.path.splitext(entrada.name)  # noqa: PTH122 -- names may not be text
                if extension.lower() in IMAGENES:
                    imagenes[nombre].append(entrada.name)
                elif extension.lower() == DATOS and nombre not in datos:
                    datos[nombre] = entrada.name
                else:
                    nombre = entrada.name
                    otros[nombre] = entrada.name
                desde[nombre] = max(desde[nombre], entrada.stat(follow_symlinks=False).st_mtime)
        return [
            GrupoDeArchivos(
                n, tuple(sorted(imagenes.get(n, ()))), datos.get(n, ""), (otros[n],) if n in otros else (), desde[n]
            )
            for n in sorted(desde)
        ]

    def leer(self, archivo: str, maximo: int) -> bytes:
        """The bytes of a plain file of at most `maximo`; raises Apartada for a link, a pipe, or one too large."""
        try:
            descriptor = os.open(self.raiz / archivo, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            dicho = f"no se puede leer ({error.strerror}): debe ser un archivo, no un enlace."
            raise Apartada(CodigoDeApartada.FORMATO, dicho) from error
        try:
            datos = os.fstat(descriptor)
            if not stat.S_ISREG(datos.st_mode):
                raise Apartada(CodigoDeApartada.FORMATO, "no es un archivo.")
            if datos.st_size > maximo:
                raise Apartada(CodigoDeApartada.FORMATO, f"mide {datos.st_size} bytes; el máximo es {maximo}.")
            with open(descriptor, "rb", closefd=False) as abierto:
                crudo = abierto.read(maximo + 1)
        finally:
            os.close(descriptor)
        if len(crudo) > maximo:
            raise Apartada(CodigoDeApartada.FORMATO, f"creció mientras se leía; el máximo es {maximo} bytes.")
        return crudo

    def mover(self, grupo: GrupoDeArchivos, destino: str, nombre: str, motivo: str = "") -> None:
        """All the files of `grupo` below `destino`, under a free name like `nombre`, with `motivo` beside them."""
        Mudanza(self._pasos(grupo, destino, nombre), motivo).hacer(self.raiz)

    def _pasos(self, grupo: GrupoDeArchivos, destino: str, nombre: str) -> Sequence[Paso]:
        base = _seguro(nombre)
        for n in count(1):
            libre = base if n == 1 else f"{base}-{n}"
            usados = {f"{libre}{extension}" for extension in (*IMAGENES, DATOS, ".motivo.txt", "")}
            if not any(os.path.lexists(self.raiz / destino / usado) for usado in usados):
                break
        pasos = [Paso(imagen, f"{destino}/{libre}.jpg") for imagen in grupo.imagenes[:1]]
        pasos += [Paso(i, f"{destino}/{libre}.jpeg") for i in grupo.imagenes[1:]]
        pasos += [Paso(grupo.datos, f"{destino}/{libre}.json")] if grupo.datos else []
        return [*pasos, *(Paso(otro, f"{destino}/{libre}") for otro in grupo.otros)]


@contextmanager
def abrir(raiz: Path) -> Iterator[CarpetaDeEnvios]:
    """The folder, with its two subfolders and any move that was cut short finished; one process at a time.

    Raises MalUso when it is no folder, or another process is at it.
    """
    if not raiz.is_dir():
        raise MalUso(f"{raiz} no es una carpeta.")
    descriptor = os.open(raiz / CANDADO, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise MalUso(f"Otra recepción trabaja en {raiz}. Espere a que termine.") from error
        for nombre in (RECIBIDAS, APARTADAS):
            sub = raiz / nombre
            sub.mkdir(mode=0o700, exist_ok=True)
            if sub.is_symlink():
                raise MalUso(f"{sub} es un enlace a otro lugar: debe ser una carpeta.")
        terminar(raiz)
        yield CarpetaDeEnvios(raiz)
    finally:
        os.close(descriptor)


def _seguro(nombre: str) -> str:
    """`nombre` as a plain file name, whatever a sender called it."""
    return DISTINTO.sub("_", nombre).lstrip(".")[:NOMBRE_MAX] or "sin-nombre"
