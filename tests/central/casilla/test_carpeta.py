"""What a folder of sendings can hold: halves of pairs, links, pipes, odd names, and moves that were cut short."""

import json
import os
import time
from pathlib import Path

import pytest

from central.casilla import carpeta as carpetas
from central.casilla import recepcion
from central.casilla.carpeta import ENTRADAS_MAX, ESPERA_PAREJA_S, GrupoDeArchivos, abrir
from central.casilla.mudanza import DIARIO, Mudanza, Paso
from central.marco.conexion import MalUso
from tests.central.casilla.conftest import Casilla
from tests.central.casilla.envios import datos, envejecer, jpeg, poner
from tests.central.conftest import clave


@pytest.mark.parametrize(("sobra", "dice"), [("json", "falta su JSON"), ("jpg", "falta su imagen")])
def test_a_media_pareja_se_le_espera_un_rato_y_luego_se_aparta(casilla: Casilla, sobra: str, dice: str) -> None:
    casilla.enviar(1)
    (casilla.carpeta / f"foto.{sobra}").unlink()
    (resto,) = casilla.carpeta.iterdir()
    os.utime(resto)
    assert casilla.recibir() == 0
    assert casilla.dejados() == [resto.name], "puede venir la otra mitad"
    os.utime(resto, (time.time() - ESPERA_PAREJA_S - 1,) * 2)
    assert casilla.recibir() == 3
    assert casilla.dejados() == [] and dice in casilla.motivo()


def test_la_mitad_que_llega_a_tiempo_completa_su_envio(casilla: Casilla) -> None:
    casilla.enviar(1)
    escrito = (casilla.carpeta / "foto.json").read_bytes()
    (casilla.carpeta / "foto.json").unlink()
    os.utime(casilla.carpeta / "foto.jpg")
    assert casilla.recibir() == 0 and casilla.fotos() == 0
    (casilla.carpeta / "foto.json").write_bytes(escrito)
    assert casilla.recibir() == 0 and casilla.fotos() == 1


