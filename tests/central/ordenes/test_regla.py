"""The command `x-y` is the file `x_y` of `central/ordenes`, by rule, and nothing else is a command."""

import ast
from collections.abc import Iterator
from pathlib import Path

from central.ordenes import ORDENES

RAIZ = Path(__file__).resolve().parents[3]
CUARTO = RAIZ / "central" / "ordenes"
SUELTA = RAIZ / "central" / "verificar" / "orden.py"  # also of the verifier in one file, which has no commands
NOMBRES = [nombre for suyos in ORDENES.values() for nombre in suyos]


def funciones(ruta: Path) -> Iterator[ast.FunctionDef]:
    return (n for n in ast.parse(ruta.read_text(encoding="utf-8")).body if isinstance(n, ast.FunctionDef))


def test_cada_orden_es_un_archivo_y_cada_archivo_una_orden() -> None:
    archivos = {p.stem.replace("_", "-") for p in CUARTO.glob("*.py")} - {"--init--"}
    assert len(NOMBRES) == len(set(NOMBRES)) and set(NOMBRES) == archivos


def test_cada_archivo_dice_primero_como_se_teclea_y_registra_sus_argumentos() -> None:
    for nombre in NOMBRES:
        ruta = CUARTO / f"{nombre.replace('-', '_')}.py"
        docstring = ast.get_docstring(ast.parse(ruta.read_text(encoding="utf-8"))) or ""
        assert docstring.startswith(f"`prep {nombre}"), f"{ruta.name}: {docstring[:40]}"
        assert "registrar" in {f.name for f in funciones(ruta)}, ruta.name


def test_nada_fuera_de_su_cuarto_lee_argumentos_de_la_linea_de_ordenes() -> None:
    fuera = [
        ruta.relative_to(RAIZ).as_posix()
        for ruta in (RAIZ / "central").rglob("*.py")
        if ruta not in (*CUARTO.iterdir(), SUELTA) and ".add_argument(" in ruta.read_text(encoding="utf-8")
    ]
    assert not fuera
