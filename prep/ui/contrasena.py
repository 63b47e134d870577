"""A new password, typed twice: what it must be is said before, and what is wrong with it in the same place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from prep.services.estacion.contrasena import REGLA
from prep.ui.piezas import Boton, decir

LARGO_MAX = 200


class ContrasenaNueva(QFrame):
    """`lista(password)` when both are the same; `dejada` when it was left for another time; `ajena`: by somebody else,
    with its button or Esc, where there is one (`otra`)."""

    lista = Signal(str)
    dejada = Signal()
    ajena = Signal()

    def __init__(self, padre: QWidget, guardar: str, dejar: str, otra: str = "") -> None:
        super().__init__(padre)
        self.setProperty("papel", "papel")
        self._titulo = QLabel(self)
        self._titulo.setProperty("talla", "grande")
        self._titulo.setWordWrap(True)
        self._aviso = QLabel(self)
        self._aviso.setObjectName("aviso-contrasena")
        self._aviso.setWordWrap(True)
        self._nueva, self._otra_vez = QLineEdit(self), QLineEdit(self)
        datos = QFormLayout()
        for rotulo, campo in (
            (self.tr("Contraseña nueva"), self._nueva), (self.tr("Otra vez, igual"), self._otra_vez)
        ):  # fmt: skip
            campo.setMaxLength(LARGO_MAX)
            campo.setEchoMode(QLineEdit.EchoMode.Password)
            campo.setAccessibleName(rotulo)
            palabra = QLabel(rotulo, self)
            palabra.setBuddy(campo)
            datos.addRow(palabra, campo)
        self._guardar, self._dejar, self._otra = (Boton(texto, self) for texto in (guardar, dejar, otra))
        self._guardar.setProperty("principal", True)
        botones = QHBoxLayout()
        for boton in (self._guardar, self._dejar, self._otra):
            boton.setAccessibleName(boton.text())
            botones.addWidget(boton)
        self._otra.setVisible(bool(otra))
        self._piezas = (self._nueva, self._otra_vez, self._guardar, self._dejar, self._otra)
        pila = QVBoxLayout(self)
        pila.addWidget(self._titulo)
        pila.addLayout(datos)
        pila.addWidget(self._aviso)
        pila.addLayout(botones)
        pila.addStretch(1)
        self._nueva.returnPressed.connect(self._otra_vez.setFocus)
        self._otra_vez.returnPressed.connect(self._listas)
        self._guardar.clicked.connect(self._listas)
        self._dejar.clicked.connect(self._salir)
        self._otra.clicked.connect(self.ajena)

    @property
    def aviso(self) -> str:
        return self._aviso.text()

    def pedir(self, titulo: str, *, se_deja: bool) -> None:
        """Begins; `se_deja`: it may be left for another time."""
        self._titulo.setText(titulo)
        self.vaciar()
        self._dejar.setVisible(se_deja)
        self.avisar(REGLA, "nota")

    def avisar(self, texto: str, papel: str, *, se_deja: bool = False) -> None:
        """What came of it, and it is asked again."""
        for pieza in self._piezas:
            pieza.setEnabled(True)
        if se_deja:
            self._dejar.show()
        decir(self._aviso, texto, papel)
        self._nueva.setFocus()

    def keyPressEvent(self, tecla: QKeyEvent) -> None:
        if tecla.key() == Qt.Key.Key_Escape and self._otra.isEnabled():
            self._otra.click()
        else:
            super().keyPressEvent(tecla)

    def vaciar(self) -> None:
        self._nueva.clear()
        self._otra_vez.clear()

    def _listas(self) -> None:
        nueva, otra = self._nueva.text(), self._otra_vez.text()
        if not nueva or not otra:
            decir(self._aviso, REGLA, "aviso")
            (self._otra_vez if nueva else self._nueva).setFocus()
            return
        self.vaciar()
        if nueva != otra:
            self.avisar(self.tr("No son iguales: escríbala otra vez, dos veces."), "mal")
            return
        for pieza in self._piezas:
            pieza.setEnabled(False)
        decir(self._aviso, self.tr("Guardando…"), "nota")
        self.lista.emit(nueva)

    def _salir(self) -> None:
        self.vaciar()
        self.dejada.emit()
