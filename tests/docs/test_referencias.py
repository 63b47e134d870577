"""Whatever the code and the documents cite is in the repository: rules, principles, traps, decisions, documents."""

import ast
import io
import os
import re
import tokenize
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.architecture.arbol import RAIZ
from tests.docs.test_documentos import CODIGO, DECISIONES, relativa
from tests.docs.test_parrafos import AJENAS

SUFIJOS = frozenset({".py", ".sql", ".toml", ".sh", ".md"})
DOCS = RAIZ / "docs"
CARPETAS = (DOCS, *sorted(carpeta for carpeta in DOCS.iterdir() if carpeta.is_dir()))
REGLA = re.compile(r"\bR-\d+[a-z]?\b")
PRINCIPIO = re.compile(r"\b[PT]-\d+\b")
CURVA = "P-256"  # of the certificates: not a principle
SIN_NOMBRE = re.compile(r"\b(?:decision|section) \d{1,2}\b")  # of which paper?
DECISION = re.compile(r"(?<![\w./-])00\d\d(?![\w/-]|\.\d)")
DOCUMENTO = re.compile(r"[\w./-]*\w\.md\b")
RUTA = re.compile(r"(?<![\w./-])(?:prep|catd|ccv|central|simulacro|bench|installer|resources|tests|docs)/[\w./-]*\w")
# What a program writes when it is run, and the form of a name.
ESCRITOS = frozenset(
    {
        "informe.md",
        "bench/resultados/DATE.md",
        "docs/decisions/NNNN-name.md",
        "tests/x/test_y.py",
        "malo.md",
        "no-hay.md",
    }
)
FORMAS = ("/x.py", "/x_y.py")
SECCION = re.compile(r"(\w[\w/-]*\.md)(?:\]\([^)]*\))?, [\"«]([^\"»]+)[\"»]")
RENGLON_NUEVO = re.compile(r"\s*\n\s*(?:#|--)?\s*")
CONTADAS = r"(?:--|#).*"  # the comments of SQL, TOML, shell and make


def archivos() -> Iterator[Path]:
    """The code and documents of the project, without what the suite writes."""
    for carpeta, dentro, nombres in os.walk(RAIZ):
        dentro[:] = [d for d in dentro if not d.startswith(".") and d not in AJENAS]
        yield from (Path(carpeta, n) for n in nombres if n == "Makefile" or Path(n).suffix in SUFIJOS)


def titulos(documento: Path) -> set[str]:
    return set(re.findall(r"^#+ (.+?)(?: \[.*)?$", documento.read_text(encoding="utf-8"), re.MULTILINE))


def numeros(documento: str, forma: re.Pattern[str]) -> set[str]:
    """Those that a document defines: each begins a title."""
    return {numero[0] for titulo in titulos(DOCS / documento) if (numero := forma.match(titulo))}


REGLAS = numeros("reglas.md", REGLA)
PRINCIPIOS = numeros("principios.md", PRINCIPIO)
DECIDIDAS = {archivo.name[:4] for archivo in DECISIONES.glob("*.md")}


