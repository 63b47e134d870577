"""The page of what was tried at each seat adds up, and each fault names what keeps it from coming back."""

import re
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[2]
TEXTO = (RAIZ / "docs" / "callejones.md").read_text(encoding="utf-8")


def seccion(titulo: str) -> list[list[str]]:
    """The rows of the table under that heading."""
    parte = TEXTO.split(f"## {titulo}\n", 1)[1].split("\n## ", 1)[0]
    filas = [[celda.strip() for celda in fila.strip("|").split("|")] for fila in parte.splitlines() if fila[:2] == "| "]
    return filas[1:]


def test_las_cuentas_suman_y_cada_puesto_tiene_su_tabla() -> None:
    cuentas = seccion("Cuentas")
    dicho = re.search(r"De (\d+) intentos salieron (\d+) fallas", TEXTO)
    assert dicho and [int(n) for n in dicho.groups()] == [sum(int(fila[k]) for fila in cuentas) for k in (1, 2)]
    assert len(seccion("Lo que se halló")) == int(dicho[2])
    assert all(seccion(puesto) for puesto, *_ in cuentas)


def test_cada_falla_nombra_lo_que_la_cuida() -> None:
    citados = [ruta for *_, cuida in seccion("Lo que se halló") for ruta in re.findall(r"`([a-z]+/[\w/]+\.py)`", cuida)]
    assert len(citados) > 8
    assert [ruta for ruta in citados if not (RAIZ / ruta).is_file()] == []
