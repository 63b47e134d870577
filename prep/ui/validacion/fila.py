"""One field of a case: what each person keyed, a letter to take it, and room to type another figure or mark."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from prep.domain.catalogo.convenciones import Convencion
from prep.domain.hechos.campos import Valor, leer_valor
from prep.domain.vida.diferencias import CampoComparado
from prep.ui.captura.cifra import Cifra
from prep.ui.fluido import Fluido
from prep.ui.piezas import Boton
from prep.ui.rotulos import escrito

LETRAS = "ABCD"


class FilaDeCampo(QFrame):
    """`hecha(n)`: its figure is chosen or typed; `vacia`: they would go on, and it is not; `cambia`: what is written;
    `atras(n)`, `enfocada(n)`, `dice(text)` as a field of the capture form."""

    hecha = Signal(int)
    vacia = Signal()
    cambia = Signal()
    atras = Signal(int)
    enfocada = Signal(int)
    dice = Signal(str)

    def __init__(
        self, n: int, renglon: CampoComparado, nombre: str, convenciones: Sequence[Convencion],
        padre: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(padre)
        self.n, self.difiere = n, not renglon.acuerdo or not renglon.valores
        cuantas = Counter(leer_valor(valor) for valor in renglon.valores)
        self._opciones: list[Valor] = list(cuantas)  # as they came, each once
        elegido = renglon.valores[0] if renglon.acuerdo and renglon.valores else renglon.elegido
        self._inicial: Valor | None = None if elegido is None else leer_valor(elegido)
        letrero = QLabel(nombre, self)
        letrero.setTextFormat(Qt.TextFormat.PlainText)
        letrero.setWordWrap(True)
        self.cifra = Cifra(convenciones, self)
        self.cifra.setObjectName(f"fila-{n}")
        self.cifra.setAccessibleName(nombre)
        self.cifra.poner(self._inicial)
        self.cifra.hecha.connect(self._hecha)
        self.cifra.atras.connect(self._atras)
        self.cifra.enfocada.connect(self._enfocada)
        self.cifra.dice.connect(self.dice)
        self.cifra.textChanged.connect(self.cambia)
        letrero.setBuddy(self.cifra)
        rejilla = QGridLayout(self)
        rejilla.setContentsMargins(6, 2, 6, 2)
        rejilla.setColumnStretch(0, 1)
        rejilla.addWidget(letrero, 0, 0)
        rejilla.addWidget(self.cifra, 0, 1)
        if self.difiere:
            self.setProperty("papel", "papel")
            rejilla.addWidget(self._botones(cuantas, nombre), 1, 0, 1, 2)

    def _botones(self, cuantas: "Counter[Valor]", nombre: str) -> QWidget:
        caja = QWidget(self)
        fila = Fluido(caja)
        for n, (letra, valor) in enumerate(zip(LETRAS, self._opciones, strict=False)):
            texto = f"{letra}   {escrito(valor)}"
            if cuantas[valor] > 1:
                texto += self.tr("   ({} personas)").format(cuantas[valor])
            boton = Boton(texto, caja)
            boton.setAccessibleName(self.tr("{}: tomar {}").format(nombre, escrito(valor)))
            boton.clicked.connect(partial(self._tomar, n))
            fila.addWidget(boton)
        return caja

    @property
    def valor(self) -> Valor | None:
        return self.cifra.valor

    @property
    def intacta(self) -> bool:
        """Nobody changed what the capturas agree on."""
        return not self.difiere and self.valor is not None and self.valor == self._inicial

    def keyPressEvent(self, tecla: QKeyEvent) -> None:
        """A letter takes what that person keyed."""
        n = LETRAS.find(tecla.text().upper()) if tecla.text() else -1
        if (
            self.difiere
            and 0 <= n < len(self._opciones)
            and not tecla.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._tomar(n)
        else:
            tecla.ignore()

    def _tomar(self, n: int, _: bool = False) -> None:
        self.cifra.poner(self._opciones[n])
        self.hecha.emit(self.n)

    def _hecha(self) -> None:
        if self.valor is not None:
            self.hecha.emit(self.n)
        else:
            self.vacia.emit()

    def _atras(self) -> None:
        self.atras.emit(self.n)

    def _enfocada(self) -> None:
        self.enfocada.emit(self.n)
