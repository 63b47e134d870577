"""What an import says: errors, all of them at once with file, row and column, and notices that stop nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from errno import ENOSPC

LISTADOS_MAX = 1_000


@dataclass(frozen=True, slots=True)
class ErrorFila:
    """Something that must be corrected; `fila` is the line of the file, 0 when it is about the whole file."""

    archivo: str
    fila: int
    columna: str  # "" when it is about the whole row
    mensaje: str

    def __str__(self) -> str:
        return f"{self.archivo}:{self.fila or ''}:{self.columna}: {self.mensaje}"


@dataclass(frozen=True, slots=True)
class AvisoFila:
    """Something odd that stops nothing; `veces` when the same is true of several rows and one is shown."""

    archivo: str
    fila: int
    mensaje: str
    veces: int = 1

    def __str__(self) -> str:
        mas = f" (y {self.veces - 1} más)" if self.veces > 1 else ""
        return f"{self.archivo}:{self.fila or ''}: {self.mensaje}{mas}"


@dataclass(slots=True)
class Errores:
    """Gathers errors: the first LISTADOS_MAX are kept, the rest counted; the same said again is one."""

    lista: list[ErrorFila] = field(default_factory=list)
    total: int = 0
    _dichos: set[ErrorFila] = field(default_factory=set)  # those of `lista`

    def agregar(self, archivo: str, fila: int, columna: str, mensaje: str) -> None:
        error = ErrorFila(archivo, fila, columna, mensaje)
        if error in self._dichos:
            return
        self.total += 1
        if self.total <= LISTADOS_MAX:
            self._dichos.add(error)
            self.lista.append(error)


class CatalogoInvalido(ValueError):
    """The files cannot be imported; `errores` lists why (at most LISTADOS_MAX of `total`)."""

    def __init__(self, errores: Iterable[ErrorFila], total: int) -> None:
        self.errores = tuple(errores)
        self.total = total
        super().__init__("\n".join(self.lineas()))

    def lineas(self) -> list[str]:
        """One line per error, and how many more there are."""
        sobran = self.total - len(self.errores)
        return [*map(str, self.errores), *([f"y {sobran} más"] if sobran else [])]


def mostrar(dato: str, maximo: int = 30) -> str:
    """A piece of a file as it can be shown in one line."""
    return repr(dato if len(dato) <= maximo else f"{dato[:maximo]}…")


def causa(error: OSError) -> str:
    """Why a file could not be read or written, in Spanish where it is one of the usual reasons."""
    usuales: dict[type[OSError], str] = {
        PermissionError: "no hay permiso",
        FileExistsError: "ya hay un archivo con ese nombre",
        NotADirectoryError: "no es una carpeta",
    }
    if error.errno == ENOSPC:
        return "el disco está lleno"
    return usuales.get(type(error), error.strerror or type(error).__name__)
