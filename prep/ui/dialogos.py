"""What windows ask people, behind a service with verbs: windows never build a dialog, and tests answer them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from prep.ui.cierre import DialogoDeCierre, PreguntaDeCierre
from prep.ui.lector import LECTORA
from prep.ui.letras import DialogoDeLetras, PreguntaPorLetra
from prep.ui.piezas import repintar

CONTEXTO = "Dialogos"  # of the translation


@dataclass(frozen=True, slots=True)
class Pregunta:
    """`si`, the button that does it, says the verb; `peligro`: it does not start with the focus."""

    titulo: str
    texto: str
    si: str
    no: str
    peligro: bool = False


class Dialogos(Protocol):
    """Each verb returns at once; the answer comes by the bound method given, also when it is no (None or False)."""

    def confirmar(self, pregunta: Pregunta, responde: Callable[[bool], object]) -> None: ...
    def elegir(self, titulo: str, texto: str, opciones: Sequence[str], responde: Callable[[str | None], object], *,
               otra: bool = False, lectora: bool = False) -> None: ...  # fmt: skip
    def avisar(self, titulo: str, texto: str, sigue: Callable[[], object] | None = None) -> None: ...
    def cerrar(self, pregunta: PreguntaDeCierre, responde: Callable[[int], object]) -> None: ...
    def por_letra(self, pregunta: PreguntaPorLetra, responde: Callable[[str], object]) -> None: ...


class DialogosDeVentana(QObject):
    """The dialogs of a real window: modal to it, without a loop of their own, keyboard first."""

    def __init__(self, ventana: QWidget) -> None:
        super().__init__(ventana)
        self._ventana = ventana

    def confirmar(self, pregunta: Pregunta, responde: Callable[[bool], object]) -> None:
        """Asks; Escape is no."""
        dialogo = _Dialogo(self._ventana, pregunta.titulo, pregunta.texto)
        si, no = dialogo.botones(pregunta.si, pregunta.no)
        (no if pregunta.peligro else si).setFocus()
        dialogo.finished.connect(
            _RespuestaDeDialogo(dialogo, lambda hecho: responde(hecho == QDialog.DialogCode.Accepted)).dar
        )
        dialogo.open()

    def elegir(
        self,
        titulo: str,
        texto: str,
        opciones: Sequence[str],
        responde: Callable[[str | None], object],
        *,
        otra: bool = False,
        lectora: bool = False,
    ) -> None:
        """One of `opciones` (with `otra`, one's own words; with `lectora`, a reader's); None when it was left."""
        dialogo = _Dialogo(self._ventana, titulo, texto)
        campo: QComboBox | QLineEdit
        if opciones:
            campo = QComboBox(dialogo)
            campo.addItems(list(opciones))
            campo.setEditable(otra)
            if otra:
                campo.setCompleter(None)  # type: ignore[arg-type] # what somebody writes is kept: nothing is added
            campo.setMinimumContentsLength(24)
        else:
            campo = QLineEdit(dialogo)
        campo.setAccessibleName(titulo)
        campo.setProperty(LECTORA, lectora)
        dialogo.poner(campo)
        if isinstance(campo, QComboBox):
            dialogo.dar_lugar(campo)
        dialogo.botones(self.tr("Aceptar"), self.tr("Cancelar"))
        campo.setFocus()

        def dar(hecho: int) -> object:
            dicho = campo.currentText() if isinstance(campo, QComboBox) else campo.text()
            return responde(dicho.strip()[:500] if hecho == QDialog.DialogCode.Accepted else None)

        dialogo.finished.connect(_RespuestaDeDialogo(dialogo, dar).dar)
        dialogo.open()

    def avisar(self, titulo: str, texto: str, sigue: Callable[[], object] | None = None) -> None:
        dialogo = _Dialogo(self._ventana, titulo, texto)
        si, _ = dialogo.botones(self.tr("Entendido"), "")
        si.setFocus()
        dialogo.finished.connect(_RespuestaDeDialogo(dialogo, lambda _: sigue() if sigue else None).dar)
        dialogo.open()

    def cerrar(self, pregunta: PreguntaDeCierre, responde: Callable[[int], object]) -> None:
        """ASI, or the row to go back to (cierre.py)."""
        dialogo = DialogoDeCierre(self._ventana, pregunta)
        dialogo.finished.connect(_RespuestaDeDialogo(dialogo, lambda _: responde(dialogo.respuesta)).dar)
        dialogo.open()

    def por_letra(self, pregunta: PreguntaPorLetra, responde: Callable[[str], object]) -> None:
        """The letter that was held, "" when it was left (letras.py)."""
        dialogo = DialogoDeLetras(self._ventana, pregunta)
        dialogo.finished.connect(_RespuestaDeDialogo(dialogo, lambda _: responde(dialogo.respuesta)).dar)
        dialogo.open()


def sin_trabajo_aqui(dialogos: Dialogos, nombre: str, sigue: Callable[[], object]) -> None:
    """Whoever came in has none of the roles that work at this station."""
    texto = QCoreApplication.translate(
        CONTEXTO,
        "{} no tiene trabajo en esta estación. Quien coordina los cambia en «Personas», F11; o entre en otra estación.",
    )
    dialogos.avisar(QCoreApplication.translate(CONTEXTO, "Sin permiso aquí"), texto.format(nombre), sigue)


def dejar_preguntas(ventana: QWidget) -> None:
    """What is being asked there is answered no: nobody answers for who left."""
    for dialogo in ventana.findChildren(QDialog):
        dialogo.reject()


class _RespuestaDeDialogo(QObject):
    """Gives the answer on the windows' thread, and lets go of the dialog."""

    def __init__(self, dialogo: QDialog, dar: Callable[[int], object]) -> None:
        super().__init__(dialogo)
        self._dialogo, self._dar = dialogo, dar

    def dar(self, hecho: int) -> None:
        ventana = self._dialogo.parentWidget()
        if ventana is not None:
            ventana.activateWindow()  # not every desktop gives the keys back by itself
        self._dialogo.deleteLater()
        self._dar(hecho)


