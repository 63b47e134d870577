"""A tree becomes a package of Debian: what it says of itself, its sums, and `dpkg-deb`."""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from installer.paquetes.arbol import AUDITOR, COMUN, ESTACION, NODO
from installer.paquetes.distribucion import Distribucion, correr
from installer.paquetes.lista import dejar_lista, igualar

MANTIENE = "Equipo del PREP <prep@prep.invalid>"
COMPRESION = ("-Zzstd", "-z12", "--threads-max=1")  # one thread: its bytes do not depend on how many cores there are
APARATOS = ("libusb-1.0-0", "sane-utils", "cups", "cups-client")  # it sees its USB devices, scans and prints


@dataclass(frozen=True, slots=True)
class FichaDeb:
    """What apt reads of a package. `propia`: of one kind of machine alone, for it carries compiled libraries."""

    resumen: str
    pide: tuple[str, ...]
    sugiere: tuple[str, ...] = ()
    propia: bool = False


def fichas(version: str, destino: Distribucion, de_ventanas: tuple[str, ...]) -> dict[str, FichaDeb]:
    """What each package says and needs of the system; `de_ventanas`: the packages that Qt needs."""
    comun = f"{COMUN} (= {version})"
    sistema = ("libc6 (>= 2.34)", "libgcc-s1", "libstdc++6", "zlib1g")
    return {
        COMUN: FichaDeb("PREP: programa y bibliotecas", (f"python{destino.python}", *sistema), propia=True),
        ESTACION: FichaDeb("PREP: ventanas de una estación y de la sala", (comun, *de_ventanas), APARATOS, propia=True),
        NODO: FichaDeb(
            "PREP: servicios del centro y de un nodo",
            (comun, "postgresql (>= 15)", "openssh-client", "adduser"),
            (ESTACION,),
        ),
        AUDITOR: FichaDeb("PREP: verificador de lo publicado", ("python3 (>= 3.11)", "openssl"), ("minisign",)),
    }


def empacar(
    arbol: Path, ficha: FichaDeb, version: str, destino: Distribucion, hora: int, guiones: Path, en: Path
) -> Path:
    """Writes the package of a tree, called as its folder, and beside it the list of its files; returns its path.

    `guiones`: what dpkg runs when it installs or removes, by package and moment.
    """
    paquete = arbol.name
    lista = dejar_lista(arbol, paquete)
    arquitectura = destino.arquitectura if ficha.propia else "all"
    archivos = sorted(ruta for ruta in arbol.rglob("*") if ruta.is_file() and not ruta.is_symlink())
    control = {
        "Package": paquete,
        "Version": version,
        "Architecture": arquitectura,
        "Maintainer": MANTIENE,
        "Installed-Size": str(sum(-(-ruta.stat().st_size // 1024) for ruta in archivos)),
        "Depends": ", ".join(ficha.pide),
        "Recommends": ", ".join(ficha.sugiere),
        "Section": "misc",
        "Priority": "optional",
        "Description": ficha.resumen,
    }
    sumas = "".join(f"{_md5(ruta)}  {ruta.relative_to(arbol).as_posix()}\n" for ruta in archivos)
    suyo = arbol / "DEBIAN"
    suyo.mkdir()
    (suyo / "control").write_text("".join(f"{k}: {v}\n" for k, v in control.items() if v), encoding="utf-8")
    (suyo / "md5sums").write_text(sumas, encoding="utf-8")
    for guion in guiones.iterdir():
        if paquete in guion.stem.split("+"):  # some are of two packages
            shutil.copy(guion, suyo / guion.suffix.removeprefix("."))
    igualar(arbol)
    hecho = en / f"{paquete}_{version}_{arquitectura}.deb"
    correr("dpkg-deb", "--root-owner-group", *COMPRESION, "-b", str(arbol), str(hecho), SOURCE_DATE_EPOCH=str(hora))
    shutil.copy(lista, en / lista.name)
    return hecho


def _md5(ruta: Path) -> str:
    """As dpkg wants it, to tell a file that changed by accident; who changes it on purpose is told by the list."""
    with ruta.open("rb") as archivo:
        return hashlib.file_digest(archivo, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
