"""The documents say what is there: commands that exist, links that lead somewhere, decisions without a gap."""

import io
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path

import pytest

from prep.__main__ import principal, verbos
from simulacro.__main__ import VERBOS
from tests.architecture.arbol import RAIZ, ninguna

DECISIONES = RAIZ / "docs" / "decisions"
DOCUMENTOS = [*sorted(RAIZ.glob("*.md")), *sorted((RAIZ / "docs").rglob("*.md"))]
IMAGEN_MAX = 160_000  # bytes
CODIGO = re.compile(r"```.*?```|`[^`\n]+`|^    .*$", re.DOTALL | re.MULTILINE)
ENLACE = re.compile(r"\]\(([^)\s]+)\)")
OBJETIVO = re.compile(r"\bmake ([a-z][a-z-]*)")
ORDEN = re.compile(r"(?:^ *|`)prep ([a-z][a-z-]*)(?: ([a-z][a-z-]*)(?![\w./-]))?([^`\n]*)", re.MULTILINE)
DE_ANTES = re.compile(r"python -m (?:central|catd|ccv|simulacro) [a-z-]+|`central [a-z-]+")
OPCION = re.compile(r"--[a-z][a-z-]*")
# A path of some machine, and where packages are downloaded from: neither belongs in a document.
DE_MAQUINA = re.compile(
    r"(?<![\w./-])/(?:work|root|home|tmp|Users|mnt)\b|\b(?:pypi\.org|files\.pythonhosted|crates\.io)"
)


def relativa(ruta: Path) -> str:
    return ruta.relative_to(RAIZ).as_posix()


def codigo_de(ruta: Path) -> str:
    """What a document says as something to type."""
    return "\n".join(CODIGO.findall(ruta.read_text(encoding="utf-8")))


@cache
def ayuda(*orden: str) -> str:
    """What `prep ORDEN… --help` prints; nothing when there is no such command."""
    dicho = io.StringIO()
    with redirect_stdout(dicho), redirect_stderr(dicho):
        try:
            principal([*orden, "--help"])
        except SystemExit as salida:
            return "" if salida.code else dicho.getvalue()
    return ""


def objetivos() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", (RAIZ / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def ordenes_de(ruta: Path) -> set[tuple[str, str, str]]:
    """The commands that a document names: verb, what follows it, and the rest of the line."""
    return set(ORDEN.findall(codigo_de(ruta)))


# What is asked of one document: each gives its offenders, so that a bad one shows that they are seen.


def objetivos_que_no_hay(ruta: Path) -> Iterable[str]:
    return set(OBJETIVO.findall(codigo_de(ruta))) - objetivos()


def ordenes_que_no_hay(ruta: Path) -> Iterator[str]:
    """Commands, actions and options that `--help` does not tell."""
    for orden, accion, resto in sorted(ordenes_de(ruta)):
        propia = ayuda(orden)
        if orden not in {v.nombre for v in verbos()} or accion not in propia:
            yield f"prep {orden} {accion}"
            continue
        if accion and f"\n  {accion} " in propia.partition("acciones:")[2]:
            propia = ayuda(orden, accion)
            menor = resto.split()[0] if resto.split() else ""
            if menor and f"\n  {menor} " in propia.partition("acciones:")[2]:
                propia = ayuda(orden, accion, menor)
        nombradas = set(OPCION.findall(resto.partition("#")[0]))
        yield from (f"prep {orden} {accion} {o}" for o in nombradas - set(OPCION.findall(propia)))


def como_se_llamaban_antes(ruta: Path) -> Iterable[str]:
    return DE_ANTES.findall(codigo_de(ruta))


def enlaces_rotos(ruta: Path) -> Iterator[str]:
    """Links that leave the project or lead nowhere."""
    for enlace in ENLACE.findall(ruta.read_text(encoding="utf-8")):
        destino = (ruta.parent / enlace.partition("#")[0]).resolve()
        if re.match(r"[a-z]+:", enlace) or not destino.exists() or not destino.is_relative_to(RAIZ):
            yield enlace


def nombra_una_maquina(ruta: Path) -> Iterable[str]:
    return DE_MAQUINA.findall(ruta.read_text(encoding="utf-8"))


PREGUNTAS = (objetivos_que_no_hay, ordenes_que_no_hay, como_se_llamaban_antes, enlaces_rotos, nombra_una_maquina)
MALO = """Run `make nada`, `make test`, `prep nada`, `prep sitio nada`, `prep sitio alta 01 --nada`, `prep estado` and
`python -m central estado`. [a](https://fuera) [b](no-hay.md) [c](../../../etc/hosts) [d](malo.md), in /home/yo.
"""


