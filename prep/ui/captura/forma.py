"""The form of one acta: a row for each field in the order of the paper, and never a sum (R-11, R-15)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from prep.domain.catalogo.catalogo import Eleccion, Forma
from prep.domain.catalogo.convenciones import Convencion
from prep.domain.hechos.campos import Valor
from prep.ui.captura.cifra import Cifra
from prep.ui.rotulos import rotulo
from prep.ui.senales import FiguraDeSenal, Senal


class Formulario(QWidget):
    """`termino(n)`: field n was finished; `vacio`: they would go on, and nothing is written; `completo`: after the
    last; `en_foco(campo)`: where the keys go now; `guardado(n)`: the mark that field n is on the disk is shown;
    `dice(text)`: why a key wrote nothing."""

    termino = Signal(int)
    vacio = Signal()
    completo = Signal()
    en_foco = Signal(str)
    guardado = Signal(int)
    dice = Signal(str)

    def __init__(
        self, forma: Forma, eleccion: Eleccion, convenciones: Sequence[Convencion], padre: QWidget | None = None
    ) -> None:
        super().__init__(padre)
        self.campos = forma.campos
        self._cifras: list[Cifra] = []
        self._guardadas: list[FiguraDeSenal] = []
        rejilla = QGridLayout(self)
        rejilla.setContentsMargins(4, 4, 4, 4)
        rejilla.setVerticalSpacing(1)
        for n, campo in enumerate(forma.campos):
            nombre = rotulo(campo, eleccion)
            letrero, cifra, guardada = QLabel(nombre, self), Cifra(convenciones, self), FiguraDeSenal(Senal.BIEN, self)
            letrero.setTextFormat(Qt.TextFormat.PlainText)
            letrero.setWordWrap(True)
            letrero.setBuddy(cifra)
            cifra.setAccessibleName(nombre)
            cifra.setObjectName(f"campo-{n}")
            cifra.hecha.connect(self._hecha)
            cifra.atras.connect(self._atras)
            cifra.enfocada.connect(self._enfocada)
            cifra.dice.connect(self.dice)
            cifra.textChanged.connect(self._cambio)
            politica = guardada.sizePolicy()
            politica.setRetainSizeWhenHidden(True)
            guardada.setSizePolicy(politica)
            guardada.hide()
            rejilla.addWidget(letrero, n, 0)
            rejilla.addWidget(cifra, n, 1)
            rejilla.addWidget(guardada, n, 2)
            self._cifras.append(cifra)
            self._guardadas.append(guardada)
        rejilla.setColumnStretch(0, 1)
        rejilla.setRowStretch(len(forma.campos), 1)

    @property
    def valores(self) -> list[Valor | None]:
        return [cifra.valor for cifra in self._cifras]

    @property
    def vacios(self) -> list[int]:
        """The fields in which nothing is written."""
        return [n for n, valor in enumerate(self.valores) if valor is None]

    def limpiar(self) -> None:
        """For another acta of the same form."""
        for cifra, guardada in zip(self._cifras, self._guardadas, strict=True):
            cifra.poner(None)
            guardada.hide()

    def poner(self, valores: Sequence[Valor | None], campo: int) -> None:
        """A draft: what was finished, and the focus where it was."""
        for n, valor in enumerate(valores):
            self._cifras[n].poner(valor)
            self._guardadas[n].setVisible(valor is not None)
        self.ir(min(campo, len(self._cifras) - 1))

    def valor(self, n: int) -> Valor | None:
        return self._cifras[n].valor

    def guardada(self, n: int, si: bool) -> None:
        """Field n is on the disk, or not any more: somebody changed it."""
        self._guardadas[n].setVisible(si)
        if si:
            self.guardado.emit(n)

    def esta_guardada(self, n: int) -> bool:
        return not self._guardadas[n].isHidden()

    def ir(self, n: int) -> None:
        self._cifras[n].setFocus()

    def seguir(self, n: int) -> None:
        """From field n to the next, or out of the form after the last."""
        if n + 1 < len(self._cifras):
            self.ir(n + 1)
        else:
            self.completo.emit()

    def _cual(self) -> int:
        quien = self.sender()
        return next(n for n, cifra in enumerate(self._cifras) if cifra is quien)

    def _hecha(self) -> None:
        n = self._cual()
        if self._cifras[n].valor is not None:
            self.termino.emit(n)
        else:
            self.vacio.emit()

    def _cambio(self) -> None:
        """What is on the disk is not what is written now."""
        self._guardadas[self._cual()].hide()

    def _atras(self) -> None:
        n = self._cual()
        if n:
            self.ir(n - 1)

    def _enfocada(self) -> None:
        self.en_foco.emit(self.campos[self._cual()])
