"""Reads the tree for the questions that are asked of it: its modules, their rooms, and who imports whom."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[2]
PROGRAMA = ("prep", "catd", "ccv", "central", "simulacro", "bench", "installer")


@dataclass(frozen=True)
class Modulo:
    """One file of Python: `ruta` from the root of the tree, `nombre` as it is imported."""

    ruta: str
    texto: str

    @cached_property
    def nombre(self) -> str:
        return self.ruta.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @cached_property
    def carpeta(self) -> str:
        """The folder where it lies."""
        return self.ruta.rpartition("/")[0]

    @cached_property
    def _visto(self) -> "_Visto":
        return _mirar(ast.parse(self.texto))

    @property
    def frase(self) -> str:
        """What it begins by saying."""
        return self._visto.frase

    @property
    def vacio(self) -> bool:
        """Whether it only makes its folder a package, with or without a sentence."""
        return not self._visto.hace

    @property
    def clases(self) -> tuple[tuple[str, int], ...]:
        """Its classes, each with how many methods it has."""
        return self._visto.clases

    @property
    def importados(self) -> frozenset[str]:
        """The dotted names that it imports, at its top or inside its functions; `from a import b` is `a` and `a.b`."""
        return self._visto.importados


@dataclass(frozen=True, slots=True)
class _Visto:
    """What the questions ask of a file; its tree is let go, for eight hundred of them weigh on all that comes after."""

    frase: str
    hace: bool
    clases: tuple[tuple[str, int], ...]
    importados: frozenset[str]


def _mirar(arbol: ast.Module) -> _Visto:
    clases: list[tuple[str, int]] = []
    nombres: set[str] = set()
    for nodo in sentencias(arbol):
        if isinstance(nodo, ast.Import):
            nombres.update(alias.name for alias in nodo.names)
        elif isinstance(nodo, ast.ImportFrom):
            de = "." * nodo.level + (nodo.module or "")
            nombres.update([de, *(f"{de}.{alias.name}" for alias in nodo.names)])
        elif isinstance(nodo, ast.ClassDef):
            metodos = sum(isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef) for n in nodo.body)
            clases.append((nodo.name, metodos))
    frase = (ast.get_docstring(arbol) or "").strip()
    return _Visto(frase, bool(arbol.body[1 if frase else 0 :]), tuple(clases), frozenset(nombres))


def sentencias(arbol: ast.Module) -> Iterator[ast.AST]:
    """Every statement, however deep: what is inside an expression is none, and most of a tree is that."""
    pendientes: list[ast.AST] = [arbol]
    while pendientes:
        nodo = pendientes.pop()
        yield nodo
        for parte in ("body", "orelse", "finalbody", "handlers", "cases"):
            dentro = getattr(nodo, parte, ())
            if isinstance(dentro, list):  # of a lambda or a conditional expression it is one expression
                pendientes += dentro


def leer(*carpetas: str) -> list[Modulo]:
    """Every module below these folders of the tree, by name."""
    rutas = sorted(ruta for carpeta in carpetas for ruta in (RAIZ / carpeta).rglob("*.py"))
    return [Modulo(ruta.relative_to(RAIZ).as_posix(), ruta.read_text(encoding="utf-8")) for ruta in rutas]


def flechas(modulos: Iterable[Modulo]) -> Mapping[Modulo, list[Modulo]]:
    """The modules of the tree that each one imports; those that only make a package are left out."""
    por_nombre = {m.nombre: m for m in modulos if not m.vacio}
    return {
        m: [por_nombre[n] for n in sorted(m.importados) if n in por_nombre and n != m.nombre]
        for m in por_nombre.values()
    }


def circulos(grafo: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """Each set of two or more that reach one another, in the order of their names (Tarjan's components)."""
    orden: dict[str, int] = {}
    baja: dict[str, int] = {}
    pila: list[str] = []

    def visitar(uno: str) -> Iterator[list[str]]:
        orden[uno] = baja[uno] = len(orden)
        pila.append(uno)
        for otro in grafo.get(uno, ()):
            if otro not in orden:
                yield from visitar(otro)
                baja[uno] = min(baja[uno], baja[otro])
            elif otro in pila:
                baja[uno] = min(baja[uno], orden[otro])
        if baja[uno] == orden[uno]:
            donde = pila.index(uno)
            juntos = pila[donde:]
            del pila[donde:]
            if len(juntos) > 1:
                yield sorted(juntos)

    for uno in grafo:
        if uno not in orden:
            yield from visitar(uno)


def ninguna(faltas: Iterable[str]) -> None:
    """Fails with every offender in one message."""
    dichas = sorted(faltas)
    assert not dichas, f"{len(dichas)}:\n" + "\n".join(dichas)
