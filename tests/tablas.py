"""A cell of a screen's table against what is written of it by hand."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest

from prep.ui.maquina import MaquinaDePantalla, SucesoImposible


def comprobar_celda(
    tabla: Mapping[Any, Mapping[Any, Any]], celdas: Mapping[str, str], estado: StrEnum, suceso: StrEnum,
    accion: type[StrEnum],
) -> None:  # fmt: skip
    """`celdas`, by state: for each event in its order, the state after and what is done (`after:action`).

    «=» is the same state; «!», it cannot be: it says so and the state stays.
    """
    dicha = dict(zip(type(suceso), celdas[estado].split(), strict=True))[suceso]
    maquina: MaquinaDePantalla[Any, Any, Any] = MaquinaDePantalla(tabla, estado)
    if dicha == "!":
        with pytest.raises(SucesoImposible, match=f"{estado} × {suceso}: .+"):
            maquina.dar(suceso)
        assert maquina.estado is estado
    else:
        despues, _, hace = dicha.replace("=", estado).partition(":")
        assert (maquina.dar(suceso), maquina.estado) == (accion(hace or "nada"), type(estado)(despues))
