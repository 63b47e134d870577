"""A station's program with one screen: the frame as a real process (`python -m tests.gui.estacion_minima`)."""

import sys

from prep.ui.opciones import leer

if __name__ == "__main__":
    opciones = leer("tests.gui.estacion_minima", "Una estación de prueba.")
    from PySide6.QtWidgets import QLineEdit

    from prep.ui.pantalla import Contexto, Pantalla, Puerta
    from prep.ui.programa import correr

    class Hoja(Pantalla):
        """A screen with one field."""

        def __init__(self, contexto: Contexto) -> None:
            super().__init__(contexto)
            self.campo = QLineEdit(self)
            self.campo.setAccessibleName("Campo de prueba")
            self.pila.addWidget(self.campo)

        def activar(self) -> None:
            self.campo.setFocus()

    sys.exit(correr(opciones, (Puerta("hoja", "Hoja de prueba", frozenset({"captura"}), Hoja),)))
