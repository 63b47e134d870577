"""Where things stand among the people of a site: who they are, what waits for an answer, and what is being written."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from prep.ui.contrasena import ContrasenaNueva
from prep.ui.personas.palabras import ROLES, permiso
from prep.ui.pie import PieDeTeclas
from prep.ui.piezas import Boton, decir, destacar, letrero, partida
from prep.ui.tablas import llenar, por_renglones


class PermisosDePersona(QFrame):
    """`listos(roles, site)` when they were written; `dejados` when not."""

    listos = Signal(object, str)
    dejados = Signal()

    def __init__(self, padre: QWidget) -> None:
        super().__init__(padre)
        self.setProperty("papel", "papel")
        self._titulo = QLabel(self)
        self._titulo.setProperty("talla", "grande")
        self._titulo.setWordWrap(True)
        self.roles = {rol: QCheckBox(permiso(rol), self) for rol in ROLES}
        self.sitio = QLineEdit(self)
        self.sitio.setMaxLength(3)
        self.sitio.setAccessibleName(self.tr("Sitio: dos cifras, o CCV"))
        rotulo = QLabel(self.tr("Sitio (dos cifras, o CCV)"), self)
        rotulo.setBuddy(self.sitio)
        guardar, dejar = Boton(self.tr("Proponer"), self), Boton(self.tr("Dejarlo"), self)
        guardar.setProperty("principal", True)
        botones = QHBoxLayout()
        botones.addWidget(guardar)
        botones.addWidget(dejar)
        pila = QVBoxLayout(self)
        pila.addWidget(self._titulo)
        for casilla in self.roles.values():
            pila.addWidget(casilla)
        pila.addWidget(rotulo)
        pila.addWidget(self.sitio)
        pila.addLayout(botones)
        pila.addStretch(1)
        guardar.clicked.connect(self._listos)
        self.sitio.returnPressed.connect(self._listos)
        dejar.clicked.connect(self.dejados)

    def pedir(self, titulo: str, roles: Iterable[str], sitio: str) -> None:
        self._titulo.setText(titulo)
        suyos = set(roles)
        for rol, casilla in self.roles.items():
            casilla.setChecked(rol in suyos)
        self.sitio.setText(sitio)
        next(iter(self.roles.values())).setFocus()

    def _listos(self) -> None:
        roles = [rol for rol, casilla in self.roles.items() if casilla.isChecked()]
        self.listos.emit(roles, self.sitio.text().strip().upper())


class DisposicionPersonas(QWidget):
    """Two tables at one side, what is being written at the other; the keys below."""

    def __init__(self, padre: QWidget) -> None:
        super().__init__(padre)
        self._aviso = letrero(self, "aviso-personas")
        self.personas = self._tabla(
            [self.tr("Clave"), self.tr("Nombre"), self.tr("Permisos"), self.tr("Sitio")], self.tr("Personas del sitio")
        )
        self.cambios = self._tabla(
            [self.tr("De quién"), self.tr("Se propone"), self.tr("Quién propone"), self.tr("Cómo va")],
            self.tr("Cambios propuestos"),
        )
        self.personas.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.contrasena = ContrasenaNueva(self, self.tr("Proponer"), self.tr("Dejarlo"))
        self.permisos = PermisosDePersona(self)
        self._nada = QLabel(self.tr("Señale a una persona y elija abajo qué cambiar."), self)
        self._nada.setWordWrap(True)
        self._nada.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._escribir = QStackedWidget(self)
        for hoja in (self._nada, self.contrasena, self.permisos):
            self._escribir.addWidget(hoja)
        self.pie = PieDeTeclas(self)
        self.acepta: QPushButton | None = None
        self._armar()

    def _armar(self) -> None:
        izquierda = QWidget(self)
        pila = QVBoxLayout(izquierda)
        pila.setContentsMargins(0, 0, 0, 0)
        pila.addWidget(self.personas, 3)
        pila.addWidget(self.cambios, 2)
        dos = partida(self, izquierda, self._escribir)
        dos.setMinimumHeight(self.fontMetrics().height() * 14)
        dos.setStretchFactor(0, 3)
        dos.setStretchFactor(1, 2)
        toda = QVBoxLayout(self)
        toda.setContentsMargins(0, 0, 0, 0)
        toda.addWidget(self._aviso)
        toda.addWidget(dos, 1)
        toda.addWidget(self.pie)
        self.setTabOrder(self.personas, self.cambios)

    @property
    def aviso(self) -> str:
        return self._aviso.text()

    @property
    def papel(self) -> str:
        return str(self._aviso.property("papel"))

    def avisar(self, texto: str, papel: str) -> None:
        decir(self._aviso, texto, papel)

    def ver(self, hoja: QWidget | None) -> None:
        """What is being written; None: nothing, and the keys go back to the list."""
        self._escribir.setCurrentWidget(hoja or self._nada)
        if self.acepta is not None:
            destacar(self.acepta, hoja is None)  # what is being written is finished first
        if hoja is None:
            self.personas.setFocus()

    def listar(self, tabla: QTableWidget, filas: Sequence[Sequence[str]], actual: int) -> None:
        llenar(tabla, filas)
        if filas:
            tabla.setCurrentCell(max(actual, 0), 0)

    def _tabla(self, titulos: list[str], nombre: str) -> QTableWidget:
        tabla = QTableWidget(0, len(titulos), self)
        por_renglones(tabla, nombre)
        tabla.setHorizontalHeaderLabels(titulos)
        tabla.setWordWrap(True)
        tabla.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        tabla.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        tabla.horizontalHeader().setStretchLastSection(True)
        tabla.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        return tabla
