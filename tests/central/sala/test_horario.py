"""The opening hour, and what was held for its hour: proposed in the room with real keys, answered by another."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from central.sala.pantalla import Sala
from tests.central.conftest import Mando, clave
from tests.central.sala.conftest import Elector, ordenar
from tests.central.sala.test_mandos import conforme_de_david, dentro, dicho

__all__ = ["dentro"]

DICHAS = (
    "SELECT acta, cuerpo::jsonb ->> 'codigo', cuerpo::jsonb ->> 'lugar' FROM prep.hecho h JOIN prep.cadena c"
    " ON c.hecho = h.id WHERE tipo = 'INCIDENCIA' AND cuerpo::jsonb ->> 'lugar' <> '' ORDER BY c.n"
)
CUMPLIDAS = "SELECT FROM prep.hecho WHERE tipo = 'INCIDENCIA' AND cuerpo::jsonb ->> 'codigo' = 'ORDEN_CUMPLIDA'"
ALT = Qt.KeyboardModifier.AltModifier
HORAS = "02/06/2024 17:50:00, 02/06/2024 18:20:00, 02/06/2024 18:21:00"


def dar_conforme(sala: Sala, mando: Mando, qtbot: QtBot, contestador: Elector) -> list[tuple[object, ...]]:
    """What the centre signed with it, as the árbitro verified it."""
    contestador.elige = lambda opciones: opciones[0]
    contestador.respuestas = [True]
    conforme_de_david(sala, qtbot)
    qtbot.waitUntil(lambda: bool(mando.filas(CUMPLIDAS)))
    mando.procesar()
    assert mando.filas("SELECT razon FROM prep.cuarentena") == []
    return mando.filas(DICHAS)


def test_f11_propone_la_hora_de_apertura_y_otra_persona_la_fija(
    mando: Mando, dentro: Sala, qtbot: QtBot, contestador: Elector
) -> None:
    assert mando.de_dos("fase", "ceros") == 0
    contestador.respuestas = ["a las seis", "así lo dice el acuerdo", "18:00", "así lo dice el acuerdo"]
    ordenar(qtbot, dentro, "Hora de apertura")
    qtbot.waitUntil(lambda: any("«a las seis» no es una hora" in d for d in contestador.dichos))
    assert any("Nadie ha fijado la hora" in d and "son las" in d for d in contestador.dichos)
    assert any(f"con su día: {datetime.now(UTC):%Y-}" in d for d in contestador.dichos), "el de hoy"
    ordenar(qtbot, dentro, "Hora de apertura")
    qtbot.waitUntil(lambda: dicho(dentro) == "Hora de apertura: propuesta 1")
    mando.procesar()
    assert mando.filas(DICHAS) == [] and mando.filas("SELECT prep.apertura()") == [(None,)]
    ((acta, codigo, hora),) = dar_conforme(dentro, mando, qtbot, contestador)
    assert (acta, codigo) == ("", "APERTURA") and mando.filas("SELECT prep.apertura()") == [(hora,)]
    (pregunta,) = (d for d in contestador.dichos if "La propone carmen" in d)
    assert "que no se ha declarado → " in pregunta and "Por qué: así lo dice el acuerdo" in pregunta


def test_f11_muestra_lo_retenido_y_libera_lo_que_espera_solo_por_su_hora(
    mando: Mando, dentro: Sala, qtbot: QtBot, contestador: Elector
) -> None:
    ordenar(qtbot, dentro, "Retenidas")
    qtbot.waitUntil(lambda: any("Nada espera sólo por su hora" in d for d in contestador.dichos))
    for acta, motivo in ((clave(1), "R26-PERIODO"), (clave(3), "R26-PERIODO"), (clave(3), "R26-IMAGEN")):
        mando.filas("INSERT INTO prep.retenida VALUES (%s, %s, 'Sale en revisión.', %s)", acta, motivo, HORAS)
    contestador.elige = lambda opciones: opciones[0]
    contestador.respuestas = [True]
    ordenar(qtbot, dentro, "Retenidas")
    qtbot.waitUntil(lambda: dicho(dentro) == "Retenidas: propuesta 1")
    assert any("Por otra causa esperan 1" in d for d in contestador.dichos)
    assert dar_conforme(dentro, mando, qtbot, contestador) == [(clave(1), "R10-LIBERADA", HORAS)]
