"""A folder that a web server reads: all that changes is behind one symbolic link, switched in one step.

<carpeta>/d, a, i, cortes    what never changes, with .gz and .br beside it where it helps
<carpeta>/vistas/0042-…      the pages and `actual.json` of a cut, with links to those above
<carpeta>/actual             link to the view that is shown: the root of the web server
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from central.corte.carpeta import asentar
from central.difusion.destino import ACTUAL, DestinoFalla, Puntero, TurnoPerdido
from central.difusion.guardado import Pieza
from prep.store.punto import punto

VISTAS, ENLACE, FIJAS = "vistas", "actual", ("d", "a", "i", "cortes")


class CarpetaPublica:
    """`raiz` is made if it is not there."""

    def __init__(self, raiz: Path) -> None:
        self._raiz = raiz

    def hay(self, prefijo: str) -> set[str]:
        with _en_palabras(self._raiz):
            carpeta = self._raiz / prefijo
            rutas = carpeta.rglob("*") if carpeta.is_dir() else ()
            return {r.relative_to(self._raiz).as_posix() for r in rutas if r.is_file()}

    def poner(self, piezas: Iterable[Pieza]) -> None:
        with _en_palabras(self._raiz):
            for pieza in piezas:
                punto("difusion.pieza.antes")
                self._dejar(self._raiz, pieza)
                punto("difusion.pieza.despues")

    def puntero(self) -> Puntero:
        with _en_palabras(self._raiz):
            enlace = self._raiz / ENLACE
            if not enlace.is_symlink():
                return Puntero(None, None)
            vista = str(enlace.readlink())
            try:
                return Puntero((enlace / ACTUAL).read_bytes(), vista)
            except FileNotFoundError:  # somebody took away the view: it is shown again
                return Puntero(None, vista)

    def mostrar(self, paginas: Iterable[Pieza], actual: bytes, antes: Puntero) -> None:
        with _en_palabras(self._raiz), self._candado():
            if self.puntero() != antes:
                raise TurnoPerdido(f"Otro publicador cambió lo que muestra {self._raiz}.")
            vista = self._vista([*paginas, Pieza(ACTUAL, actual)])
            os.sync()  # what the link is about to show is on the disk
            nuevo = self._raiz / f".{ENLACE}"
            nuevo.unlink(missing_ok=True)
            nuevo.symlink_to(vista.relative_to(self._raiz), target_is_directory=True)
            punto("difusion.enlace.antes")
            nuevo.replace(self._raiz / ENLACE)
            punto("difusion.enlace.despues")
            asentar(self._raiz)

    def _vista(self, piezas: list[Pieza]) -> Path:
        """Named by what it holds: the same one twice is one; a part that a kill left is made again."""
        suma = hashlib.sha256()
        for pieza in piezas:
            suma.update(pieza.ruta.encode() + b"\0" + hashlib.sha256(pieza.crudo).digest())
        vista = self._raiz / VISTAS / suma.hexdigest()[:24]
        if vista.is_dir():
            return vista
        parcial = vista.with_name(f".{vista.name}")
        shutil.rmtree(parcial, ignore_errors=True)
        for pieza in piezas:
            self._dejar(parcial, pieza)
        for fija in FIJAS:
            (self._raiz / fija).mkdir(exist_ok=True)
            (parcial / fija).symlink_to(Path("..", "..", fija), target_is_directory=True)
        parcial.rename(vista)
        return vista

    def _dejar(self, raiz: Path, pieza: Pieza) -> None:
        """Its compressed forms first: whoever finds the file finds them."""
        destino = raiz / pieza.ruta
        destino.parent.mkdir(parents=True, exist_ok=True)
        if pieza.se_comprime:
            _escribir(destino.with_name(f"{destino.name}.gz"), pieza.gz())
            _escribir(destino.with_name(f"{destino.name}.br"), pieza.br())
        _escribir(destino, pieza.crudo)

    @contextmanager
    def _candado(self) -> Iterator[None]:
        """Between looking at the link and moving it nobody else does."""
        self._raiz.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self._raiz / ".candado", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


@contextmanager
def _en_palabras(raiz: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DestinoFalla(f"No se puede escribir en {error.filename or raiz}: {error.strerror}.") from error


def _escribir(ruta: Path, contenido: bytes) -> None:
    parcial = ruta.with_name(f".{ruta.name}.parcial")
    parcial.write_bytes(contenido)
    parcial.replace(ruta)
