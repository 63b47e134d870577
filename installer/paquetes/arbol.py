"""The four trees that become packages: the programme and its libraries in /opt/prep, and what each role adds."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from installer.paquetes.distribucion import Confirmacion, Distribucion, NoSePuede, correr
from installer.paquetes.ruedas import abrir
from installer.paquetes.ventanas import podar

COMUN, ESTACION, NODO, AUDITOR = PAQUETES = ("prep-comun", "prep-estacion", "prep-nodo", "prep-auditor")
APP, VENV, BIN = Path("opt/prep/app"), Path("opt/prep/venv"), Path("opt/prep/bin")
ARCHIVOS = Path("installer/paquetes/archivos")  # units, icons, what is run at installation; as committed
# Of the programme, what goes in each; the drill, the bench and the tests go in none.
DEL_PROGRAMA = {COMUN: ("prep", "central", "resources"), ESTACION: ("catd", "ccv")}
# Only windows load them. All others go in the common one: whatever `prep` offers, it can do.
DE_VENTANAS = frozenset({"pyside6-essentials", "shiboken6", "opencv-python-headless", "pypdfium2"})
ORDEN = """#!/opt/prep/venv/bin/python -I
from sys import exit

from prep.__main__ import entrada

exit(entrada())
"""
PARA_QUIEN_AUDITA = "auditores.md"
SUELTO = "import sys; from central.verificar.suelto.hacer import archivo_suelto as a; sys.stdout.buffer.write(a())"


def plantar(
    programa: Path, ruedas: Mapping[str, Path], destino: Distribucion, confirmacion: Confirmacion, en: Path
) -> dict[str, Path]:
    """The tree of each package, by its name, as it will be from the root of whoever installs it; `programa` is ours."""
    arboles = {paquete: en / paquete for paquete in PAQUETES}
    _bibliotecas(ruedas, destino, arboles)
    _entorno(arboles[COMUN], destino)
    _programa(programa, arboles, confirmacion)
    for paquete, arbol in arboles.items():
        if (suyos := programa / ARCHIVOS / paquete.removeprefix("prep-")).is_dir():
            shutil.copytree(suyos, arbol, dirs_exist_ok=True)
        arbol.mkdir(exist_ok=True)
    _icono(programa, arboles[ESTACION])
    _verificador(programa, destino, arboles[AUDITOR])
    for paquete in (COMUN, ESTACION):
        compilar(arboles[paquete], destino)
    return arboles


def compilar(arbol: Path, destino: Distribucion) -> None:
    """The bytecode of a tree, by the Python that will run it: the same bytes whenever and wherever it is made.

    It is not compared with its text at each import: what runs is what the list names.
    """
    orden = (str(destino.interprete), "-m", "compileall", "-q", "-j1", "--invalidation-mode", "unchecked-hash")
    correr(*orden, "-s", str(arbol), "-p", "/", str(arbol / "opt" / "prep"), PYTHONPATH="")


def _sitio(destino: Distribucion) -> Path:
    return VENV / "lib" / f"python{destino.python}" / "site-packages"


def _bibliotecas(ruedas: Mapping[str, Path], destino: Distribucion, arboles: Mapping[str, Path]) -> None:
    for nombre, rueda in ruedas.items():
        abrir(rueda, arboles[ESTACION if nombre in DE_VENTANAS else COMUN] / _sitio(destino))


def _entorno(arbol: Path, destino: Distribucion) -> None:
    """A virtual environment made by hand: `python -m venv` would write where and when it was made."""
    (arbol / VENV / "bin").mkdir(parents=True)
    for nombre in ("python", "python3"):
        (arbol / VENV / "bin" / nombre).symlink_to(destino.interprete)
    _escribir(
        arbol / VENV / "pyvenv.cfg",
        f"home = /usr/bin\ninclude-system-site-packages = false\nversion = {destino.python}\n",
    )
    _escribir(arbol / _sitio(destino) / "prep.pth", f"/{APP}\n")
    _escribir(arbol / BIN / "prep", ORDEN)
    (arbol / "usr/bin").mkdir(parents=True)
    (arbol / "usr/bin/prep").symlink_to(f"/{BIN}/prep")


def _programa(programa: Path, arboles: Mapping[str, Path], confirmacion: Confirmacion) -> None:
    palabras = programa / "resources" / "traducciones" / "es_MX.ts"
    pyside = next(arboles[ESTACION].rglob("PySide6"), None)
    if palabras.is_file() and pyside:
        correr(str(_ejecutable(pyside / "lrelease")), "-silent", str(palabras), "-qm", str(palabras.with_suffix(".qm")))
    if pyside:
        podar(pyside)
    for paquete, carpetas in DEL_PROGRAMA.items():
        for carpeta in carpetas:
            shutil.copytree(programa / carpeta, arboles[paquete] / APP / carpeta)
    _escribir(arboles[COMUN] / APP / "confirmacion.txt", f"{confirmacion.nombre}\n")
    for paquete, documentos in {COMUN: ("LICENSE", "docs"), ESTACION: ("docs/manual",)}.items():
        for uno in documentos:
            _documento(programa, uno, arboles[paquete] / "opt/prep")


def _documento(programa: Path, nombre: str, a: Path) -> None:
    origen = programa / nombre
    if origen.is_file():
        shutil.copy(origen, a / nombre)
        return
    (a / nombre).mkdir(parents=True, exist_ok=True)
    for ruta in origen.glob("*.md"):
        shutil.copy(ruta, a / nombre / ruta.name)


def _icono(programa: Path, arbol: Path) -> None:
    origen = programa / "resources/casilla/icono.svg"
    if origen.is_file():
        a = arbol / "usr/share/icons/hicolor/scalable/apps/prep.svg"
        a.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(origen, a)


def _verificador(programa: Path, destino: Distribucion, arbol: Path) -> None:
    """The verifier in one file, which needs nothing else of ours, and the page for whoever audits."""
    if not (programa / "central/verificar/suelto").is_dir():
        return
    texto = correr(str(destino.interprete), "-B", "-c", SUELTO, PYTHONPATH=str(programa))
    _escribir(arbol / "usr/bin/prep-verificar", texto)
    pagina = (programa / "docs" / PARA_QUIEN_AUDITA).read_text(encoding="utf-8")
    _escribir(arbol / "usr/share/prep-auditor" / PARA_QUIEN_AUDITA, pagina)


def _ejecutable(ruta: Path) -> Path:
    if not ruta.is_file():
        raise NoSePuede(f"Esta versión de PySide6 no trae {ruta.name}.")
    ruta.chmod(0o755)
    return ruta


def _escribir(ruta: Path, texto: str) -> None:
    ruta.parent.mkdir(parents=True, exist_ok=True)
    ruta.write_text(texto, encoding="utf-8")
