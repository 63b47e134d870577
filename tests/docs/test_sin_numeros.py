"""No number of our rules is shown to the people of the night: windows, commands, the base's refusals, manuals, data.

The numbers are for readers of the code and auditors. An agreement of the institute (INE/CCOE014/2018) may be cited.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.arbol import RAIZ
from tests.docs.test_documentos import relativa

NUMERO = re.compile(r"\bR-\d")
SOLO_NUMEROS = re.compile(r"R-\d+[a-z]?(?:, R-\d+[a-z]?)*")
PAQUETES = ("prep", "catd", "ccv", "central", "simulacro")
# Where a number by itself is a datum, not a sentence: what a rule cites, and the findings that `verificar` tells an
# auditor (docs/auditores.md says where to look them up).
CON_NUMERO = ("prep/domain/reglas/", "central/verificar/")
# What the pages of docs/formatos are made of: their readers write those files; they may cite.
DE_PAGINA = frozenset({"description", "QUE"})
COMENTARIO = {".sql": re.compile(r"--.*"), ".toml": re.compile(r"#.*")}


def cadenas(texto: str) -> Iterator[tuple[int, str]]:
    """The strings of a module with their line, but those of its docstrings and of a page; an f-string's one by one."""
    arbol = ast.parse(texto)
    fuera = set[int]()
    for nodo in ast.walk(arbol):
        match nodo:
            case ast.Expr(value=dicho):
                fuera.add(id(dicho))
            case ast.keyword(arg=nombre, value=dicho) | ast.AnnAssign(target=ast.Name(id=nombre), value=dicho):
                fuera |= {id(dicho)} if nombre in DE_PAGINA else set()
    for nodo in ast.walk(arbol):
        if isinstance(nodo, ast.Constant) and isinstance(nodo.value, str) and id(nodo) not in fuera:
            yield nodo.lineno, nodo.value


def de_python(nombre: str, texto: str) -> Iterator[str]:
    for linea, dicho in cadenas(texto):
        es_dato = nombre.startswith(CON_NUMERO) and SOLO_NUMEROS.fullmatch(dicho)
        if NUMERO.search(dicho) and not es_dato:
            yield f"{nombre}:{linea}: {dicho.strip()[:80]}"


def de_texto(ruta: Path) -> Iterator[str]:
    """A manual, or a resource or the base's SQL without its comments."""
    sin = COMENTARIO.get(ruta.suffix)
    for linea, dicho in enumerate(ruta.read_text(encoding="utf-8").splitlines(), 1):
        if NUMERO.search(sin.sub("", dicho) if sin else dicho):
            yield f"{relativa(ruta)}:{linea}: {dicho.strip()[:80]}"


def textos() -> Iterator[Path]:
    yield from (RAIZ / "prep" / "store" / "funciones").glob("*.sql")
    yield from (RAIZ / "docs" / "manual").glob("*.md")
    yield from (r for r in (RAIZ / "resources").rglob("*") if r.suffix in {".ts", ".toml", ".txt", ".html"})


def test_una_frase_con_numero_se_encuentra_y_un_dato_no() -> None:
    frase = '"""Dice (R-04)."""\n\nUNO = 1\n"""Como (R-01)."""\ndef f(x):\n    return f"No se puede: {x} (R-04)."\n'
    assert list(de_python("central/x.py", frase)) == ["central/x.py:6: (R-04)."]
    assert list(de_python("prep/domain/reglas/x.py", 'NORMA = "R-04, R-10b"\nOTRA = "Así (R-04)"')) == [
        "prep/domain/reglas/x.py:2: Así (R-04)"
    ]
    assert list(de_python("central/x.py", 'NORMA = "R-04"')) == ["central/x.py:1: R-04"]


def test_ninguna_frase_que_lee_una_persona_lleva_el_numero_de_una_regla() -> None:
    modulos = [m for paquete in PAQUETES for m in sorted((RAIZ / paquete).rglob("*.py"))]
    dichas = [
        f for m in modulos if "R-" in (texto := m.read_text(encoding="utf-8")) for f in de_python(relativa(m), texto)
    ]
    dichas += [f for ruta in sorted(textos()) for f in de_texto(ruta)]
    assert not dichas, "Diga qué hacer, sin el número de la regla:\n" + "\n".join(dichas)
