"""Casilla by election: which acta was received, scanned or is missing, in words, shape and colour."""

from collections import Counter
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QHeaderView, QLabel, QTableWidget, QVBoxLayout, QWidget

from catd.digitalizacion.tira import palabra
from prep.services.digitalizacion.avance import ActaEnAvance, CasillaEnAvance, PasoDeActa
from prep.ui.colores import suelo, tinta
from prep.ui.piezas import decir
from prep.ui.tablas import llenar, por_renglones

CONTEXTO = "Rejilla"
PAPEL = {
    PasoDeActa.FALTA: "papel",
    PasoDeActa.SIN_ACTA: "tenue",
    PasoDeActa.RECIBIDA: "aviso",
    PasoDeActa.EN_BANDEJA: "nota",
    PasoDeActa.DIGITALIZADA: "bien",
    PasoDeActa.OTRA_VEZ: "mal",
}


def dicho(paso: PasoDeActa) -> str:
    """As it is told: a shape and its words."""
    return {
        PasoDeActa.FALTA: QCoreApplication.translate(CONTEXTO, "○ No ha llegado"),
        PasoDeActa.SIN_ACTA: QCoreApplication.translate(CONTEXTO, "– Sin acta"),
        PasoDeActa.RECIBIDA: QCoreApplication.translate(CONTEXTO, "◐ Falta digitalizar"),
        PasoDeActa.EN_BANDEJA: QCoreApplication.translate(CONTEXTO, "? En la bandeja"),
        PasoDeActa.DIGITALIZADA: QCoreApplication.translate(CONTEXTO, "● Digitalizada"),
        PasoDeActa.OTRA_VEZ: QCoreApplication.translate(CONTEXTO, "✗ Otra vez"),
    }[paso]


