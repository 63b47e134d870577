"""The watched folder: a file is taken when it is complete, and moved only when all its pages are kept.

A file that is no page goes to `apartadas/` with a sentence beside it. Nothing is deleted. One station per folder.
"""

import os
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import BinaryIO

from prep.devices.archivos import ARCHIVO_MAX, paginas_de
from prep.devices.escaner import Apartado, Pagina
from prep.devices.imagen import ImagenDanada
from prep.documents.guardado import guardar
from prep.store.punto import punto

PROCESADAS, APARTADAS = "procesadas", "apartadas"
REPOSO_S = 1.0  # a file that has not changed for so long is complete
REPOSO_CORTO_S = 0.2  # and one whose last bytes say that it is whole, after this
FINALES = ((b"\xff\xd8", b"\xff\xd9"), (b"\x89PNG", b"IEND\xaeB`\x82"))  # how a JPEG and a PNG begin and end
PACIENCIA_S = 15.0  # one that cannot be read may still be coming, over a slow network: set aside only after this
ENTRADAS_MAX = 5_000  # files looked at in one pass
A_MEDIAS = (".part", ".partial", ".tmp", ".crdownload", ".filepart")  # names of what is still being written


@dataclass(slots=True)
class _Visto:
    """What a file was like when it was last seen to change."""

    medidas: tuple[int, int]
    desde: float


class CarpetaVigilada:
    """A folder where a scanner leaves its files. Ask for `paginas()` every second: it gives what is complete."""

    def __init__(self, raiz: Path, reloj: Callable[[], float] = time.monotonic) -> None:
        self._raiz, self._reloj = raiz, reloj
        self._vistos: dict[str, _Visto] = {}

    def paginas(self) -> Iterator[Pagina | Apartado]:
        """The pages of the files that are complete, oldest first. Raises OSError when the folder cannot be read."""
        for archivo, reposo in self._quietos():
            try:
                yield from self._de_archivo(archivo)
            except ImagenDanada as error:
                if reposo >= PACIENCIA_S:
                    yield self._apartar(archivo, f"{error}. Escanee de nuevo sus actas.")
            except FileNotFoundError:
                self._vistos.pop(archivo.name, None)  # its owner took it back

    def _de_archivo(self, archivo: Path) -> Iterator[Pagina]:
        contenido = _leer(archivo)
        for numero, pagina in enumerate(paginas_de(contenido), 1):
            yield Pagina(pagina, archivo.name if pagina is contenido else f"{archivo.name} p{numero}")
        self._mover(archivo, PROCESADAS)

    def _quietos(self) -> list[tuple[Path, float]]:
        """The files that have not changed for REPOSO_S, and for how long they have not."""
        ahora = self._reloj()
        antes, self._vistos = self._vistos, {}
        quietos: list[tuple[int, Path, float]] = []
        with os.scandir(self._raiz) as entradas:
            for _, entrada in zip(range(ENTRADAS_MAX), entradas, strict=False):
                datos = entrada.stat(follow_symlinks=False)
                es_subcarpeta = stat.S_ISDIR(datos.st_mode)
                if es_subcarpeta or entrada.name.startswith(".") or entrada.name.lower().endswith(A_MEDIAS):
                    continue
                medidas = (datos.st_size, datos.st_mtime_ns)
                visto = antes.get(entrada.name)
                if visto is None or visto.medidas != medidas:
                    visto = _Visto(medidas, ahora)
                self._vistos[entrada.name] = visto
                reposo = ahora - visto.desde
                if reposo >= REPOSO_S or (reposo >= REPOSO_CORTO_S and _termina(Path(entrada.path))):
                    quietos.append((datos.st_mtime_ns, Path(entrada.path), reposo))
        return [(ruta, reposo) for _, ruta, reposo in sorted(quietos)]

    def _apartar(self, archivo: Path, motivo: str) -> Apartado:
        apartado = self._mover(archivo, APARTADAS)
        guardar(apartado.with_name(f"{apartado.name}.motivo.txt"), f"{archivo.name}: {motivo}\n".encode())
        return Apartado(archivo.name, motivo)

    def _mover(self, archivo: Path, carpeta: str) -> Path:
        destino = self._raiz / carpeta
        destino.mkdir(exist_ok=True)
        libre = next(
            ruta
            for n in count(1)
            if not os.path.lexists(
                ruta := destino / (archivo.name if n == 1 else f"{archivo.stem}-{n}{archivo.suffix}")
            )
        )
        punto("carpeta.mover.antes")
        archivo.rename(libre)
        punto("carpeta.mover.despues")
        self._vistos.pop(archivo.name, None)
        return libre


def _termina(archivo: Path) -> bool:
    """Whether the last bytes of a JPEG or PNG say that there are no more."""
    try:
        with _abrir(archivo) as abierto:
            cabeza = abierto.read(8)
            abierto.seek(-8, os.SEEK_END)
            cola = abierto.read(8)
    except (OSError, ImagenDanada):
        return False  # reading it will say why
    return any(cabeza.startswith(empieza) and cola.endswith(acaba) for empieza, acaba in FINALES)


def _leer(archivo: Path) -> bytes:
    """The bytes of a plain file within bounds; raises ImagenDanada for a link, a pipe or one too large."""
    with _abrir(archivo) as abierto:
        tamano = os.fstat(abierto.fileno()).st_size
        if tamano > ARCHIVO_MAX:
            raise ImagenDanada(f"mide {tamano >> 20} MB y el máximo es {ARCHIVO_MAX >> 20} MB")
        return abierto.read(ARCHIVO_MAX + 1)


def _abrir(archivo: Path) -> BinaryIO:
    """A plain file, open; raises ImagenDanada for anything else, FileNotFoundError when it is gone."""
    try:
        descriptor = os.open(archivo, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        raise
    except OSError as error:
        raise ImagenDanada(f"no se puede leer ({error.strerror})") from error
    abierto = os.fdopen(descriptor, "rb")
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        abierto.close()
        raise ImagenDanada("no es un archivo")
    return abierto
