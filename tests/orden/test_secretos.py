"""What holds passwords or keys is not written inside a repository unless a person insists."""

from pathlib import Path

import pytest

from prep.__main__ import principal
from prep.orden.secretos import EnRepositorio, exigir_fuera

AUNQUE = "--aunque-sea-repositorio"


@pytest.fixture(params=[".git", ".hg", ".svn"])
def repositorio(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder well inside one; `.git` as a file, as a worktree has it."""
    raiz = tmp_path / "proyecto"
    raiz.mkdir()
    if request.param == ".git":
        (raiz / ".git").write_text("gitdir: /otro\n")
    else:
        (raiz / request.param).mkdir()
    (raiz / "a" / "b").mkdir(parents=True)
    return raiz / "a" / "b"


def test_dentro_de_un_repositorio_se_rehusa_y_se_dice_donde_y_que_hacer(repositorio: Path) -> None:
    with pytest.raises(EnRepositorio) as dicho:
        exigir_fuera(repositorio / "claves.csv", aunque=False)
    assert "claves.csv llevaría secretos dentro de un repositorio" in str(dicho.value) and AUNQUE in str(dicho.value)
    exigir_fuera(repositorio / "claves.csv", aunque=True)


def test_fuera_de_todo_repositorio_no_se_dice_nada(tmp_path: Path) -> None:
    exigir_fuera(tmp_path / "no-existe" / "claves.csv", aunque=False)


def test_un_enlace_no_esconde_el_repositorio(repositorio: Path, tmp_path: Path) -> None:
    (tmp_path / "enlace").symlink_to(repositorio)
    with pytest.raises(EnRepositorio):
        exigir_fuera(tmp_path / "enlace" / "claves.csv", aunque=False)


@pytest.mark.parametrize(
    "orden",
    [
        ["catalogo", "importar", "no-hay", "--proceso", "SIM-1", "--datos"],
        ["nodo", "--sitio", "01", "--alta", "no-hay.json", "--datos"],
        ["catd", "--datos"],
        ["ccv", "--datos"],
        ["testigo", "nuevo", "--nombre", "dos palabras", "--publica", "00" * 32, "--carpeta"],
    ],
)
def test_la_carpeta_de_un_nodo_o_de_una_estacion_no_nace_en_un_repositorio(
    orden: list[str], repositorio: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    nueva = repositorio / "nueva"
    assert principal([*orden, str(nueva)]) == 2
    assert "dentro de un repositorio" in capsys.readouterr().err and not nueva.exists()
    assert principal([*orden, str(nueva), AUNQUE]) == 2  # it went on, to what else is wrong
    assert "dentro de un repositorio" not in capsys.readouterr().err
