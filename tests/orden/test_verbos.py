"""The installed command: every verb in its group, each imported when it is asked for, in processes of their own."""

import subprocess
import sys
from pathlib import Path

import pytest

from central.__main__ import principal as central
from prep.__main__ import GRUPOS, principal, verbos

RAIZ = Path(__file__).resolve().parents[2]
QUE_CARGO = """
import sys
from prep.__main__ import principal
try: principal({argumentos!r})
except SystemExit: pass
print(*sorted(m for m in sys.modules), file=sys.stderr)
"""


def cargados(*argumentos: str) -> set[str]:
    """The modules that a process has after running the command."""
    hecho = subprocess.run(
        [sys.executable, "-c", QUE_CARGO.format(argumentos=list(argumentos))],
        cwd=RAIZ, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return set(hecho.stderr.split())


def test_la_ayuda_general_muestra_cada_verbo_en_su_grupo(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as fin:
        principal(["--help"])
    assert fin.value.code == 0
    _, *partes = capsys.readouterr().out.split("\n\n")
    grupos = dict(parte.split(":\n", 1) for parte in partes if ":\n" in parte)
    assert list(grupos) == [*GRUPOS, "opciones"]
    for verbo in verbos():
        assert f"  {verbo.nombre} " in grupos[verbo.grupo] and verbo.ayuda in grupos[verbo.grupo]


@pytest.mark.parametrize("argumentos", [[], ["corte"], ["persona"], ["sitio"], ["sin-acta"], ["simulacro"]])
def test_lo_que_no_hace_nada_solo_muestra_su_ayuda_con_codigo_2(
    argumentos: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert principal(argumentos) == 2
    dicho = capsys.readouterr()
    assert dicho.out == "" and dicho.err.startswith(" ".join(["uso: prep", *argumentos]))


def test_la_ayuda_general_no_carga_ninguna_orden_ni_lo_que_usan() -> None:
    hay = cargados("--help")
    assert "central.ordenes" in hay
    assert not {m for m in hay if m.startswith(("central.ordenes.", "psycopg", "sqlalchemy", "PySide6", "shtab"))}


@pytest.mark.parametrize(
    ("orden", "modulos"),
    [
        # what two people agree on is proposed; its former --seguido is publicar
        ("corte", {"central.ordenes.corte", "central.ordenes.conforme", "central.ordenes.publicar"}),
        ("sin-acta", {"central.ordenes.sin_acta", "central.ordenes.conforme"}),  # by which it is proposed
        ("estado", {"central.ordenes.estado"}),
        ("catd", {"catd.__main__"}),
        ("simulacro", {"simulacro.__main__"}),
        ("simulacro pueblo", {"simulacro.__main__", "simulacro.ordenes.pueblo"}),
    ],
)
def test_un_verbo_no_carga_los_demas_ni_qt(orden: str, modulos: set[str]) -> None:
    hay = cargados(*orden.split(), "--help")
    suyos = {m for m in hay if ".ordenes." in m or m.endswith(".__main__")}
    assert suyos - {"prep.__main__"} == modulos
    assert "PySide6" not in hay


@pytest.mark.parametrize("orden", ["nodo", "simulacro noche"])
def test_lo_que_se_enciende_muchas_veces_no_carga_lo_que_otros_usan(orden: str) -> None:
    """At each start of a node, by the dozen in a drill: a quarter of a second that none of them needs."""
    assert not {"numpy", "prep.store.modelos", "PySide6"} & set(cargados(*orden.split(), "--help"))


def test_con_el_nombre_de_antes_se_llega_a_los_mismos_verbos(capsys: pytest.CaptureFixture[str]) -> None:
    salidas = []
    for programa in (central, principal):
        with pytest.raises(SystemExit):
            programa(["estado", "--help"])
        salidas.append(capsys.readouterr())
    assert salidas[0] == salidas[1]


@pytest.mark.parametrize(
    ("antes", "ahora"),
    [
        (["noche"], "prep simulacro noche"),
        (["imagenes"], "prep simulacro imagenes"),
        (["catalogo", "generar"], "prep simulacro pueblo"),
    ],
)
def test_lo_que_era_del_centro_y_es_del_simulacro_sigue_y_lo_dice(
    antes: list[str], ahora: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as fin:
        central([*antes, "--help"])
    dicho = capsys.readouterr()
    assert fin.value.code == 0 and dicho.out.startswith(f"uso: {ahora} ")
    assert f"«central {' '.join(antes)}» se escribe ahora «{ahora}»" in dicho.err
