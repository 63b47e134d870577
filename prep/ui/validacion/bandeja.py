"""The tray of the desk: what waits, the oldest first, with filters; it shows no figure."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from prep.domain.catalogo.acta_dicha import coincide
from prep.domain.catalogo.catalogo import Acta, Catalogo
from prep.services.nodo.tipos import CasoEnBandeja
from prep.ui.fluido import Fluido
from prep.ui.pie import PieDeTeclas
from prep.ui.piezas import decir, letrero
from prep.ui.rotulos import breve
from prep.ui.tablas import TablaDeRenglones, espera

LARGO_MAX = 40
POR_VALIDAR, DEVUELTA = "POR_VALIDAR", "DEVUELTA"


class BandejaDeMesa(QWidget):
    """`abrir(key)`: that case was chosen."""

    abrir = Signal(str)

    def __init__(self, padre: QWidget | None = None) -> None:
        super().__init__(padre)
        self._filas: tuple[CasoEnBandeja, ...] = ()
        self._vistas: list[CasoEnBandeja] = []
        self._catalogo: Catalogo | None = None
        self._desfase = timedelta(0)
        self._dicho, self._papel = "", "nota"
        self._aviso = letrero(self, "aviso-bandeja")
        self.buscar = QLineEdit(self)
        self.buscar.setMaxLength(LARGO_MAX)
        self.buscar.setAccessibleName(self.tr("Buscar por sección o casilla"))
        self.buscar.setPlaceholderText(self.tr("Sección o casilla"))
        self._eleccion = self._combo(self.tr("Elección"), [self.tr("Todas las elecciones")])
        clases = [self.tr("Todos los casos"), self.tr("Sólo diferencias"), self.tr("Sólo por validar")]
        self._clase = self._combo(self.tr("Clase de caso"), clases)
        self._quien = self._combo(self.tr("De quién"), [self.tr("De todos"), self.tr("Los que puedo decidir")])
        self.tabla = self._hacer_tabla()
        self.pie = PieDeTeclas(self)
        filtros = QWidget(self)
        fila = Fluido(filtros)
        for pieza in (self.buscar, self._eleccion, self._clase, self._quien):
            fila.addWidget(pieza)
        pila = QVBoxLayout(self)
        pila.setContentsMargins(0, 0, 0, 0)
        pila.addWidget(self._aviso)
        pila.addWidget(filtros)
        pila.addWidget(self.tabla, 1)
        pila.addWidget(self.pie)
        self.buscar.textChanged.connect(self._filtrar)
        self.buscar.returnPressed.connect(self.tabla.setFocus)
        for combo in (self._eleccion, self._clase, self._quien):
            combo.currentIndexChanged.connect(self._filtrar)

    def _combo(self, nombre: str, opciones: Sequence[str]) -> QComboBox:
        combo = QComboBox(self)
        combo.setAccessibleName(nombre)
        combo.addItems(list(opciones))
        return combo

    def _hacer_tabla(self) -> TablaDeRenglones:
        titulos = [self.tr("Espera"), self.tr("Casilla"), self.tr("Elección"), self.tr("Caso"), self.tr("Ronda"),
                   self.tr("La tiene")]  # fmt: skip
        tabla = TablaDeRenglones(titulos, self.tr("Casos que esperan, del más antiguo al más nuevo"), self)
        tabla.horizontalHeader().setStretchLastSection(False)
        tabla.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        tabla.abrir.connect(self._abrir)
        return tabla

    def avisar(self, texto: str, papel: str = "nota") -> None:
        """Said until the next thing is done here; a failure, until the tray comes again."""
        self._dicho, self._papel = texto, papel
        self._decir()

    @property
    def aviso(self) -> str:
        return self._aviso.text()

    def mostrar(self, filas: Sequence[CasoEnBandeja], catalogo: Catalogo, desfase_ms: int) -> None:
        """What the node said, as of now; the row that was chosen stays chosen."""
        self._filas, self._desfase = tuple(filas), timedelta(milliseconds=desfase_ms)
        if self._catalogo is not catalogo:
            self._catalogo = catalogo
            while self._eleccion.count() > 1:
                self._eleccion.removeItem(1)
            for eleccion in catalogo.elecciones:
                self._eleccion.addItem(eleccion.nombre, eleccion.codigo)
        if self._papel == "mal":
            self._dicho, self._papel = "", "nota"
        self._llenar()

    def empezar(self) -> None:
        self.tabla.setFocus()

    def _filtrar(self, *_: object) -> None:
        self._dicho, self._papel = "", "nota"
        self._llenar()

    def _llenar(self) -> None:
        self._vistas = [fila for fila in self._filas if self._pasa(fila)]
        self.tabla.mostrar([f.acta for f in self._vistas], [self._textos(fila) for fila in self._vistas])
        self._decir()

    def _decir(self) -> None:
        ocultos = len(self._filas) - len(self._vistas)
        if self._dicho:
            decir(self._aviso, self._dicho, self._papel)
        elif not self._filas:
            decir(self._aviso, self.tr("Nada espera a la mesa. Los casos aparecen solos."), "nota")
        else:
            ocultan = self.tr("%n caso(s) que los filtros no muestran.", "", ocultos) if ocultos else ""
            decir(self._aviso, ocultan, "nota")

    def _pasa(self, fila: CasoEnBandeja) -> bool:
        acta = self._catalogo.actas.get(fila.acta) if self._catalogo else None
        eleccion, buscado = self._eleccion.currentData(), self.buscar.text().strip().upper()
        clase = self._clase.currentIndex()
        return (
            (not eleccion or (acta is not None and acta.eleccion == eleccion))
            and (clase == 0 or (fila.etapa == POR_VALIDAR) == (clase == 2))
            and (self._quien.currentIndex() == 0 or fila.puede)
            and (not buscado or self._dice(fila, acta, buscado))
        )

    def _dice(self, fila: CasoEnBandeja, acta: Acta | None, buscado: str) -> bool:
        """A piece of what is seen, or the acta as it is written everywhere."""
        if buscado in self._nombre(fila).upper() or buscado in fila.acta.upper():
            return True
        return acta is not None and self._catalogo is not None and coincide(buscado, acta, self._catalogo)

    def _textos(self, fila: CasoEnBandeja) -> tuple[str, ...]:
        acta = self._catalogo.actas.get(fila.acta) if self._catalogo else None
        eleccion = self._catalogo.eleccion(acta.eleccion).nombre if self._catalogo and acta else ""
        casos = {POR_VALIDAR: self.tr("Por validar"), DEVUELTA: self.tr("Devuelta")}
        caso = casos.get(fila.etapa, self.tr("Difieren"))
        tiene = fila.tiene or ("" if fila.puede else self.tr("usted la tuvo"))
        return (
            espera(datetime.now(UTC) + self._desfase - fila.desde),
            self._nombre(fila),
            eleccion,
            caso,
            str(fila.ronda),
            tiene,
        )

    def _nombre(self, fila: CasoEnBandeja) -> str:
        acta = self._catalogo.actas.get(fila.acta) if self._catalogo else None
        return fila.acta if acta is None else breve(acta)

    def _abrir(self, clave: str) -> None:
        self.avisar("")
        self.abrir.emit(clave)
