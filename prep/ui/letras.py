"""A question answered by a letter that is held: each answer says what it does; no Enter and no reader gives one."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QVBoxLayout, QWidget

from prep.ui.piezas import Boton, decir, dicho
from prep.ui.sostener import BotonSostenido, Sostenida

ANCHO = 80  # letters


@dataclass(frozen=True, slots=True)
class Salida:
    """One answer: its key, what it says, and what happens then."""

    letra: str
    nombre: str
    sigue: str


@dataclass(frozen=True, slots=True)
class PreguntaPorLetra:
    titulo: str
    texto: str
    salidas: tuple[Salida, ...]
    no: str


class DialogoDeLetras(QDialog):
    """`respuesta`: the letter, "" when it was left, however that was."""

    def __init__(self, ventana: QWidget, pregunta: PreguntaPorLetra) -> None:
        super().__init__(ventana)
        self.respuesta = ""
        self._letras = {salida.letra for salida in pregunta.salidas}
        self.setWindowTitle(pregunta.titulo)
        self.setAccessibleName(pregunta.titulo)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._tecla = Sostenida(self)
        self._tecla.cumplida.connect(self._contestar)
        self._tecla.suelta.connect(self._recordar)
        cabeza = QLabel(pregunta.titulo, self)
        cabeza.setProperty("talla", "grande")
        seguir = Boton(f"{pregunta.no}  Esc", self)
        seguir.setAutoDefault(False)
        seguir.setAccessibleName(pregunta.no)
        seguir.clicked.connect(self.reject)
        self._recuerda = dicho(self, "", "nota")
        pila = QVBoxLayout(self)
        pila.setSpacing(8)
        pila.addWidget(cabeza)
        pila.addWidget(dicho(self, pregunta.texto, ""))
        pila.addLayout(self._lista(pregunta.salidas))
        pila.addWidget(self._recuerda)
        pila.addWidget(seguir, 0, Qt.AlignmentFlag.AlignLeft)
        self._recordar("")
        ancho = min(self.fontMetrics().averageCharWidth() * ANCHO, round(ventana.width() * 0.9))
        self.resize(ancho, max(pila.totalHeightForWidth(ancho), self.sizeHint().height()))
        self.setFocus()

    def _lista(self, salidas: tuple[Salida, ...]) -> QGridLayout:
        rejilla = QGridLayout()
        rejilla.setColumnStretch(1, 1)
        rejilla.setVerticalSpacing(8)
        nada = Qt.KeyboardModifier.NoModifier
        for n, salida in enumerate(salidas):
            boton = BotonSostenido(f"{salida.letra}   {salida.nombre}", self)
            boton.setAccessibleName(f"{salida.nombre}. {salida.sigue}")
            boton.setObjectName(f"letra-{salida.letra}")
            baja, sube = QKeyEvent(QEvent.Type.KeyPress, 0, nada), QKeyEvent(QEvent.Type.KeyRelease, 0, nada)
            boton.pressed.connect(partial(self._tecla.apretar, salida.letra, baja))
            boton.released.connect(partial(self._tecla.soltar, sube))
            rejilla.addWidget(boton, n, 0)
            rejilla.addWidget(dicho(self, salida.sigue, ""), n, 1)
        return rejilla

    def keyPressEvent(self, tecla: QKeyEvent) -> None:
        letra = tecla.text().upper()
        if tecla.isAutoRepeat():
            return
        self._tecla.dejar()
        if tecla.key() == Qt.Key.Key_Escape:
            self.reject()
        elif letra in self._letras:
            self._tecla.apretar(letra, tecla)
        elif letra or tecla.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._recordar("")

    def keyReleaseEvent(self, tecla: QKeyEvent) -> None:
        self._tecla.soltar(tecla)

    def changeEvent(self, evento: QEvent) -> None:
        """Another window is in front: its key may be let go there."""
        super().changeEvent(evento)
        if evento.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._tecla.dejar()

    def _recordar(self, letra: str) -> None:
        if letra:
            decir(self._recuerda, self.tr("Para eso, mantenga {} un momento.").format(letra), "aviso")
        else:
            decir(self._recuerda, self.tr("Mantenga la letra un momento. Enter no contesta esta pregunta."), "nota")

    def _contestar(self, letra: str) -> None:
        self.respuesta = letra
        self.accept()
