"""The figures of a cotejo: of each field what was published, what the other source says, and what is to stay."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from prep.domain.catalogo.catalogo import Catalogo
from prep.domain.hechos.campos import Valor
from prep.services.captura.cotejos import CasoDeCotejo
from prep.ui.captura.cifra import Cifra
from prep.ui.piezas import decir, letrero
from prep.ui.rotulos import escrito, rotulo, titulo

DISTINTO = "≠"
SENALADO = "►"  # the second look points at it
EN_LINEA = 52  # letters, for what a field is called and its three figures


class PanelCotejo(QWidget):
    """As on the acta, those that differ marked. A takes what was published, B what the other says; or one types.

    `completo`: they went on from the last field; `cambia`: what is to stay; `en_foco(field)`; `dice(words)`: what a key
    that wrote nothing is for.
    """

    completo = Signal()
    cambia = Signal()
    en_foco = Signal(str)
    dice = Signal(str)

    def __init__(self, caso: CasoDeCotejo, catalogo: Catalogo) -> None:
        super().__init__()
        self.caso = caso
        self._campos = caso.trabajo.forma.campos
        self._eleccion = catalogo.eleccion(caso.trabajo.acta.eleccion)
        self._lados = (caso.publicada.valores, caso.otra.valores)
        self._rejilla = QGridLayout()
        self._rejilla.setContentsMargins(0, 0, 0, 0)
        self._rejilla.setVerticalSpacing(2)
        self._cifras: list[Cifra] = []
        cabezas = ("", self.tr("A"), self.tr("B"), self.tr("Queda"))
        self._renglones: list[list[QWidget]] = [[self._celda(n, texto, "tenue") for n, texto in enumerate(cabezas)]]
        for n, campo in enumerate(self._campos):
            self._renglones.append(self._renglon(n, rotulo(campo, self._eleccion), catalogo))
        self._en_linea = False
        self._acomodar()
        cabeza, pide = letrero(self, "cotejo-cabeza"), letrero(self, "cotejo-pedido")
        decir(cabeza, f"{self.nombre}\n{self._difieren()}", "papel")
        decir(pide, "\n".join(self.tr("Lo pide {}: {}").format(p.operador, p.motivo) for p in caso.pedidos), "nota")
        pila = QVBoxLayout(self)
        pila.setContentsMargins(4, 0, 4, 0)
        pila.addWidget(cabeza)
        pila.addWidget(pide)
        pila.addLayout(self._rejilla)
        pila.addStretch(1)
        for antes, despues in zip(self._cifras, self._cifras[1:], strict=False):
            self.setTabOrder(antes, despues)

    def resizeEvent(self, evento: QResizeEvent) -> None:
        super().resizeEvent(evento)
        en_linea = self.width() >= self.fontMetrics().averageCharWidth() * EN_LINEA
        if en_linea != self._en_linea:
            self._en_linea = en_linea
            self._acomodar()

    def _acomodar(self) -> None:
        """What a field is called, beside its figures; above them where there is no room, as with large text."""
        for n, (nombre, *cifras) in enumerate(self._renglones):
            alto, columna = (n, 1) if self._en_linea else (2 * n + 1, 0)
            self._rejilla.addWidget(nombre, n if self._en_linea else 2 * n, 0, 1, 1 if self._en_linea else 3)
            for m, pieza in enumerate(cifras):
                self._rejilla.addWidget(pieza, alto, columna + m)
        for columna in range(4):
            self._rejilla.setColumnStretch(columna, int((columna == 0) if self._en_linea else columna < 3))

    def _renglon(self, n: int, nombre: str, catalogo: Catalogo) -> list[QWidget]:
        publicada, otra = (lado[n] if n < len(lado) else None for lado in self._lados)
        distinto = otra is not None and publicada != otra
        senalado = self._campos[n] in self.caso.senalados
        papel = "aviso" if distinto or senalado else "fondo"
        nombre = f"{SENALADO} {nombre}" if senalado else nombre
        dicha = "–" if otra is None else escrito(otra)
        cifra = Cifra(catalogo.convenciones, self)
        cifra.setObjectName(f"queda-{n}")
        cifra.setAccessibleName(
            self.tr("{}: publicada {}, otra {}. Queda").format(nombre, escrito(publicada), escrito(otra))
        )
        cifra.poner(publicada)
        cifra.hecha.connect(self._hecha)
        cifra.atras.connect(self._atras)
        cifra.enfocada.connect(self._enfocada)
        cifra.dice.connect(self.dice)
        cifra.textChanged.connect(self.cambia)
        self._cifras.append(cifra)
        lados = (escrito(publicada), f"{DISTINTO} {dicha}" if distinto else dicha)
        return [*(self._celda(columna, texto, papel) for columna, texto in enumerate((nombre, *lados))), cifra]

    def _celda(self, columna: int, texto: str, papel: str) -> QLabel:
        celda = QLabel(self)
        celda.setTextFormat(Qt.TextFormat.PlainText)
        celda.setWordWrap(columna == 0)
        if columna:
            celda.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        decir(celda, texto, papel)
        celda.setVisible(True)
        return celda

    @property
    def nombre(self) -> str:
        """Which acta it is, as people say it."""
        return titulo(self.caso.trabajo.acta, self._eleccion)

    @property
    def campo(self) -> str:
        """Where the keys go."""
        n = self._aqui
        return self._campos[n] if n >= 0 else ""

    @property
    def valores(self) -> list[Valor | None]:
        return [cifra.valor for cifra in self._cifras]

    @property
    def cambiadas(self) -> int:
        """How many fields are no longer as they were published."""
        return sum(a != b for a, b in zip(self.valores, self.caso.publicada.valores, strict=True))

    def empezar(self) -> None:
        """The focus in the first field that the second look points at, or that differs, or the first of all."""
        publicada, otra = self._lados
        senalados = [n for n, campo in enumerate(self._campos) if campo in self.caso.senalados]
        difieren = [n for n, (a, b) in enumerate(zip(publicada, otra, strict=False)) if a != b]
        self.ir((senalados or difieren or [0])[0])

    def falta(self) -> bool:
        """Goes to the first field that has no figure; False when there is none."""
        falta = next((n for n, valor in enumerate(self.valores) if valor is None), None)
        if falta is not None:
            self.ir(falta)
        return falta is not None

    def ir(self, n: int) -> None:
        self._cifras[n].setFocus()

    def keyPressEvent(self, tecla: QKeyEvent) -> None:
        """A and B take the figure of that side."""
        n, lado = self._aqui, "AB".find(tecla.text().upper()) if tecla.text() else -1
        if n < 0 or lado < 0 or tecla.modifiers() & Qt.KeyboardModifier.ControlModifier:
            tecla.ignore()
        elif n >= len(self._lados[lado]):
            self.dice.emit(self.tr("La otra vía no tiene cifras verificadas: escriba la que dice el acta."))
        else:
            self._cifras[n].poner(self._lados[lado][n])
            self._hecha()

    @property
    def _aqui(self) -> int:
        return next((n for n, cifra in enumerate(self._cifras) if cifra.hasFocus()), -1)

    def _hecha(self) -> None:
        n = self._aqui
        if self._cifras[n].valor is None:
            self.dice.emit(self.tr("Falta esta cifra: A, B, un número, o mantenga * o + para una marca."))
        elif n + 1 < len(self._cifras):
            self.ir(n + 1)
        else:
            self.completo.emit()

    def _atras(self) -> None:
        self.ir(max(self._aqui - 1, 0))

    def _enfocada(self) -> None:
        self.en_foco.emit(self.campo)

    def _difieren(self) -> str:
        if not self.caso.otra.valores:
            return self.tr("La otra vía no tiene cifras verificadas: compare con las imágenes.")
        cuantos = self.caso.difieren
        return self.tr("Difieren %n campo(s)", "", cuantos) if cuantos else self.tr("Las dos dicen lo mismo.")
