"""Scanners through SANE: the real `scanimage` with its `test` backend, and one that fails where hardware does."""

import threading
import time
from collections.abc import Generator
from pathlib import Path

import pytest
from PIL import Image

from prep.devices.escaner import Falla, FallaDeEscaner
from prep.devices.imagen import gris
from prep.devices.sane import EscanerSane, dispositivos
from tests.devices.actas import Actas
from tests.devices.sane import DISPOSITIVO, SIN_SANE, con_escaner, con_pruebas

ALIMENTADOR = 10  # sheets in the feeder of SANE's `test`
CHICA = ("-x", "60", "-y", "60")  # mm: what is tried here is not the sheet


def _tomar(escaner: EscanerSane) -> tuple[list[bytes], FallaDeEscaner | None]:
    """The sheets that came, and what stopped them."""
    paginas: list[bytes] = []
    try:
        for pagina in escaner.paginas():
            paginas.append(pagina.contenido)
    except FallaDeEscaner as falla:
        return paginas, falla
    return paginas, None


@pytest.fixture
def pruebas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    con_pruebas(tmp_path / "sane.d", monkeypatch)


def test_un_escaner_que_se_cuelga_despues_de_decir_su_falla_no_la_calla(
    hojas: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As SANE's own `test` does one time in ten: it says the jam, and never ends."""
    monkeypatch.setattr("prep.devices.por_hojas.ADIOS_S", 0.05)
    con_escaner(tmp_path / "bin", monkeypatch, hojas[:2], (6, "Document feeder jammed"), se_queda=True)
    paginas, falla = _tomar(EscanerSane("acme:1"))
    assert len(paginas) == 2 and falla is not None and falla.falla is Falla.ATASCO


@pytest.fixture
def hojas(actas: Actas, tmp_path: Path) -> list[Path]:
    """Sheets as scanimage leaves them, the last one shorter."""
    rutas = [tmp_path / f"hoja{n}.tif" for n in range(3)]
    for n, ruta in enumerate(rutas):
        Image.fromarray(actas.gris(n)[: None if n < 2 else -40]).save(ruta, "TIFF")
    return rutas


@SIN_SANE
@pytest.mark.usefixtures("pruebas")
def test_se_ven_los_escaneres_del_equipo_con_su_nombre() -> None:
    hay = dispositivos()
    assert [d.donde for d in hay] == ["test:0", "test:1"] and hay[0].nombre == "Noname frontend-tester"


@SIN_SANE
@pytest.mark.usefixtures("pruebas")
def test_pasan_todas_las_hojas_del_alimentador_en_gris() -> None:
    paginas, falla = _tomar(EscanerSane(DISPOSITIVO, (*CHICA, "--test-picture=Grid")))
    assert falla is None and len(paginas) == ALIMENTADOR
    assert gris(paginas[0]).shape == (472, 472), "60 mm a 200 puntos por pulgada"


@SIN_SANE
@pytest.mark.usefixtures("pruebas")
@pytest.mark.parametrize(
    ("estado", "esperada"),
    [
        ("DEVICE_BUSY", Falla.OCUPADO),
        ("JAMMED", Falla.ATASCO),
        ("NO_DOCS", Falla.VACIO),
        ("COVER_OPEN", Falla.TAPA),
        ("IO_ERROR", Falla.SOLTADO),
        ("ACCESS_DENIED", Falla.SIN_PERMISO),
        ("CANCELLED", Falla.DETENIDA),
        ("NO_MEM", Falla.NEGADA),
        ("EOF", Falla.INCOMPLETA),  # it says that the sheet is whole, and sent nothing of it
    ],
)
def test_cada_estado_de_sane_se_dice_con_palabras(estado: str, esperada: Falla) -> None:
    paginas, falla = _tomar(EscanerSane(DISPOSITIVO, (*CHICA, f"--read-return-value=SANE_STATUS_{estado}")))
    assert paginas == [] and falla is not None and falla.falla is esperada


@SIN_SANE
@pytest.mark.usefixtures("pruebas")
def test_un_escaner_que_no_esta_no_responde() -> None:
    assert _tomar(EscanerSane("test:7"))[1] is not None


def test_sin_sane_no_hay_escaneres_y_escanear_dice_que_falta(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert dispositivos() == []
    falla = _tomar(EscanerSane(DISPOSITIVO))[1]
    assert falla is not None and falla.falla is Falla.SIN_PROGRAMA and "sane-utils" in str(falla)


def test_se_pide_el_alimentador_de_un_lado_y_gris(
    hojas: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opciones = (
        "    --source Flatbed|ADF Duplex|ADF Front [Flatbed]\n    --mode Lineart|Gray|True Gray|Color [Gray]\n"
        "    --resolution 75|150|300|600dpi [75]\n    --page-width 0..215.9mm (in steps of 0.1) [215.9]\n"
        "    -x 0..900mm (in steps of 0.1) [215.9]\n    -y 0..355.6mm [279.4]\n    --depth 8 [inactive]"
    )
    pedido = con_escaner(tmp_path / "bin", monkeypatch, hojas[:1], opciones=opciones)
    assert _tomar(EscanerSane("acme:1"))[1] is None
    dicho = pedido.read_text(encoding="utf-8").splitlines()
    suyas = ["--source=ADF Front", "--mode=Gray", "--resolution=300", "--page-width=215.9"]
    assert dicho[2:6] == suyas and dicho[6:10] == ["-x", "279.4", "-y", "355.6"]


def test_sin_alimentador_es_la_hoja_del_vidrio_y_nada_mas(
    hojas: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    con_escaner(tmp_path / "bin", monkeypatch, hojas, opciones="    --mode Gray|Color [Gray]")
    paginas, falla = _tomar(EscanerSane("acme:1"))
    assert falla is None and len(paginas) == 1


@pytest.mark.parametrize(
    ("percance", "esperada"),
    [
        ((6, "Document feeder jammed"), Falla.ATASCO),
        ((9, "Error during device I/O"), Falla.SOLTADO),  # its cable pulled out
        ((1, "x"), Falla.NEGADA),
        ("muere", Falla.SOLTADO),
        ("crece", Falla.EXTRANA),
    ],
)
def test_lo_que_falla_a_medio_lote_deja_lo_que_paso(
    hojas: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    percance: tuple[int, str] | str,
    esperada: Falla,
) -> None:
    monkeypatch.setattr("prep.devices.por_hojas.ADIOS_S", 0.3)
    con_escaner(tmp_path / "bin", monkeypatch, hojas[:2], percance)
    paginas, falla = _tomar(EscanerSane("acme:1"))
    assert len(paginas) == 2 and falla is not None and falla.falla is esperada
    assert "Las 2 hojas que ya pasaron están guardadas" in str(falla)


def test_media_hoja_nunca_es_una_pagina(hojas: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hojas[1].write_bytes(hojas[1].read_bytes()[: hojas[1].stat().st_size // 2])
    con_escaner(tmp_path / "bin", monkeypatch, hojas)
    paginas, falla = _tomar(EscanerSane("acme:1"))
    assert len(paginas) == 1 and falla is not None and falla.falla is Falla.INCOMPLETA


def test_no_se_pide_otra_hoja_hasta_que_la_anterior_esta_guardada(
    hojas: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    con_escaner(tmp_path / "bin", monkeypatch, hojas)
    escaner = EscanerSane("acme:1")
    paginas = escaner.paginas()
    next(paginas)
    hojas[1].write_bytes(hojas[2].read_bytes())  # had it been read already, the one before would come
    assert gris(next(paginas).contenido).shape == gris(hojas[2].read_bytes()).shape
    assert escaner.avance == 42
    assert isinstance(paginas, Generator)
    paginas.close()


def test_detener_deja_las_demas_en_el_alimentador(
    hojas: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    con_escaner(tmp_path / "bin", monkeypatch, hojas)
    escaner = EscanerSane("acme:1")
    vistas = 0
    for _ in escaner.paginas():
        vistas += 1
        escaner.detener()
    assert vistas == 1


def test_detener_suelta_a_un_escaner_colgado(
    hojas: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prep.devices.por_hojas.GRACIA_S", 0.05)
    monkeypatch.setattr("prep.devices.por_hojas.ADIOS_S", 0.05)
    con_escaner(tmp_path / "bin", monkeypatch, hojas[:1], "cuelga")
    escaner = EscanerSane("acme:1")

    def al_colgarse() -> None:
        limite = time.monotonic() + 60
        while not (tmp_path / "bin" / "colgado").exists() and time.monotonic() < limite:
            time.sleep(0.02)
        escaner.detener()

    hilo = threading.Thread(target=al_colgarse)
    hilo.start()
    paginas, falla = _tomar(escaner)
    hilo.join()
    assert len(paginas) == 1 and falla is not None and falla.falla is Falla.DETENIDA


def test_uno_que_no_contesta_no_detiene_a_la_estacion(
    hojas: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prep.devices.por_hojas.ADIOS_S", 0.05)
    con_escaner(tmp_path / "bin", monkeypatch, hojas[:1], "cuelga")
    paginas, falla = _tomar(EscanerSane("acme:1", hoja_s=2.0))
    assert len(paginas) == 1 and falla is not None and falla.falla is Falla.SOLTADO


@pytest.mark.parametrize("donde", ["", "--help", "a\nb", "x" * 201])
def test_lo_que_no_es_nombre_de_escaner_se_rechaza(donde: str) -> None:
    with pytest.raises(ValueError, match="no es un escáner"):
        EscanerSane(donde)


def test_una_camara_no_es_un_escaner_y_lo_que_dice_de_si_se_limpia(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lista = "v4l:/dev/video0\tNoname\tCam\nacme:1\tAcme\t\x1b[2J9000\n--mala\ta\tb\nroto\n"
    con_escaner(tmp_path / "bin", monkeypatch, [], lista=lista)
    assert [(d.donde, d.nombre) for d in dispositivos()] == [("acme:1", "Acme [2J9000")]
