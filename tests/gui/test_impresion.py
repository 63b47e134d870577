"""Printing from any window, with a real CUPS: what came out, and each fault in words; the PDF stays."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

from prep.devices.impresoras import EstadoDeImpresora, estado
from prep.devices.pdf import pdf_abierto
from prep.ui.hilos import Taller
from prep.ui.impresion import hoja as de_hoja
from prep.ui.impresion.hoja import HojaDeImpresion
from prep.ui.tema import Tema
from tests.gui import recorrido
from tests.gui.cups import LASER, SIN_CUPS, Cups, de_pruebas

Abrir = Callable[..., HojaDeImpresion]


@pytest.fixture
def cups(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cups]:
    with de_pruebas(monkeypatch) as suyo:
        yield suyo


@pytest.fixture
def sin_impresoras(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nadie.sock"))


@pytest.fixture
def documento(tmp_path: Path) -> Path:
    """Two pages: a black square in a corner of the first, at two inches; a label's page."""
    ruta = tmp_path / "acuse-01.pdf"
    lienzo = Canvas(str(ruta), pagesize=LETTER)
    lienzo.rect(144, LETTER[1] - 288, 144, 144, stroke=0, fill=1)
    lienzo.showPage()
    lienzo.setPageSize((288, 144))
    lienzo.rect(0, 0, 144, 144, stroke=0, fill=1)
    lienzo.showPage()
    lienzo.save()
    return ruta


@pytest.fixture
def abrir(qtbot: QtBot, taller: Taller, tema: Tema, documento: Path) -> Iterator[Abrir]:
    ventana = QMainWindow()
    qtbot.addWidget(ventana)
    ventana.resize(1366, 768)
    ventana.show()

    def _abrir(preferida: str = "", ruta: Path = documento) -> HojaDeImpresion:
        hoja = HojaDeImpresion(ventana, taller, ruta, preferida)
        hoja.open()
        qtbot.waitUntil(lambda: "Mirando" not in hoja.estado.text() and bool(hoja.cual.text()), timeout=60_000)
        return hoja

    yield _abrir
    qtbot.waitUntil(lambda: not taller.en_curso, timeout=60_000)


def _renglon(hoja: HojaDeImpresion, fila: int = 0) -> tuple[str, str]:
    return tuple(hoja.tabla.item(fila, n).text() for n in range(2))  # type: ignore[union-attr, return-value]


def _imprimir(qtbot: QtBot, hoja: HojaDeImpresion, dice: str) -> None:
    qtbot.keyClick(hoja.tabla, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dice in hoja.estado.text(), timeout=60_000)


@SIN_CUPS
def test_se_elige_la_impresora_y_sale_cada_pagina_a_su_tamano(abrir: Abrir, cups: Cups, qtbot: QtBot) -> None:
    hoja = abrir()
    assert _renglon(hoja) == ("Láser del CATD", "✓ Lista")
    elegidas: list[str] = []
    hoja.elegida.connect(elegidas.append)
    _imprimir(qtbot, hoja, "Impreso en laser: 2 página")
    assert elegidas == [LASER]
    with pdf_abierto(cups.impresas[0]) as salida:
        assert salida.cuantas == 2
        assert [tuple(map(round, salida.medidas(n))) for n in range(2)] == [(612, 792), (288, 144)]
        primera = salida.dibujar(0, 72, 2000)  # a point of the paper is a point of the picture
    assert primera.getpixel((146, 146)) == 0 and primera.getpixel((140, 140)) == 255, "ni se ajusta ni se corre"
    assert primera.getpixel((286, 286)) == 0 and primera.getpixel((291, 291)) == 255


@SIN_CUPS
def test_sin_papel_se_dice_al_mandar_y_sale_sola_cuando_lo_hay(abrir: Abrir, cups: Cups, qtbot: QtBot) -> None:
    cups.sin_papel(True)
    hoja = abrir()
    _imprimir(qtbot, hoja, "tiene el documento y no tiene papel: póngale. Se imprime en cuanto pueda")
    assert cups.impresas == []
    qtbot.keyClick(hoja, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: "no tiene papel" in _renglon(hoja)[1], timeout=60_000)
    cups.sin_papel(False)
    qtbot.waitUntil(lambda: len(cups.impresas) == 1, timeout=60_000)


