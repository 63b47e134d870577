"""Where things stand on the board: over all what is not of now, the city and its centres of work, and the orders."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from central.sala.ciudad import Ciudad
from central.sala.mosaico import Mosaico
from prep.domain.catalogo.catalogo import Catalogo
from prep.ui.orilla import Orilla
from prep.ui.piezas import decir, rodante


class DisposicionSala(Orilla):
    """The city and the tiles scroll together where they do not fit; the orders stay in sight below."""

    def __init__(self, encabezado: Catalogo, *, con_teclado: bool) -> None:
        super().__init__(encabezado.proceso)
        ajustes = encabezado.ajustes
        self.ciudad = Ciudad(ajustes.zona, timedelta(minutes=ajustes.minutos_entre_cortes))
        self.mosaico = Mosaico(con_teclado=con_teclado)
        self._vieja = QLabel(self)
        self._vieja.setObjectName("sala-vieja")
        self._vieja.setProperty("franja", True)
        self._vieja.setWordWrap(True)
        self._vieja.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._vieja.hide()
        dentro = QWidget(self)
        pila = QVBoxLayout(dentro)
        pila.setContentsMargins(0, 0, 0, 0)
        pila.setSpacing(2)
        pila.addWidget(self.ciudad)
        pila.addWidget(self.mosaico, 1)
        marco = rodante(self)
        marco.setWidget(dentro)
        self.marcar(encabezado)
        self.poner(self._vieja)
        self.poner(marco, 1)

    def envejecer(self, texto: str, motivo: str) -> None:
        """`texto`: since when nothing is known of now, "" when it is; `motivo`, why, for whoever asks."""
        decir(self._vieja, texto, "alerta")
        self._vieja.setToolTip(motivo)
