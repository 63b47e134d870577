"""One word for one option: a site is `--sitio`, the data folder `--datos` or PREP_DATOS; the old names say the new."""

from pathlib import Path

import pytest

from central.__main__ import principal as central
from prep.__main__ import principal
from prep.orden.analizador import Analizador
from prep.orden.opciones import con_datos, con_sitio


@pytest.fixture(autouse=True)
def _sin_entorno(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREP_DATOS", raising=False)


@pytest.mark.parametrize(
    ("orden", "antes", "ahora"),
    [
        (["sitio", "alta", "--catd", "01"], "--catd", "--sitio"),
        (["conciliar", "--catd", "01"], "--catd", "--sitio"),
        (["nodo", "--catd", "01"], "--catd", "--sitio"),
        (["nodo", "--central"], "nodo --central", "nodo"),
        (["sin-acta", "lista", "--causa", "sin-bolsa", "--centro", "01"], "--centro", "--sitio"),
        (["sin-acta", "lista", "--motivo", "sin-bolsa"], "--motivo", "--causa"),
        (["publicar", "pausar", "--razon", "Se revisa."], "--razon", "--motivo"),
        (["sala", "--escala", "1.5"], "--escala", "--letra"),
        (["sin-acta", "lista", "--causa", "sin-bolsa", "--salida", "una.csv"], "--salida", "--archivo"),
    ],
)
def test_el_nombre_de_antes_se_entiende_y_dice_el_de_ahora(
    orden: list[str], antes: str, ahora: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert central([*orden, "--datos", str(tmp_path / "nada")]) == 2
    primera, *resto = capsys.readouterr().err.splitlines()
    assert primera.startswith(f"«{antes}» se escribe ahora «{ahora}»; en la versión ")
    assert resto and not (tmp_path / "nada").exists(), "la orden siguió: no hay nodo ahí"


def test_el_nombre_de_antes_no_se_muestra_y_el_de_ahora_no_dice_nada(capsys: pytest.CaptureFixture[str]) -> None:
    analizador = Analizador(prog="x")
    con_sitio(analizador, "el sitio", "--catd", required=True)
    assert "--catd" not in analizador.format_help() and "--sitio NN" in analizador.format_help()
    assert analizador.parse_args(["--sitio", "07"]).sitio == "07"
    assert capsys.readouterr().err == ""
    assert analizador.parse_args(["--catd=07"]).sitio == "07"
    assert "«--catd»" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        analizador.parse_args([])
    assert "falta indicar: --sitio." in capsys.readouterr().err


def test_sin_datos_vale_la_carpeta_del_entorno_y_si_no_datos(monkeypatch: pytest.MonkeyPatch) -> None:
    def leidos(*argumentos: str) -> Path:
        analizador = Analizador(prog="x")
        con_datos(analizador)
        return Path(analizador.parse_args(argumentos).datos)

    assert leidos() == Path("datos")
    monkeypatch.setenv("PREP_DATOS", "")
    assert leidos() == Path("datos")
    monkeypatch.setenv("PREP_DATOS", "/srv/centro")
    assert leidos() == Path("/srv/centro") and leidos("--datos", "otra") == Path("otra")


@pytest.mark.parametrize("orden", ["estado", "sala", "conciliar", "nodo", "reconstruir", "catd", "ccv"])
def test_toda_orden_con_carpeta_entiende_la_del_entorno(
    orden: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    carpeta = tmp_path / "la-del-entorno"
    if orden in ("catd", "ccv"):
        carpeta.mkdir()
        (carpeta / "claves.json").write_text("{}")  # as a node's
    monkeypatch.setenv("PREP_DATOS", str(carpeta))
    assert principal([orden]) == 2
    assert str(carpeta) in capsys.readouterr().err


def test_una_estacion_no_se_abre_en_la_carpeta_de_un_nodo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "claves.json").write_text("{}")
    assert principal(["catd", "--datos", str(tmp_path)]) == 2
    assert "es la carpeta de un nodo, no la de una estación" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["claves.json"]
