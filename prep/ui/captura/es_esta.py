"""Whether the paper is the acta that its label says, asked once of whoever captures it: a label can be on another's."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from prep.domain.catalogo.ajustes import Identificacion
from prep.domain.catalogo.catalogo import Acta, Eleccion
from prep.services.captura.trabajo import Trabajo
from prep.ui.piezas import decir, repintar
from prep.ui.rotulos import titulo
from prep.ui.sostener import BotonSostenido

SI, NO = "S", "N"


def se_pregunta(trabajo: Trabajo) -> bool:
    """Not where who captures it types which one it is (R-11). Where its code is printed on the paper too: a page whose
    code was not read is assigned by hand."""
    return trabajo.identificacion is not Identificacion.MANUAL


class EsEsta(QWidget):
    """`si`: it is; `no`: it is not. Nothing is answered before its paper is in sight, nor by any Enter."""

    si = Signal()
    no = Signal()

    def __init__(self, padre: QWidget) -> None:
        super().__init__(padre)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.contestada = self._a_la_vista = self._bajo = False
        pregunta = QLabel(self.tr("¿Es esta acta?"), self)
        pregunta.setProperty("talla", "grande")
        self._cual, self._como = QLabel(self), QLabel(self)
        for letrero in (self._cual, self._como):
            letrero.setTextFormat(Qt.TextFormat.PlainText)
            letrero.setWordWrap(True)
        self._cual.setProperty("talla", "grande")
        self._es = self._boton(self.tr("S   Sí, es esta"), self.tr("Sí, es esta acta"))
        self._es.setProperty("principal", True)
        repintar(self._es)
        self._es.clicked.connect(self._si)
        no_es = self._boton(self.tr("N   No es"), self.tr("No es esta acta"))
        no_es.clicked.connect(self.no)
        pila = QVBoxLayout(self)
        pila.setContentsMargins(8, 8, 8, 8)
        pila.setSpacing(12)
        for pieza in (pregunta, self._cual, self._como, self._es, no_es):
            pila.addWidget(pieza)
        pila.addStretch(1)

    def _boton(self, texto: str, nombre: str) -> QPushButton:
        boton = BotonSostenido(texto, self)  # its letter does it, and no Enter
        boton.setAccessibleName(nombre)
        return boton

    def preguntar(self, acta: Acta, eleccion: Eleccion, contestada: bool) -> None:
        """Of another acta, whose paper is not in sight yet; `contestada`: it had been said that it is that one."""
        self.contestada = contestada
        self.setVisible(not contestada)
        decir(self._cual, _en_dos(titulo(acta, eleccion)), "")
        self.setAccessibleName(self.tr("¿Es esta acta? {}").format(self._cual.text()))
        self.mirar(False, self.tr("Espere a ver el acta."))

    def mirar(self, se_ve: bool, como: str = "") -> None:
        """Whether its paper is in sight: then it can be answered."""
        self._a_la_vista = se_ve
        self._es.setEnabled(se_ve)
        dicho = self.tr("Compare con lo que dice el papel: elección, sección, tipo y número. Lo que vale es el papel.")
        decir(self._como, como or dicho, "nota")

    def keyPressEvent(self, tecla: QKeyEvent) -> None:
        letra = tecla.text().upper()
        if tecla.isAutoRepeat():
            return
        self._bajo = letra == SI
        if self._bajo:
            return
        if letra == NO:
            self.no.emit()
        elif letra.strip() and letra.isprintable():
            decir(self._como, self.tr("Antes de capturar: S si es esta acta, N si no es."), "aviso")
        else:
            tecla.ignore()

    def keyReleaseEvent(self, tecla: QKeyEvent) -> None:
        """It is answered when its key comes up here, where it went down: not if another window took the keys."""
        if self._bajo and not tecla.isAutoRepeat() and tecla.text().upper() == SI:
            self._bajo = False
            self._si()

    def focusOutEvent(self, evento: QFocusEvent) -> None:
        self._bajo = False
        super().focusOutEvent(evento)

    def _si(self) -> None:
        if self._a_la_vista and not self.contestada:
            self.contestada = True
            self.hide()
            self.si.emit()


def _en_dos(titulo: str) -> str:
    """The election and the casilla, each from its own line; its number stays beside its type."""
    dicho = titulo.replace(" · ", "\n")
    antes, _, numero = dicho.rpartition(" ")
    return f"{antes}\N{NO-BREAK SPACE}{numero}" if numero.isdigit() else dicho
