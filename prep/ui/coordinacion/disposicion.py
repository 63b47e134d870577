"""Where things stand for who coordinates: counts, what waits and the posts at one side, incidents at the other."""

from PySide6.QtWidgets import (
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from prep.ui.fluido import Fluido
from prep.ui.pie import PieDeTeclas
from prep.ui.piezas import decir, letrero, partida, rodante
from prep.ui.tablas import TablaDeRenglones

CUENTAS = ("actas", "llegaron", "digitalizadas", "captura", "mesa", "registradas", "ayuda")
ALTO_MIN, ALTO_A_LA_VISTA = 16, 4  # lines: of the tables, and of what is seen of them with large text


class DisposicionCoordinacion(QWidget):
    """The four lists, each with its own selection."""

    def __init__(self, padre: QWidget) -> None:
        super().__init__(padre)
        self._aviso, self._dicho = letrero(self, "aviso-coordinacion"), letrero(self, "incidente-dicho")
        self._cuentas = {nombre: letrero(self, f"cuenta-{nombre}") for nombre in CUENTAS}
        self.esperan = TablaDeRenglones(
            [self.tr("Acta"), self.tr("Qué espera"), self.tr("Hace"), self.tr("Quién la tiene")],
            self.tr("Actas que esperan, primero la que lleva más"),
            self,
        )
        self.secciones = TablaDeRenglones(
            [self.tr("Sección"), self.tr("Actas"), self.tr("Llegaron"), self.tr("Registradas"), self.tr("Faltan")],
            self.tr("Lo que falta de cada sección"),
            self,
        )
        self.puestos = TablaDeRenglones(
            [self.tr("Estación"), self.tr("Quién"), self.tr("Desde"), self.tr("Última entrega"), self.tr("Tiene")],
            self.tr("Quién está en cada puesto"),
            self,
        )
        self.incidentes = TablaDeRenglones(
            [self.tr("Qué"), self.tr("Dónde"), self.tr("Quién"), self.tr("Hace"), self.tr("Cómo va")],
            self.tr("Incidentes, primero lo que nadie atiende"),
            self,
        )
        self._pilas = QStackedWidget(self)
        self._pilas.addWidget(self.esperan)
        self._pilas.addWidget(self.secciones)
        self.pie = PieDeTeclas(self)
        self._armar()
        self.medir()

    def _armar(self) -> None:
        cuentas = Fluido(margen=2)
        for pieza in self._cuentas.values():
            pieza.setWordWrap(False)
            cuentas.addWidget(pieza)
        self._partida = partida(self)
        lados: tuple[tuple[tuple[QWidget, int], ...], ...] = (
            ((self._pilas, 3), (self.puestos, 2)),
            ((self.incidentes, 1), (self._dicho, 0)),
        )
        for piezas in lados:
            lado = QWidget(self)
            pila = QVBoxLayout(lado)
            pila.setContentsMargins(0, 0, 0, 0)
            for dentro, cuanto in piezas:
                pila.addWidget(dentro, cuanto)
            self._partida.addWidget(lado)
        toda = QVBoxLayout(self)
        toda.setContentsMargins(0, 0, 0, 0)
        toda.addWidget(self._aviso)
        toda.addLayout(cuentas)
        self._rueda = rodante(self)  # with large text the tables scroll, and the keys below are never out of sight
        self._rueda.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._rueda.setWidget(self._partida)
        toda.addWidget(self._rueda, 1)
        toda.addWidget(self.pie)
        self.setTabOrder(self.incidentes, self.esperan)
        self.setTabOrder(self.esperan, self.secciones)
        self.setTabOrder(self.secciones, self.puestos)

    @property
    def aviso(self) -> str:
        return self._aviso.text()

    @property
    def papel(self) -> str:
        return str(self._aviso.property("papel"))

    @property
    def dicho(self) -> str:
        return self._dicho.text()

    @property
    def por_seccion(self) -> bool:
        return self._pilas.currentWidget() is self.secciones

    def ver_secciones(self, si: bool) -> None:
        tabla = self.secciones if si else self.esperan
        self._pilas.setCurrentWidget(tabla)
        tabla.setFocus()

    def avisar(self, texto: str, papel: str) -> None:
        decir(self._aviso, texto, papel)

    def contar(self, nombre: str, texto: str, papel: str = "papel") -> None:
        decir(self._cuentas[nombre], texto, papel)

    def cuenta(self, nombre: str) -> str:
        return self._cuentas[nombre].text()

    def decir_incidente(self, texto: str) -> None:
        decir(self._dicho, texto, "nota")

    def medir(self) -> None:
        """The size of the text changed."""
        alto = self.fontMetrics().height()
        self._partida.setMinimumHeight(alto * ALTO_MIN)
        self._rueda.setMinimumHeight(alto * ALTO_A_LA_VISTA)
