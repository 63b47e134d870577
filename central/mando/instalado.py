"""Whether what is installed from packages is what was packed: each file, bytecode too, against the lists (R-31)."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from central.firmado.envolturas import minisig_valida
from prep.net.identidad import verificar

SUITE = Path("opt/prep")
LISTAS = SUITE / "listas"
LISTA_MAX, LISTAS_MAX, FIRMA_MAX = 16 << 20, 20, 4_096  # bytes, lists, bytes
RENGLON = re.compile(r"([0-9a-f]{64})  (/[^\0]+)")
# The interpreter of the virtual environment is the system's: the only links inside.
ENLACES = {SUITE / "venv/bin" / nombre for nombre in ("python", "python3")}
DEL_SISTEMA = re.compile(r"/usr/bin/python3\.\d+")


@dataclass(frozen=True, slots=True)
class Comparado:
    """`archivos`: how many the lists of `paquetes` name; `faltas`: what is not as they say, a line each."""

    paquetes: tuple[str, ...]
    archivos: int
    faltas: tuple[str, ...]


def raiz_propia() -> Path | None:
    """The root from which this very programme runs as the packages put it; None in a checkout."""
    aqui = Path(__file__).resolve()
    return next((raiz for raiz in aqui.parents if aqui.is_relative_to(raiz / SUITE / "app")), None)


def listas(raiz: Path) -> list[Path]:
    """The lists of what is installed; none where it was not from packages."""
    return sorted((raiz / LISTAS).glob("*.sha256"))[:LISTAS_MAX]


def comparar(raiz: Path) -> Comparado:
    """Compares every file of every list, and looks for those of the suite's folder that none names. Raises OSError."""
    suyas = listas(raiz)
    nombrados: dict[str, str] = {}
    faltas: list[str] = []
    for lista in suyas:
        for numero, renglon in enumerate(_texto(lista).splitlines(), 1):
            if dicho := RENGLON.fullmatch(renglon):
                nombrados[dicho[2]] = dicho[1]
            else:
                faltas.append(f"NO SE LEE el renglón {numero} de {lista}")
    faltas += _cambiados(raiz, nombrados)
    faltas += _de_mas(raiz, nombrados.keys() | {f"/{una.relative_to(raiz).as_posix()}" for una in suyas})
    return Comparado(tuple(una.stem for una in suyas), len(nombrados), tuple(faltas))


def sin_firma(raiz: Path, firmas: Path, publica: bytes) -> list[str]:
    """The lists of which `firmas` has no signature by that key, a line each. Raises OSError."""
    return [
        f"SIN FIRMA de esa llave: {lista}, contra {firma}"
        for lista in listas(raiz)
        if not minisig_valida(
            publica, _crudo(lista, LISTA_MAX), _crudo(firma := firmas / f"{lista.name}.minisig", FIRMA_MAX), verificar
        )
    ]


def _cambiados(raiz: Path, nombrados: dict[str, str]) -> Iterator[str]:
    for nombre, huella in sorted(nombrados.items()):
        ruta = raiz / nombre.removeprefix("/")
        if not ruta.is_file():
            yield f"FALTA {nombre}"
        elif _huella(ruta) != huella:
            yield f"CAMBIÓ {nombre}"


def _de_mas(raiz: Path, nombrados: set[str]) -> Iterator[str]:
    for ruta in sorted((raiz / SUITE).rglob("*")):
        nombre = ruta.relative_to(raiz)
        if ruta.is_symlink():
            if nombre not in ENLACES or not DEL_SISTEMA.fullmatch(str(ruta.readlink())):
                yield f"SOBRA /{nombre.as_posix()}, que lleva a {ruta.readlink()}"
        elif not ruta.is_dir() and f"/{nombre.as_posix()}" not in nombrados:
            yield f"SOBRA /{nombre.as_posix()}"


def _huella(ruta: Path) -> str:
    with ruta.open("rb") as archivo:
        return hashlib.file_digest(archivo, "sha256").hexdigest()


def _texto(lista: Path) -> str:
    return _crudo(lista, LISTA_MAX).decode("utf-8", errors="replace")


def _crudo(ruta: Path, maximo: int) -> bytes:
    """What a file has, up to a bound past which it is nobody's list or signature; nothing where there is no file."""
    if not ruta.is_file():
        return b""
    with ruta.open("rb") as archivo:
        return archivo.read(maximo)
