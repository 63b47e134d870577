"""A window of a few fields, some words and some keys: as tall as its words ask, and never beyond the screen."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QVBoxLayout, QWidget

from prep.ui.pantalla import Practicar
from prep.ui.piezas import Boton, DejaPasar, decir, letrero, rodante

LETRAS = 84  # how wide the window is, in letters
PARTE = 0.95  # of the screen, at most


class VentanaDeCampos(QDialog):
    """Who inherits calls `_armar` once, with its fields and what goes under them; then `_decir` is at hand."""

    def _armar(self, campos: Iterable[tuple[str, QWidget]], botones: Iterable[QWidget]) -> None:
        self._aviso = letrero(self, "aviso")
        datos = QFormLayout()
        datos.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for texto, campo in campos:
            rotulo = QLabel(texto, self)
            rotulo.setBuddy(campo)
            datos.addRow(rotulo, campo)
        dentro = QWidget(self)
        self._pila = QVBoxLayout(dentro)
        self._pila.addLayout(datos)
        for pieza in (self._aviso, *botones):
            self._pila.addWidget(pieza)
        self._pila.addStretch(1)
        marco = rodante(self)
        marco.setWidget(dentro)
        fuera = QVBoxLayout(self)
        fuera.setContentsMargins(0, 0, 0, 0)
        fuera.addWidget(marco)
        self.resize(min(self.fontMetrics().averageCharWidth() * LETRAS, self._lugar().width()), 0)

    def con_practica(self, practicar: Practicar) -> None:
        """Practising needs nothing of what is asked here."""
        boton = Boton(self.tr("Practicar la captura  Ctrl+E"), self)
        boton.setAccessibleName(self.tr("Practicar la captura con hojas dibujadas"))
        boton.setAutoDefault(False)
        boton.clicked.connect(partial(practicar, self))
        QShortcut(QKeySequence("Ctrl+E"), self).activated.connect(boton.click)
        DejaPasar(self)
        self._pila.insertWidget(self._pila.count() - 1, boton)

    def _decir(self, texto: str, papel: str) -> None:
        """The words, and room for them: as much of the screen as there is."""
        decir(self._aviso, texto, papel)
        pide = self._pila.totalHeightForWidth(self.width())
        self.resize(self.width(), min(max(pide, self.height()), self._lugar().height()))

    def _lugar(self) -> QSize:
        return self.screen().availableSize() * PARTE
