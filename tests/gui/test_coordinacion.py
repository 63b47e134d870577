"""The coordinator's window and the sheet of incidents, by keys: asked for at a post, seen, attended, closed (R-34)."""

import csv
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from prep.domain.reglas.incidentes import FEDERAL
from prep.services.captura.captura import Capturar
from prep.services.estacion.acceso import ESPERA_MAX_S, FALLAS_MAX, Acceso
from prep.services.estacion.errores import AccesoNegado
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.incidentes import Incidentes
from prep.ui.coordinacion.pantalla import PUERTA, PantallaCoordinacion
from prep.ui.incidente import HojaDeIncidente
from prep.ui.marco import Marco
from tests.conftest import Nodo
from tests.gui.conftest import AbrirMarco, Contestador, destino, hoja_delante, teclear
from tests.gui.test_captura import UNA, imagen
from tests.gui.test_marco import PUERTAS, dentro, entrar
from tests.services.arbitro import arbitro
from tests.services.conftest import sesion
from tests.services.trabajos import con_imagen

EnLinea = Callable[[str], Estacion]
DICHOS = "SELECT operador, cuerpo::json ->> 'codigo', cuerpo::json ->> 'texto', cuerpo::json ->> 'lugar', acta"
REGISTRADOS = f"{DICHOS} FROM prep.hecho WHERE tipo = 'INCIDENCIA' ORDER BY recibido"
PASOS = (
    "SELECT operador, cuerpo::json ->> 'paso', cuerpo::json ->> 'texto' FROM prep.hecho"
    " WHERE tipo = 'SEGUIMIENTO' ORDER BY recibido"
)


@pytest.fixture
def en_marcha(poblada: Nodo) -> Iterator[Nodo]:
    with arbitro(poblada):
        yield poblada


def hoja_de(qtbot: QtBot, marco: Marco) -> HojaDeIncidente:
    hoja = hoja_delante(qtbot, HojaDeIncidente)
    assert hoja.parent() is marco
    return hoja


def pulsar(qtbot: QtBot, clave: Qt.Key, letra: str = "") -> None:
    quien = QApplication.focusWidget()
    assert quien is not None
    if letra:
        teclear(qtbot, quien, letra)
    else:
        qtbot.keyClick(quien, clave)


def en_puesto(qtbot: QtBot, abrir_marco: AbrirMarco, estacion: Estacion) -> Marco:
    """Ana, at her post."""
    estacion.entregar_aparte()
    marco = abrir_marco(estacion, PUERTAS)
    qtbot.waitUntil(lambda: "Conectada" in marco.barra.texto("nodo"), timeout=15_000)
    entrar(qtbot)
    dentro(qtbot, marco)
    return marco


