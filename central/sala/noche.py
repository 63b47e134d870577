"""Where the night goes, on the board at a key: its curves, when it will be done, what holds it back, CATD by CATD."""

from collections.abc import Sequence
from functools import partial
from html import escape
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QTextBrowser, QVBoxLayout, QWidget

from central.marco.conexion import NodoAbierto
from central.sala import palabras as de_sala
from central.sala.curvas import CurvasDeNoche
from central.sala.hoja import tabla_de
from central.tablero import tablero
from central.tablero.noche import palabras
from central.tablero.noche.lectura import NocheSeguida, leer
from central.tablero.noche.peores import Peor, peores
from central.tablero.noche.trazos import trazar
from prep.domain.catalogo.ajustes import Ajustes
from prep.ui.dialogos import Dialogos
from prep.ui.hilos import Taller
from prep.ui.piezas import Boton, repintar

OTRA_VEZ_MS = 60_000  # as often as the room remembers


class VerNoche(QObject):
    """Asks the centre's base when somebody asks, and each minute while it is looked at."""

    def __init__(
        self, puesto: NodoAbierto, ajustes: Ajustes, taller: Taller, dialogos: Dialogos, ventana: QWidget
    ) -> None:
        super().__init__(ventana)
        self._puesto, self._zona = puesto, ZoneInfo(ajustes.zona)
        self._taller, self._dialogos, self._ventana = taller, dialogos, ventana
        self._hoja: HojaDeNoche | None = None
        self._reloj = QTimer(self)
        self._reloj.setInterval(OTRA_VEZ_MS)
        self._reloj.timeout.connect(self.pedir)

    def pedir(self) -> None:
        self._taller.nodo(self, partial(_leer, self._puesto), self._leida, self._negada)

    def _leida(self, leido: tuple[NocheSeguida, list[Peor]]) -> None:
        if self._hoja is None:
            self._hoja = HojaDeNoche(self._ventana, self._zona)
            self._hoja.finished.connect(self._cerrada)
            self._reloj.start()
        self._hoja.mostrar(*leido)
        if not self._hoja.isVisible():
            self._hoja.open()

    def _cerrada(self, _: int) -> None:
        self._reloj.stop()
        self._hoja = None
        self._ventana.activateWindow()  # not every desktop gives the keys back by itself

    def _negada(self, error: Exception) -> None:
        if self._hoja is not None:
            self._hoja.no_contesta(str(error))
        else:
            self._dialogos.avisar(self.tr("La noche"), str(error))


class HojaDeNoche(QDialog):
    """The arrows change the centre of work whose curves are seen; Tab goes to the words; Escape closes."""

    def __init__(self, ventana: QWidget, zona: ZoneInfo) -> None:
        super().__init__(ventana)
        self._zona = zona
        self._noche: NocheSeguida | None = None
        self.setObjectName("noche")
        self.setWindowTitle(self.tr("La noche"))
        self.setAccessibleName(self.windowTitle())
        self.setModal(True)
        self.centro = QComboBox(self)
        self.centro.setAccessibleName(self.tr("De quién son las curvas"))
        self.centro.addItem(self.tr("La ciudad"), "")
        self.centro.currentIndexChanged.connect(self._pintar)
        self.dice = QLabel(self)
        self.dice.setObjectName("noche-dice")
        self.curvas = CurvasDeNoche(self)
        self.texto = QTextBrowser(self)
        self.texto.setAccessibleName(self.tr("Cuándo estará y qué la detiene"))
        self._disponer()
        self.resize(round(ventana.width() * 0.95), round(ventana.height() * 0.95))
        self.centro.setFocus()
        self.finished.connect(self.deleteLater)

    def _disponer(self) -> None:
        cerrar = Boton(self.tr("Cerrar"), self)
        cerrar.setAccessibleName(self.tr("Cerrar la noche"))
        cerrar.setProperty("principal", True)
        repintar(cerrar)
        cerrar.clicked.connect(self.accept)
        QShortcut(QKeySequence("Return"), self, self.accept)
        cabeza = QHBoxLayout()
        cabeza.addWidget(self.centro)
        cabeza.addWidget(self.dice, 1)
        cabeza.addWidget(cerrar)
        pila = QVBoxLayout(self)
        pila.addLayout(cabeza)
        pila.addWidget(self.curvas, 4)
        pila.addWidget(self.texto, 5)

    def mostrar(self, noche: NocheSeguida, malos: Sequence[Peor] = ()) -> None:
        """What was just read; whoever looks goes on looking at the same centre and at the same line."""
        self._noche = noche
        for centro in noche.esperadas if self.centro.count() == 1 else ():
            self.centro.addItem(de_sala.nombre(centro), centro)
        rueda = self.texto.verticalScrollBar().value()
        self.texto.setHtml(_cuerpo(noche, malos, self._zona))
        self.texto.verticalScrollBar().setValue(rueda)
        self._pintar()

    def no_contesta(self, motivo: str) -> None:
        """The centre said nothing this time: what is seen is of its last word."""
        self.dice.setText(self.tr("El centro no contesta: lo que se ve es de antes. Se pregunta otra vez cada minuto."))
        self.dice.setToolTip(motivo)

    def _pintar(self) -> None:
        if self._noche is None:
            return
        centro = self.centro.currentData()
        trazado = trazar(self._noche, self._zona, centro)
        hora = f"{self._noche.momento.astimezone(self._zona):%H:%M}"
        self.dice.setText(self.tr("A las {}. Con ↑ y ↓ se ve cada CATD.").format(hora))
        self.dice.setToolTip("")
        ultimas = self._noche.centros.get(centro, ()) if centro else self._noche.ciudad
        partes = [f"{m.recibidas:,} recibidas, {m.registradas:,} registradas" for m in ultimas[-1:]]
        self.curvas.mostrar(trazado, "; ".join([self.centro.currentText(), *partes]))


def _cuerpo(noche: NocheSeguida, malos: Sequence[Peor], zona: ZoneInfo) -> str:
    cuerpo = "".join(f"<p style='margin: 1px'>{escape(linea)}</p>" for linea in palabras.lineas(noche, zona))
    cuerpo += f"{tabla_de(palabras.PEORES, palabras.filas_de_peores(malos))}<p></p>" if malos else ""
    if noche.apertura is None:
        return cuerpo
    return (
        f"{cuerpo}{tabla_de(palabras.TRECHOS, palabras.filas_de_trechos(noche))}"
        f"<p></p>{tabla_de(palabras.CENTROS, palabras.filas_de_centros(noche, zona))}"
    )


def _leer(puesto: NodoAbierto) -> tuple[NocheSeguida, list[Peor]]:
    with puesto.mirar() as conn:
        noche, visto = leer(conn), tablero.leer(conn)
    return noche, peores(noche, visto)
