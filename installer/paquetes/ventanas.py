"""Of Qt, what our windows use: three modules, the platforms on which they open, and the libraries that those load."""

import re
from pathlib import Path

from installer.paquetes.distribucion import NoSePuede, correr

MODULOS = (
    "QtCore.abi3.so",
    "QtGui.abi3.so",
    "QtWidgets.abi3.so",
    "__init__.py",
    "_config.py",
    "_git_pyside_version.py",
)
COMPLEMENTOS = (
    "platforms/libqxcb.so",
    "platforms/libqoffscreen.so",  # for a machine without a screen, where windows are tried
    "platforminputcontexts/libcomposeplatforminputcontextplugin.so",  # accents by dead keys
    "platforminputcontexts/libibusplatforminputcontextplugin.so",
    "imageformats/libqjpeg.so",
)
PALABRAS = ("Qt/translations/qtbase_es.qm", "Qt/translations/qtbase_en.qm")
CARPETAS = ("support",)  # of Python, beside the modules
CARGA = re.compile(r"=> (/\S+)|(\S+) => not found")


def podar(pyside: Path) -> None:
    """Takes out of PySide6's folder whatever no window of ours loads. Raises NoSePuede when something is missing there.

    What a library loads is asked of the system (`ldd`), so that a new version of Qt needs no new list.
    """
    raices = [pyside / nombre for nombre in (*MODULOS, *PALABRAS)]
    raices += [pyside / "Qt" / "plugins" / nombre for nombre in COMPLEMENTOS]
    if faltan := [raiz.relative_to(pyside).as_posix() for raiz in raices if not raiz.is_file()]:
        raise NoSePuede(f"Esta versión de PySide6 no trae {', '.join(faltan)}.")
    quedan = {ruta for carpeta in CARPETAS for ruta in (pyside / carpeta).rglob("*")}
    quedan |= {*raices, *cargadas([raiz for raiz in raices if ".so" in raiz.suffixes], pyside)}
    for ruta in sorted(pyside.rglob("*"), reverse=True):
        if ruta.is_dir() and not ruta.is_symlink():
            if not any(ruta.iterdir()):
                ruta.rmdir()
        elif ruta not in quedan:
            ruta.unlink()


def cargadas(bibliotecas: list[Path], pyside: Path) -> set[Path]:
    """The libraries of the tree of `pyside` that those load, and so on down. Raises NoSePuede if one is lost."""
    dentro, perdidas = set(), set()
    for biblioteca in bibliotecas:
        for hallada, perdida in CARGA.findall(correr("ldd", str(biblioteca))):
            if hallada and (ruta := Path(hallada).resolve()).is_relative_to(pyside.resolve()):
                dentro.add(pyside / ruta.relative_to(pyside.resolve()))
            elif perdida.startswith(("libQt6", "libpyside", "libshiboken", "libicu")):
                perdidas.add(perdida)
    if perdidas:
        raise NoSePuede(f"A Qt le falta lo suyo: {', '.join(sorted(perdidas))}.")
    return dentro