def dicho(ruta: Path, texto: str) -> str:
    """What a person tells another: a document, or the comments and docstrings of code."""
    if ruta.suffix == ".md":
        return texto
    if ruta.suffix != ".py":
        return "\n".join(re.findall(CONTADAS, texto))
    pasos = tokenize.generate_tokens(io.StringIO(texto).readline)
    partes = [paso.string for paso in pasos if paso.type == tokenize.COMMENT]
    for nodo in ast.walk(ast.parse(texto)):
        if isinstance(nodo, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            partes.append(ast.get_docstring(nodo) or "")
    return "\n\n".join(partes)


def hallado(ruta: Path, nombre: str) -> Path | None:
    """The document that a file means by that name: from the root, from `docs` or a folder of it, or beside the file."""
    return next((d for base in (RAIZ, ruta.parent, *CARPETAS) if (d := base / nombre).is_file()), None)


def sin_documento(ruta: Path, texto: str) -> Iterator[str]:
    for nombre in set(DOCUMENTO.findall(texto)):
        if not nombre.endswith(tuple(ESCRITOS)) and hallado(ruta, nombre) is None:
            yield nombre


def sin_seccion(ruta: Path, texto: str) -> Iterator[str]:
    for nombre, titulo in SECCION.findall(RENGLON_NUEVO.sub(" ", texto)):
        documento = hallado(ruta, nombre)
        if documento is not None and titulo not in titulos(documento):
            yield f"{nombre}, «{titulo}»"


def sin_decision(ruta: Path, texto: str) -> set[str]:
    if not DECISION.search(texto):  # to tell comments from code takes time
        return set()
    return set(DECISION.findall(CODIGO.sub(" ", dicho(ruta, texto)))) - DECIDIDAS


def esta(nombre: str) -> bool:
    """A file or folder, a module without its ending, or what stands in one: `prep/ui/hilos.Taller`."""
    ruta = RAIZ / nombre
    return ruta.exists() or any((ruta.parent / f"{n}.py").is_file() for n in (ruta.name, ruta.name.split(".")[0]))


def sin_archivo(ruta: Path, texto: str) -> set[str]:
    faltan = {n for n in RUTA.findall(texto) if n not in ESCRITOS and not n.endswith(FORMAS) and not esta(n)}
    return faltan and faltan & set(RUTA.findall(dicho(ruta, texto)))


BUSCAS: tuple[Callable[[Path, str], set[str]], ...] = (
    lambda _, texto: set(REGLA.findall(texto)) - REGLAS,
    lambda _, texto: set(PRINCIPIO.findall(texto)) - PRINCIPIOS - {CURVA},
    sin_decision,
    sin_archivo,
    lambda _, texto: set(SIN_NOMBRE.findall(texto)),
    lambda ruta, texto: set(sin_documento(ruta, texto)),
    lambda ruta, texto: set(sin_seccion(ruta, texto)),
)


def al_vacio(ruta: Path, texto: str) -> list[str]:
    """What that text cites and is nowhere."""
    return sorted(cita for busca in BUSCAS for cita in busca(ruta, texto))


def test_cada_clase_de_cita_inventada_se_encuentra() -> None:
    n, md = 98, ".md"  # apart, so that this file cites nothing that is not there
    inventadas = [
        f"R-{n}",
        f"P-{n}",
        f"T-{n}",
        f"00{n}",
        f"casa{md}",
        f"decision {n}",
        f"prep/ui/{n}.py",
        f"reglas{md}, «Casa {n}»",
    ]
    buenas = ["R-07b", "P-7", "T-2", "0016", f"docs/reglas{md}", "prep/ui/hilos.Taller", f"postgres{md}, «Work queue»"]
    for cita in inventadas:
        assert al_vacio(RAIZ / "prep" / "x.py", f"# dice {cita}, dice {', '.join(buenas)}\n") == [cita]
    partida = f'"""Casa.\n\nDice (reglas{md}, "Casa\nnueva").\n"""'
    assert al_vacio(RAIZ / "prep" / "x.py", partida) == [f"reglas{md}, «Casa nueva»"]
    assert al_vacio(RAIZ / "prep" / "x.py", f'SECCION = "00{n}"  # `00{n} B01`, 0.00{n}, cortes/00{n}/') == []


def test_los_numeros_que_se_citan_estan_definidos_en_sus_documentos() -> None:
    assert {"R-01", "R-07b", "R-10c", "R-35"} <= REGLAS and {"P-1", "P-11", "T-1", "T-7"} <= PRINCIPIOS


def test_todo_lo_que_se_cita_esta_en_el_repositorio() -> None:
    rotas = [
        f"{relativa(ruta)}: {cita}"
        for ruta in sorted(archivos())
        for cita in al_vacio(ruta, ruta.read_text(encoding="utf-8"))
    ]
    assert not rotas, "Estas citas no llevan a nada del repositorio:\n" + "\n".join(rotas)
