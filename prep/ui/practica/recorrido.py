"""The tour of the capture window, the first time: seven cards, walked by the keyboard, left at any moment."""

from PySide6.QtCore import QCoreApplication as Q
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from prep.ui.piezas import Boton, decir, letrero, repintar

CONTEXTO = "Recorrido"  # of the translation
ANCHO = 70  # letters
FLECHAS = (Qt.Key.Key_Left, Qt.Key.Key_Right)


def tarjetas() -> tuple[tuple[str, str], ...]:
    return (
        (
            Q.translate(CONTEXTO, "Aquí se practica"),
            Q.translate(CONTEXTO, "Son doce hojas dibujadas, con lo que más se duda. Nada de esto se guarda ni sale "
                        "de esta computadora. Si algo no va, la regla se dice en el momento."),
        ),
        (
            Q.translate(CONTEXTO, "¿Es esta acta?"),
            Q.translate(CONTEXTO, "Antes de capturar compare la etiqueta con lo que dice el papel. Oprima S si es, "
                        "N si no es. Vale el papel, no la etiqueta. Enter no contesta."),
        ),
        (
            Q.translate(CONTEXTO, "Cada renglón junto a su campo"),
            Q.translate(CONTEXTO, "El renglón que toca está encendido, recortado del acta. El nombre de arriba y el "
                        "que imprime el papel deben ser el mismo. Teclee el número y Enter."),
        ),
        (
            Q.translate(CONTEXTO, "Se captura lo escrito"),
            Q.translate(CONTEXTO, "No sume ni corrija. Guion, diagonal o equis son 0. Si letra y número difieren, "
                        "vale la letra, si no está tachada. F1 tiene todas las reglas."),
        ),
        (
            Q.translate(CONTEXTO, "Lo que no tiene número"),
            Q.translate(CONTEXTO, "No se entiende ni en letra ni en número: mantenga * un momento, ILEGIBLE. "
                        "En blanco en los dos: mantenga +, SIN DATO. En blanco no es cero."),
        ),
        (
            Q.translate(CONTEXTO, "Ver mejor y volver"),
            Q.translate(CONTEXTO, "Espacio muestra el acta completa; F6 la acerca. Flecha arriba vuelve al campo "
                        "anterior: lo que teclee lo sustituye."),
        ),
        (
            Q.translate(CONTEXTO, "Lo que no se captura"),
            Q.translate(CONTEXTO, "F11 la devuelve: mantenga A si no es esa acta, B si no se lee, C si le falta un "
                        "pedazo. Con 95 % bien a la primera, al final sale su constancia."),
        ),
    )  # fmt: skip


class Recorrido(QDialog):
    """Enter or → goes on, ← goes back, Escape leaves it."""

    def __init__(self, ventana: QWidget) -> None:
        super().__init__(ventana)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Recorrido"))
        self._tarjetas, self.cual = tarjetas(), 0
        self._cuenta = QLabel(self)
        self._titulo = letrero(self, "titulo-recorrido")
        self._titulo.setProperty("talla", "grande")
        self._texto = letrero(self, "texto-recorrido")
        self._sigue = Boton("", self)
        self._sigue.setProperty("principal", True)
        repintar(self._sigue)
        self._deja = Boton(self.tr("Saltar el recorrido  Esc"), self)
        self._deja.setAccessibleName(self.tr("Saltar el recorrido"))
        for boton in (self._sigue, self._deja):
            boton.setAutoDefault(False)
            boton.installEventFilter(self)
        self._sigue.clicked.connect(self._adelante)
        self._deja.clicked.connect(self.reject)
        pie = QHBoxLayout()
        pie.addWidget(self._sigue, 1)
        pie.addWidget(self._deja)
        pila = QVBoxLayout(self)
        pila.setSpacing(12)
        for pieza in (self._cuenta, self._titulo, self._texto):
            pila.addWidget(pieza)
        pila.addStretch(1)
        pila.addLayout(pie)
        self._mostrar()
        ancho = min(self.fontMetrics().averageCharWidth() * ANCHO, round(ventana.width() * 0.9))
        alto = max(self._alto(n, ancho) for n in range(len(self._tarjetas)))
        self.cual = 0
        self._mostrar()
        self.resize(ancho, min(alto, round(ventana.height() * 0.95)))
        self._sigue.setFocus()

    def _alto(self, n: int, ancho: int) -> int:
        """None of the cards is taller than the window."""
        self.cual = n
        self._mostrar()
        pila = self.layout()
        assert pila is not None
        return max(pila.totalHeightForWidth(ancho), pila.sizeHint().height())

    def eventFilter(self, _: QObject, evento: QEvent) -> bool:
        """The arrows turn the cards also while a button has the keys."""
        if isinstance(evento, QKeyEvent) and evento.type() == QEvent.Type.KeyPress and evento.key() in FLECHAS:
            self.keyPressEvent(evento)
            return True
        return False

    def keyPressEvent(self, tecla: QKeyEvent) -> None:
        if tecla.key() in (Qt.Key.Key_Right, Qt.Key.Key_PageDown):
            self._adelante()
        elif tecla.key() in (Qt.Key.Key_Left, Qt.Key.Key_PageUp):
            self.cual = max(self.cual - 1, 0)
            self._mostrar()
        else:
            super().keyPressEvent(tecla)

    def _adelante(self) -> None:
        if self.cual + 1 == len(self._tarjetas):
            self.accept()
            return
        self.cual += 1
        self._mostrar()

    def _mostrar(self) -> None:
        titulo, texto = self._tarjetas[self.cual]
        ultima = self.cual + 1 == len(self._tarjetas)
        decir(self._cuenta, self.tr("{} de {}").format(self.cual + 1, len(self._tarjetas)), "tenue")
        decir(self._titulo, titulo, "")
        decir(self._texto, texto, "")
        self._sigue.setText(self.tr("Empezar  Enter") if ultima else self.tr("Seguir  Enter"))
        self._sigue.setAccessibleName(self.tr("Empezar la práctica") if ultima else self.tr("Siguiente"))
        self.setAccessibleName(f"{titulo}. {texto}")
