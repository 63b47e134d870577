"""A drill empties its own folder and no other: a real centre's, which looks like one of its own, loses nothing."""

import json
import socket
from pathlib import Path

import pytest

from central.nodo.cluster import Cluster
from simulacro.__main__ import principal
from simulacro.carpeta import MARCA, CarpetaAjena, limpiar, retirar


def contenido(carpeta: Path) -> dict[str, bytes | None]:
    return {str(r.relative_to(carpeta)): r.read_bytes() if r.is_file() else None for r in carpeta.rglob("*")}


@pytest.fixture
def centro(tmp_path: Path) -> Path:
    """The folder of a real centre, as an administrator may have it: its data in `nodo`, its cuts beside it."""
    for archivo in ("nodo/claves.json", "nodo/centro.key", "nodo/postgres/base/PG_VERSION", "nodos/nodo01/claves.json",
                    "publicacion/cortes/1/manifiesto.json"):  # fmt: skip
        ruta = tmp_path / "datos" / archivo
        ruta.parent.mkdir(parents=True, exist_ok=True)
        ruta.write_text("de verdad", "utf-8")
    return tmp_path / "datos"


def test_de_la_carpeta_de_un_centro_de_verdad_no_se_quita_nada(
    centro: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    antes = contenido(centro)
    for salida in (centro, centro / "nodo"):
        assert principal(["noche", "--escala", "pueblo", "--salida", str(salida)]) == 2
        dicho = capsys.readouterr().err
        assert str(salida) in dicho and "no se borró nada" in dicho and "--salida" in dicho
        with pytest.raises(CarpetaAjena):
            retirar(salida)
    assert contenido(centro) == antes


@pytest.mark.parametrize("marca", ["", "otra cosa\n"])
def test_una_marca_que_no_es_la_del_simulacro_no_vale(centro: Path, marca: str) -> None:
    (centro / MARCA).write_text(marca, "utf-8")
    antes = contenido(centro)
    with pytest.raises(CarpetaAjena):
        limpiar(centro)
    assert contenido(centro) == antes


def test_la_marca_de_otra_carpeta_no_se_presta_por_un_enlace(centro: Path, tmp_path: Path) -> None:
    limpiar(tmp_path / "noche")
    (centro / MARCA).symlink_to(tmp_path / "noche" / MARCA)
    with pytest.raises(CarpetaAjena):
        limpiar(centro)
    assert (centro / "nodo" / "claves.json").exists()


def test_lo_que_un_simulacro_dejo_se_borra_y_lo_enlazado_no(centro: Path, tmp_path: Path) -> None:
    salida = tmp_path / "noche"
    limpiar(salida)
    assert contenido(salida).keys() == {MARCA} and "borra todo" in (salida / MARCA).read_text("utf-8")
    for archivo in ("informe.md", "estaciones/e01.spool", "nodo/claves.json", "nodos/nodo01/servidor.json"):
        (salida / archivo).parent.mkdir(parents=True, exist_ok=True)
        (salida / archivo).write_text("{}", "utf-8")
    (salida / "nodos" / "nodo02").symlink_to(centro / "nodo")
    (salida / "publicacion").symlink_to(centro / "publicacion")
    antes = contenido(centro)
    limpiar(salida)
    assert contenido(salida).keys() == {MARCA} and contenido(centro) == antes
    retirar(salida)
    assert not salida.exists()


def test_el_servidor_de_una_noche_que_murio_se_detiene_antes_de_borrar(tmp_path: Path) -> None:
    limpiar(tmp_path / "noche")
    cluster = Cluster(tmp_path / "noche" / "nodo")
    cluster.iniciar()
    memoria = json.loads((tmp_path / "noche" / "nodo" / "servidor.json").read_text("utf-8"))
    assert memoria["puerto"]
    limpiar(tmp_path / "noche")
    assert contenido(tmp_path / "noche").keys() == {MARCA}
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", memoria["puerto"]), 1)


def test_un_perfil_que_no_hay_se_dice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert principal(["noche", "--perfil", "no-hay", "--salida", str(tmp_path / "noche")]) == 2
    assert "no existe el perfil no-hay" in capsys.readouterr().err


def test_una_salida_que_es_un_archivo_se_dice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ocupado").write_text("x", "utf-8")
    assert principal(["noche", "--salida", str(tmp_path / "ocupado")]) == 2
    assert "ocupado: no se puede usar" in capsys.readouterr().err
