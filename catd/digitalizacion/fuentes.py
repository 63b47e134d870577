"""The sheet of sources: the ones used here, the scanners that are found while it is open, a folder, an address."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from prep.devices.eleccion import OrigenElegido
from prep.devices.escaner import FallaDeEscaner
from prep.devices.hallados import EscanerHallado, de_la_red, del_equipo, juntos
from prep.ui.hilos import Taller
from prep.ui.piezas import Boton, decir, dicho, repintar
from prep.ui.tablas import TablaDeRenglones


class Otra(StrEnum):
    """What is not in the list."""

    CARPETA = "carpeta"
    DIRECCION = "direccion"


class HojaDeFuentes(QDialog):
    """`elegida(OrigenElegido | Otra)`. Searches while it is open, and again with F5; Escape leaves it as it was."""

    elegida = Signal(object)

    def __init__(
        self, ventana: QWidget, taller: Taller, actual: OrigenElegido | None, usadas: Sequence[OrigenElegido]
    ) -> None:
        super().__init__(ventana)
        self.setModal(True)
        self._taller, self._actual = taller, actual
        self._usadas = [o for o in usadas if o != actual]
        self._red: list[EscanerHallado] = []
        self._equipo: list[EscanerHallado] = []
        self._buscando = False
        self.setWindowTitle(self.tr("¿De dónde vienen las páginas?"))
        self.setAccessibleName(self.windowTitle())
        titulos = (self.tr("Qué es"), self.tr("Nombre"), self.tr("Dónde y cómo"))
        self.tabla = TablaDeRenglones(titulos, self.windowTitle(), self)
        self.tabla.abrir.connect(self._elegir)
        self.estado = QLabel(self)
        self.estado.setWordWrap(True)
        usar = self._boton(self.tr("Usar  Enter"), self.tr("Usar la fuente señalada"), principal=True)
        usar.clicked.connect(self._usar)
        self._otra_vez = self._boton(self.tr("Buscar otra vez  F5"), self.tr("Buscar escáneres otra vez"))
        self._otra_vez.clicked.connect(self.buscar)
        dejar = self._boton(self.tr("Dejarla como está  Esc"), self.tr("Cerrar sin cambiar la fuente"))
        dejar.clicked.connect(self.reject)
        pie = QHBoxLayout()
        for boton in (usar, self._otra_vez, dejar):
            pie.addWidget(boton, 1)
        pila = QVBoxLayout(self)
        cabeza = dicho(self, self.windowTitle(), "")
        cabeza.setProperty("talla", "grande")
        repintar(cabeza)
        pila.addWidget(cabeza)
        pila.addWidget(self.tabla, 1)
        pila.addWidget(self.estado)
        pila.addLayout(pie)
        self.resize(round(ventana.width() * 0.8), round(ventana.height() * 0.75))
        self.finished.connect(self.deleteLater)
        self.finished.connect(ventana.activateWindow)
        self.tabla.setFocus()
        self.buscar()

    def buscar(self) -> None:
        """The network first, then this computer, off this thread: the rows come as they are found."""
        if self._buscando:
            return
        self._buscando = True
        self._otra_vez.setEnabled(False)
        decir(self.estado, self.tr("Buscando escáneres en la red… Puede elegir sin esperar."), "nota")
        self._mostrar()
        self._taller.fondo(self, de_la_red, self._de_red)

    def keyPressEvent(self, tecla: QKeyEvent) -> None:
        if tecla.key() == Qt.Key.Key_F5:
            self.buscar()
        else:
            super().keyPressEvent(tecla)

    def _boton(self, texto: str, nombre: str, *, principal: bool = False) -> Boton:
        hecho = Boton(texto, self)
        hecho.setAccessibleName(nombre)
        hecho.setAutoDefault(False)
        if principal:
            hecho.setProperty("principal", True)
            repintar(hecho)
        return hecho

    def _de_red(self, hallados: list[EscanerHallado]) -> None:
        self._red = hallados
        self._mostrar()
        decir(self.estado, self.tr("Buscando los escáneres de esta computadora… Puede elegir sin esperar."), "nota")
        self._taller.fondo(self, _del_equipo, self._de_equipo)

    def _de_equipo(self, hallados: list[EscanerHallado] | FallaDeEscaner) -> None:
        self._buscando = False
        self._otra_vez.setEnabled(True)
        if isinstance(hallados, FallaDeEscaner):
            texto = self.tr("No se pudo preguntar por los escáneres de esta computadora: {}").format(hallados)
            decir(self.estado, texto, "aviso")
            return
        self._equipo = hallados
        self._mostrar()
        cuantos = len(juntos(self._red, self._equipo))
        if cuantos:
            decir(self.estado, self.tr("Escáneres hallados: {}.").format(cuantos), "bien")
        else:
            texto = self.tr(
                "No se halló ningún escáner. Revise que esté encendido y en esta red o con su cable, y busque otra vez."
            )
            decir(self.estado, texto, "aviso")

    def _mostrar(self) -> None:
        """What is used now first, and chosen; then what was used before, what is found, and what can be written."""
        filas: dict[OrigenElegido | Otra, tuple[str, str, str]] = {}
        hallados = juntos(self._red, self._equipo)
        detalles = {(h.origen.clase, h.origen.donde): self._detalle(h) for h in hallados}
        conocidas = ([self._actual] if self._actual is not None else []) + self._usadas
        for n, origen in enumerate(conocidas):
            en_uso = self.tr("✓ en uso") if n == 0 and self._actual is not None else self.tr("usada antes")
            como = detalles.get((origen.clase, origen.donde), origen.donde if origen.nombre else "")
            filas[origen] = (self._clase(origen), origen.dicho, " · ".join(filter(None, (en_uso, como))))
        ya = {(o.clase, o.donde) for o in conocidas}
        for hallado in hallados:
            if (hallado.origen.clase, hallado.origen.donde) not in ya:
                filas[hallado.origen] = (self.tr("Escáner"), hallado.origen.nombre, self._detalle(hallado))
        filas[Otra.CARPETA] = (
            self.tr("Carpeta"),
            self.tr("Otra carpeta…"),
            self.tr("Donde un escáner deja sus archivos"),
        )
        filas[Otra.DIRECCION] = (
            self.tr("Escáner"),
            self.tr("Por su dirección…"),
            self.tr("Uno que no está en la lista"),
        )
        self.tabla.mostrar(list(filas), list(filas.values()))

    def _detalle(self, hallado: EscanerHallado) -> str:
        sin = self.tr("sin alimentador: una hoja cada vez") if hallado.sin_alimentador else ""
        return " · ".join(filter(None, (hallado.detalle, sin)))

    def _clase(self, origen: OrigenElegido) -> str:
        return self.tr("Escáner") if origen.es_escaner else self.tr("Carpeta")

    def _usar(self) -> None:
        if self.tabla.clave is not None:
            self._elegir(self.tabla.clave)

    def _elegir(self, que: object) -> None:
        self.accept()
        self.elegida.emit(que)


def _del_equipo() -> list[EscanerHallado] | FallaDeEscaner:
    try:
        return del_equipo()
    except FallaDeEscaner as falla:
        return falla
