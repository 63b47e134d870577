"""How often the phones are told: of a whole city it is work for the base, which captura shares."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from central.casilla import vuelta
from central.casilla.vuelta import AVISOS_CADA_S, DESCANSO, VueltaDeCasilla


def test_entre_una_mirada_y_otra_descansa_segun_lo_que_tardo(monkeypatch: pytest.MonkeyPatch) -> None:
    ahora, tarda, veces = [100.0], [0.1], []
    monkeypatch.setattr(vuelta, "time", SimpleNamespace(monotonic=lambda: ahora[0]))

    def escribir() -> None:
        veces.append(ahora[0])
        ahora[0] += tarda[0]

    ronda = VueltaDeCasilla(cast(Any, None), Path(), Path(), print, cast(Any, SimpleNamespace(escribir=escribir)))

    def pasan(segundos: float, *, ya: bool = False) -> int:
        ahora[0] += segundos
        ronda._avisar(ya=ya)
        return len(veces)

    assert pasan(0) == 1 and pasan(AVISOS_CADA_S - 1) == 1 and pasan(1) == 2
    tarda[0] = 3.0
    assert pasan(AVISOS_CADA_S) == 3 and pasan(DESCANSO * 3 - 1) == 3 and pasan(1) == 4
    assert pasan(0, ya=True) == 5, "quien espera se entera en cuanto se abre"
