"""The node goes and comes back while a clerk works: `make sin-nodo` in small."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.e2e.maquina import Maquina, maquina
from tests.faults.sin_nodo import Cuenta, probar

__all__ = ["maquina"]


@pytest.mark.usefixtures("qapp")
def test_lo_recibido_y_escaneado_sin_nodo_llega_al_centro_una_vez(maquina: Maquina, qapp: QApplication) -> None:
    lineas: list[str] = []
    assert probar(maquina, 3, 3.0, lineas.append) == Cuenta(3, 3, 3, 3)
    sin_nodo = [linea for linea in lineas if "SIN NODO desde las" in linea]
    assert any("| 6 acci" in linea for linea in sin_nodo), lineas
    assert "Todo entregado" in lineas[-1]