def test_en_una_vuelta_larga_la_mitad_que_venia_llegando_no_se_aparta(
    casilla: Casilla, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thousands waited, the round took minutes, and what had been half when it began was set aside with its pair."""
    casilla.enviar(1)
    poner(casilla.carpeta, "otra", jpeg(2), None)
    empezo, atender = time.time(), recepcion.Recepcion.atender

    def tarda(suya: recepcion.Recepcion, grupo: GrupoDeArchivos) -> None:
        atender(suya, grupo)
        monkeypatch.setattr(time, "time", lambda: empezo + 2 * ESPERA_PAREJA_S)

    monkeypatch.setattr(recepcion.Recepcion, "atender", tarda)
    os.utime(casilla.carpeta / "otra.jpg")
    assert casilla.recibir() == 0 and casilla.fotos() == 1
    assert casilla.dejados() == ["otra.jpg"]


def test_lo_que_se_esta_escribiendo_no_se_mira(casilla: Casilla) -> None:
    casilla.enviar(1)
    poner(casilla.carpeta, ".foto-2", b"a medias", None)
    assert casilla.recibir() == 0
    assert (casilla.carpeta / ".foto-2.jpg").exists()


def test_un_enlace_no_se_sigue_y_se_aparta_el_enlace(casilla: Casilla, tmp_path: Path) -> None:
    casilla.enviar(1)
    secreto = tmp_path / "secreto.jpg"
    (casilla.carpeta / "foto.jpg").rename(secreto)
    (casilla.carpeta / "foto.jpg").symlink_to(secreto)
    envejecer(casilla.carpeta / "foto.jpg")
    assert casilla.recibir() == 3
    assert "no un enlace" in casilla.motivo()
    assert (casilla.carpeta / "apartadas" / "foto.jpg").is_symlink() and secreto.exists()


def test_una_tuberia_o_una_carpeta_en_vez_de_archivo_no_detienen_nada(casilla: Casilla) -> None:
    casilla.enviar(1, "a-tuberia")
    casilla.enviar(2, "b-carpeta")
    casilla.enviar(3, "c-buena")
    (casilla.carpeta / "a-tuberia.json").unlink()
    os.mkfifo(casilla.carpeta / "a-tuberia.json")
    (casilla.carpeta / "b-carpeta.jpg").unlink()
    (casilla.carpeta / "b-carpeta.jpg").mkdir()
    assert casilla.recibir() == 3
    assert casilla.fotos() == 1
    assert "no es un archivo" in casilla.motivo("a-tuberia") and "no es un archivo" in casilla.motivo("b-carpeta")


NOMBRES = [
    "%2f..%2fetc",
    "-rf",
    "con espacio\ny renglón",
    "ñandú",
    "x" * 200,
    "a'; DROP TABLE prep.hecho; --",
    "foto.motivo",
]


@pytest.mark.parametrize("nombre", NOMBRES, ids=range(len(NOMBRES)))
def test_un_nombre_raro_no_saca_nada_de_la_carpeta(casilla: Casilla, nombre: str, tmp_path: Path) -> None:
    antes = sorted(r.name for r in tmp_path.iterdir())
    casilla.enviar(1, nombre, cuenta="otra")
    assert casilla.recibir() == 3
    imagen, escrito, motivo = casilla.dejados("apartadas")
    assert imagen.isascii() and len(imagen) <= 90 and "\n" not in imagen and not imagen.startswith(".")
    assert (Path(imagen).suffix, Path(escrito).suffix, motivo[-11:]) == (".jpg", ".json", ".motivo.txt")
    assert sorted(r.name for r in tmp_path.iterdir()) == sorted({*antes, "envios"})
    casilla.enviar(2, nombre)
    assert casilla.recibir() == 0, "recibida, lleva el nombre de su envío"


def test_un_nombre_que_no_es_texto_tampoco(casilla: Casilla) -> None:
    casilla.enviar(1, cuenta="otra")
    for extension in (b".jpg", b".json"):
        carpeta = os.fsencode(casilla.carpeta)
        os.rename(carpeta + b"/foto" + extension, carpeta + b"/\xff\xfe" + extension)  # noqa: PTH104 -- no text
    assert casilla.recibir() == 3
    assert len(casilla.dejados("apartadas")) == 3 and casilla.dejados() == []


def test_dos_imagenes_para_un_json_y_lo_que_no_es_del_contrato_se_apartan_enteros(casilla: Casilla) -> None:
    casilla.enviar(1)
    poner(casilla.carpeta, "foto", None, None)
    (casilla.carpeta / "foto.jpeg").write_bytes(jpeg(1))
    (casilla.carpeta / "notas.txt").write_bytes(b"hola")
    assert casilla.recibir() == 3
    assert casilla.dejados() == []
    assert casilla.dejados("apartadas") == [
        *("foto.jpeg", "foto.jpg", "foto.json", "foto.motivo.txt", "notas.txt", "notas.txt.motivo.txt"),
    ]
    assert "dos imágenes" in casilla.motivo() and "no es un archivo .jpg ni .json" in casilla.motivo("notas.txt")


def test_lo_apartado_nunca_se_pisa(casilla: Casilla) -> None:
    for _ in range(3):
        casilla.enviar(1, cuenta="otra")
        assert casilla.recibir() == 3
    nombres = [f"{base}{e}" for base in ("foto", "foto-2", "foto-3") for e in (".jpg", ".json", ".motivo.txt")]
    assert casilla.dejados("apartadas") == sorted(nombres)


def test_demasiados_archivos_no_se_empiezan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ENTRADAS_MAX == 20_000
    monkeypatch.setattr(carpetas, "ENTRADAS_MAX", 3)
    for n in range(4):
        (tmp_path / f"{n}.jpg").write_bytes(b"")
    with abrir(tmp_path) as carpeta, pytest.raises(MalUso, match="más de 3 archivos"):
        carpeta.grupos()


def test_una_mudanza_cortada_se_termina_al_volver(tmp_path: Path) -> None:
    (tmp_path / "recibidas").mkdir()
    (tmp_path / "recibidas" / "x.jpg").write_bytes(b"ya movida")
    (tmp_path / "foto.json").write_bytes(b"{}")
    pasos = [Paso("foto.jpg", "recibidas/x.jpg"), Paso("foto.json", "recibidas/x.json")]
    (tmp_path / DIARIO).write_text(json.dumps([pasos, ""]), encoding="utf-8")
    with abrir(tmp_path) as carpeta:
        assert carpeta.grupos() == []
    assert sorted(r.name for r in (tmp_path / "recibidas").iterdir()) == ["x.jpg", "x.json"]
    assert not (tmp_path / DIARIO).exists()


@pytest.mark.parametrize(
    "diario",
    [
        b"no es json",
        b"[" * 60_000,
        b'[[], ""]',
        b'[[["../clave", "recibidas/x"]], ""]',
        b'[[["foto.json", "../fuera"]], ""]',
        b'[[["foto.json", "recibidas/../../fuera"]], ""]',
        b'[[["foto.json", "recibidas/.."]], ""]',
        b'[[["..", "recibidas/x"]], ""]',
        b'[[["foto.json"]], ""]',
        b" " * 70_000,
    ],
)
def test_un_diario_que_no_es_nuestro_no_mueve_nada(tmp_path: Path, diario: bytes) -> None:
    raiz = tmp_path / "envios"
    raiz.mkdir()
    (tmp_path / "clave").write_bytes(b"secreta")
    (raiz / "foto.json").write_bytes(b"{}")
    (raiz / DIARIO).write_bytes(diario)
    with abrir(raiz):
        pass
    assert (raiz / "foto.json").exists() and (tmp_path / "clave").exists()
    assert sorted(r.name for r in tmp_path.iterdir()) == ["clave", "envios"]
    assert (raiz / "diario-ajeno.txt").read_bytes() == diario


def test_una_mudanza_que_se_repite_no_pisa_lo_que_llego_despues(tmp_path: Path) -> None:
    with abrir(tmp_path):
        (tmp_path / "foto.jpg").write_bytes(b"una")
        mudanza = Mudanza([Paso("foto.jpg", "recibidas/x.jpg")])
        mudanza.hacer(tmp_path)
        (tmp_path / "foto.jpg").write_bytes(b"otra")
        mudanza.hacer(tmp_path)
    assert (tmp_path / "foto.jpg").read_bytes() == b"otra"
    assert (tmp_path / "recibidas" / "x.jpg").read_bytes() == b"una"


def test_una_sola_mala_entre_muchas_no_detiene_a_las_demas(casilla: Casilla) -> None:
    for seccion in range(1, 9):
        casilla.enviar(seccion, f"foto-{seccion}")
    crudo = jpeg(250)
    poner(casilla.carpeta, "foto-4b", crudo[:-9], datos(clave(9), crudo[:-9]))
    assert casilla.recibir() == 3
    assert (casilla.fotos(), casilla.dejados("apartadas")) == (8, ["foto-4b.jpg", "foto-4b.json", "foto-4b.motivo.txt"])