@SIN_CUPS
def test_en_pausa_se_ve_antes_de_mandar(abrir: Abrir, cups: Cups, qtbot: QtBot) -> None:
    cups.orden("cupsdisable", LASER)
    hoja = abrir()
    assert "está en pausa: reanúdela" in _renglon(hoja)[1]
    _imprimir(qtbot, hoja, "no lo mande otra vez")
    cups.orden("cupsenable", LASER)
    qtbot.waitUntil(lambda: len(cups.impresas) == 1, timeout=60_000)


@SIN_CUPS
def test_una_que_no_acepta_trabajos_lo_dice_y_el_pdf_queda(
    abrir: Abrir, cups: Cups, qtbot: QtBot, documento: Path
) -> None:
    hoja = abrir()
    cups.orden("cupsreject", LASER)
    _imprimir(qtbot, hoja, "no acepta trabajos")
    assert "No se imprimió. El PDF queda." in hoja.estado.text() and documento.exists() and cups.impresas == []


@SIN_CUPS
def test_la_que_se_quito_mientras_se_elegia_se_dice(abrir: Abrir, cups: Cups, qtbot: QtBot) -> None:
    hoja = abrir()
    cups.orden("lpadmin", "-x", LASER)
    _imprimir(qtbot, hoja, "ya no está. Elija otra")
    qtbot.keyClick(hoja, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: "No hay ninguna impresora" in hoja.estado.text(), timeout=60_000)


@SIN_CUPS
def test_se_recuerda_la_que_se_uso(abrir: Abrir, cups: Cups) -> None:
    cups.orden("lpadmin", "-p", "etiquetas", "-E", "-v", "prueba:/dos", "-m", "raw")
    assert abrir("etiquetas").tabla.clave == "etiquetas"
    assert estado(LASER) == EstadoDeImpresora() and estado("no hay") is None


@pytest.mark.usefixtures("sin_impresoras")
def test_sin_impresoras_el_pdf_se_abre_o_se_dice_donde_esta(
    abrir: Abrir, qtbot: QtBot, documento: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hoja = abrir()
    assert "No hay ninguna impresora" in hoja.estado.text() and "F6 lo abre" in hoja.estado.text()
    qtbot.keyClick(hoja.tabla, Qt.Key.Key_Return)
    assert "No hay ninguna impresora" in hoja.estado.text(), "no hay en cuál"
    abiertos: list[str] = []

    class Escritorio:
        """What a desktop without a viewer says."""

        @staticmethod
        def openUrl(url: QUrl) -> bool:
            abiertos.append(url.toLocalFile())
            return False

    monkeypatch.setattr(de_hoja, "QDesktopServices", Escritorio)
    qtbot.keyClick(hoja, Qt.Key.Key_F6)
    assert abiertos == [str(documento)] and f"Está en {documento}: ábralo en otra" in hoja.estado.text()


@pytest.mark.usefixtures("sin_impresoras")
def test_se_ve_cada_pagina_cabe_y_esc_cierra(abrir: Abrir, qtbot: QtBot, tema: Tema) -> None:
    hoja = abrir()
    assert hoja.cual.text().startswith("Página 1 de 2") and not hoja.hoja.pixmap().isNull()
    alto = hoja.hoja.pixmap().height()
    qtbot.keyClick(hoja, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: hoja.cual.text().startswith("Página 2 de 2"), timeout=20_000)
    assert hoja.hoja.pixmap().height() < alto, "la etiqueta es apaisada"
    qtbot.keyClick(hoja, Qt.Key.Key_PageDown)
    qtbot.keyClick(hoja, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: hoja.cual.text().startswith("Página 1 de 2"), timeout=20_000)
    tema.escalar(1.5)
    recorrido.exigir(hoja)
    qtbot.keyClick(hoja, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


@pytest.mark.usefixtures("sin_impresoras")
def test_un_pdf_danado_se_dice(abrir: Abrir, tmp_path: Path) -> None:
    malo = tmp_path / "malo.pdf"
    malo.write_bytes(b"%PDF-1.4 nada")
    assert "está dañado: hágalo de nuevo" in abrir(ruta=malo).cual.text()
