"""The field where a reader types: always ready, and the casillas that may be meant while fingers type."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from prep.domain.catalogo.lectura import LECTURA_MAX
from prep.services.acopio.casillas import Casilla
from prep.ui.lector import LECTORA

A_LA_VISTA = 6


class CampoDeLectura(QLineEdit):
    """`leido(text)` on Enter; `elegida(casilla)` when one of `sugeridas` was chosen with the arrows.

    `sugeridas` is laid out by whom has the field.
    """

    leido = Signal(str)
    elegida = Signal(object)

    def __init__(self, sugerir: Callable[[str], Sequence[Casilla]], padre: QWidget) -> None:
        super().__init__(padre)
        self._sugerir = sugerir
        self.setObjectName("lectura")
        self.setProperty(LECTORA, True)
        self.setAccessibleName(self.tr("Lectura: etiqueta, o sección, tipo y número de casilla"))
        self.setPlaceholderText(self.tr("Lea la etiqueta, o escriba: 123 C2"))
        self.setMaxLength(LECTURA_MAX + 1)
        self.sugeridas = QListWidget(padre)
        self.sugeridas.setObjectName("sugeridas")
        self.sugeridas.setAccessibleName(self.tr("Casillas que pueden ser"))
        self.sugeridas.hide()
        self.sugeridas.itemActivated.connect(self._activada)
        self.sugeridas.installEventFilter(self)
        self.textEdited.connect(self._escrito)
        self.returnPressed.connect(self.entrar)

    def entrar(self) -> None:
        """What is chosen in the list, or else what is written; the field is free again at once."""
        elegida = self.sugeridas.currentItem() if self.sugeridas.isVisible() else None
        texto = self.text()
        self.clear()
        self.sugeridas.hide()
        if elegida is not None:
            self.elegida.emit(elegida.data(Qt.ItemDataRole.UserRole))
        elif texto.strip():
            self.leido.emit(texto)

    def ofrecer(self, casillas: Sequence[Casilla]) -> None:
        """These in the list, none chosen yet."""
        self.sugeridas.clear()
        for casilla in casillas:
            renglon = QListWidgetItem(f"{casilla.nombre}   ({casilla.nombre_largo})")
            renglon.setData(Qt.ItemDataRole.UserRole, casilla)
            self.sugeridas.addItem(renglon)
        self.sugeridas.setCurrentRow(-1)
        self.sugeridas.setVisible(bool(casillas))
        self.medir()

    def medir(self) -> None:
        """The list as high as its rows, up to some: for the size that the text has now."""
        filas = min(self.sugeridas.count(), A_LA_VISTA)
        if filas:
            self.sugeridas.setFixedHeight(self.sugeridas.sizeHintForRow(0) * filas + self.fontMetrics().height() // 2)

    def recibir_tecla(self, texto: str) -> None:
        """Something typed elsewhere: a reader does not know where the focus is."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.insert(texto)
        self._escrito()

    def cancelar(self) -> None:
        self.clear()
        self.sugeridas.hide()

    def keyPressEvent(self, tecla: QKeyEvent) -> None:
        """The arrows walk the casillas of the list."""
        cuantas = self.sugeridas.count()
        if self.sugeridas.isVisible() and cuantas and tecla.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            paso = 1 if tecla.key() == Qt.Key.Key_Down else -1
            lugar = self.sugeridas.currentRow() + paso
            self.sugeridas.setCurrentRow(max(lugar, -1) if lugar < cuantas else cuantas - 1)
            if lugar < 0:
                self.sugeridas.clearSelection()
            return
        super().keyPressEvent(tecla)

    def eventFilter(self, quien: QObject, evento: QEvent) -> bool:
        """What a reader types while the list has the focus."""
        if evento.type() != QEvent.Type.KeyPress or not isinstance(evento, QKeyEvent):
            return super().eventFilter(quien, evento)
        texto = evento.text()
        if not texto.strip() or not texto.isprintable():
            return super().eventFilter(quien, evento)
        self.recibir_tecla(texto)
        return True

    def _escrito(self) -> None:
        self.ofrecer(self._sugerir(self.text()) if self.text().strip() else ())

    def _activada(self, _: QListWidgetItem) -> None:
        self.entrar()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
