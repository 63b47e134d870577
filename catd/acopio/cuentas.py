"""How many actas are expected, received and missing, by election; and how fresh the news of the other stations are."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from prep.services.acopio.llegadas import CuentaDeEleccion, Noticia
from prep.ui.piezas import decir


class CuadroDeCuentas(QFrame):
    """A small table of labels: read as one sentence for each election."""

    def __init__(self, padre: QWidget) -> None:
        super().__init__(padre)
        self.setObjectName("cuentas")
        self.setProperty("papel", "papel")
        self._rejilla = QGridLayout()
        self._rejilla.setHorizontalSpacing(14)
        self._rejilla.setVerticalSpacing(2)
        self._noticia = QLabel(self)
        self._noticia.setObjectName("noticia")
        self._noticia.setWordWrap(True)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(8, 4, 8, 4)
        caja.addLayout(self._rejilla)
        caja.addWidget(self._noticia)
        for columna, texto in enumerate(self._titulos()):
            self._celda(0, columna, texto).setProperty("talla", "menor")
        self._celdas: dict[tuple[int, int], QLabel] = {}

    def _titulos(self) -> tuple[str, ...]:
        return (self.tr("Elección"), self.tr("Esperadas"), self.tr("Recibidas"), self.tr("Sin acta"), self.tr("Faltan"))

    def mostrar(self, cuentas: Sequence[CuentaDeEleccion]) -> None:
        for n, cuenta in enumerate(cuentas, start=1):
            valores = (cuenta.eleccion, cuenta.esperadas, cuenta.recibidas, cuenta.sin_acta, cuenta.faltan)
            for columna, valor in enumerate(valores):
                if (n, columna) not in self._celdas:
                    self._celdas[n, columna] = self._celda(n, columna, "")
                    if columna in (0, 4):
                        self._celdas[n, columna].setProperty("talla", "grande")
                texto = valor if isinstance(valor, str) else f"{valor:,}"
                celda = self._celdas[n, columna]
                if celda.text() != texto:
                    celda.setText(texto)
                    celda.setAccessibleName(f"{cuenta.eleccion}, {self._titulos()[columna]}: {texto}")

    def decir(self, noticia: Noticia, hora: str) -> None:
        """`hora`: of the node's last answer, in the entity's time."""
        if noticia.conectada:
            decir(self._noticia, "", "papel")
        elif hora:
            texto = self.tr("Sin nodo: lo de las otras estaciones está como a las {}. Siga recibiendo.").format(hora)
            decir(self._noticia, texto, "aviso")
        else:
            texto = self.tr("Sin nodo: aún no se sabe qué recibieron las otras estaciones. Siga recibiendo.")
            decir(self._noticia, texto, "aviso")

    @property
    def aviso(self) -> str:
        """What is said of the others' news, "" when they are fresh."""
        return "" if self._noticia.isHidden() else self._noticia.text()

    def texto(self, eleccion: str) -> str:
        """The figures of an election as they are shown."""
        for (fila, columna), celda in self._celdas.items():
            if columna == 0 and celda.text() == eleccion:
                return " ".join(self._celdas[fila, c].text() for c in range(1, 5))
        return ""

    def _celda(self, fila: int, columna: int, texto: str) -> QLabel:
        celda = QLabel(texto, self)
        lado = Qt.AlignmentFlag.AlignLeft if columna == 0 else Qt.AlignmentFlag.AlignRight
        celda.setAlignment(lado | Qt.AlignmentFlag.AlignVCenter)
        self._rejilla.addWidget(celda, fila, columna)
        return celda
