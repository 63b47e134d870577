"""`prep autoridad` as it is typed: what it gives is for its owner only, and each bad input has its sentence."""

import json
import stat
from pathlib import Path

import pytest

from central.__main__ import principal
from prep.net.identificacion import ARCHIVO, leer
from tests.central.autoridad.ejemplo import FRASE, autoridad

BIEN = ("--proceso", "SIM-1", "--sitios", "01-03,07", "--hasta", "2099-06-30")


def correr(carpeta: Path, *dichas: str) -> int:
    (carpeta / "frase.txt").write_text(FRASE + "\n", encoding="utf-8")
    lugares = ["--carpeta", str(carpeta / "autoridad")]
    frase = [] if dichas[0] == "lista" else ["--contrasena", str(carpeta / "frase.txt")]
    return principal(["autoridad", *dichas, *lugares, *frase])


def test_se_hace_da_se_lista_y_se_revoca(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    salida = str(tmp_path / "salida")
    assert correr(tmp_path, "crear", *BIEN) == 0
    assert correr(tmp_path, "expedir", "centro", "--salida", salida) == 0
    assert correr(tmp_path, "expedir", "nodo", "--sitio", "7", "--generacion", "2", "--salida", salida) == 0
    assert correr(tmp_path, "expedir", "e01-1", "e01-2", "--sitio", "01", "--salida", salida) == 0
    assert correr(tmp_path, "expedir", "v1", "--sitio", "ccv", "--salida", salida) == 0
    suyas = {ruta.parent.name: leer(ruta) for ruta in Path(salida).glob(f"*/{ARCHIVO}")}
    assert {n: (i.sitio, i.servidor is not None, sorted(i.clientes)) for n, i in suyas.items()} == {
        "centro": ("CENTRO", True, ["01", "02", "03", "07"]),
        "catd07_2": ("07", True, ["CENTRO"]),
        "e01-1": ("01", False, ["01"]),
        "e01-2": ("01", False, ["01"]),
        "v1": ("CENTRO", False, ["CENTRO"]),
    }
    for ruta in (*Path(salida).glob(f"*/{ARCHIVO}"), tmp_path / "autoridad" / "autoridad.json"):
        assert stat.S_IMODE(ruta.stat().st_mode) == 0o600
        assert FRASE not in ruta.read_text()
    assert correr(tmp_path, "revocar", "e01-2", "--salida", str(tmp_path / "revocados.pem")) == 0
    assert (tmp_path / "revocados.pem").read_text().count("BEGIN X509 CRL") == 5
    capsys.readouterr()
    assert correr(tmp_path, "lista") == 0
    dicho = capsys.readouterr().out
    assert "nodo.catd07.sim-1.prep" in dicho and dicho.count("REVOCADO") == 1
    assert correr(tmp_path, "lista", "--json") == 0
    expedidos = json.loads(capsys.readouterr().out)["expedidos"]
    revocados = [e["para"] for e in expedidos if e["revocado"]]
    assert revocados == ["prueba", "prueba", "estacion.e01-2"] and len(expedidos) == 14


@pytest.mark.parametrize(
    ("cambio", "dicho"),
    [
        (("--proceso", "sim 1"), "«sim 1» no es un proceso"),
        (("--sitios", "01-00"), "no es el número de un CATD"),
        (("--sitios", "03-01"), "repite un CATD o está al revés"),
        (("--sitios", "01,01"), "repite un CATD"),
        (("--hasta", "30/06/2027"), "no es un día: escríbalo como"),
        (("--hasta", "2020-06-30"), "que ya pasó"),
        (("--contrasena", "no-hay.txt"), "No se puede usar no-hay.txt"),
        (("--contrasena", "corta.txt"), "debe tener 12 caracteres o más"),
    ],
)
def test_lo_que_no_sirve_para_hacerla_se_dice_y_no_deja_nada(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], cambio: tuple[str, str],
    dicho: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    for nombre, frase in (("frase.txt", FRASE), ("corta.txt", "once letras")):
        (tmp_path / nombre).write_text(frase)
    assert principal(["autoridad", "crear", *BIEN, "--contrasena", "frase.txt", *cambio]) == 2
    assert dicho in capsys.readouterr().err
    assert not (tmp_path / "autoridad").exists()


def test_lo_que_no_sirve_despues_se_dice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    salida = ("--salida", str(tmp_path / "salida"))
    assert correr(tmp_path, "lista") == 2 and "no hay autoridad" in capsys.readouterr().err
    autoridad(tmp_path / "autoridad")
    for orden, dicho in (
        (("crear", *BIEN), "ya hay una autoridad"),
        (("expedir", "nodo", *salida), "Diga de qué CATD es el nodo"),
        (("expedir", "nodo", "--sitio", "09", *salida), "no es del sitio 09; sí de: 01, 02, CENTRO"),
        (("expedir", "nodo", "e01-1", "--sitio", "01", *salida), "«nodo» va solo"),
        (("expedir", "Estación", "--sitio", "01", *salida), "no sirve como nombre de estación"),
        (("expedir", "e01-1", *salida), "Diga de qué sitio son"),
        (("revocar", "e09-9", *salida), "no se le dio ningún certificado; a quien sí: nadie"),
    ):
        assert correr(tmp_path, *orden) == 2, orden
        assert dicho in capsys.readouterr().err
    archivo = tmp_path / "autoridad" / "autoridad.json"
    (tmp_path / "otra.txt").write_text("una frase que no es")
    assert principal(["autoridad", "revocar", "e01-1", "--carpeta", str(archivo.parent), "--contrasena",
                      str(tmp_path / "otra.txt"), *salida]) == 2  # fmt: skip
    assert "no es esa" in capsys.readouterr().err
    archivo.chmod(0o640)
    assert correr(tmp_path, "lista") == 2 and "chmod 600" in capsys.readouterr().err
    archivo.write_text(archivo.read_text()[:300])
    archivo.chmod(0o600)
    assert correr(tmp_path, "lista") == 2 and "está dañado" in capsys.readouterr().err
    assert not (tmp_path / "salida").exists()
