"""What others proposed, answered in the control room with real keys: never by its author, or refused with a reason."""

from pytestqt.qtbot import QtBot

from central.sala.pantalla import Sala
from tests.central.conftest import Mando
from tests.central.sala.conftest import Elector
from tests.central.sala.test_mandos import FASES, conforme_de_david, dentro, dicho, pulsar_propuestas
from tests.dos_personas import proponer

__all__ = ["dentro"]


def test_una_propuesta_se_rechaza_o_se_deja_y_no_la_responde_quien_la_hizo(
    mando: Mando, dentro: Sala, qtbot: QtBot, contestador: Elector
) -> None:
    pulsar_propuestas(qtbot, dentro)
    qtbot.waitUntil(lambda: bool(contestador.dichos))
    assert "No hay propuestas" in contestador.dichos[-1]
    assert mando.de_dos("fase", "ceros") == 0
    assert proponer(mando.datos, "fase", "abrir") == (0, "1")
    contestador.elige = lambda opciones: opciones[0]
    contestador.respuestas = [True]
    pulsar_propuestas(qtbot, dentro)
    qtbot.waitUntil(lambda: "la responde otra persona" in contestador.dichos[-1])
    contestador.respuestas = [False]
    conforme_de_david(dentro, qtbot)
    qtbot.waitUntil(lambda: dicho(dentro) == "Propuesta 1: rechazada.")
    assert len(mando.filas(FASES)) == 1
