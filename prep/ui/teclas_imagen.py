"""The keys that enlarge an acta's image and move it: the same in every screen that shows one."""

from collections.abc import Mapping
from functools import partial
from typing import Final, Protocol

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from prep.ui import acciones
from prep.ui.acciones import Accion

LADOS: Final[Mapping[str, tuple[int, int]]] = {
    "izquierda": (-1, 0), "derecha": (1, 0), "arriba": (0, -1), "abajo": (0, 1),
}  # fmt: skip


class SeMueve(Protocol):
    """An image, or several that move together."""

    def aumentar(self) -> None: ...
    def mover(self, x: int, y: int, /) -> None: ...


def de_imagen(pantalla: str, permiso: str) -> list[Accion]:
    """Their rows in the table of actions, for `pantalla`."""
    lados = (
        ("izquierda", "Mover a la izquierda", "Ctrl+Left", "Mover la imagen a la izquierda"),
        ("derecha", "Mover a la derecha", "Ctrl+Right", "Mover la imagen a la derecha"),
        ("arriba", "Mover hacia arriba", "Ctrl+Up", "Mover la imagen hacia arriba"),
        ("abajo", "Mover hacia abajo", "Ctrl+Down", "Mover la imagen hacia abajo"),
    )
    return [
        Accion(f"{pantalla}.acercar", pantalla, "Acercar", "F6", "Acercar o alejar la imagen",
               "Acerca la imagen; otra vez, más; otra, la vuelve a mostrar completa.", permiso),
        *(Accion(f"{pantalla}.{lado}", pantalla, texto, tecla, nombre, "Mueve la imagen acercada.", permiso)
          for lado, texto, tecla, nombre in lados),
    ]  # fmt: skip


def poner(pantalla: str, ventana: QWidget, visor: SeMueve) -> QAction:
    """They work anywhere in `ventana`; the one that enlarges comes back, for its button."""
    for lado, hacia in LADOS.items():
        acciones.hacer(f"{pantalla}.{lado}", ventana, partial(visor.mover, *hacia))
    return acciones.hacer(f"{pantalla}.acercar", ventana, visor.aumentar)
