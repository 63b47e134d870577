"""The form of one acta: a row for each field in the order of the paper, and never a sum (R-11, R-15)."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from prep.domain.catalogo.catalogo import Eleccion, Forma
from prep.domain.catalogo.convenciones import Convencion
from prep.domain.hechos.campos import Valor
from prep.ui.captura.colocar import colocar
from prep.ui.captura.renglon import Renglon
from prep.ui.captura.tiras import TiraDeActa
from prep.ui.rotulos import rotulo


class Formulario(QScrollArea):
    """`termino(n)`: field n was finished; `vacio`: they would go on, and nothing is written; `completo`: after the
    last; `en_foco(campo)`: where the keys go now; `guardado(n)`: the mark that field n is on the disk is shown;
    `dice(text)`: why a key wrote nothing; `dispuesto`: it has strips, or none, from now on."""

    termino = Signal(int)
    vacio = Signal()
    completo = Signal()
    en_foco = Signal(str)
    guardado = Signal(int)
    dice = Signal(str)
    dispuesto = Signal()

    def __init__(
        self, forma: Forma, eleccion: Eleccion, convenciones: Sequence[Convencion], padre: QWidget | None = None
    ) -> None:
        super().__init__(padre)
        self.campos = forma.campos
        self._turno = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lienzo = self._lienzo = QWidget(self)
        self.setWidget(lienzo)
        self._renglones = [
            Renglon(n, rotulo(campo, eleccion), len(forma.campos), convenciones, lienzo)
            for n, campo in enumerate(forma.campos)
        ]
        for renglon in self._renglones:
            cifra = renglon.cifra
            cifra.hecha.connect(self._hecha)
            cifra.atras.connect(self._atras)
            cifra.enfocada.connect(self._enfocada)
            cifra.dice.connect(self.dice)
            cifra.textChanged.connect(self._cambio)
            renglon.pulsado.connect(cifra.setFocus)

    @property
    def valores(self) -> list[Valor | None]:
        return [renglon.cifra.valor for renglon in self._renglones]

    @property
    def vacios(self) -> list[int]:
        """The fields in which nothing is written."""
        return [n for n, valor in enumerate(self.valores) if valor is None]

    # -- how it looks -----------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """It takes what its screen leaves: with large text its rows go by, and nothing else does."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 20, self.fontMetrics().height() * 3)

    @property
    def con_tiras(self) -> bool:
        """Whether each row is beside its row of the paper."""
        return self._renglones[0].tira is not None

    def poner_tiras(self, tiras: Mapping[str, TiraDeActa]) -> None:
        """A strip for each field, or none at all."""
        for campo, renglon in zip(self.campos, self._renglones, strict=True):
            renglon.poner_tira(tiras[campo] if tiras else None)
        self._encender()
        self.dispuesto.emit()

    def resizeEvent(self, evento: QResizeEvent) -> None:
        super().resizeEvent(evento)
        self._colocar()

    def changeEvent(self, evento: QEvent) -> None:
        """The size of the text changed."""
        super().changeEvent(evento)
        if evento.type() == QEvent.Type.FontChange and hasattr(self, "_renglones"):
            self._colocar()

    def _encender(self) -> None:
        """The row in its turn is told from the others."""
        for n, renglon in enumerate(self._renglones):
            renglon.activar(n == self._turno)
        self._colocar()

    def _colocar(self) -> None:
        colocar(self, self._lienzo, self._renglones, self._turno)

    # -- what is written --------------------------------------------------------------------------

    def limpiar(self) -> None:
        """For another acta of the same form."""
        for renglon in self._renglones:
            renglon.cifra.poner(None)
            renglon.guardada.hide()
        self._turno = 0
        self.poner_tiras({})

    def poner(self, valores: Sequence[Valor | None], campo: int) -> None:
        """A draft: what was finished, and the focus where it was."""
        for n, valor in enumerate(valores):
            self._renglones[n].cifra.poner(valor)
            self._renglones[n].guardada.setVisible(valor is not None)
        self.ir(min(campo, len(self._renglones) - 1))

    def valor(self, n: int) -> Valor | None:
        return self._renglones[n].cifra.valor

    def guardada(self, n: int, si: bool) -> None:
        """Field n is on the disk, or not any more: somebody changed it."""
        self._renglones[n].guardada.setVisible(si)
        if si:
            self.guardado.emit(n)

    def esta_guardada(self, n: int) -> bool:
        return not self._renglones[n].guardada.isHidden()

    # -- where the keys go ------------------------------------------------------------------------

    def ir(self, n: int) -> None:
        self._renglones[n].cifra.setFocus()

    def seguir(self, n: int) -> None:
        """From field n to the next, or out of the form after the last."""
        if n + 1 < len(self._renglones):
            self.ir(n + 1)
        else:
            self.completo.emit()

    def _cual(self) -> int:
        quien = self.sender()
        return next(n for n, renglon in enumerate(self._renglones) if renglon.cifra is quien)

    def _hecha(self) -> None:
        n = self._cual()
        if self._renglones[n].cifra.valor is not None:
            self.termino.emit(n)
        else:
            self.vacio.emit()

    def _cambio(self) -> None:
        """What is on the disk is not what is written now."""
        self._renglones[self._cual()].guardada.hide()

    def _atras(self) -> None:
        n = self._cual()
        if n:
            self.ir(n - 1)

    def _enfocada(self) -> None:
        n = self._cual()
        if n != self._turno:
            self._turno = n
            self._encender()
        self.en_foco.emit(self.campos[n])
