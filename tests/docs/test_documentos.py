"""The documents say what is there: commands that exist, links that lead somewhere, decisions without a gap."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from central.__main__ import ORDENES, principal
from simulacro.__main__ import VERBOS
from simulacro.__main__ import principal as simulacro

RAIZ = Path(__file__).resolve().parents[2]
DECISIONES = RAIZ / "docs" / "decisions"
DOCUMENTOS = [*sorted(RAIZ.glob("*.md")), *sorted((RAIZ / "docs").rglob("*.md"))]
IMAGEN_MAX = 150_000  # bytes
CODIGO = re.compile(r"```.*?```|`[^`\n]+`|^    .*$", re.DOTALL | re.MULTILINE)
ENLACE = re.compile(r"\]\(([^)\s]+)\)")
OBJETIVO = re.compile(r"\bmake ([a-z][a-z-]*)")
ORDEN = re.compile(r"(?:`|-m )central ([a-z-]+)(?: ([a-z][a-z-]*)(?![\w./-]))?([^`\n]*)")
DEL_SIMULACRO = re.compile(r"-m simulacro ([a-z-]+)([^`\n]*)")
OPCION = re.compile(r"--[a-z][a-z-]*")
# These have their own --help.
CON_OPCIONES = frozenset(
    {"alta", "baja", "lista", "importar", "comprobar", "declarar", "revertir", "recibir", "cargar", "ficha"}
)
# A path of some machine, and where packages are downloaded from: neither belongs in a document.
DE_MAQUINA = re.compile(
    r"(?<![\w./-])/(?:work|root|home|tmp|Users|mnt)\b|\b(?:pypi\.org|files\.pythonhosted|crates\.io)"
)


def relativa(ruta: Path) -> str:
    return ruta.relative_to(RAIZ).as_posix()


def codigo_de(ruta: Path) -> str:
    """What a document says as something to type."""
    return "\n".join(CODIGO.findall(ruta.read_text(encoding="utf-8")))


def ayuda(capsys: pytest.CaptureFixture[str], *orden: str) -> str:
    """What `central ORDEN… --help` prints; fails when there is no such command."""
    return _ayuda(capsys, principal, *orden)


def _ayuda(capsys: pytest.CaptureFixture[str], programa: Callable[[list[str]], int], *orden: str) -> str:
    with pytest.raises(SystemExit) as salida:
        programa([*orden, "--help"])
    dicho = capsys.readouterr()
    assert salida.value.code == 0, f"{' '.join(orden)}: {dicho.err}"
    return dicho.out


@pytest.mark.parametrize("ruta", DOCUMENTOS, ids=relativa)
def test_todo_objetivo_de_make_que_se_nombra_existe(ruta: Path) -> None:
    objetivos = set(re.findall(r"^([a-z][a-z-]*):", (RAIZ / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(OBJETIVO.findall(codigo_de(ruta))) <= objetivos


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


def test_la_arquitectura_cuenta_las_funciones_que_llama_una_estacion() -> None:
    texto = (RAIZ / "docs" / "architecture.md").read_text(encoding="utf-8")
    sql = "".join(p.read_text(encoding="utf-8") for p in (RAIZ / "prep" / "store" / "funciones").glob("*.sql"))
    suyas = set(re.findall(r"FUNCTION (estacion_v1\.\w+)", sql))
    assert f"({len(suyas)} functions)" in texto


def test_el_readme_nombra_cada_objetivo_menos_el_de_mantenimiento() -> None:
    objetivos = set(re.findall(r"^([a-z][a-z-]*):", (RAIZ / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert objetivos - set(OBJETIVO.findall(codigo_de(RAIZ / "README.md"))) == {"requisitos"}


@pytest.mark.parametrize("ruta", DOCUMENTOS, ids=relativa)
def test_toda_orden_que_se_nombra_es_de_central_y_su_ayuda_funciona(
    ruta: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    general = ayuda(capsys)
    for orden, accion, resto in sorted(set(ORDEN.findall(codigo_de(ruta)))):
        assert orden in ORDENES and orden in general, f"{relativa(ruta)}: central {orden}"
        propia = ayuda(capsys, orden)
        assert accion in propia, f"{relativa(ruta)}: central {orden} {accion}"
        if accion in CON_OPCIONES:
            propia = ayuda(capsys, orden, accion)
        nombradas = set(OPCION.findall(resto.partition("#")[0]))
        assert nombradas <= set(OPCION.findall(propia)), f"{relativa(ruta)}: central {orden} {accion}"


def test_a_la_administracion_se_le_habla_de_cada_orden() -> None:
    suyos = ("administracion.md", "mando.md", "simulacro.md")
    dichas = {orden for suyo in suyos for orden, _, _ in ORDEN.findall(codigo_de(RAIZ / "docs" / suyo))}
    assert set(ORDENES) == dichas


def test_de_cada_orden_del_simulacro_se_dice_con_sus_opciones(capsys: pytest.CaptureFixture[str]) -> None:
    dichas = {orden: resto for ruta in DOCUMENTOS for orden, resto in DEL_SIMULACRO.findall(codigo_de(ruta))}
    assert set(dichas) == set(VERBOS)
    for orden, resto in dichas.items():
        nombradas = set(OPCION.findall(resto.partition("#")[0]))
        assert nombradas <= set(OPCION.findall(_ayuda(capsys, simulacro, orden))), orden


@pytest.mark.parametrize("ruta", DOCUMENTOS, ids=relativa)
def test_todo_enlace_lleva_a_algo_del_proyecto(ruta: Path) -> None:
    for enlace in ENLACE.findall(ruta.read_text(encoding="utf-8")):
        assert not re.match(r"[a-z]+:", enlace), f"{relativa(ruta)} sale del proyecto: {enlace}"
        destino = (ruta.parent / enlace.partition("#")[0]).resolve()
        assert destino.exists() and destino.is_relative_to(RAIZ), f"{relativa(ruta)}: {enlace}"


def test_las_decisiones_se_numeran_sin_huecos_y_dicen_por_que() -> None:
    archivos = sorted(DECISIONES.glob("*.md"))
    assert [a.name[:5] for a in archivos] == [f"{n:04d}-" for n in range(1, len(archivos) + 1)]
    for archivo in archivos:
        texto = archivo.read_text(encoding="utf-8")
        assert texto.startswith(f"# {archivo.name[:4]} "), f"{archivo.name}: su título no lleva su número"
        for parte in ("**Context.**", "**Decision.**", "**Figure.**", "**Discarded.**"):
            assert parte in texto, f"{archivo.name} no dice {parte}"


@pytest.mark.parametrize("ruta", DOCUMENTOS, ids=relativa)
def test_ningun_documento_nombra_una_maquina(ruta: Path) -> None:
    assert not DE_MAQUINA.findall(ruta.read_text(encoding="utf-8"))


def test_las_imagenes_son_chicas() -> None:
    assert [i.name for i in (RAIZ / "docs" / "imagenes").iterdir() if i.stat().st_size > IMAGEN_MAX] == []