def test_en_tres_teclas_queda_registrado_con_quien_y_donde(
    en_linea: EnLinea, abrir_marco: AbrirMarco, qtbot: QtBot, poblada: Nodo
) -> None:
    marco = en_puesto(qtbot, abrir_marco, en_linea("est-01-1"))
    qtbot.keyClick(marco, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    hoja = hoja_de(qtbot, marco)
    assert isinstance(QApplication.focusWidget(), QListWidget)
    pulsar(qtbot, Qt.Key.Key_6, "6")
    assert hoja.clase.codigo == "EQUIPO" and isinstance(QApplication.focusWidget(), QLineEdit)
    pulsar(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: poblada.dueno(REGISTRADOS) == [("ana", "EQUIPO", "Falla de equipo", "", "")], timeout=15_000
    )
    qtbot.waitUntil(lambda: "Registrado con su firma" in marco._orilla._aviso.text())


def test_se_pide_ayuda_con_dos_teclas_tambien_sin_nodo(
    en_linea: EnLinea, abrir_marco: AbrirMarco, qtbot: QtBot, poblada: Nodo, sin_nodo: str
) -> None:
    estacion = en_linea("est-01-1")
    marco = en_puesto(qtbot, abrir_marco, estacion)
    estacion.nodo.mudar(sin_nodo)
    qtbot.waitUntil(lambda: "SIN NODO" in marco.barra.texto("nodo"), timeout=15_000)
    qtbot.keyClick(marco, Qt.Key.Key_F1, Qt.KeyboardModifier.ControlModifier)
    hoja_de(qtbot, marco)
    pulsar(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: estacion.spool.cuentas().pendientes == 1)
    estacion.nodo.mudar(poblada.dsn("est-01-1"))
    qtbot.waitUntil(lambda: [f[1] for f in poblada.dueno(REGISTRADOS)] == ["AYUDA"], timeout=20_000)


def test_otra_cosa_sin_decir_cual_no_se_registra_y_con_escape_nada(
    en_linea: EnLinea, abrir_marco: AbrirMarco, qtbot: QtBot
) -> None:
    estacion = en_linea("est-01-1")
    marco = en_puesto(qtbot, abrir_marco, estacion)
    qtbot.keyClick(marco, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    hoja = hoja_de(qtbot, marco)
    pulsar(qtbot, Qt.Key.Key_0, "0")
    pulsar(qtbot, Qt.Key.Key_Return)
    assert "Escriba qué pasó" in hoja.aviso and hoja.isVisible()
    pulsar(qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert estacion.spool.cuentas().pendientes == 0


def test_bloqueada_no_se_firma_nada_por_quien_no_esta(qtbot: QtBot, abrir_marco: AbrirMarco, en_linea: EnLinea) -> None:
    estacion = en_linea("est-01-1")
    marco = en_puesto(qtbot, abrir_marco, estacion)
    qtbot.keyClick(marco, Qt.Key.Key_F1, Qt.KeyboardModifier.ControlModifier)
    hoja = hoja_de(qtbot, marco)
    marco.bloquear()
    hoja.accept()
    qtbot.wait(50)
    assert estacion.spool.cuentas().pendientes == 0
    qtbot.keyClick(marco, Qt.Key.Key_F1, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(50)
    assert QApplication.activeModalWidget() is None
    dicho = marco._orilla._aviso
    assert dicho.isVisible() and "escriba su contraseña y oprima Ctrl+F1 otra vez" in dicho.text()


def test_antes_de_entrar_se_dice_que_hacer_para_pedir_ayuda(
    qtbot: QtBot, abrir_marco: AbrirMarco, en_linea: EnLinea
) -> None:
    estacion = en_linea("est-01-1")
    marco = abrir_marco(estacion, PUERTAS)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit), timeout=15_000)
    for clave, suya in ((Qt.Key.Key_F1, "Ctrl+F1"), (Qt.Key.Key_I, "Ctrl+I")):
        quien = QApplication.focusWidget()
        assert quien is not None
        qtbot.keyClick(quien, clave, Qt.KeyboardModifier.ControlModifier)
        dicho = marco._orilla._aviso
        assert dicho.isVisible() and suya in dicho.text() and "otra estación" in dicho.text()
    assert QApplication.activeModalWidget() is None and estacion.spool.cuentas().total == 0


@pytest.mark.usefixtures("en_marcha")
def test_quien_pidio_ayuda_ve_quien_viene_y_que_se_hizo(
    en_linea: EnLinea, abrir_marco: AbrirMarco, qtbot: QtBot
) -> None:
    """At the post that asked, whatever screen is in front; nobody else's."""
    marco, mesa = en_puesto(qtbot, abrir_marco, en_linea("est-01-1")), en_linea("est-01-3")
    qtbot.keyClick(marco, Qt.Key.Key_F1, Qt.KeyboardModifier.ControlModifier)
    hoja_de(qtbot, marco)
    pulsar(qtbot, Qt.Key.Key_Return)
    franja = marco._orilla._pendiente
    qtbot.waitUntil(lambda: "aquí se dirá quién viene" in franja.text(), timeout=20_000)
    eva = Incidentes(mesa, sesion("eva", mesa))
    qtbot.waitUntil(lambda: len(eva.listar()) == 1, timeout=20_000)
    (suyo,) = eva.listar()
    eva.tomar(suyo)
    assert mesa.entrega.vaciar().nodo
    qtbot.waitUntil(lambda: "viene Eva." in franja.text(), timeout=20_000)
    eva.cerrar(suyo, "Se cambió la lectora.")
    assert mesa.entrega.vaciar().nodo
    qtbot.waitUntil(lambda: "la atendió Eva: «Se cambió la lectora.»" in franja.text(), timeout=20_000)
    assert mesa.nodo.quien_viene("eva", suyo.id) is None, "no es de quien lo pidió"


def coordinando(qtbot: QtBot, abrir_marco: AbrirMarco, estacion: Estacion) -> tuple[Marco, PantallaCoordinacion]:
    estacion.entregar_aparte()
    marco = abrir_marco(estacion, (PUERTA,))
    qtbot.waitUntil(lambda: "Conectada" in marco.barra.texto("nodo"), timeout=15_000)
    entrar(qtbot, "eva")
    qtbot.waitUntil(lambda: isinstance(marco.pantalla, PantallaCoordinacion) and not marco.bloqueada, timeout=15_000)
    assert isinstance(marco.pantalla, PantallaCoordinacion)
    return marco, marco.pantalla


def celdas(pantalla: PantallaCoordinacion, fila: int = 0) -> list[str]:
    tabla = pantalla.piezas.incidentes
    return [tabla.item(fila, n).text() for n in (0, 1, 4)]  # type: ignore[union-attr]


def test_lo_que_se_aparta_se_atiende_se_cierra_y_se_exporta(
    en_marcha: Nodo, en_linea: EnLinea, abrir_marco: AbrirMarco, qtbot: QtBot, contestador: Contestador
) -> None:
    otra = en_linea("est-01-1")
    Incidentes(otra, sesion("ana", otra)).registrar(FEDERAL, "=2+2", lugar="4812 B1")
    estacion = en_linea("est-01-2")
    _, pantalla = coordinando(qtbot, abrir_marco, estacion)
    tabla = pantalla.piezas.incidentes
    qtbot.waitUntil(lambda: tabla.rowCount() == 1, timeout=15_000)
    assert celdas(pantalla) == [FEDERAL.nombre, "4812 B1", "NADIE LO ATIENDE"]
    qtbot.keyClick(tabla, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: celdas(pantalla)[2] == "Lo atiende Eva", timeout=15_000)
    contestador.respuestas.append("Lo llevó el CAE López.")
    qtbot.keyClick(tabla, Qt.Key.Key_F2, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: celdas(pantalla)[2] == "Cerrado", timeout=15_000)
    assert en_marcha.dueno(PASOS) == [("eva", "TOMA", "Voy."), ("eva", "CIERRA", "Lo llevó el CAE López.")]
    assert "Lo llevó el CAE López." in pantalla.piezas.dicho
    qtbot.keyClick(tabla, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "en PDF y en CSV" in pantalla.piezas.aviso, timeout=15_000)
    carpeta = estacion.spool.ruta.parent / "papeles"
    ((hoja,), (pdf,)) = ([*carpeta.glob("incidentes-*.csv")], [*carpeta.glob("incidentes-*.pdf")])
    (fila,) = csv.DictReader(hoja.read_text(encoding="utf-8-sig").splitlines())
    assert (fila["texto"], fila["donde"], fila["quien"]) == ("'=2+2", "4812 B1", "Ana")
    assert fila["cierre"].endswith("Eva: Lo llevó el CAE López.") and pdf.read_bytes().startswith(b"%PDF")


def test_se_libera_el_acta_que_alguien_tiene_y_consta_quien(
    en_marcha: Nodo, en_linea: EnLinea, abrir_marco: AbrirMarco, qtbot: QtBot, contestador: Contestador
) -> None:
    ana = en_linea("est-01-1")
    con_imagen(ana, UNA, imagen(UNA))
    capturar = Capturar(ana, sesion("ana", ana))
    qtbot.waitUntil(lambda: capturar.tomar() is not None, timeout=15_000)
    _, pantalla = coordinando(qtbot, abrir_marco, en_linea("est-01-2"))
    tabla = pantalla.piezas.esperan
    qtbot.waitUntil(lambda: tabla.rowCount() == 1, timeout=15_000)
    assert [tabla.item(0, n).text() for n in (1, 3)] == [  # type: ignore[union-attr]
        "Digitalizada: falta capturarla",
        "Ana, en est-01-1",
    ]
    contestador.respuestas.append("Se fue sin avisar.")
    destino(qtbot, "Liberar", tabla)
    qtbot.waitUntil(lambda: tabla.item(0, 3).text() == "nadie", timeout=15_000)  # type: ignore[union-attr]
    ((quien, codigo, texto, _, acta),) = en_marcha.dueno(REGISTRADOS)
    assert (quien, codigo, acta) == ("eva", "TRABAJO_LIBERADO", UNA)
    assert "la tenía ana en est-01-1; motivo: Se fue sin avisar." in texto


def test_a_quien_erro_su_contrasena_lo_deja_entrar_quien_coordina(
    en_linea: EnLinea, abrir_marco: AbrirMarco, qtbot: QtBot, poblada: Nodo, contestador: Contestador
) -> None:
    estacion = en_linea("est-01-2")
    reloj = [datetime.now(UTC)]
    acceso = Acceso(estacion, lambda: reloj[0])
    estacion.actualizar()
    for _ in range(FALLAS_MAX):
        with pytest.raises(AccesoNegado):
            acceso.entrar("beto", "otra")
        reloj[0] += timedelta(seconds=ESPERA_MAX_S)
    assert Acceso(estacion).espera_s("beto") > 0
    marco, pantalla = coordinando(qtbot, abrir_marco, estacion)
    contestador.respuestas += ["beto", "Es la persona: se le reconoce."]
    destino(qtbot, "Levantar acceso", pantalla.piezas.incidentes)
    qtbot.waitUntil(lambda: "beto ya puede entrar aquí" in pantalla.piezas.aviso, timeout=15_000)
    qtbot.waitUntil(
        lambda: [f[:2] for f in poblada.dueno(REGISTRADOS)] == [("eva", "ACCESO_LEVANTADO")], timeout=15_000
    )
    qtbot.keyClick(marco, Qt.Key.Key_F10)
    entrar(qtbot, "beto")
    qtbot.waitUntil(lambda: marco.sesion is None and "no tiene trabajo" in contestador.dichos[-1], timeout=15_000)


def test_con_f3_se_ve_lo_que_falta_de_cada_seccion(
    en_linea: EnLinea, abrir_marco: AbrirMarco, qtbot: QtBot, poblada: Nodo
) -> None:
    _, pantalla = coordinando(qtbot, abrir_marco, en_linea("est-01-2"))
    qtbot.waitUntil(lambda: pantalla.piezas.secciones.rowCount() > 0, timeout=15_000)
    qtbot.keyClick(pantalla.piezas.incidentes, Qt.Key.Key_F5)
    assert QApplication.focusWidget() is pantalla.piezas.secciones
    tabla = pantalla.piezas.secciones
    actas = [int(celda.text()) for n in range(tabla.rowCount()) if (celda := tabla.item(n, 1)) is not None]
    assert [(sum(actas),)] == poblada.dueno("SELECT count(*) FROM prep.acta WHERE centro = '01'")


def test_con_letra_al_doble_sus_teclas_siguen_a_la_vista(
    en_linea: EnLinea, abrir_marco: AbrirMarco, qtbot: QtBot, poblada: Nodo
) -> None:
    estacion = en_linea("est-01-2")
    Incidentes(estacion, sesion("ana", estacion)).registrar(FEDERAL, "Se apartó. " * 40, lugar="4812 B1")
    marco, pantalla = coordinando(qtbot, abrir_marco, estacion)
    marco.resize(1366, 768)
    marco._tema.escalar(2.0)
    qtbot.waitUntil(lambda: pantalla.piezas.secciones.rowCount() > 0, timeout=15_000)
    botones = pantalla.findChildren(QPushButton)
    ultimo = max(botones, key=lambda b: b.mapTo(marco, b.rect().bottomLeft()).y())
    qtbot.waitUntil(lambda: ultimo.mapTo(marco, ultimo.rect().bottomLeft()).y() < marco.barra.y() + 1)
    assert all(not b.visibleRegion().isEmpty() for b in botones), "ninguna tecla queda fuera"
