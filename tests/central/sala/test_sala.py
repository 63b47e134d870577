"""The board: what it says is what the centre says, now or since when, whole at any size of text."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QTextBrowser
from pytestqt.qtbot import QtBot

from central.marco.tabla import hora
from central.nodo.cluster import ADMIN
from central.sala.pantalla import Sala
from central.tablero.tablero import Corte
from prep.domain.hechos.hechos import Acopio, Imagen
from prep.ui.ayuda import Ayuda
from prep.ui.tema import Tema
from tests.central.conftest import Mando, clave
from tests.central.sala import muestra
from tests.central.sala.conftest import AbrirSala, con_muestra, mandos, pulsar
from tests.gui import recorrido
from tests.gui.conftest import Contestador


def banda(sala: Sala) -> str:
    """What is said over everything, "" when nothing is."""
    rotulo = sala.findChild(QLabel, "sala-vieja")
    assert rotulo is not None
    return "" if rotulo.isHidden() else rotulo.text()


def sobran(sala: Sala) -> list[str]:
    """The painted words that do not fit."""
    de_fichas = [texto for ficha in sala.mosaico.fichas.values() for texto in ficha.sobran()]
    return de_fichas + [texto for carril in sala.ciudad.carriles for texto in carril.sobran()]


def fresca(sala: Sala) -> bool:
    return sala.obra.fresca


def cabe(sala: Sala) -> bool:
    """Whether all is in sight without scrolling."""
    marco = sala.mosaico.parentWidget()
    while marco is not None and not isinstance(marco, QScrollArea):
        marco = marco.parentWidget()
    assert marco is not None
    dentro = marco.widget()
    assert dentro is not None
    return dentro.height() <= marco.viewport().height()


def test_sus_cifras_son_las_de_estado(mando: Mando, abrir_sala: AbrirSala, capsys: pytest.CaptureFixture[str]) -> None:
    for seccion in (1, 3, 5):
        mando.entregar(clave(seccion), Acopio("01", "D"))
    mando.entregar(clave(3), Imagen("a" * 64, "ESCANER", "01"))
    mando.procesar()
    mando.filas("INSERT INTO prep.alarma (codigo, acta, texto) VALUES ('CUARENTENA', %s, 'x')", clave(2))
    sala = abrir_sala()
    capsys.readouterr()
    assert mando.correr("estado", "--json") == 3, "una alarma sin atender"
    estado = json.loads(capsys.readouterr().out)
    uno = estado["centros"]["01"]
    recibidas = sum(uno.values()) - uno["ESPERADA"]
    dichos = sala.mosaico.fichas["01"].dichos()
    assert f"{recibidas}/{sum(uno.values())}" in dichos and recibidas == 3
    assert dichos[dichos.index("Dig.") + 1] == str(uno["DIGITALIZADA"]) == "1"
    assert "3 esperan · 0 s" in [d.replace("1 s", "0 s").replace("2 s", "0 s") for d in dichos]
    assert "ALARMAS: 1" in sala.mosaico.fichas["02"].dichos()
    assert sala.ciudad.texto("alarmas") == f"ALARMAS: {estado['alarmas']['sin_atender']}"
    gub = sum(estado["elecciones"]["GUB"].values())
    assert [f"0 de {gub} · 0 %" in carril.dichos() for carril in sala.ciudad.carriles] == [True, False]
    assert sala.ciudad.texto("fase") == "Sin fase" and sala.ciudad.texto("corte") == "Sin cortes"


def test_las_barras_de_las_elecciones_miden_lo_mismo_pues_se_comparan(sala: Sala) -> None:
    con_muestra(sala)
    anchos = [carril.tramo().width() for carril in sala.ciudad.carriles]
    assert len(anchos) == 3 and max(anchos) - min(anchos) <= 1 and min(anchos) > 100


def test_un_hecho_cambia_el_tablero_sin_que_nadie_toque_una_tecla(mando: Mando, sala: Sala, qtbot: QtBot) -> None:
    assert "0/12" in sala.mosaico.fichas["01"].dichos()
    mando.entregar(clave(1), Acopio("01", "D"))
    mando.procesar()
    qtbot.waitUntil(lambda: "1/12" in sala.mosaico.fichas["01"].dichos())


def test_sin_centro_dice_de_cuando_son_las_cifras_y_al_volver_sigue(mando: Mando, sala: Sala, qtbot: QtBot) -> None:
    assert banda(sala) == "" and sala.obra.fresca
    base = mando.nodo.base
    with mando.nodo.conectar(ADMIN) as admin:
        admin.execute(f"ALTER DATABASE {base} CONNECTION LIMIT 0")
        try:
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND usename = 'prep_centro'"
            )
            qtbot.waitUntil(lambda: banda(sala) != "")
            assert sala.obra.tablero is not None
            assert hora(sala.obra.tablero.momento, "America/Mexico_City")[-8:] in banda(sala)
            assert {ficha.papel for ficha in sala.mosaico.fichas.values()} == {"fondo"}
            assert not fresca(sala)
        finally:
            admin.execute(f"ALTER DATABASE {base} CONNECTION LIMIT -1")
    qtbot.waitUntil(lambda: not banda(sala) and fresca(sala))
    assert "fondo" not in {ficha.papel for ficha in sala.mosaico.fichas.values()}


def test_sin_cifras_se_dice_que_el_centro_no_contesta_hasta_que_llegan(abrir_sala: AbrirSala) -> None:
    sala = abrir_sala(empezar=False)
    assert banda(sala) == "" and sala.ciudad.texto("centro") == "Leyendo el centro…"
    sala.obra.se_pierde("connection refused")
    assert banda(sala).startswith("EL CENTRO NO CONTESTA") and sala.ciudad.texto("centro") == "Leyendo el centro…"
    con_muestra(sala)
    assert banda(sala) == "" and sala.obra.fresca


def test_unas_cifras_viejas_lo_dicen_aunque_nadie_avise_que_se_perdio_el_centro(
    abrir_sala: AbrirSala, qtbot: QtBot
) -> None:
    sala = abrir_sala(viejo_s=0.2)
    qtbot.waitUntil(lambda: banda(sala).startswith("SIN CENTRO: las cifras son de las "))


@pytest.mark.parametrize("escala", [1.0, 2.0])
def test_con_33_catd_todo_tiene_nombre_foco_y_lugar(sala: Sala, tema: Tema, escala: float) -> None:
    tema.escalar(escala)
    con_muestra(sala)
    mandos(sala).decir("Liberada GUB-001-0010-B01-00-A02-1: la tenía " + muestra.LARGO, "bien")
    QApplication.processEvents()
    recorrido.exigir(sala)
    assert sobran(sala) == []
    assert len(sala.mosaico.fichas) == 34
    assert cabe(sala) is (escala == 1.0), "a 100 % todo está a la vista; a 200 % se rueda"


def test_aun_con_todo_lo_malo_a_la_vez_caben_los_33_catd_en_una_pantalla(sala: Sala, qtbot: QtBot) -> None:
    tablero = muestra.tablero(datetime.now(UTC))
    campos = {campo: getattr(tablero, campo) for campo in type(tablero).__dataclass_fields__}
    corte = Corte(72, tablero.momento - timedelta(hours=3, minutes=12), True)
    sala.obra.llega(type(tablero)(**(campos | {"cola": 40_000, "fuera": 1_203, "alarmas": 412, "corte": corte})))
    sala.obra.dicen(muestra.nodos(tablero))
    mandos(sala).decir("Liberada GUB-001-0010-B01-00-A02-1: captura, ronda 1: lo tenía " + muestra.LARGO, "bien")
    sala.obra.se_pierde("connection refused")
    qtbot.waitUntil(lambda: cabe(sala) and not sobran(sala))
    recorrido.exigir(sala)
    assert banda(sala) and sala.windowTitle() == "Sala de control: SIN CENTRO — PREP"


def test_el_titulo_dice_como_va_la_noche(sala: Sala) -> None:
    assert sala.windowTitle().startswith("Sala de control: sin fase · en manos 0 · Esperadas ")
    con_muestra(sala)
    assert sala.windowTitle().startswith(
        "Sala de control: ALARMAS: 14 · fase publicar · en manos 2 · Esperadas 42,747, "
    )
    assert "verificadas 22,149, sin acta 77" in sala.windowTitle()


def test_las_alarmas_de_un_centro_se_ven_aunque_le_pase_algo_mas_grave(sala: Sala) -> None:
    con_muestra(sala)
    cuatro, trece = sala.mosaico.fichas["04"].dichos(), sala.mosaico.fichas["13"].dichos()
    assert "SIN LATIDO 12 min" in cuatro and "2" in cuatro
    assert "ALARMAS: 12" in trece and "12" not in trece


def test_cada_ficha_dice_lo_mas_grave_con_forma_y_palabra(sala: Sala) -> None:
    con_muestra(sala)
    dichos = {c: f.dichos() for c, f in sala.mosaico.fichas.items()}
    for centro, palabra in (
        ("04", "SIN LATIDO 12 min"), ("09", "RÉPLICA PARADA"), ("13", "ALARMAS: 12"), ("18", "Espera 48 min"),
        ("20", "Atraso 5 min"), ("27", "Sin empezar"), ("31", "Completo"), ("CCV", "En marcha"),
    ):  # fmt: skip
        assert palabra in dichos[centro], dichos[centro]
    assert len({sala.mosaico.fichas[c].senal for c in ("01", "04", "13", "18", "27")}) == 5
    accesible = sala.mosaico.fichas["04"].accessibleDescription()
    assert "SIN LATIDO 12 min." in accesible and "Esperadas 1,248" in accesible and "Revise su enlace" in accesible


def test_con_las_flechas_se_senala_un_centro_y_enter_dice_todo(
    sala: Sala, qtbot: QtBot, contestador: Contestador
) -> None:
    con_muestra(sala)
    sala.mosaico.fichas["01"].setFocus()
    for tecla in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Left):
        pulsar(qtbot, sala, tecla)
    assert sala.mosaico.actual == "07"
    assert not sala.mosaico.fichas["07"].visibleRegion().isEmpty()
    pulsar(qtbot, sala, Qt.Key.Key_Return)
    assert contestador.dichos[-1].startswith("CATD 07: ") and "Por llegar de su nodo: 135" in contestador.dichos[-1]
    pulsar(qtbot, sala, Qt.Key.Key_F6)
    assert len(contestador.dichos) == 2


def test_el_corte_atrasado_y_los_plazos_vencidos_se_distinguen(sala: Sala) -> None:
    tablero = muestra.tablero(datetime.now(UTC))
    sala.obra.llega(tablero)
    corte = sala.findChild(QLabel, "ciudad-corte")
    assert corte is not None and corte.property("papel") == "papel" and corte.text() == "Corte 7, hace 12 min"
    assert sala.ciudad.texto("tomados") == "En manos: 1, vencidos: 1"
    campos = {campo: getattr(tablero, campo) for campo in type(tablero).__dataclass_fields__}
    sala.obra.llega(type(tablero)(**(campos | {"momento": tablero.momento + timedelta(minutes=30)})))
    assert corte.property("papel") == "aviso"


def test_en_un_muro_no_hay_ordenes_y_la_letra_crece_con_la_pantalla(
    abrir_sala: AbrirSala, qtbot: QtBot, tema: Tema, contestador: Contestador
) -> None:
    sala = abrir_sala(solo_lectura=True)
    con_muestra(sala)
    assert sala.mandos is None and sala.findChildren(QPushButton) == []
    for tecla in (Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F5, Qt.Key.Key_F8):
        qtbot.keyClick(sala, tecla)
    assert contestador.dichos == [] and QApplication.activeModalWidget() is None
    sala.resize(1920, 1080)
    con_muestra(sala)
    assert tema.escala == pytest.approx(1920 / 1366)
    assert cabe(sala) and sobran(sala) == []


def test_en_un_muro_las_teclas_de_toda_ventana_sirven(abrir_sala: AbrirSala, qtbot: QtBot) -> None:
    sala = abrir_sala(solo_lectura=True)
    pulsar(qtbot, sala, Qt.Key.Key_F1)
    ayuda = sala.findChild(Ayuda)
    assert ayuda is not None
    ayuda.close()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is sala)
    foco = QApplication.focusWidget()
    assert foco is not None, "sin foco, Qt no da las teclas a nadie"
    qtbot.keyClick(foco, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not sala.isVisible()


def test_la_ayuda_dice_las_teclas_y_lo_que_es_cada_cosa(sala: Sala, qtbot: QtBot) -> None:
    pulsar(qtbot, sala, Qt.Key.Key_F1)
    ayuda = sala.findChild(Ayuda)
    assert ayuda is not None
    texto = ayuda.findChild(QTextBrowser)
    assert texto is not None
    assert all(dicho in texto.toPlainText() for dicho in ("F3", "F7", "Contingencia", "lo más grave que le pasa"))
    ayuda.close()


def test_todo_lo_que_no_es_la_noche_dice_simulacro(sala: Sala) -> None:
    proceso = sala.findChild(QLabel, "proceso")
    assert proceso is not None and "SIMULACRO" in proceso.text()


def test_la_orden_no_importa_qt_hasta_que_corre() -> None:
    codigo = (
        "import sys; from central.__main__ import principal\n"
        "try: principal(['sala', '--help'])\n"
        "except SystemExit as fin: assert fin.code == 0\n"
        "assert not any(m.startswith('PySide6') for m in sys.modules)"
    )
    hecho = subprocess.run([sys.executable, "-c", codigo], capture_output=True, text=True, check=False)
    assert hecho.returncode == 0, hecho.stderr
    assert "--solo-lectura" in hecho.stdout


def test_sin_pantalla_se_dice_donde_abrirla(
    mando: Mando, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for nombre in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(nombre, raising=False)
    assert mando.correr("sala") == 2
    assert "No hay una pantalla" in capsys.readouterr().err
