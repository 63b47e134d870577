"""Reads the sources: where they commit, and the failpoints that stand before and after each commit."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[2]
FUNCIONES = RAIZ / "prep" / "store" / "funciones"
# Every commit of a station and of its node's schema; of the preparation of a node, what a second try must find whole.
VIGILADOS = (
    *sorted((RAIZ / "prep" / "store").rglob("*.py")),
    *sorted((RAIZ / "prep" / "services").rglob("*.py")),
    RAIZ / "central" / "nodo" / "claves.py",
    RAIZ / "central" / "nodo" / "preparar.py",
)
LADOS = (".antes", ".despues")
TRANSACCIONES = frozenset({"begin", "begin_nested", "begin_transaction", "transaction"})
ARCHIVOS = frozenset({"rename", "renames", "move", "link", "symlink", "hardlink_to", "symlink_to"})
CONFIRMA = re.compile(r"\s*(COMMIT|END)\b(?!.*\bDROP\b)", re.IGNORECASE)
DE_ESTACION = re.compile(r"\bestacion_v1\.(\w+)")
DECLARADA = re.compile(r"FUNCTION (estacion_v1\.\w+)\(.*?\$\$", re.DOTALL)
SOLO_LEE = "estado_nodo"  # VOLATILE because it tells the time


@dataclass
class Lectura:
    """What one module has: the stems of its points (`spool.guardar`), and its commits that lack them."""

    puntos: list[str] = field(default_factory=list)
    faltas: list[str] = field(default_factory=list)


def escriben() -> frozenset[str]:
    """The functions of `estacion_v1` that write: all that are not declared STABLE."""
    sql = "\n".join(a.read_text(encoding="utf-8") for a in sorted(FUNCIONES.glob("*.sql")))
    nombres = {d[1].partition(".")[2] for d in DECLARADA.finditer(sql) if " STABLE " not in f" {d[0]} "}
    return frozenset(nombres - {SOLO_LEE})


def leer(fuente: str, donde: str, escritoras: frozenset[str]) -> Lectura:
    """The points and the bare commits of one module's text."""
    arbol, lectura = ast.parse(fuente), Lectura()
    for bloque, textos in _bloques(arbol, {}):
        for n, sentencia in enumerate(bloque):
            antes, despues = (bloque[n - 1] if n else None), (bloque[n + 1] if n + 1 < len(bloque) else None)
            if isinstance(sentencia, ast.With) and any(_abre(item.context_expr) for item in sentencia.items):
                antes = sentencia.body[-1]
            elif not any(_confirma(nodo, textos, escritoras) for nodo in _propios(sentencia)):
                continue
            raiz = _raiz(antes, LADOS[0])
            if raiz is None or raiz != _raiz(despues, LADOS[1]):
                lectura.faltas.append(f"{donde}:{sentencia.lineno}: {ast.unparse(sentencia).splitlines()[0]}")
    lectura.puntos = list(_nombrados(arbol))
    return lectura


def todos() -> dict[str, str]:
    """Each point and the module where it is, in the order of the sources."""
    nombres: dict[str, str] = {}
    for ruta in VIGILADOS:
        donde = ruta.relative_to(RAIZ).as_posix()
        for raiz in leer(ruta.read_text(encoding="utf-8"), donde, escriben()).puntos:
            nombres.update({raiz + lado: donde for lado in LADOS})
    return nombres


def _bloques(nodo: ast.AST, textos: Mapping[str, str]) -> Iterator[tuple[Sequence[ast.stmt], Mapping[str, str]]]:
    """Every block of statements below `nodo`, with the texts that names have there."""
    if isinstance(nodo, ast.Module | ast.FunctionDef):
        textos = {**textos, **_textos(nodo)}
    for campo in ("body", "orelse", "finalbody"):
        bloque = getattr(nodo, campo, None)
        if isinstance(bloque, list):
            yield bloque, textos
    for hijo in ast.iter_child_nodes(nodo):
        yield from _bloques(hijo, textos)


def _propios(sentencia: ast.stmt) -> Iterator[ast.AST]:
    """The nodes of a statement but not of the statements inside it, which are in blocks of their own."""
    cola: list[ast.AST] = [sentencia]
    while cola:
        nodo = cola.pop()
        yield nodo
        cola += [hijo for hijo in ast.iter_child_nodes(nodo) if not isinstance(hijo, ast.stmt | ast.ExceptHandler)]


def _abre(expresion: ast.expr) -> bool:
    """Whether leaving a `with` of this commits."""
    if isinstance(expresion, ast.Name | ast.Attribute):
        return ast.unparse(expresion).endswith(("conn", "conexion"))
    if not isinstance(expresion, ast.Call) or not isinstance(expresion.func, ast.Attribute):
        return False
    suelta = any(k.arg == "autocommit" for k in expresion.keywords)
    return expresion.func.attr in TRANSACCIONES or (ast.unparse(expresion.func) == "psycopg.connect" and not suelta)


def _confirma(nodo: ast.AST, textos: Mapping[str, str], escritoras: frozenset[str]) -> bool:
    if not isinstance(nodo, ast.Call) or not isinstance(nodo.func, ast.Attribute):
        return False
    llamada, que = nodo.func.attr, ast.unparse(nodo.args[0]) if nodo.args else ""
    if llamada in {"commit", "executescript"} | ARCHIVOS:
        return True
    if llamada == "replace":  # of a path (one argument), not of a text (two) nor of a time (by name)
        de_os = ast.unparse(nodo.func.value) == "os"
        return de_os or (len(nodo.args) == 1 and not nodo.keywords)
    if llamada == "consultar":  # what is not known to read only is taken to write
        llamadas = DE_ESTACION.findall(textos.get(que, que))
        return not llamadas or bool(escritoras.intersection(llamadas))
    return bool(CONFIRMA.match(que.strip("'\"")))


def _textos(arbol: ast.Module | ast.FunctionDef) -> dict[str, str]:
    """The texts that names are given in this scope; a name given several has them all."""
    textos: dict[str, str] = {}
    for nodo in ast.walk(arbol) if isinstance(arbol, ast.FunctionDef) else arbol.body:
        if isinstance(nodo, ast.Assign) and isinstance(nodo.value, ast.Constant | ast.JoinedStr):
            for destino in nodo.targets:
                textos[ast.unparse(destino)] = textos.get(ast.unparse(destino), "") + ast.unparse(nodo.value)
    return textos


def _raiz(sentencia: ast.stmt | None, lado: str) -> str | None:
    """The stem of `punto("stem.lado")`; None when the statement is not that."""
    if not isinstance(sentencia, ast.Expr) or not isinstance(sentencia.value, ast.Call):
        return None
    llamada = sentencia.value
    if ast.unparse(llamada.func) != "punto" or len(llamada.args) != 1:
        return None
    nombre = ast.unparse(llamada.args[0]).removeprefix("f").strip("'\"")
    return nombre.removesuffix(lado) if nombre.endswith(lado) else None


def _nombrados(arbol: ast.AST) -> Iterator[str]:
    """The stems written in the module: in `punto("stem.antes")`, or in `confirma="stem"` handed to what calls it."""
    for nodo in ast.walk(arbol):
        if isinstance(nodo, ast.Expr) and (raiz := _raiz(nodo, LADOS[0])) and "{" not in raiz:
            yield raiz
        elif isinstance(nodo, ast.keyword) and nodo.arg == "confirma" and isinstance(nodo.value, ast.Constant):
            yield str(nodo.value.value)
