"""The head of the board: of when its figures are, the phase, the last cut, and the whole city by election."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from central.marco.tabla import hace
from central.sala.pintura import CHICA, DERECHA, Texto, barra, escribir, fuente_de
from central.tablero.tablero import Avance, Tablero
from prep.ui.colores import tinta
from prep.ui.fluido import Fluido
from prep.ui.piezas import decir
from prep.ui.senales import Senal

PIEZAS = (
    "centro",
    "fase",
    "corte",
    "publicacion",
    "espera",
    "tomados",
    "alarmas",
    "incidentes",
    "mensajes",
    "propuestas",
    "retenidas",
    "cotejos",
    "estaciones",
    "cola",
    "fuera",
)
ENTRE_CARRILES = 16  # pixels: the figures of one election are not taken for the next one's
BARRA_MIN = 3  # heights of the text
COLA_LARGA = 500  # a batch of the árbitro


class Ciudad(QWidget):
    """`corte_max`: after how long without a cut it is told apart, while there must be cuts."""

    def __init__(self, zona: str, corte_max: timedelta) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("La ciudad"))
        self._zona, self._corte_max = ZoneInfo(zona), corte_max
        pila = QVBoxLayout(self)
        pila.setContentsMargins(4, 2, 4, 2)
        pila.setSpacing(2)
        caja = Fluido(margen=0)
        self._piezas: dict[str, QLabel] = {}
        self._papeles: dict[str, str] = {}  # what each is told in, also while it blinks
        for nombre in PIEZAS:
            pieza = QLabel(self)
            pieza.setObjectName(f"ciudad-{nombre}")
            pieza.setProperty("talla", "menor")
            pieza.hide()
            caja.addWidget(pieza)
            self._piezas[nombre] = pieza
        pila.addLayout(caja)
        self._carriles = QHBoxLayout()
        self._carriles.setSpacing(ENTRE_CARRILES)
        pila.addLayout(self._carriles)
        self._elecciones: dict[str, Carril] = {}
        self._poner("centro", self.tr("Leyendo el centro…"), Senal.NOTA)

    def texto(self, nombre: str) -> str:
        """What a piece says now, "" when it is not shown."""
        return self._piezas[nombre].text() if not self._piezas[nombre].isHidden() else ""

    @property
    def carriles(self) -> list["Carril"]:
        return list(self._elecciones.values())

    def envejecer(self, vieja: bool) -> None:
        """Its figures are (or are not) of some time ago."""
        self._poner("centro", self._piezas["centro"].text(), Senal.AVISO if vieja else Senal.BIEN)

    def mostrar(self, t: Tablero) -> None:
        cifras = self.tr("Cifras de las {}").format(self.hora(t.momento, segundos=True))
        self._poner("centro", cifras, Senal.BIEN)
        desde = f" ({self.hora(t.fases[-1].momento)})" if t.fases else ""
        self._poner("fase", self.tr("Fase: {}").format(t.fase + desde) if t.fase else self.tr("Sin fase"), None)
        self._poner("corte", self._del_corte(t), Senal.AVISO if self._falta_corte(t) else None)
        esperan = sum(s.esperan for s in t.sitios.values())
        self._poner("espera", self.tr("Esperan: {}").format(f"{esperan:,}"), None)
        vencidos = sum(x.expira <= t.momento for x in t.tomados)
        texto = self.tr("En manos: {}").format(len(t.tomados) - vencidos)
        if vencidos:
            texto += self.tr(", vencidos: {}").format(vencidos)
        self._poner("tomados", texto, Senal.AVISO if vencidos else None)
        alarmas = self.tr("ALARMAS: {}") if t.alarmas else self.tr("Alarmas: {}")
        self._poner("alarmas", alarmas.format(t.alarmas), Senal.ALERTA if t.alarmas else None)
        self._poner("incidentes", *self._de_incidentes(t))
        mensajes = self.tr("MENSAJES: {}").format(t.mensajes) if t.mensajes else ""
        self._poner("mensajes", mensajes, Senal.ALERTA)
        propuestas = self.tr("Propuestas: {}").format(t.propuestas) if t.propuestas else ""
        self._poner("propuestas", propuestas, Senal.AVISO)
        self._poner("cotejos", self.tr("Cotejos: {}").format(t.cotejos) if t.cotejos else "", Senal.AVISO)
        self._poner("retenidas", *self._de_retenidas(t))
        self._poner("estaciones", self.tr("Estaciones: {}").format(t.estaciones), None)
        cola = self.tr("Por procesar: {}").format(f"{t.cola:,}") if t.cola > COLA_LARGA else ""
        self._poner("cola", cola, Senal.AVISO)
        self._poner("fuera", self.tr("Fuera de catálogo: {}").format(f"{t.fuera:,}") if t.fuera else "", None)
        self._por_eleccion(t)

    def destellar(self, si: bool) -> None:
        """What waits for somebody, in its other colour or in its own."""
        for nombre in ("alarmas", "incidentes", "mensajes"):
            pieza, papel = self._piezas[nombre], self._papeles.get(nombre)
            if papel == Senal.ALERTA.value:
                decir(pieza, pieza.text(), Senal.AVISO.value if si else papel)

    def publicacion(self, texto: str, senal: Senal | None) -> None:
        """Beside the last cut: whether it reached who shows it."""
        self._poner("publicacion", texto, senal)

    def _de_incidentes(self, t: Tablero) -> tuple[str, Senal | None]:
        piden, abiertos = sum(i.incidente.urge for i in t.incidentes), sum(i.abierto for i in t.incidentes)
        if piden:
            return self.tr("PIDEN AYUDA: {} · incidentes: {}").format(piden, abiertos), Senal.ALERTA
        return self.tr("Incidentes: {}").format(abiertos) if abiertos else "", Senal.AVISO

    def _de_retenidas(self, t: Tablero) -> tuple[str, Senal | None]:
        """What waits for its hour alone is somebody's to look at; the rest, of whoever mends what it waits for."""
        if t.retenidas.por_hora:
            texto = self.tr("Retenidas: {}, por su hora: {}")
            return texto.format(t.retenidas.todas, t.retenidas.por_hora), Senal.AVISO
        return self.tr("Retenidas: {}").format(t.retenidas.todas) if t.retenidas.todas else "", None

    def _del_corte(self, t: Tablero) -> str:
        if t.corte is None:
            return self.tr("Sin cortes")
        texto = self.tr("Último corte: {}, hace {}") if t.corte.ultimo else self.tr("Corte {}, hace {}")
        return texto.format(t.corte.numero, hace(t.momento - t.corte.momento))

    def _falta_corte(self, t: Tablero) -> bool:
        if t.fase != "publicar":
            return False
        ultimo = t.corte.momento if t.corte else t.fases[-1].momento
        return t.momento - ultimo > self._corte_max

    def _por_eleccion(self, t: Tablero) -> None:
        if list(t.elecciones) != list(self._elecciones):
            for viejo in self._elecciones.values():
                self._carriles.removeWidget(viejo)
                viejo.deleteLater()
            self._elecciones = {eleccion: Carril(eleccion, self) for eleccion in t.elecciones}
            for carril in self._elecciones.values():
                self._carriles.addWidget(carril)
        for eleccion, avance in t.elecciones.items():
            self._elecciones[eleccion].mostrar(avance)
        anchos = [carril.anchos() for carril in self.carriles]
        for carril in self.carriles:
            carril.reservar(max(nombre for nombre, _ in anchos), max(cifras for _, cifras in anchos))

    def hora(self, momento: datetime, *, segundos: bool = False) -> str:
        """In the entity's time."""
        return f"{momento.astimezone(self._zona):{'%H:%M:%S' if segundos else '%H:%M'}}"

    def _poner(self, nombre: str, texto: str, senal: Senal | None) -> None:
        pieza, papel = self._piezas[nombre], senal.value if senal else "papel"
        self._papeles[nombre] = papel
        if pieza.text() != texto or pieza.property("papel") != papel:
            decir(pieza, texto, papel)