@pytest.mark.parametrize("pregunta", PREGUNTAS, ids=lambda pregunta: pregunta.__name__)
def test_de_los_documentos_no_falla_ninguno(pregunta: Callable[[Path], Iterable[str]]) -> None:
    ninguna(f"{relativa(ruta)}: {falta}" for ruta in DOCUMENTOS for falta in pregunta(ruta))


def test_lo_malo_de_un_documento_se_ve_todo(tmp_path: Path) -> None:
    ruta = tmp_path / "malo.md"
    ruta.write_text(MALO, encoding="utf-8")
    assert {pregunta.__name__: sorted(pregunta(ruta)) for pregunta in PREGUNTAS} == {
        "objetivos_que_no_hay": ["nada"],
        "ordenes_que_no_hay": ["prep nada ", "prep sitio alta --nada", "prep sitio nada"],
        "como_se_llamaban_antes": ["python -m central estado"],
        "enlaces_rotos": ["../../../etc/hosts", "https://fuera", "malo.md", "no-hay.md"],  # outside the project, all
        "nombra_una_maquina": ["/home"],
    }


def test_la_arquitectura_nombra_cada_cuarto_y_solo_los_que_existen() -> None:
    texto = (RAIZ / "docs" / "architecture.md").read_text(encoding="utf-8")
    cuartos = texto.partition("## Rooms")[2].partition("\n## ")[0]
    nombrados = {
        n for fila in re.findall(r"^\| (`[^|]+) \|", cuartos, re.MULTILINE) for n in re.findall("`([^`]+)`", fila)
    }
    de_raiz = {ruta.parts[0] for p in RAIZ.glob("*/*") if (ruta := p.relative_to(RAIZ)).suffix in (".py", ".sh")}
    paquetes = {relativa(p.parent) for raiz in ("prep", "central") for p in (RAIZ / raiz).glob("*/__init__.py")}
    assert (de_raiz | paquetes) - {"prep", "central"} <= nombrados
    assert not [nombre for nombre in nombrados if not (RAIZ / nombre).is_dir()]


def test_se_cuenta_cada_funcion_que_llama_una_estacion_y_se_dice_que_da() -> None:
    texto = (RAIZ / "docs" / "architecture.md").read_text(encoding="utf-8")
    sql = "".join(p.read_text(encoding="utf-8") for p in (RAIZ / "prep" / "store" / "funciones").glob("*.sql"))
    suyas = set(re.findall(r"FUNCTION (estacion_v1\.\w+)", sql))
    assert f"({len(suyas)} functions)" in texto
    seguridad = (RAIZ / "docs" / "seguridad.md").read_text(encoding="utf-8")
    tabla = seguridad.partition("| Function |")[2].partition("\n\n")[0]
    renglones = re.findall(r"^\| (`[^|]+) \|", tabla, re.MULTILINE)
    dichas = re.findall(r"`(\w+)`", " ".join(renglones))
    assert sorted(dichas) == sorted(s.removeprefix("estacion_v1.") for s in suyas)


def test_el_readme_nombra_cada_objetivo_menos_el_de_mantenimiento() -> None:
    assert objetivos() - set(OBJETIVO.findall(codigo_de(RAIZ / "README.md"))) == {"requisitos"}


def test_de_cada_orden_se_habla_en_los_documentos() -> None:
    dichas = {(orden, accion) for ruta in DOCUMENTOS for orden, accion, _ in ordenes_de(ruta)}
    assert {v.nombre for v in verbos()} == {orden for orden, _ in dichas}
    assert {accion for orden, accion in dichas if orden == "simulacro"} - {""} == set(VERBOS)


def test_las_decisiones_se_numeran_sin_huecos_y_dicen_por_que() -> None:
    archivos = sorted(DECISIONES.glob("*.md"))
    assert [a.name[:5] for a in archivos] == [f"{n:04d}-" for n in range(1, len(archivos) + 1)]
    for archivo in archivos:
        texto = archivo.read_text(encoding="utf-8")
        assert texto.startswith(f"# {archivo.name[:4]} "), f"{archivo.name}: su título no lleva su número"
        for parte in ("**Context.**", "**Decision.**", "**Figure.**", "**Discarded.**"):
            assert parte in texto, f"{archivo.name} no dice {parte}"


def test_las_imagenes_son_chicas() -> None:
    assert [i.name for i in (RAIZ / "docs").rglob("*.png") if i.stat().st_size > IMAGEN_MAX] == []
