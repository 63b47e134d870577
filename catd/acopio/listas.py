"""The side list of the acopio screen: the last that was received, or what is missing, by section."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from catd.acopio.revision import SECCION
from catd.acopio.tabla import SIN_TECLA, ListaDeAcopio, RenglonDeLista, RenglonesDeLista
from prep.domain.catalogo.catalogo import Acta
from prep.domain.hechos.hechos import Tipo
from prep.services.acopio.casillas import Casilla, Casillas
from prep.services.acopio.llegadas import Movimiento


class CampoDeSeccion(QLineEdit):
    """Takes figures; `tecleado(text)` gives back what a reader types into it: no label begins with a figure."""

    tecleado = Signal(str)

    def keyPressEvent(self, tecla: QKeyEvent) -> None:
        texto = tecla.text()
        if texto.isprintable() and texto.isalpha() and not tecla.modifiers() & SIN_TECLA:
            self.tecleado.emit(texto)
        else:
            super().keyPressEvent(tecla)


class Listas(QWidget):
    """`tecleado(text)`: what a reader types while a list has the focus. `elegida(casilla)`: Enter on a missing one."""

    tecleado = Signal(str)
    elegida = Signal(object)

    def __init__(self, padre: QWidget) -> None:
        super().__init__(padre)
        self._faltan: tuple[tuple[Casilla, Acta], ...] = ()
        self._titulo = QLabel(self)
        self._titulo.setProperty("talla", "grande")
        self._titulo.setWordWrap(True)
        self.seccion = CampoDeSeccion(self)
        self.seccion.setValidator(QRegularExpressionValidator(SECCION, self))
        self.seccion.setAccessibleName(self.tr("Sólo lo que falta de esta sección"))
        self.seccion.setPlaceholderText(self.tr("Sección"))
        ultimos = RenglonesDeLista(
            (self.tr("Hora"), self.tr("Casilla"), self.tr("Elección"), self.tr("Qué"), self.tr("Quién")), self
        )
        faltan = RenglonesDeLista((self.tr("Casilla"), self.tr("Elección"), self.tr("Acta")), self)
        self.ultimos = ListaDeAcopio(ultimos, (10, 12, 9, 16, 0), self.tr("Lo último que se recibió o declaró"), self)
        self.faltantes = ListaDeAcopio(faltan, (16, 12, 0), self.tr("Actas que faltan"), self)
        self._fichas = QStackedWidget(self)
        cabeza = QHBoxLayout()
        cabeza.addWidget(self._titulo, 1)
        cabeza.addWidget(self.seccion)
        pila = QVBoxLayout(self)
        pila.setContentsMargins(0, 0, 0, 0)
        pila.addLayout(cabeza)
        pila.addWidget(self._fichas, 1)
        for lista in (self.ultimos, self.faltantes):
            lista.setMinimumHeight(self.fontMetrics().height() * 6)
            lista.tecleado.connect(self.tecleado)
            self._fichas.addWidget(lista)
        self.seccion.setMaximumWidth(self.fontMetrics().averageCharWidth() * 14)
        self.seccion.textChanged.connect(self._filtrar)
        self.seccion.tecleado.connect(self.tecleado)
        self.seccion.returnPressed.connect(self._a_la_lista)
        self.faltantes.activated.connect(self._abrir)
        self.ver_ultimos()

    @property
    def en_faltantes(self) -> bool:
        return self._fichas.currentWidget() is self.faltantes

    def ver_ultimos(self) -> None:
        self._fichas.setCurrentWidget(self.ultimos)
        self.seccion.hide()
        self._titular_ultimos()

    def _titular_ultimos(self) -> None:
        """An empty list says that it is."""
        hay = bool(self.ultimos.modelo.renglones)
        self._titulo.setText(self.tr("Lo último") if hay else self.tr("Lo último: todavía nada"))

    def ver_faltantes(self) -> None:
        self._fichas.setCurrentWidget(self.faltantes)
        self.seccion.show()
        self._filtrar()

    def _a_la_lista(self) -> None:
        """Its first row, ready for Enter."""
        self.faltantes.setFocus()
        if self.faltantes.modelo.renglones and self.acta() is None:
            self.faltantes.setCurrentIndex(self.faltantes.modelo.index(0, 0))

    def _abrir(self) -> None:
        acta = self.acta()
        casilla = next((c for c, a in self._faltan if a == acta), None)
        if casilla is not None:
            self.elegida.emit(casilla)

    def movimiento(self) -> Movimiento | None:
        """The one chosen in the last ones, when they are in sight."""
        elegido = self.ultimos.elegido
        return elegido if isinstance(elegido, Movimiento) and not self.en_faltantes else None

    def acta(self) -> Acta | None:
        """The one chosen among the missing, when they are in sight."""
        elegida = self.faltantes.elegido
        return elegida if isinstance(elegida, Acta) and self.en_faltantes else None

    def mostrar(
        self,
        ultimos: Sequence[Movimiento],
        faltan: Sequence[tuple[Casilla, Acta]],
        casillas: Casillas,
        zona: ZoneInfo,
    ) -> None:
        self.ultimos.modelo.poner([RenglonDeLista(self._celdas(m, casillas, zona), m) for m in ultimos])
        self._faltan = tuple(faltan)
        if not self.en_faltantes:
            self._titular_ultimos()
        self._filtrar()

    def medir(self) -> None:
        """The size of the text changed."""
        for lista in (self.ultimos, self.faltantes):
            lista.medir()
            lista.setMinimumHeight(self.fontMetrics().height() * 6)
        self.seccion.setMaximumWidth(self.fontMetrics().averageCharWidth() * 14)

    def _celdas(self, m: Movimiento, casillas: Casillas, zona: ZoneInfo) -> tuple[str, ...]:
        casilla = casillas.de_acta(m.acta)
        eleccion = m.acta.removeprefix("FC-").partition("-")[0]
        que = self.tr("Recibida ({})").format(m.dato) if m.tipo is Tipo.ACOPIO else m.dato
        quien = f"{m.nombre}, {m.estacion}"
        return (f"{m.momento.astimezone(zona):%H:%M:%S}", casilla.nombre if casilla else m.acta, eleccion, que, quien)

    def _filtrar(self) -> None:
        if not self.en_faltantes:
            return
        suyas = [(c, a) for c, a in self._faltan if c.es_de(self.seccion.text())]
        self.faltantes.modelo.poner([RenglonDeLista((c.nombre, a.eleccion, a.codigo), a) for c, a in suyas])
        self._titulo.setText(self.tr("Faltan {:,}").format(len(suyas)))
