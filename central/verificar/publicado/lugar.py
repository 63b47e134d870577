"""Where published files are read from: a folder, a zip or an address. Each is bounded, and none is outside of it."""

import gzip
import re
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Protocol

from central.verificar.modelo import NoEsPrep

ARCHIVO_MAX = 64 * 1024 * 1024  # bytes; the zip of all the elections of the city takes about 10 MB
ENTRADAS_MAX = 200_000
RUTA = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*){0,4}")
PACIENCIA_S = 30.0
ACTUAL, CORTES = "actual.json", "cortes"


class LugarPublicado(Protocol):
    """What `leer` gives is what anybody gets there."""

    def leer(self, ruta: str) -> bytes | None:
        """The file's bytes, None when it is not there; raises NoEsPrep when it cannot be read."""

    def bajo(self, carpeta: str) -> list[str] | None:
        """The paths of the files under `carpeta`; None where a place does not say what it has."""


class LugarEnCarpeta:
    """A copy of the site, or the folder from which it is served."""

    def __init__(self, raiz: Path) -> None:
        de_servidor = raiz / "actual"
        self._raiz = de_servidor if (de_servidor / ACTUAL).is_file() and not (raiz / ACTUAL).is_file() else raiz

    def leer(self, ruta: str) -> bytes | None:
        destino = self._raiz / _sin_trampa(ruta)
        try:
            if not destino.is_file():
                return None
            if destino.stat().st_size > ARCHIVO_MAX:
                raise NoEsPrep(f"{ruta} mide más de {ARCHIVO_MAX} bytes")
            return destino.read_bytes()
        except OSError as error:
            raise NoEsPrep(f"no se puede leer {ruta}: {error.strerror}") from error

    def bajo(self, carpeta: str) -> list[str] | None:
        raiz = self._raiz / _sin_trampa(carpeta)
        rutas = sorted(r for r in raiz.rglob("*") if r.is_file()) if raiz.is_dir() else []
        return [f"{carpeta}/{r.relative_to(raiz).as_posix()}" for r in rutas]


class LugarEnZip:
    """A copy of the site in a zip, at its root or inside one folder."""

    def __init__(self, archivo: zipfile.ZipFile, prefijo: str) -> None:
        self._archivo, self._prefijo = archivo, prefijo
        self._nombres = set(archivo.namelist())

    def leer(self, ruta: str) -> bytes | None:
        nombre = self._prefijo + _sin_trampa(ruta)
        if nombre not in self._nombres:
            return None
        try:
            with self._archivo.open(nombre) as abierto:
                return _acotado(abierto.read(ARCHIVO_MAX + 1), ruta)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise NoEsPrep(f"{ruta}: el zip está dañado; pida otra copia") from error

    def bajo(self, carpeta: str) -> list[str] | None:
        dentro = f"{self._prefijo}{carpeta}/"
        hay = sorted(n for n in self._nombres if n.startswith(dentro) and not n.endswith("/"))
        return [n.removeprefix(self._prefijo) for n in hay]


class LugarEnRed:
    """The site itself, as anybody is answered."""

    def __init__(self, direccion: str) -> None:
        self._direccion = direccion.split("?")[0].removesuffix("index.html").rstrip("/") + "/"

    def leer(self, ruta: str) -> bytes | None:
        import urllib.error  # here: each zip of a cut is verified by a process that asks nobody
        import urllib.request

        pedido = urllib.request.Request(  # noqa: S310 -- only http and https come here (abrir_lugar)
            self._direccion + _sin_trampa(ruta), headers={"Accept-Encoding": "gzip", "User-Agent": "prep-verificar"}
        )
        try:
            with urllib.request.urlopen(pedido, timeout=PACIENCIA_S) as respuesta:  # noqa: S310
                crudo = _acotado(respuesta.read(ARCHIVO_MAX + 1), ruta)
                codificado = respuesta.headers.get("Content-Encoding") == "gzip"
            if codificado:
                with gzip.GzipFile(fileobj=BytesIO(crudo)) as abierto:
                    crudo = _acotado(abierto.read(ARCHIVO_MAX + 1), ruta)
            return crudo
        except urllib.error.HTTPError as error:
            if error.code in (403, 404):  # a store answers 403 for what it does not have
                return None
            raise NoEsPrep(f"{self._direccion}{ruta} contesta {error.code}") from error
        except (OSError, EOFError, zlib.error, ValueError) as error:
            raise NoEsPrep(f"{self._direccion}{ruta} no se puede leer: {error}") from error

    def bajo(self, carpeta: str) -> list[str] | None:
        return None


def abrir_lugar(texto: str) -> LugarPublicado | None:
    """The place that `texto` says; None when it is a file that is no copy of a site. Raises NoEsPrep."""
    if texto.startswith(("http://", "https://")):
        return LugarEnRed(texto)
    ruta = Path(texto)
    try:
        if ruta.is_dir():
            return LugarEnCarpeta(ruta)
        if not ruta.is_file() or not zipfile.is_zipfile(ruta):
            return None
        archivo = zipfile.ZipFile(ruta)
    except (OSError, ValueError, zipfile.BadZipFile):
        return None  # what is wrong with it is said by who reads it as a results file
    nombres = archivo.namelist()
    if len(nombres) > ENTRADAS_MAX:
        raise NoEsPrep(f"el zip trae más de {ENTRADAS_MAX} archivos")
    for nombre in sorted(nombres, key=len):
        prefijo, esta, _ = nombre.rpartition(ACTUAL)
        if esta and nombre.endswith(ACTUAL) and prefijo.count("/") <= 1:
            return LugarEnZip(archivo, prefijo)
    archivo.close()
    return None


def _sin_trampa(ruta: str) -> str:
    """A path that a manifest says never leads out of the place."""
    if not RUTA.fullmatch(ruta) or ".." in ruta:
        raise NoEsPrep(f"«{ruta[:60]}» no es el nombre de un archivo del sitio")
    return ruta


def _acotado(crudo: bytes, ruta: str) -> bytes:
    if len(crudo) > ARCHIVO_MAX:
        raise NoEsPrep(f"{ruta} mide más de {ARCHIVO_MAX} bytes")
    return crudo
