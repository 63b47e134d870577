"""`python -m tests.malos.tabla`: every bad input run by the real command, with what was expected and what came."""

import io
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from central.__main__ import principal
from tests.corrida import Corrida
from tests.malos.caso import Caso

LISTAS = ("tests.malos.catalogo", "tests.malos.resultados", "tests.malos.casilla", "tests.malos.ordenes")


def correr(caso: Caso, carpeta: Path) -> tuple[int, str]:
    """The exit code and all that the command says; `carpeta` is empty."""
    argumentos, dicho = caso.construir(carpeta), io.StringIO()
    with redirect_stdout(dicho), redirect_stderr(dicho):
        try:
            codigo = principal(argumentos)
        except SystemExit as salida:
            codigo = salida.code if isinstance(salida.code, int) else 1
    return codigo, dicho.getvalue()


def linea_de(caso: Caso, texto: str) -> str:
    """The line that says it, or the first one when none does."""
    lineas = texto.splitlines() or [""]
    return next((x for x in lineas if caso.mensaje in x), lineas[0])


def tabla() -> int:
    """Prints the table; 1 when any case does not come out as expected."""
    ancho, malas, cuantas = shutil.get_terminal_size((160, 40)).columns, 0, 0
    for nombre in LISTAS:
        print(f"{nombre}\n{'entrada mala':48} | espera | sale | mensaje")
        for caso in import_module(nombre).casos():
            with TemporaryDirectory(prefix="malos-") as carpeta:
                codigo, texto = correr(caso, Path(carpeta))
            bien = codigo == caso.codigo and caso.mensaje in texto and "Traceback" not in texto
            cuantas, malas = cuantas + 1, malas + (not bien)
            renglon = f"{caso.nombre:48} | {caso.codigo:6} | {codigo:4} | {linea_de(caso, texto)}"
            print(renglon[:ancho] if bien else f"{renglon}\n  NO ES LO ESPERADO: {caso.mensaje}")
    print(f"{cuantas} entradas malas, {malas} distintas de lo esperado")
    return 1 if malas else 0


if __name__ == "__main__":
    with Corrida():
        sys.exit(tabla())
