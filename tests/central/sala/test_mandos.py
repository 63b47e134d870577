"""The orders of the control room, given with real keys: asked, confirmed, done by the services, and said."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from central.sala.pantalla import Sala
from central.sala.puerta import PuertaDeSala
from prep.domain.hechos.hechos import Acopio, Imagen, NombreFase
from prep.ui.dialogos import DialogosDeVentana
from prep.ui.tema import Tema
from tests.central.conftest import OPERADOR, Mando, clave
from tests.central.sala import muestra
from tests.central.sala.conftest import AbrirSala, Elector, entrar, mandos, ordenar, pulsar
from tests.dos_personas import CARMEN, DAVID
from tests.gui import recorrido

FASES = "SELECT cuerpo::jsonb ->> 'fase' FROM prep.hecho WHERE tipo = 'FASE' ORDER BY recibido"
DICHAS = (
    "SELECT operador, cuerpo::jsonb ->> 'texto' FROM prep.hecho"
    " WHERE tipo = 'INCIDENCIA' AND cuerpo::jsonb ->> 'codigo' = 'ORDEN_DE_SALA' ORDER BY recibido"
)


def dicho(sala: Sala, cual: str = "dicho") -> str:
    """What the foot says."""
    rotulo = sala.findChild(QLabel, f"sala-{cual}")
    assert rotulo is not None
    return rotulo.text()


@pytest.fixture
def dentro(sala: Sala, qtbot: QtBot) -> Sala:
    """With the coordinator's session."""
    pulsar(qtbot, sala, Qt.Key.Key_F2)
    entrar(qtbot)
    qtbot.waitUntil(lambda: mandos(sala).sesion is not None)
    return sala


def declaradas(mando: Mando, qtbot: QtBot, cuantas: int) -> list[str]:
    qtbot.waitUntil(lambda: len(mando.filas(FASES)) == cuantas)
    return [str(fase) for (fase,) in mando.filas(FASES)]


def vista(sala: Sala, mando: Mando, qtbot: QtBot, fase: str) -> None:
    """The board has heard of the phase, once the árbitro has folded it."""
    mando.procesar()
    mando.filas("INSERT INTO prep.alarma (codigo, acta, texto, atendida) VALUES ('X', '', '', clock_timestamp())")
    qtbot.waitUntil(lambda: sala.obra.tablero is not None and sala.obra.tablero.fase == fase)


def pulsar_propuestas(qtbot: QtBot, sala: Sala) -> None:
    pulsar(qtbot, sala, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)


def conforme_de_david(sala: Sala, qtbot: QtBot, quien: str = DAVID) -> None:
    """The other person comes in and answers the first proposal that waits."""
    mandos(sala).salir()
    pulsar_propuestas(qtbot, sala)
    entrar(qtbot, quien)


def test_para_ordenar_hay_que_entrar_y_la_orden_sigue_donde_iba(
    mando: Mando, sala: Sala, qtbot: QtBot, contestador: Elector
) -> None:
    contestador.respuestas = [True]
    assert dicho(sala, "quien") == "Sin sesión: sólo se ve"
    ordenar(qtbot, sala, "Fase")
    entrar(qtbot)
    assert declaradas(mando, qtbot, 1) == ["ceros"]
    qtbot.waitUntil(lambda: dicho(sala) == "Fase «ceros»: declarada.")
    assert dicho(sala, "quien") == "Ordena: Carmen"
    assert "«ceros»" in contestador.dichos[0] and "SHA-256" in contestador.dichos[1]
    mando.procesar()
    assert mando.filas(DICHAS) == [(CARMEN, "Fase «ceros».")]
    assert mando.filas("SELECT count(*) FROM prep.cuarentena") == [(0,)]


def test_sin_confirmar_no_se_hace_nada(mando: Mando, dentro: Sala, qtbot: QtBot, contestador: Elector) -> None:
    contestador.respuestas = [False, True]
    ordenar(qtbot, dentro, "Fase")
    assert mando.filas(FASES) == [] and len(contestador.dichos) == 1
    ordenar(qtbot, dentro, "Fase")
    assert declaradas(mando, qtbot, 1) == ["ceros"], "y se puede volver a pedir"


