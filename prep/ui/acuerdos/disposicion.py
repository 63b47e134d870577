"""Where things stand among the proposals: what is told, the list, before and after, the image, and the keys below."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from prep.ui.par import ParDeVisores
from prep.ui.pie import PieDeTeclas
from prep.ui.piezas import decir, letrero, partida
from prep.ui.tablas import TablaDeRenglones

ANCHO_LISTA = 64  # letters
ALTO_MIN = 11  # lines
OTRA = 2  # the column of what the other source says


class DisposicionAcuerdos(QWidget):
    """The list as wide as its letters ask; the image, the rest."""

    def __init__(self, padre: QWidget) -> None:
        super().__init__(padre)
        self._aviso = letrero(self, "aviso-acuerdos")
        self._dicho = letrero(self, "acuerdo-dicho")
        self.lista = TablaDeRenglones(
            [self.tr("Acta"), self.tr("Se propone"), self.tr("Quién"), self.tr("Cómo va")],
            self.tr("Propuestas, primero la que vence antes"), self,
        )  # fmt: skip
        titulos = [self.tr("Campo"), self.tr("A · Antes"), self.tr("B · Otra vía"), self.tr("Después")]
        self.cambios = TablaDeRenglones(titulos, self.tr("Antes y después"), self)
        self.cambios.elegida.connect(self._en_renglon)
        self.par = ParDeVisores(self)
        izquierda = QWidget(self)
        pila = QVBoxLayout(izquierda)
        pila.setContentsMargins(0, 0, 0, 0)
        for pieza, cuanto in ((self.lista, 2), (self._dicho, 0), (self.cambios, 3)):
            pila.addWidget(pieza, cuanto)
        self._partida = partida(self, izquierda, self.par)
        self._partida.setStretchFactor(1, 1)
        self.pie = PieDeTeclas(self)
        toda = QVBoxLayout(self)
        toda.setContentsMargins(0, 0, 0, 0)
        toda.addWidget(self._aviso)
        toda.addWidget(self._partida, 1)
        toda.addWidget(self.pie)
        self.medir()

    @property
    def aviso(self) -> str:
        return self._aviso.text()

    @property
    def papel(self) -> str:
        return str(self._aviso.property("papel"))

    def avisar(self, texto: str, papel: str) -> None:
        decir(self._aviso, texto, papel)

    def comparar(self, dicho: str, campos: Sequence[str], filas: Sequence[Sequence[str]], *, con_otra: bool) -> None:
        """What is proposed and why; field by field, those that change in bold. `con_otra`: what the other source says
        is compared too."""
        decir(self._dicho, dicho, "nota")
        self.cambios.setColumnHidden(OTRA, not con_otra)
        self.par.solo(not con_otra)
        self.cambios.mostrar(campos, filas)
        for n, (_, antes, _, despues) in enumerate(filas):
            for columna in range(self.cambios.columnCount()):
                celda = self.cambios.item(n, columna)
                assert celda is not None
                letra = celda.font()
                letra.setBold(antes != despues)
                celda.setFont(letra)
        self.cambios.setVisible(bool(filas))
        if filas:  # the images show first what changes
            self.cambios.setCurrentCell(next((n for n, f in enumerate(filas) if f[1] != f[3]), 0), 0)

    def poner_otra(self, dichas: Sequence[str]) -> None:
        """What the other source says of each field."""
        for n, dicha in enumerate(dichas):
            celda = self.cambios.item(n, OTRA)
            if celda is not None:
                celda.setText(dicha)

    @property
    def campo(self) -> str:
        """That of the row in focus."""
        return str(self.cambios.clave or "")

    def _en_renglon(self, campo: str | None) -> None:
        self.par.enfocar(campo or "")

    def medir(self) -> None:
        """The size of the text changed."""
        letra = self.fontMetrics()
        self.lista.setMinimumWidth(min(letra.averageCharWidth() * ANCHO_LISTA, 680))
        self._partida.setMinimumHeight(letra.height() * ALTO_MIN)
