"""The page in focus: which acta it is, what is said of it, its image large, and the field to say which acta it is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QListWidget, QSizePolicy, QVBoxLayout, QWidget

from catd.digitalizacion.tira import PAPELES, palabra
from prep.services.acopio.candidatas import ActaPosible
from prep.services.digitalizacion.hojas import EstadoHoja, Hoja
from prep.ui.lector import LECTORA
from prep.ui.piezas import decir
from prep.ui.visor import Visor

OPCIONES_VISTAS, OPCIONES_POCAS = 4, 2  # lines of the list of actas that may be meant; where the image needs the room
ALTA = 24  # heights of the text from which there is room for both


def se_identifica(hoja: Hoja | None) -> bool:
    """Whether it may be said which acta it is of."""
    return hoja is not None and (hoja.estado.pide or hoja.estado is EstadoHoja.EN_ESPERA)


class CampoDeActa(QLineEdit):
    """Where the acta is written; the arrows walk the list below it, Enter takes what is chosen there."""

    paso = Signal(int)
    elegida = Signal()

    def keyPressEvent(self, tecla: QKeyEvent) -> None:
        if tecla.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.paso.emit(1 if tecla.key() == Qt.Key.Key_Down else -1)
        elif tecla.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.elegida.emit()
        else:
            super().keyPressEvent(tecla)


class FichaDePagina(QWidget):
    """`pide(str)`: what was written changed. `asigna(str)`: the key of the acta that was chosen."""

    pide = Signal(str)
    asigna = Signal(str)

    def __init__(self, padre: QWidget) -> None:
        super().__init__(padre)
        self.visor = Visor(self)
        self._titulo = QLabel(self)
        self._titulo.setObjectName("titulo-pagina")
        self._titulo.setProperty("talla", "grande")
        self._titulo.setWordWrap(True)
        self._juicio = QLabel(self)
        self._juicio.setObjectName("juicio-pagina")
        self._juicio.setWordWrap(True)
        self._juicio.setTextFormat(Qt.TextFormat.PlainText)
        self._identidad = QWidget(self)
        self.campo = CampoDeActa(self._identidad)
        self.campo.setMaxLength(200)
        self.campo.setProperty(LECTORA, True)
        self.campo.setAccessibleName(self.tr("De qué acta es: sección, tipo, número y elección"))
        self.campo.setPlaceholderText(self.tr("Por ejemplo: 123 C2 ALC, o lea la etiqueta"))
        rotulo = QLabel(self.tr("¿De &qué acta es?"), self._identidad)
        rotulo.setBuddy(self.campo)
        self.opciones = QListWidget(self._identidad)
        self.opciones.setAccessibleName(self.tr("Actas que pueden ser"))
        self.opciones.setTabKeyNavigation(False)
        self._claves: list[str] = []
        self._de_antes = False  # they are of what was written before
        rejilla = QGridLayout(self._identidad)
        rejilla.setContentsMargins(0, 0, 0, 0)
        rejilla.addWidget(rotulo, 0, 0)
        rejilla.addWidget(self.campo, 0, 1)
        rejilla.addWidget(self.opciones, 1, 0, 1, 2)
        rejilla.setColumnStretch(1, 1)
        columna = QVBoxLayout(self)
        columna.setContentsMargins(0, 0, 0, 0)
        columna.addWidget(self._titulo)
        columna.addWidget(self._juicio)
        columna.addWidget(self._identidad)
        self.visor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # the room that is left
        columna.addWidget(self.visor, 1)
        self.campo.textEdited.connect(self._escrito)
        self.campo.paso.connect(self._mover)
        self.campo.elegida.connect(self._elegir)
        self.opciones.itemActivated.connect(self._elegir)
        self.mostrar(None, "")

    def heightForWidth(self, ancho: int) -> int:
        """What is written, whole, and the least of an image: with less room the page scrolls."""
        return super().heightForWidth(ancho) + self.visor.minimumHeight()

    def mostrar(self, hoja: Hoja | None, nombre: str) -> None:
        """`nombre`: of its acta, as people say it."""
        if hoja is None:
            self._titulo.setText(self.tr("Aún no hay páginas"))
            que_hacer = self.tr(
                "Ponga las actas en el escáner y oprima Ctrl+Enter, o guarde sus imágenes en la carpeta: aparecen aquí."
            )
            decir(self._juicio, que_hacer, "nota")
            self._identidad.hide()
            return
        self._titulo.setText(nombre or self.tr("Página sin identificar"))
        self._titulo.setAccessibleName(self._titulo.text())
        motivo = f"{palabra(hoja.estado)} — {hoja.motivo}" if hoja.motivo else palabra(hoja.estado)
        decir(self._juicio, motivo, PAPELES[hoja.estado])
        self._identidad.setVisible(se_identifica(hoja))
        self.opciones.setVisible(bool(self._claves))

    def limpiar(self) -> None:
        """Nothing is written; no acta is offered."""
        self.campo.clear()
        self.ofrecer(())

    def ofrecer(self, candidatas: Sequence[ActaPosible]) -> None:
        """The actas that may be meant, the first one chosen."""
        self._de_antes = False
        self._claves = [c.clave for c in candidatas]
        self.opciones.clear()
        for candidata in candidatas:
            ya = self.tr("{} — ya tiene imagen")
            self.opciones.addItem(ya.format(candidata.nombre) if candidata.tiene else candidata.nombre)
        if candidatas:
            self.opciones.setCurrentRow(0)
            em = self.fontMetrics().height()
            caben = OPCIONES_VISTAS if self.height() > em * ALTA else OPCIONES_POCAS
            self.opciones.setFixedHeight(max(self.opciones.sizeHintForRow(0), em) * min(len(candidatas), caben) + 10)
        self.opciones.setVisible(bool(candidatas))

    def _mover(self, paso: int) -> None:
        if self._claves:
            self.opciones.setCurrentRow((self.opciones.currentRow() + paso) % len(self._claves))

    def _escrito(self, texto: str) -> None:
        self._de_antes = True
        self.pide.emit(texto)

    def _elegir(self) -> None:
        """What is in sight for what is written: a quick hand, or a reader, is ahead of it."""
        if self._de_antes:
            return
        fila = self.opciones.currentRow()
        if 0 <= fila < len(self._claves):
            self.asigna.emit(self._claves[fila])
