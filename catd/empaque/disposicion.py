"""Where things stand in the closing of the CATD: how it is, the figures, what is missing, and the keys below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QTableWidget, QVBoxLayout, QWidget

from prep.documents.empaque import CUENTAS
from prep.ui.pie import PieDeTeclas
from prep.ui.piezas import decir, letrero, rodante
from prep.ui.tablas import llenar, por_renglones

ALTO_MIN = 5  # lines of each table, and of what is seen of them: the keys below are never out of sight


class DisposicionEmpaque(QWidget):
    """Its pieces, laid out; what they do is the screen's."""

    def __init__(self, padre: QWidget) -> None:
        super().__init__(padre)
        self._estado, self._firmado, self._aviso = (letrero(self, n) for n in ("estado", "firmado", "aviso-empaque"))
        self._estado.setProperty("talla", "grande")
        self.cuentas = self._tabla(list(CUENTAS), self.tr("Cuentas por elección"))
        faltan = [self.tr("Casilla"), self.tr("Elección"), self.tr("Qué falta")]
        self.faltan = self._tabla(faltan, self.tr("Actas con una diferencia"))
        self.pie = PieDeTeclas(self)
        dentro = QWidget(self)
        pila = QVBoxLayout(dentro)
        pila.setContentsMargins(0, 0, 0, 0)
        for pieza, cuanto in ((self._firmado, 0), (self.cuentas, 2), (self.faltan, 3)):
            pila.addWidget(pieza, cuanto)
        self._rueda = rodante(self)
        self._rueda.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._rueda.setWidget(dentro)
        toda = QVBoxLayout(self)
        toda.setContentsMargins(0, 0, 0, 0)
        for rotulo in (self._estado, self._aviso):
            toda.addWidget(rotulo)
        toda.addWidget(self._rueda, 1)
        toda.addWidget(self.pie)
        self.avisar("", "nota")
        self.medir()

    @property
    def estado(self) -> str:
        return self._estado.text()

    @property
    def firmado(self) -> str:
        return self._firmado.text()

    @property
    def aviso(self) -> str:
        return self._aviso.text()

    @property
    def papel(self) -> str:
        return str(self._aviso.property("papel"))

    def decir_estado(self, texto: str, papel: str, firmado: str) -> None:
        decir(self._estado, texto, papel)
        decir(self._firmado, firmado, "papel")

    def avisar(self, texto: str, papel: str) -> None:
        decir(self._aviso, texto, papel)

    def listar(self, cuentas: Sequence[Sequence[str]], faltan: Sequence[Sequence[str]]) -> None:
        for tabla, filas in ((self.cuentas, cuentas), (self.faltan, faltan)):
            actual = max(tabla.currentRow(), 0)
            llenar(tabla, filas)
            if filas:
                tabla.setCurrentCell(min(actual, len(filas) - 1), 0)

    def medir(self) -> None:
        """The size of the text changed."""
        alto = self.fontMetrics().height()
        for pieza in (self.cuentas, self.faltan, self._rueda):
            pieza.setMinimumHeight(alto * ALTO_MIN)

    def _tabla(self, titulos: list[str], nombre: str) -> QTableWidget:
        tabla = QTableWidget(0, len(titulos), self)
        por_renglones(tabla, nombre)
        tabla.setHorizontalHeaderLabels(titulos)
        tabla.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        tabla.horizontalHeader().setStretchLastSection(True)
        tabla.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        return tabla