def test_lo_que_el_publico_ve_pide_escribir_la_palabra(
    mando: Mando, dentro: Sala, qtbot: QtBot, contestador: Elector
) -> None:
    for fase in ("ceros", "abrir"):
        assert mando.de_dos("fase", fase) == 0
    vista(dentro, mando, qtbot, "abrir")
    contestador.respuestas = [True, "sí", True, None, True, " publicar "]
    ordenar(qtbot, dentro, "Fase")
    assert "se esperaba PUBLICAR" in contestador.dichos[-1]
    ordenar(qtbot, dentro, "Fase")
    assert len(mando.filas(FASES)) == 2
    ordenar(qtbot, dentro, "Fase")
    qtbot.waitUntil(lambda: dicho(dentro) == "Pasar a la fase «publicar»: propuesta 2")
    assert "Todavía no se hace nada" in contestador.dichos[-1] and len(mando.filas(FASES)) == 2
    contestador.elige = lambda opciones: opciones[0]
    contestador.respuestas = [True]
    conforme_de_david(dentro, qtbot)
    assert declaradas(mando, qtbot, 3)[-1] == "publicar"
    (pregunta,) = (d for d in contestador.dichos if "La propone carmen" in d)
    assert "de «abrir» a «publicar»" in pregunta and "Por qué: Es la fase que sigue." in pregunta


def test_cerrar_con_trabajo_pendiente_pide_el_motivo(
    mando: Mando, dentro: Sala, qtbot: QtBot, contestador: Elector
) -> None:
    for fase in list(NombreFase)[:4]:
        assert mando.de_dos("fase", fase) == 0
        mando.procesar()
    mando.tomar(clave(1))
    vista(dentro, mando, qtbot, "ultimo")
    contestador.respuestas = [True, "CERRAR", "se acabó el plazo"]
    ordenar(qtbot, dentro, "Fase")
    qtbot.waitUntil(lambda: dicho(dentro).endswith("propuesta 4"))
    assert "Quedan 1 trabajos" in contestador.dichos[2] and "--forzar" not in contestador.dichos[2]
    contestador.elige = lambda opciones: opciones[0]
    contestador.respuestas = [True]
    conforme_de_david(dentro, qtbot)
    assert declaradas(mando, qtbot, 5)[-1] == "cerrar"
    contestador.elige = None
    vista(dentro, mando, qtbot, "cerrar")
    ordenar(qtbot, dentro, "Fase")
    assert "no hay más fases" in contestador.dichos[-1]


def test_f4_libera_al_que_lleva_mas_tiempo(mando: Mando, dentro: Sala, qtbot: QtBot, contestador: Elector) -> None:
    ordenar(qtbot, dentro, "Liberar")
    assert "Nadie tiene trabajo" in contestador.dichos[-1]
    mando.tomar(clave(3), vence_en_s=40)
    mando.tomar(clave(1), vence_en_s=20)
    vista(dentro, mando, qtbot, "")
    qtbot.waitUntil(lambda: dentro.obra.tablero is not None and len(dentro.obra.tablero.tomados) == 2)
    contestador.elige = lambda opciones: opciones[0]
    ordenar(qtbot, dentro, "Liberar")
    qtbot.waitUntil(lambda: dicho(dentro).startswith(f"Liberada {clave(1)}"))
    assert OPERADOR in dicho(dentro)
    assert mando.filas("SELECT acta FROM prep.trabajo WHERE toma IS NOT NULL") == [(clave(3),)]


