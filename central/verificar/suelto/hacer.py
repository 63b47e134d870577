"""The verifier in one file: the very modules that run here, each as its text, and a few lines that import them.

So nothing is written twice, and whoever audits reads the same as what was audited here.
"""

import ast
import sys
from functools import cache
from pathlib import Path

SUELTO = "prep-verificar.py"
RAIZ = Path(__file__).resolve().parents[3]
ENTRADA = "central.verificar.suelto.principal"
PROPIOS = ("central", "prep")
COMILLAS = "'''"
CABEZA = '''#!/usr/bin/env python3
"""Verifica lo publicado por el PREP: python3 prep-verificar.py DIRECCIÓN --publica HEX (Python 3.11 y openssl).

Un solo archivo, sin más bibliotecas. Abajo está el texto de cada módulo, el mismo que corre en el centro.
"""

import importlib.abc
import importlib.util
import sys

MODULOS = {}
'''
COLA = """

class DeEsteArchivo(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, nombre, ruta=None, destino=None):
        es_paquete = any(otro.startswith(nombre + ".") for otro in MODULOS)
        if nombre in MODULOS or es_paquete:
            return importlib.util.spec_from_loader(nombre, self, is_package=es_paquete)
        return None

    def create_module(self, spec):
        return None

    def exec_module(self, modulo):
        nombre = modulo.__name__
        exec(compile(MODULOS.get(nombre, ""), f"{__file__}/{nombre}", "exec"), modulo.__dict__)


if __name__ == "__main__":
    sys.meta_path.insert(0, DeEsteArchivo())
    from ENTRADA import principal

    sys.exit(principal())
"""


@cache
def archivo_suelto() -> bytes:
    """The bytes of the one file; raises RuntimeError when a module of it would need more than the standard library."""
    partes = [CABEZA]
    for nombre, texto in sorted(modulos().items()):
        if COMILLAS in texto or texto.endswith("\\"):
            raise RuntimeError(f"{nombre} cannot stand between {COMILLAS}")
        partes.append(f"MODULOS[{nombre!r}] = r{COMILLAS}{texto}{COMILLAS}\n")
    return "".join([*partes, COLA.replace("ENTRADA", ENTRADA)]).encode()


def modulos() -> dict[str, str]:
    """The text of each module that the verifier needs, by name."""
    hallados: dict[str, str] = {}
    por_ver = [ENTRADA]
    while por_ver:
        nombre = por_ver.pop()
        if nombre not in hallados:
            hallados[nombre] = texto = _ruta(nombre).read_text(encoding="utf-8")
            por_ver += _importados(nombre, texto)
    return hallados


def _importados(nombre: str, texto: str) -> list[str]:
    suyos = []
    for nodo in ast.walk(ast.parse(texto)):
        if isinstance(nodo, ast.Import):
            nombres = [alias.name for alias in nodo.names]
        elif isinstance(nodo, ast.ImportFrom):
            de = nodo.module or ""
            nombres = [f"{de}.{a.name}" if _ruta(f"{de}.{a.name}").is_file() else de for a in nodo.names]
        else:
            continue
        for uno in nombres:
            raiz = uno.partition(".")[0]
            if raiz in PROPIOS:
                suyos.append(uno)
            elif raiz not in sys.stdlib_module_names:
                raise RuntimeError(f"{nombre} imports {uno}, which is not of the standard library")
    return suyos


def _ruta(nombre: str) -> Path:
    return RAIZ.joinpath(*nombre.split(".")).with_suffix(".py")