class _Dialogo(QDialog):
    """Words that wrap and scroll, then what is asked, then the buttons."""

    def __init__(self, ventana: QWidget, titulo: str, texto: str) -> None:
        super().__init__(ventana)
        self._ventana = ventana
        self.setWindowTitle(titulo)
        self.setAccessibleName(titulo)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._pila = QVBoxLayout(self)
        cabeza = QLabel(titulo, self)
        cabeza.setProperty("talla", "grande")
        cabeza.setWordWrap(True)
        self._texto = texto
        self._palabras = palabras = QLabel(texto, self)
        palabras.setTextFormat(Qt.TextFormat.PlainText)
        palabras.setWordWrap(True)
        palabras.setAlignment(Qt.AlignmentFlag.AlignTop)
        marco = QScrollArea(self)
        marco.setWidgetResizable(True)
        marco.setFrameShape(QScrollArea.Shape.NoFrame)
        marco.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        marco.setWidget(palabras)
        self._pila.addWidget(cabeza)
        self._pila.addWidget(marco, 1)
        self._medir(min(round(ventana.width() * 0.8), self.fontMetrics().averageCharWidth() * 72))

    def _medir(self, ancho: int) -> None:
        alto = self._palabras.heightForWidth(ancho - 40) + self.fontMetrics().height() * 9
        self.resize(ancho, min(alto, round(self._ventana.height() * 0.9)))

    def poner(self, campo: QWidget) -> None:
        self._pila.addWidget(campo)

    def dar_lugar(self, campo: QComboBox) -> None:
        """Room for its options; where one is longer than there is, the words above say the chosen one whole."""
        campo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        medida = campo.fontMetrics()
        larga = max((campo.itemText(n) for n in range(campo.count())), key=medida.horizontalAdvance)
        pide = medida.horizontalAdvance(larga) + medida.height() * 4
        cabe = round(self._ventana.width() * 0.9)
        if pide > cabe:
            self._decir_entera(larga)
            campo.currentTextChanged.connect(self._decir_entera)
        self._medir(min(max(self.width(), pide), cabe))
        if pide > cabe:
            self._decir_entera(campo.currentText())

    def _decir_entera(self, elegida: str) -> None:
        self._palabras.setText(f"{self._texto}\n\n{elegida}")

    def botones(self, si: str, no: str) -> tuple[QPushButton, QPushButton | QWidget]:
        caja = QDialogButtonBox(self)
        acepta = caja.addButton(si, QDialogButtonBox.ButtonRole.AcceptRole)
        acepta.setAccessibleName(si)
        acepta.setProperty("principal", True)
        repintar(acepta)
        caja.accepted.connect(self.accept)
        deja: QWidget = self
        if no:
            deja = caja.addButton(no, QDialogButtonBox.ButtonRole.RejectRole)
            deja.setAccessibleName(no)
            caja.rejected.connect(self.reject)
        self._pila.addWidget(caja)
        return acepta, deja

    def keyPressEvent(self, tecla: QKeyEvent) -> None:
        """Enter does what has the focus, never what has not."""
        quien = self.focusWidget()
        if tecla.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(quien, QPushButton):
            quien.click()
            return
        super().keyPressEvent(tecla)
