"""The sheet of sources by real keys: scanners of the network and of the computer, folders, what was used before."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton

from prep.devices.eleccion import COPIA, ClaseDeOrigen, OrigenElegido, con_esta, usadas
from prep.devices.hallados import TIPO_TLS, de_la_red
from tests.catd.digitalizacion.conftest import Escena
from tests.devices.certificados import propio
from tests.devices.emulador import Percance, emulado
from tests.devices.sane import SIN_SANE, con_escaner, con_pruebas
from tests.devices.test_hallados import LOCAL, MIO, _anunciados, _anuncio
from tests.gui import recorrido


def _renglones(escena: Escena) -> list[str]:
    tabla = escena.fuentes().tabla
    return [" | ".join(tabla.item(n, c).text() for c in range(3)) for n in range(tabla.rowCount())]  # type: ignore[union-attr]


def test_uno_hallado_en_la_red_se_elige_con_flechas_y_queda_en_la_estacion(
    escena: Escena, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("catd.digitalizacion.fuentes.de_la_red", partial(de_la_red, 3.0, LOCAL))
    n = escena.suyas[0]
    escena.recibir(n)
    with emulado(escena.actas.jpeg(n), certificado=propio(tmp_path / "e.pem")) as emulador:
        puerto = int(emulador.direccion.rpartition(":")[2])
        with _anunciados(_anuncio(TIPO_TLS, puerto)):
            escena.usar(MIO)
        escena.qtbot.waitUntil(lambda: escena.dice("fuente") == f"Escáner {MIO}: Ctrl+Enter escanea", timeout=20_000)
        escena.tecla(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        escena.qtbot.waitUntil(lambda: "Pasaron todas las hojas: 1" in escena.dice("aviso-escaneo"), timeout=20_000)
        escena.esperar(ACEPTADA=1)
        emulador.certificar(propio(tmp_path / "otro.pem"))
        emulador.poner(escena.actas.jpeg(n))
        escena.tecla(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        escena.qtbot.waitUntil(lambda: "su certificado es otro" in escena.dice("aviso-escaneo"), timeout=20_000)
        escena.usar("en uso")  # somebody looked at it, and chooses it again
        escena.qtbot.waitUntil(lambda: escena.dice("fuente") == f"Escáner {MIO}: Ctrl+Enter escanea", timeout=20_000)
        escena.tecla(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        escena.qtbot.waitUntil(lambda: "ya se habían tomado" in escena.dice("aviso-escaneo"), timeout=20_000)


@SIN_SANE
def test_uno_de_la_computadora_se_elige_y_pasan_sus_hojas(
    escena: Escena, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    con_pruebas(tmp_path / "con-pruebas", monkeypatch)
    escena.usar("test:1")
    escena.qtbot.waitUntil(lambda: "Escáner Noname frontend-tester" in escena.dice("fuente"), timeout=20_000)
    assert escena.estacion.spool.copia(COPIA) is not None
    escena.tecla(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    escena.qtbot.waitUntil(lambda: "Escaneando" in escena.dice("fuente"), timeout=20_000)
    escena.tecla(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    escena.qtbot.waitUntil(lambda: "Se detuvo. Pasaron" in escena.dice("aviso-escaneo"), timeout=60_000)


def test_desenchufado_a_medio_lote_se_dice_y_f5_sigue_con_las_que_faltan(
    escena: Escena, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    cuales = escena.suyas[:3]
    escena.recibir(*cuales)
    hojas = [tmp_path / f"{n}.jpg" for n in cuales]
    for n, ruta in zip(cuales, hojas, strict=True):
        ruta.write_bytes(escena.actas.jpeg(n))
    roto, bueno = tmp_path / "roto", tmp_path / "bueno"
    con_escaner(roto, monkeypatch, hojas[:2], (9, "Error during device I/O"), lista="acme:1\tAcme\t9000\n")
    escena.usar("Acme 9000")
    escena.qtbot.waitUntil(lambda: escena.dice("fuente") == "Escáner Acme 9000: Ctrl+Enter escanea")
    escena.tecla(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    escena.qtbot.waitUntil(lambda: "dejó de contestar" in escena.dice("aviso-escaneo"), timeout=20_000)
    assert "Las 2 hojas que ya pasaron están guardadas" in escena.dice("aviso-escaneo")
    escena.esperar(ACEPTADA=2)
    con_escaner(bueno, monkeypatch, hojas[2:])
    escena.tecla(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    escena.qtbot.waitUntil(lambda: "Pasaron todas las hojas: 1" in escena.dice("aviso-escaneo"), timeout=20_000)
    escena.esperar(ACEPTADA=3)


def test_f5_mientras_pasan_las_detiene_y_su_tecla_lo_dice(escena: Escena) -> None:
    with emulado(Percance.SE_CUELGA) as emulador:
        escena.escaner(emulador.direccion)
        escena.qtbot.waitUntil(lambda: "Ctrl+Enter escanea" in escena.dice("fuente"))
        boton = escena.pantalla.findChild(QPushButton, "boton-digitalizacion.escanear")
        assert boton is not None and boton.text() == "Escanear  Ctrl+Enter"
        escena.tecla(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        escena.qtbot.waitUntil(lambda: "Ctrl+Enter detiene" in escena.dice("fuente") and emulador.colgado.is_set())
        assert boton.text() == "Detener  Ctrl+Enter"
        escena.tecla(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert "se detiene después de ésta" in escena.dice("fuente")
        escena.qtbot.waitUntil(lambda: "Se detuvo a media hoja" in escena.dice("aviso-escaneo"), timeout=20_000)
        assert boton.text() == "Escanear  Ctrl+Enter"


def test_por_tls_uno_que_no_contesta_no_se_elige(escena: Escena) -> None:
    with emulado() as ido:
        direccion = ido.direccion
    escena.escaner(f"https://{direccion}")
    escena.qtbot.waitUntil(lambda: "no responde" in escena.dice("aviso-escaneo"), timeout=20_000)
    assert "Carpeta vigilada" in escena.dice("fuente") and escena.estacion.spool.copia(COPIA) is None


def test_otra_carpeta_se_elige_en_el_dialogo_con_el_teclado(escena: Escena, tmp_path: Path) -> None:
    nueva = tmp_path / "del-escaner"
    nueva.mkdir()
    escena.usar("Otra carpeta…")
    escena.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    dialogo = QApplication.activeModalWidget()
    assert isinstance(dialogo, QFileDialog)
    campo = dialogo.findChild(QLineEdit)
    assert campo is not None
    campo.setText(str(nueva))
    escena.qtbot.keyClick(campo, Qt.Key.Key_Return)
    escena.qtbot.waitUntil(lambda: str(nueva) in escena.dice("fuente"))
    n = escena.suyas[0]
    escena.recibir(n)
    (nueva / "a.jpg").write_bytes(escena.actas.jpeg(n))
    escena.esperar(ACEPTADA=1)
    escena.usar(str(escena.entrada))  # back to the first one
    escena.qtbot.waitUntil(lambda: str(escena.entrada) in escena.dice("fuente"))


def test_la_hoja_dice_lo_que_se_usa_cabe_y_esc_la_deja_como_estaba(escena: Escena) -> None:
    assert _renglones(escena) == [
        f"Carpeta | {escena.entrada} | ✓ en uso",
        "Carpeta | Otra carpeta… | Donde un escáner deja sus archivos",
        "Escáner | Por su dirección… | Uno que no está en la lista",
    ]
    hoja = QApplication.activeModalWidget()
    assert hoja is not None
    assert "No se halló ningún escáner" in hoja.estado.text()  # type: ignore[attr-defined]
    recorrido.exigir(hoja)
    escena.qtbot.keyClick(hoja, Qt.Key.Key_F5)
    assert "Buscando" in hoja.estado.text()  # type: ignore[attr-defined]
    escena.qtbot.keyClick(hoja, Qt.Key.Key_Escape)
    escena.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert "Carpeta vigilada" in escena.dice("fuente") and escena.estacion.spool.copia(COPIA) is None


def test_se_recuerdan_las_ultimas_cinco_sin_repetir_y_lo_danado_no_estorba() -> None:
    texto = None
    for n in (1, 2, 3, 4, 5, 6, 3):
        texto = con_esta(texto, OrigenElegido(ClaseDeOrigen.ESCANER, f"10.0.0.{n}", f"Acme {n}"))
    assert [o.nombre for o in usadas(texto)] == ["Acme 3", "Acme 6", "Acme 5", "Acme 4", "Acme 2"]
    for malo in ("", "{", "[1]", '[["otro", "x", "", ""]]', None):
        assert usadas(malo) == []