def test_f7_atiende_una_alarma_diciendo_que_hacer(
    mando: Mando, dentro: Sala, qtbot: QtBot, contestador: Elector
) -> None:
    mando.filas("INSERT INTO prep.alarma (codigo, acta, texto) VALUES ('CORTE-RETENIDO', '', 'No sumó la ALC.')")
    qtbot.waitUntil(lambda: dentro.ciudad.texto("alarmas") == "ALARMAS: 1")
    contestador.elige = lambda opciones: opciones[-1]
    pulsar(qtbot, dentro, Qt.Key.Key_F2, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dentro.ciudad.texto("alarmas") == "Alarmas: 0")
    assert "No sumó la ALC." in contestador.dichos[-1] and "prep diagnostico" in contestador.dichos[-1]
    ((dejado,),) = mando.filas("SELECT texto FROM prep.alarma WHERE codigo = 'ALARMA_ATENDIDA'")
    assert "se avisó a soporte" in str(dejado), "antes de ceros no hay hechos"
    contestador.elige = None
    pulsar(qtbot, dentro, Qt.Key.Key_F2, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "No hay alarmas" in contestador.dichos[-1])


def test_f5_pasa_al_ccv_las_actas_del_catd_senalado_y_f6_las_regresa(
    mando: Mando, dentro: Sala, qtbot: QtBot, contestador: Elector
) -> None:
    mando.entregar(clave(3), Acopio("01", "D"))
    mando.entregar(clave(3), Imagen("a" * 64, "ESCANER", "01"))
    mando.procesar()
    dentro.mosaico.fichas["02"].setFocus()
    pulsar(qtbot, dentro, Qt.Key.Key_Left)
    contestador.elige = lambda opciones: opciones[0]
    contestador.respuestas = [True]
    ordenar(qtbot, dentro, "Contingencia")
    qtbot.waitUntil(lambda: dicho(dentro) == "Contingencia de un CATD: propuesta 1")
    contestador.respuestas = [True]
    conforme_de_david(dentro, qtbot)
    qtbot.waitUntil(lambda: dicho(dentro) == "Contingencia del CATD 01: 12 actas pasan al CCV.")
    mando.procesar()
    abierto = "SELECT DISTINCT sitio FROM prep.trabajo WHERE terminado IS NULL"
    assert mando.filas(abierto) == [("CCV",)]
    qtbot.waitUntil(lambda: dentro.obra.tablero is not None and dentro.obra.tablero.sitios["01"].en_ccv == 12)
    contestador.respuestas = [True]
    ordenar(qtbot, dentro, "Regreso")
    qtbot.waitUntil(lambda: dicho(dentro) == "Regreso de un CATD: propuesta 2")
    contestador.respuestas = [True]
    conforme_de_david(dentro, qtbot, quien=CARMEN)
    qtbot.waitUntil(lambda: dicho(dentro) == "Regreso del CATD 01: 12 actas.")
    mando.procesar()
    assert mando.filas(abierto) == [("01",)]
    assert mando.filas("SELECT count(*) FROM prep.cuarentena") == [(0,)]


def test_una_orden_negada_dice_por_que(mando: Mando, dentro: Sala, qtbot: QtBot, contestador: Elector) -> None:
    (mando.datos / "centro.key").unlink()
    contestador.respuestas = [True]
    ordenar(qtbot, dentro, "Fase")
    qtbot.waitUntil(lambda: "No está la llave" in contestador.dichos[-1])
    assert dicho(dentro).endswith("no se hizo") and mando.filas(FASES) == []


def test_escape_deja_la_entrada_y_olvida_la_orden(sala: Sala, qtbot: QtBot, contestador: Elector, mando: Mando) -> None:
    ordenar(qtbot, sala, "Fase")
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    pulsar(qtbot, sala, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: sala.findChild(PuertaDeSala) is None)
    pulsar(qtbot, sala, Qt.Key.Key_F2)
    entrar(qtbot)
    qtbot.waitUntil(lambda: mandos(sala).sesion is not None)
    assert contestador.dichos == [] and mando.filas(FASES) == []


def test_una_contrasena_equivocada_no_entra(sala: Sala, qtbot: QtBot) -> None:
    pulsar(qtbot, sala, Qt.Key.Key_F2)
    entrar(qtbot, contrasena="otra")
    puerta = sala.findChild(PuertaDeSala)
    assert puerta is not None
    assert not any(boton.isVisible() for boton in puerta.findChildren(QPushButton) if "Practicar" in boton.text())
    qtbot.waitUntil(lambda: any("no es correcta" in r.text() for r in puerta.findChildren(QLabel)))
    assert mandos(sala).sesion is None
    puerta.reject()


