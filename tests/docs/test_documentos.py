"""The documents say what is there: commands that exist, links that lead somewhere, decisions without a gap."""

import re
from pathlib import Path

import pytest

from prep.__main__ import principal, verbos
from simulacro.__main__ import VERBOS

RAIZ = Path(__file__).resolve().parents[2]
DECISIONES = RAIZ / "docs" / "decisions"
DOCUMENTOS = [*sorted(RAIZ.glob("*.md")), *sorted((RAIZ / "docs").rglob("*.md"))]
IMAGEN_MAX = 150_000  # bytes
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


def ayuda(capsys: pytest.CaptureFixture[str], *orden: str) -> str:
    """What `prep ORDEN… --help` prints; fails when there is no such command."""
    with pytest.raises(SystemExit) as salida:
        principal([*orden, "--help"])
    dicho = capsys.readouterr()
    assert salida.value.code == 0, f"prep {' '.join(orden)}: {dicho.err}"
    return dicho.out


def ordenes_de(ruta: Path) -> set[tuple[str, str, str]]:
    """The commands that a document names: verb, what follows it, and the rest of the line."""
    return set(ORDEN.findall(codigo_de(ruta)))


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
    objetivos = set(re.findall(r"^([a-z][a-z-]*):", (RAIZ / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert objetivos - set(OBJETIVO.findall(codigo_de(RAIZ / "README.md"))) == {"requisitos"}


@pytest.mark.parametrize("ruta", DOCUMENTOS, ids=relativa)
def test_toda_orden_que_se_nombra_existe_con_sus_opciones_y_su_ayuda_funciona(
    ruta: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for orden, accion, resto in sorted(ordenes_de(ruta)):
        assert orden in {v.nombre for v in verbos()}, f"{relativa(ruta)}: prep {orden}"
        propia = ayuda(capsys, orden)
        assert accion in propia, f"{relativa(ruta)}: prep {orden} {accion}"
        if accion and f"\n  {accion} " in propia.partition("acciones:")[2]:
            propia = ayuda(capsys, orden, accion)
        nombradas = set(OPCION.findall(resto.partition("#")[0]))
        assert nombradas <= set(OPCION.findall(propia)), f"{relativa(ruta)}: prep {orden} {accion}"


def test_de_cada_orden_se_habla_en_los_documentos() -> None:
    dichas = {(orden, accion) for ruta in DOCUMENTOS for orden, accion, _ in ordenes_de(ruta)}
    assert {v.nombre for v in verbos()} == {orden for orden, _ in dichas}
    assert {accion for orden, accion in dichas if orden == "simulacro"} - {""} == set(VERBOS)


def test_las_ordenes_se_escriben_como_se_llaman_ahora() -> None:
    viejas = {relativa(ruta): DE_ANTES.findall(codigo_de(ruta)) for ruta in DOCUMENTOS}
    assert not {ruta: dichas for ruta, dichas in viejas.items() if dichas}


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