class Rejilla(QWidget):
    """All the casillas, or with `solo_por_hacer` those of which something received is not scanned."""

    def __init__(self, padre: QWidget) -> None:
        super().__init__(padre)
        self._cuentas = QLabel(self)
        self._cuentas.setObjectName("cuentas-rejilla")
        self._cuentas.setWordWrap(True)
        self._detalle = QLabel(self)
        self._detalle.setObjectName("detalle-rejilla")
        self._detalle.setWordWrap(True)
        self._detalle.setTextFormat(Qt.TextFormat.PlainText)
        self.tabla = QTableWidget(0, 1, self)
        por_renglones(self.tabla, self.tr("Casillas, con lo que hay de cada acta"))
        self.tabla.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectItems)
        self.tabla.setAlternatingRowColors(False)
        self.tabla.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.tabla.horizontalHeader().setStretchLastSection(True)
        self.tabla.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.tabla.currentCellChanged.connect(self._cambio)
        pila = QVBoxLayout(self)
        pila.setContentsMargins(0, 0, 0, 0)
        pila.addWidget(self._cuentas)
        pila.addWidget(self.tabla, 1)
        pila.addWidget(self._detalle)
        self._todas: tuple[CasillaEnAvance, ...] = ()
        self._vistas: tuple[CasillaEnAvance, ...] = ()
        self._elecciones: tuple[str, ...] = ()
        self._zona = ZoneInfo("UTC")
        self.solo_por_hacer = False

    def poner(self, casillas: Sequence[CasillaEnAvance], zona: ZoneInfo) -> None:
        """These, of now; the cell that was the current one stays."""
        self._todas, self._zona = tuple(casillas), zona
        self._elecciones = tuple(dict.fromkeys(a.acta.eleccion for c in self._todas for a in c.actas))
        titulos = [self.tr("Casilla"), *self._elecciones]
        self.tabla.setColumnCount(len(titulos))
        self.tabla.setHorizontalHeaderLabels(titulos)
        self._mostrar()

    def filtrar(self) -> None:
        self.solo_por_hacer = not self.solo_por_hacer
        self._mostrar()

    def _mostrar(self) -> None:
        fila, columna = self.tabla.currentRow(), self.tabla.currentColumn()
        antes = self._vistas[fila].casilla if 0 <= fila < len(self._vistas) else None
        self._vistas = tuple(c for c in self._todas if c.por_hacer or not self.solo_por_hacer)
        self.tabla.blockSignals(True)
        llenar(self.tabla, [(c.casilla.nombre, *(self._celda(c, e) for e in self._elecciones)) for c in self._vistas])
        for n, casilla in enumerate(self._vistas):
            for m, eleccion in enumerate(self._elecciones, 1):
                self._pintar(n, m, _de(casilla, eleccion))
        lugar = next((n for n, c in enumerate(self._vistas) if c.casilla == antes), 0)
        self.tabla.setCurrentCell(lugar, max(columna, 1) if self._vistas else -1)
        self.tabla.blockSignals(False)
        self._contar()
        self._cambio()

    def _celda(self, casilla: CasillaEnAvance, eleccion: str) -> str:
        suyas = _de(casilla, eleccion)
        if len(suyas) == 1:
            return dicho(suyas[0].paso)
        return " · ".join(f"{a.acta.codigo} {dicho(a.paso)}" for a in suyas)

    def _pintar(self, fila: int, columna: int, actas: Sequence[ActaEnAvance]) -> None:
        celda = self.tabla.item(fila, columna)
        if celda is not None:
            peor = min((a.paso for a in actas), key=ORDEN.index, default=PasoDeActa.FALTA)
            celda.setBackground(QBrush(suelo(PAPEL[peor])))
            celda.setForeground(QBrush(tinta(PAPEL[peor])))

    def changeEvent(self, evento: QEvent) -> None:
        """Its cells have the colours of when they were made: by night, others."""
        super().changeEvent(evento)
        if evento.type() is QEvent.Type.StyleChange and self._vistas:
            self._mostrar()

    def _contar(self) -> None:
        hay = Counter(a.paso for c in self._todas for a in c.actas)
        llegaron = sum(hay[p] for p in ORDEN if p not in (PasoDeActa.FALTA, PasoDeActa.SIN_ACTA))
        por_hacer = llegaron - hay[PasoDeActa.DIGITALIZADA]
        texto = self.tr("Recibidas {} · Digitalizadas {} · Faltan por digitalizar {} · No han llegado {}").format(
            llegaron, hay[PasoDeActa.DIGITALIZADA], por_hacer, hay[PasoDeActa.FALTA]
        )
        decir(self._cuentas, texto, "aviso" if por_hacer else "bien")

    def _cambio(self, *_: int) -> None:
        fila, columna = self.tabla.currentRow(), self.tabla.currentColumn()
        if not 0 <= fila < len(self._vistas) or not 1 <= columna <= len(self._elecciones):
            vacia = self.tr("Todo lo recibido está digitalizado.") if self.solo_por_hacer and self._todas else ""
            decir(self._detalle, vacia, "bien")
            return
        casilla = self._vistas[fila]
        lineas = [self._historia(a) for a in _de(casilla, self._elecciones[columna - 1])]
        decir(self._detalle, "\n".join([casilla.casilla.nombre_largo, *lineas]), "nota")

    def _historia(self, a: ActaEnAvance) -> str:
        """Who received it and when, and which page of it passed here."""
        partes = [f"{a.acta.eleccion} {a.acta.codigo}: {dicho(a.paso)}"]
        if (m := a.acopio.acopio) is not None:
            hora = f"{m.momento.astimezone(self._zona):%H:%M:%S}"
            partes.append(self.tr("la recibió {} a las {}, en {}").format(m.nombre, hora, m.estacion))
        if a.hoja is not None:
            partes.append(self.tr("página {}: {}").format(a.hoja.origen, palabra(a.hoja.estado)))
        elif a.paso is PasoDeActa.DIGITALIZADA:
            partes.append(self.tr("se digitalizó en otra estación"))
        return "; ".join(partes) + "."


ORDEN = (
    PasoDeActa.OTRA_VEZ, PasoDeActa.EN_BANDEJA, PasoDeActa.RECIBIDA, PasoDeActa.FALTA, PasoDeActa.DIGITALIZADA,
    PasoDeActa.SIN_ACTA,
)  # fmt: skip


def _de(casilla: CasillaEnAvance, eleccion: str) -> list[ActaEnAvance]:
    return [a for a in casilla.actas if a.acta.eleccion == eleccion]