class Carril(QWidget):
    """One election: its name, a bar of what is registered, and the figures (R-10c)."""

    def __init__(self, eleccion: str, padre: QWidget) -> None:
        super().__init__(padre)
        self.setObjectName(f"eleccion-{eleccion}")
        self._eleccion, self._avance = eleccion, Avance()
        self._reserva = (0.0, 0.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def mostrar(self, avance: Avance) -> None:
        self._avance = avance
        self.setAccessibleName(f"{self._eleccion}: {self._cifras()}")
        self.setToolTip(self.accessibleName())
        self.update()

    def anchos(self) -> tuple[float, float]:
        """What its name and its figures take, with the room beside the bar."""
        nombre, cifras = self._textos()
        return (
            QFontMetricsF(nombre.fuente).horizontalAdvance(f"{nombre.dicho}  "),
            QFontMetricsF(cifras.fuente).horizontalAdvance(f"  {cifras.dicho}"),
        )

    def reservar(self, nombre: float, cifras: float) -> None:
        """At least so much for them: bars side by side are compared, so they are of one length."""
        if self._reserva != (nombre, cifras):
            self._reserva = (nombre, cifras)
            self.update()

    def sizeHint(self) -> QSize:
        renglon = QFontMetricsF(self.font()).height()
        return QSize(self.minimumSizeHint().width() + round(4 * renglon), round(renglon) + 6)

    def minimumSizeHint(self) -> QSize:
        renglon = QFontMetricsF(self.font()).height()
        return QSize(round(sum(self.anchos()) + renglon), round(renglon) + 6)

    def tramo(self) -> QRectF:
        """Where its bar goes; where there is little room, its own words decide."""
        izquierda, derecha = (max(par) for par in zip(self.anchos(), self._reserva, strict=True))
        if self.width() - izquierda - derecha < BARRA_MIN * self.fontMetrics().height():
            izquierda, derecha = self.anchos()
        return QRectF(self.rect()).adjusted(2 + izquierda, 4, -2 - derecha, -4)

    def sobran(self) -> list[str]:
        return [texto.dicho for texto in self._textos() if texto.sobra > 0.5]

    def dichos(self) -> list[str]:
        return [texto.dicho for texto in self._textos()]

    def _cifras(self) -> str:
        a = self._avance
        parte = a.registradas * 100 // a.esperadas if a.esperadas else 0
        return self.tr("{} de {} · {} %").format(f"{a.registradas:,}", f"{a.esperadas:,}", parte)

    def _textos(self) -> list[Texto]:
        caja = QRectF(self.rect()).adjusted(2, 0, -2, 0)
        negrita, chica = fuente_de(self.font(), negrita=True), fuente_de(self.font(), CHICA)
        return [
            Texto(caja, self._eleccion, negrita, tinta("fondo")),
            Texto(caja, self._cifras(), chica, tinta("fondo"), DERECHA),
        ]

    def paintEvent(self, _: QPaintEvent) -> None:
        pincel = QPainter(self)
        todas = max(self._avance.esperadas, 1)
        if (caja := self.tramo()).width() > 0:
            barra(pincel, caja, self._avance.verificadas / todas, self._avance.sin_acta / todas, "marco")
        escribir(pincel, self._textos())
        pincel.end()
