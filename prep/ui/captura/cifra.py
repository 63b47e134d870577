"""One field of the form: digits, or one of the two marks, and nothing else; it speaks with keys (R-12).

A mark takes the place of votes, so its key is held: neither who copies a dash from the paper nor a reader does that.
"""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from prep.domain.catalogo.convenciones import Convencion
from prep.domain.hechos.campos import Marca, Valor, leer_valor
from prep.ui.piezas import repintar
from prep.ui.rotulos import escrito
from prep.ui.sostener import Sostenida

CIFRAS_MAX = 6
MARCAS = {"*": Marca.ILEGIBLE, "+": Marca.SIN_DATO}
SIGUE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class Cifra(QLineEdit):
    """`hecha` when the operator goes on, `atras` when they go back, `enfocada` when it takes the focus.

    `dice(text)`: what a key that wrote nothing is for.
    """

    hecha = Signal()
    atras = Signal()
    enfocada = Signal()
    dice = Signal(str)

    def __init__(self, convenciones: Iterable[Convencion], padre: QWidget | None = None) -> None:
        super().__init__(padre)
        self._copiadas = {tecla.upper(): c for c in convenciones for tecla in c.teclas}
        self.setMaxLength(len(Marca.ILEGIBLE) + 1)
        self.setProperty("densa", True)
        self.setProperty("marca", "")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self._sostenida = Sostenida(self)
        self._sostenida.cumplida.connect(self._marcar)
        self._sostenida.suelta.connect(self._toco)
        self.textChanged.connect(self._vestir)
        self.setProperty("talla", "cifra")

    @property
    def valor(self) -> Valor | None:
        """None while nothing is written."""
        return leer_valor(self.text()) if self.text() else None

    def poner(self, valor: Valor | None) -> None:
        self.setText(escrito(valor))

    def keyPressEvent(self, tecla: QKeyEvent) -> None:
        """Nothing that is not of this field gets in: no paste, no sign, no letter but the keys of the marks."""
        letra = tecla.text().upper()
        if not tecla.isAutoRepeat():
            self._sostenida.dejar()
        if tecla.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            tecla.ignore()
        elif letra.isascii() and letra.isdigit() and letra:
            self._digito(letra)
        elif letra in MARCAS:
            self._sostenida.apretar(letra, tecla)
        elif letra in self._copiadas:
            convencion = self._copiadas[letra]
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
        super().keyReleaseEvent(tecla)
        self._sostenida.soltar(tecla)

    def focusOutEvent(self, evento: QFocusEvent) -> None:
        self._sostenida.dejar()
        super().focusOutEvent(evento)

    def _toco(self, letra: str) -> None:
        self.dice.emit(self.tr("Para marcar {} mantenga la tecla {}.").format(MARCAS[letra], letra))

    def _marcar(self, letra: str) -> None:
        self.setText(MARCAS[letra].value)
        self.hecha.emit()

    def _vestir(self, texto: str) -> None:
        """A mark is no figure, and does not look like one."""
        marca = texto if texto in tuple(Marca) else ""
        if self.property("marca") != marca:
            self.setProperty("marca", marca)
            repintar(self)

    def activar(self, si: bool) -> None:
        """It is the one whose turn it is: its figures are larger."""
        talla = "activa" if si else "cifra"
        if self.property("talla") != talla:
            self.setProperty("talla", talla)
            repintar(self)

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

    def mousePressEvent(self, evento: QMouseEvent) -> None:
        """The same with the mouse: what is typed after a click is a figure, never more digits of the one before."""
        super().mousePressEvent(evento)
        self.selectAll()
