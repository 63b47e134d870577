"""One field of the form: digits, or one of the two marks, and nothing else; it speaks with keys (R-12).

A mark takes the place of votes, so its key is held: neither who copies a dash from the paper nor a reader does that.
"""

from typing import ClassVar

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from prep.domain.hechos.campos import Marca, Valor, leer_valor
from prep.domain.reglas.convenciones import CONVENCIONES
from prep.ui.rotulos import escrito

CIFRAS_MAX = 6
MARCAS = {"*": Marca.ILEGIBLE, "+": Marca.SIN_DATO}
COPIADAS = {tecla: c for c in CONVENCIONES for tecla in c.teclas}
SIGUE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class Cifra(QLineEdit):
    """`hecha` when the operator goes on, `atras` when they go back, `enfocada` when it takes the focus.

    `dice(text)`: what a key that wrote nothing is for. `sostener_ms`: how long the key of a mark is held.
    """

    sostener_ms: ClassVar[int] = 400
    hecha = Signal()
    atras = Signal()
    enfocada = Signal()
    dice = Signal(str)

    def __init__(self, padre: QWidget | None = None) -> None:
        super().__init__(padre)
        self.setMaxLength(len(Marca.ILEGIBLE) + 1)
        self.setProperty("densa", True)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self._sostenida = ""  # the key of a mark that is down
        self._reloj = QTimer(self)
        self._reloj.setSingleShot(True)
        self._reloj.timeout.connect(self._marcar)
        self._medir()

    @property
    def valor(self) -> Valor | None:
        """None while nothing is written."""
        return leer_valor(self.text()) if self.text() else None

    def poner(self, valor: Valor | None) -> None:
        self.setText(escrito(valor))

    def keyPressEvent(self, tecla: QKeyEvent) -> None:
        """Nothing that is not of this field gets in: no paste, no sign, no letter but the keys of the marks."""
        letra = tecla.text().upper()
        if tecla.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            tecla.ignore()
        elif letra.isascii() and letra.isdigit() and letra:
            self._digito(letra)
        elif letra in MARCAS:
            self._apretar(letra, tecla)
        elif letra in COPIADAS:
            convencion = COPIADAS[letra]
            self.dice.emit(self.tr("No se escribió nada. En el acta, {}: {}").format(
                convencion.escrito, convencion.captura[0].lower() + convencion.captura[1:]
            ))  # fmt: skip
        elif tecla.key() in SIGUE:
            self.hecha.emit()
        elif tecla.key() == Qt.Key.Key_Up:
            self.atras.emit()
        elif tecla.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.setText("" if self.hasSelectedText() or not self.text().isdigit() else self.text()[:-1])
        else:
            tecla.ignore()

    def keyReleaseEvent(self, tecla: QKeyEvent) -> None:
        """Let go too soon (any key: with Shift, who knows which is first), a mark's only says what it is for."""
        super().keyReleaseEvent(tecla)
        letra = self._sostenida
        if letra and not tecla.isAutoRepeat():
            self._soltar()
            self.dice.emit(self.tr("Para marcar {} mantenga la tecla {}.").format(MARCAS[letra], letra))

    def focusOutEvent(self, evento: QFocusEvent) -> None:
        self._soltar()
        super().focusOutEvent(evento)

    def _apretar(self, letra: str, tecla: QKeyEvent) -> None:
        if not tecla.isAutoRepeat():
            self._sostenida = letra
            self._reloj.start(self.sostener_ms)

    def _soltar(self) -> None:
        self._reloj.stop()
        self._sostenida = ""

    def _marcar(self) -> None:
        self.setText(MARCAS[self._sostenida].value)
        self._soltar()
        self.hecha.emit()

    def changeEvent(self, evento: QEvent) -> None:
        """The size of the text changed."""
        super().changeEvent(evento)
        if evento.type() == QEvent.Type.FontChange:
            self._medir()

    def _medir(self) -> None:
        """As wide as a mark, whole, and not much wider."""
        cifra = self.fontMetrics().horizontalAdvance("0")
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(Marca.ILEGIBLE.value) + cifra * 2)
        self.setMaximumWidth(cifra * 14)

    def _digito(self, letra: str) -> None:
        if self.hasSelectedText() or not self.text().isdigit():
            self.setText(letra)
        elif len(self.text()) < CIFRAS_MAX:
            self.setText(self.text() + letra)

    def focusInEvent(self, evento: QFocusEvent) -> None:
        """What is written is selected: the first digit typed replaces it."""
        super().focusInEvent(evento)
        self.selectAll()
        self.enfocada.emit()
