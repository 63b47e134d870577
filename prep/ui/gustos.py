"""How each person likes a station's windows, kept in its folder: size of text, night, where a screen is divided.

It is comfort and nothing else: what cannot be read or written is as if nobody had said anything.
"""

import math
import re
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QSplitter, QWidget

ARCHIVO: Final = "gustos.ini"
TAMANO_MAX: Final = 256 * 1024  # of a file that somebody may have filled with something else
LADO_MAX: Final = 20_000
LADO: Final = re.compile("[0-9]{1,5}")  # a «²» is a digit too, and no number
LUCES: Final = {"dia": False, "noche": True}


class Gustos:
    """Those of one folder; a window's place and size are the station's, the rest each person's."""

    def __init__(self, ruta: Path) -> None:
        if ruta.is_file() and ruta.stat().st_size > TAMANO_MAX:
            ruta.unlink()
        self._guardado = QSettings(str(ruta), QSettings.Format.IniFormat)

    def letra(self, persona: str) -> float | None:
        try:
            escala = float(self._dicho(persona, "letra"))
        except ValueError:
            return None
        return escala if math.isfinite(escala) else None

    def guardar_letra(self, persona: str, escala: float) -> None:
        self._decir(persona, "letra", f"{escala:g}")

    def luz(self, persona: str) -> bool | None:
        """Whether it is always night, or always day; None: as the hour says."""
        return LUCES.get(self._dicho(persona, "luz"))

    def guardar_luz(self, persona: str, noche: bool | None) -> None:
        self._decir(persona, "luz", next((n for n, es in LUCES.items() if es is noche), ""))

    def reponer_ventana(self, ventana: QWidget) -> bool:
        """Where it was and as large, if that is still on a screen; whether it was known."""
        guardado = self._guardado.value("ventana")
        return isinstance(guardado, QByteArray) and ventana.restoreGeometry(guardado)

    def guardar_ventana(self, ventana: QWidget) -> None:
        self._guardado.setValue("ventana", ventana.saveGeometry())

    def reponer_partidas(self, persona: str, pantalla: QWidget) -> None:
        for nombre, partida in _partidas(pantalla):
            lados = self._dicho(persona, nombre).split(" ")
            if len(lados) == partida.count() and all(LADO.fullmatch(x) and int(x) <= LADO_MAX for x in lados):
                partida.setSizes([int(x) for x in lados])

    def guardar_partidas(self, persona: str, pantalla: QWidget) -> None:
        """Those that somebody saw, of a screen that is being left."""
        for nombre, partida in _partidas(pantalla):
            lados = partida.sizes()
            if all(lados):
                self._decir(persona, nombre, " ".join(str(x) for x in lados))

    def _dicho(self, persona: str, que: str) -> str:
        return str(self._guardado.value(f"{_grupo(persona)}/{que}") or "")

    def _decir(self, persona: str, que: str, valor: str) -> None:
        self._guardado.setValue(f"{_grupo(persona)}/{que}", valor)


def _partidas(pantalla: QWidget) -> list[tuple[str, QSplitter]]:
    """Those of a screen, by their order in it."""
    hay = pantalla.findChildren(QSplitter)
    return [(f"partida-{pantalla.objectName()}-{n}", partida) for n, partida in enumerate(hay)]


def _grupo(persona: str) -> str:
    """A group of the file; a slash would make two of them."""
    return "de-" + persona.replace("/", "_").replace("\\", "_")
