"""Ctrl+M on the board: what people wrote is heard until the room answers; of what the room writes, who knows it."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from central.sala.pantalla import Sala
from prep.domain.hechos.hechos import Incidencia
from prep.domain.reglas.mensajes import ENTERADO, ME_ENTERO, MENSAJE, SALA
from tests.central.conftest import ESTACION, Mando
from tests.central.sala.conftest import AbrirSala, Elector, entrar, mandos, pulsar

ESCRITOS = (
    "SELECT operador, fuente, cuerpo::json ->> 'codigo', cuerpo::json ->> 'texto', cuerpo::json ->> 'lugar'"
    ' FROM prep.hecho WHERE cuerpo LIKE \'{"codigo":"MENSAJE%%\' ORDER BY recibido'
)
CONTROL = Qt.KeyboardModifier.ControlModifier


def de_la_gente(mando: Mando, texto: str) -> None:
    mando.entregar("", Incidencia(MENSAJE, texto, SALA))
    mando.procesar()


def abrir(qtbot: QtBot, sala: Sala, contestador: Elector, *dichos: str) -> None:
    """Ctrl+M and what is said to each of its questions, by number or in words; the first time, after who it is."""
    van = iter(dichos)

    def elige(opciones: list[str]) -> str:
        dicho = next(van)
        return opciones[int(dicho)] if dicho.isdigit() and len(dicho) == 1 else dicho.removeprefix("=")

    contestador.elige, contestador.respuestas = elige, list(dichos[1:])
    pulsar(qtbot, sala, Qt.Key.Key_M, CONTROL)
    if mandos(sala).sesion is None:
        entrar(qtbot)


def test_lo_que_escriben_suena_y_se_ve_hasta_que_alguien_contesta(
    mando: Mando, abrir_sala: AbrirSala, qtbot: QtBot, contestador: Elector
) -> None:
    sala = abrir_sala(sondeo_s=0.5)  # no acta changes, so no notice comes
    de_la_gente(mando, "No llega el sobre.")
    qtbot.waitUntil(lambda: sala.ciudad.texto("mensajes") == "MENSAJES: 1", timeout=15_000)
    assert sala.timbre.suena
    for n in range(5):  # one person alone does not fill the board, nor has to be answered five times
        de_la_gente(mando, f"Sigue sin llegar {n}")
    qtbot.wait(1500)
    assert sala.ciudad.texto("mensajes") == "MENSAJES: 1"
    abrir(qtbot, sala, contestador, "0", "0")
    qtbot.waitUntil(lambda: len(mando.filas(ESCRITOS)) == 7, timeout=15_000)
    assert any("Ana: «Sigue sin llegar 4» · " in d and "(+3), de est-01-1" in d for d in contestador.dichos)
    uno, *_, otro = mando.filas(ESCRITOS)
    assert otro[:4] == ("carmen", "CENTRO", ENTERADO, ME_ENTERO) and uno[2] == MENSAJE
    mando.procesar()
    qtbot.waitUntil(lambda: sala.ciudad.texto("mensajes") == "", timeout=15_000)
    assert not sala.timbre.suena


def test_se_escribe_a_todos_al_senalado_o_a_una_estacion_y_se_ve_quien_lo_sabe(
    mando: Mando, sala: Sala, qtbot: QtBot, contestador: Elector
) -> None:
    sala.mosaico.apuntar("01")
    for n, (para, lugar) in enumerate(
        (("0", "TODOS"), ("=2", "01"), (ESTACION.upper(), ESTACION), ("Catd 1", "01")), 1
    ):
        abrir(qtbot, sala, contestador, para, f"Dicho {n}")
        qtbot.waitUntil(lambda: len(mando.filas(ESCRITOS)) == n, timeout=15_000)  # noqa: B023 -- asked before the next
        qtbot.waitUntil(lambda: "Enviado" in mandos(sala)._dicho.text())
        mandos(sala).decir("", "nota")
        assert mando.filas(ESCRITOS)[-1] == ("carmen", "CENTRO", MENSAJE, f"Dicho {n}", lugar)
    mando.procesar()
    (cual,) = mando.filas("SELECT id::text FROM prep.hecho WHERE cuerpo LIKE '%%Dicho 3%%'")[0]
    mando.entregar("", Incidencia(ENTERADO, "Ya lo sé", str(cual)))
    mando.procesar()
    abrir(qtbot, sala, contestador, "Nadie que exista")
    qtbot.waitUntil(lambda: "Nadie se llama «Nadie que exista»" in contestador.dichos[-1], timeout=15_000)
    (pregunta,) = [d for d in contestador.dichos if "¿A quién?" in d][-1:]
    assert f"Carmen a {ESTACION}: «Dicho 3». Lo sabe: Ana ({ESTACION}): «Ya lo sé»" in pregunta
    assert "Dicho 1». NADIE CONTESTA TODAVÍA" in pregunta
    assert len(mando.filas(ESCRITOS)) == 5
