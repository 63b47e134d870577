"""The closing question: the doubtful fields of an acta, each with its row of the paper, before its figures are kept.

What keeps them is a key that is held: no Enter answers it, nor anything that a reader sends. All else goes back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from prep.domain.hechos.campos import Marca, Valor
from prep.ui.piezas import Boton, decir, dicho, repintar, rodante
from prep.ui.rotulos import escrito
from prep.ui.sostener import BotonSostenido, Sostenida

ASI: Final = -1  # the answer that keeps them; any other, the row to go back to
LETRA: Final = "S"
TECLAS: Final = "123456789ABCDEFGHIJKLMNOPQRTUVWXYZ"  # of each row, in order
ANCHO, ALTO = 0.84, 0.92  # of the window, at most
RENGLON: Final = 2.6  # the height of a row's picture, in lines of text
PAPEL: Final = 0.44  # of the question's width, for that picture at most
LETRAS: Final = 20  # that a field's name has in a line at least


@dataclass(frozen=True, slots=True)
class RenglonDudoso:
    """A field as it will be kept, and its row of the image: null when it is not known where it is."""

    nombre: str
    valor: Valor
    imagen: QImage


@dataclass(frozen=True, slots=True)
class PreguntaDeCierre:
    razones: tuple[str, ...]
    renglones: tuple[RenglonDudoso, ...]


class DialogoDeCierre(QDialog):
    """`respuesta`: ASI, or the row to go back to; the first, however else it is closed."""

    def __init__(self, ventana: QWidget, pregunta: PreguntaDeCierre) -> None:
        super().__init__(ventana)
        self.respuesta = 0
        self._cuantos = len(pregunta.renglones)
        titulo = self.tr("Antes de guardar")
        self.setWindowTitle(titulo)
        self.setAccessibleName(titulo)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._tecla = Sostenida(self)
        self._tecla.cumplida.connect(self._asi)
        self._tecla.suelta.connect(self._recordar)
        cabeza = QLabel(titulo, self)
        cabeza.setProperty("talla", "grande")
        self._razon = dicho(self, "\n".join(pregunta.razones), "aviso")
        self._razon.setObjectName("razon-cierre")
        marco = rodante(self)
        ancho, linea = round(ventana.width() * ANCHO), self.fontMetrics().height()
        tabla = self._tabla(pregunta.renglones, QSize(round(ancho * PAPEL), round(linea * RENGLON)))
        marco.setWidget(tabla)
        self._mas = dicho(self, "", "tenue")
        self._mas.setObjectName("mas-abajo")
        self._barra = marco.verticalScrollBar()
        self._cuenta = QTimer(self)  # once all of it has its place
        self._cuenta.setSingleShot(True)
        self._cuenta.setInterval(0)
        self._cuenta.timeout.connect(self._contar)
        for cambia in (self._barra.valueChanged, self._barra.rangeChanged):
            cambia.connect(self._por_contar)
        pila = QVBoxLayout(self)
        for pieza in (cabeza, self._razon):
            pila.addWidget(pieza)
        pila.addWidget(marco, 1)
        pila.addWidget(self._mas)
        pila.addLayout(self._pie())
        pide = tabla.sizeHint().height() + self._razon.heightForWidth(ancho - 40) + linea * 8
        self.resize(QSize(ancho, min(pide, round(ventana.height() * ALTO))))
        self.setFocus()

    def _tabla(self, renglones: Sequence[RenglonDudoso], cabe: QSize) -> QWidget:
        tabla = QWidget(self)
        rejilla = QGridLayout(tabla)
        rejilla.setColumnStretch(4, 1)
        rejilla.setColumnMinimumWidth(1, self.fontMetrics().averageCharWidth() * LETRAS)
        for n, renglon in enumerate(renglones):
            vuelve = Boton(TECLAS[n] if n < len(TECLAS) else self.tr("Corregir"), tabla)
            vuelve.setAccessibleName(self.tr("Corregir {}: {}").format(renglon.nombre, escrito(renglon.valor)))
            vuelve.setObjectName(f"renglon-{n}")
            vuelve.setAutoDefault(False)
            vuelve.clicked.connect(partial(self._volver, n))
            nombre, valor, papel = dicho(self, renglon.nombre, ""), QLabel(escrito(renglon.valor)), QLabel(tabla)
            valor.setProperty("marca", renglon.valor.value if isinstance(renglon.valor, Marca) else "cifra")
            repintar(valor)
            if not renglon.imagen.isNull():
                modos = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
                papel.setPixmap(QPixmap.fromImage(renglon.imagen.scaled(cabe, *modos)))
            for columna, pieza in enumerate((vuelve, nombre, papel, valor)):
                rejilla.addWidget(pieza, n, columna)
        return tabla

    def _pie(self) -> QHBoxLayout:
        guardar = BotonSostenido(self.tr("Así está el acta: guardar  (mantenga {})").format(LETRA), self)
        guardar.setProperty("principal", True)
        repintar(guardar)
        guardar.pressed.connect(partial(self._apretar, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier(0))))
        guardar.released.connect(partial(self._soltar, QKeyEvent(QEvent.Type.KeyRelease, 0, Qt.KeyboardModifier(0))))
        seguir = Boton(self.tr("Revisar  Esc"), self)
        seguir.setAutoDefault(False)
        seguir.clicked.connect(partial(self._volver, 0))
        for boton in (guardar, seguir):
            boton.setAccessibleName(boton.text())
        pie = QHBoxLayout()
        pie.addWidget(guardar)
        pie.addWidget(seguir)
        self._recuerda = dicho(self, self._como(), "tenue")
        pie.addWidget(self._recuerda, 1)
        return pie

    def _como(self) -> str:
        if self._cuantos == 1:
            return self.tr("1: corregir ese campo. Enter no contesta esta pregunta.")
        ultima = TECLAS[min(self._cuantos, len(TECLAS)) - 1]
        return self.tr("1 a {}: corregir ese campo. Enter no contesta esta pregunta.").format(ultima)

    def _por_contar(self, *_: int) -> None:
        self._cuenta.start()

    def _contar(self) -> None:
        """How many rows are below what is in sight: a form that is all marked does not fit."""
        fondo = self._barra.value() + self._barra.pageStep()
        botones = [b for b in self.findChildren(Boton) if b.objectName().startswith("renglon-")]
        abajo = sum(b.geometry().bottom() > fondo for b in botones)
        dice = self.tr("▼ %n más abajo: flecha abajo.", "", abajo) if abajo else self.tr("No hay más abajo.")
        decir(self._mas, dice if self._barra.maximum() else "", "aviso" if abajo else "tenue")

    # -- answering --------------------------------------------------------------------------------

    def keyPressEvent(self, tecla: QKeyEvent) -> None:
        letra = tecla.text().upper()
        if tecla.isAutoRepeat():
            return
        self._tecla.dejar()
        if tecla.key() == Qt.Key.Key_Escape:
            self.reject()
        elif letra == LETRA:
            self._apretar(tecla)
        elif letra and 0 <= TECLAS.find(letra) < self._cuantos:
            self._volver(TECLAS.find(letra))
        elif tecla.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._recordar()
        elif tecla.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(tecla.key() == Qt.Key.Key_Down)

    def keyReleaseEvent(self, tecla: QKeyEvent) -> None:
        self._soltar(tecla)

    def changeEvent(self, evento: QEvent) -> None:
        """Another window is in front: its key may be let go there."""
        super().changeEvent(evento)
        if evento.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._tecla.dejar()

    def _apretar(self, tecla: QKeyEvent) -> None:
        self._tecla.apretar(LETRA, tecla)

    def _soltar(self, tecla: QKeyEvent) -> None:
        self._tecla.soltar(tecla)

    def _recordar(self, _: str = "") -> None:
        decir(self._recuerda, self.tr("Para guardarla así, mantenga {} un momento.").format(LETRA), "aviso")

    def _asi(self, _: str) -> None:
        self.respuesta = ASI
        self.accept()

    def _volver(self, n: int, _: bool = False) -> None:
        self.respuesta = n
        self.reject()
