"""One field of the form: digits, or one of the two marks, and nothing else; it speaks with keys (R-12)."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from prep.domain.hechos.campos import Marca, Valor, leer_valor
from prep.ui.rotulos import escrito

CIFRAS_MAX = 6
MARCAS = {"*": Marca.ILEGIBLE, "I": Marca.ILEGIBLE, "-": Marca.SIN_DATO, "S": Marca.SIN_DATO}
SIGUE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class Cifra(QLineEdit):
    """`hecha` when the operator goes on, `atras` when they go back, `enfocada` when it takes the focus."""

    hecha = Signal()
    atras = Signal()
    enfocada = Signal()

    def __init__(self, padre: QWidget | None = None) -> None:
        super().__init__(padre)
        self.setMaxLength(len(Marca.ILEGIBLE) + 1)
        self.setProperty("densa", True)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
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
            self.setText(MARCAS[letra].value)
            self.hecha.emit()
        elif tecla.key() in SIGUE:
            self.hecha.emit()
        elif tecla.key() == Qt.Key.Key_Up:
            self.atras.emit()
        elif tecla.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.setText("" if self.hasSelectedText() or not self.text().isdigit() else self.text()[:-1])
        else:
            tecla.ignore()

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