def test_quien_no_coordina_no_ordena(sala: Sala, qtbot: QtBot, contestador: Elector) -> None:
    ordenar(qtbot, sala, "Fase")
    entrar(qtbot, "beto")
    qtbot.waitUntil(lambda: bool(contestador.dichos))
    assert "Beto no puede dar órdenes" in contestador.dichos[0] and mandos(sala).sesion is None


@pytest.mark.parametrize("tecla", [Qt.Key.Key_F10, Qt.Key.Key_F12])
def test_la_sesion_se_cierra_con_su_tecla(dentro: Sala, qtbot: QtBot, tecla: Qt.Key) -> None:
    pulsar(qtbot, dentro, tecla)
    assert mandos(dentro).sesion is None and dicho(dentro, "quien") == "Sin sesión: sólo se ve"


def test_el_ocio_cierra_la_sesion(dentro: Sala, qtbot: QtBot) -> None:
    mandos(dentro).presencia.reloj.setInterval(50)
    pulsar(qtbot, dentro, Qt.Key.Key_Shift)
    qtbot.waitUntil(lambda: mandos(dentro).sesion is None)


def test_quien_halla_un_dialogo_abierto_cuando_la_sesion_se_cerro_no_ordena_nada(
    mando: Mando, dentro: Sala, qtbot: QtBot, contestador: Elector
) -> None:
    mando.tomar(clave(1))
    vista(dentro, mando, qtbot, "")
    qtbot.waitUntil(lambda: dentro.obra.tablero is not None and len(dentro.obra.tablero.tomados) == 1)

    def elegir_tarde(opciones: list[str]) -> str:
        mandos(dentro).salir()
        return opciones[0]

    contestador.elige = elegir_tarde
    ordenar(qtbot, dentro, "Liberar")
    assert "La sesión se cerró" in contestador.dichos[-1]
    assert mando.filas("SELECT count(*) FROM prep.trabajo WHERE toma IS NOT NULL") == [(1,)]


@pytest.mark.parametrize("escala", [1.0, 2.0])
def test_una_opcion_larga_se_lee_entera(sala: Sala, tema: Tema, qtbot: QtBot, escala: float) -> None:
    tema.escalar(escala)
    larga, corta = f"1. {muestra.LARGO} · " + "no suma la ALC · " * 8, "2. CORTE-RETENIDO"
    DialogosDeVentana(sala).elegir("Atender una alarma", "¿Cuál?", (larga, corta), str)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QComboBox))
    dialogo = QApplication.activeModalWidget()
    assert dialogo is not None
    QApplication.processEvents()
    recorrido.exigir(dialogo)
    dichos = [rotulo for rotulo in dialogo.findChildren(QLabel) if larga in rotulo.text()]
    assert len(dichos) == 1 and not dichos[0].visibleRegion().isEmpty()
    pulsar(qtbot, sala, Qt.Key.Key_Down)
    assert dichos[0].text().endswith(corta)
    pulsar(qtbot, sala, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


@pytest.mark.parametrize("escala", [1.0, 2.0])
def test_sus_dialogos_tienen_nombre_foco_y_lugar(
    mando: Mando, abrir_sala: AbrirSala, qtbot: QtBot, tema: Tema, escala: float
) -> None:
    tema.escalar(escala)
    mando.tomar(clave(1))
    sala = abrir_sala(dialogos=None)
    assert isinstance(mandos(sala).dialogos, DialogosDeVentana)
    ordenar(qtbot, sala, "Liberar")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    puerta = QApplication.activeModalWidget()
    assert puerta is not None
    QApplication.processEvents()
    recorrido.exigir(puerta)
    entrar(qtbot)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() not in (None, puerta))
    dialogo = QApplication.activeModalWidget()
    assert dialogo is not None
    QApplication.processEvents()
    recorrido.exigir(dialogo)
    pulsar(qtbot, sala, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
