"""The counter as it is seen: field, mode and answer at one side, figures and lists at the other, keys below."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from catd.acopio.banda import Banda, BandaDeActas
from catd.acopio.campo import CampoDeLectura
from catd.acopio.cuentas import CuadroDeCuentas
from catd.acopio.listas import Listas
from prep.services.acopio.acopio import MECANISMOS
from prep.services.acopio.casillas import Casilla
from prep.ui.pie import PieDeTeclas
from prep.ui.piezas import decir, letrero

ANCHO_DOBLE = 92  # letters of width from which the lists go beside the answer


class DisposicionAcopio(QWidget):
    """Its pieces, laid out; what they do is the screen's."""

    def __init__(self, sugerir: Callable[[str], Sequence[Casilla]], padre: QWidget) -> None:
        super().__init__(padre)
        self.campo = CampoDeLectura(sugerir, self)
        self.campo.setProperty("talla", "grande")
        self._modo = QLabel(self)
        self._modo.setObjectName("modo")
        self._modo.setWordWrap(True)
        self.banda = Banda(self)
        self.actas = BandaDeActas(self)
        self._papel = letrero(self, "papeles")
        self._papel.hide()
        self.cuentas = CuadroDeCuentas(self)
        self.listas = Listas(self)
        self._izquierda, derecha = QVBoxLayout(), QVBoxLayout()
        for pieza in (self.campo, self._modo, self.banda, self.actas, self.campo.sugeridas):
            self._izquierda.addWidget(pieza)
        self._izquierda.addStretch(1)
        self._izquierda.addWidget(self._papel)
        derecha.addWidget(self.cuentas)
        derecha.addWidget(self.listas, 1)
        self._columnas = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columnas.addLayout(self._izquierda, 11)
        self._columnas.addLayout(derecha, 10)
        self.pie = PieDeTeclas(self)
        caja = QVBoxLayout(self)
        caja.setContentsMargins(0, 0, 0, 0)
        caja.addLayout(self._columnas, 1)
        caja.addWidget(self.pie)
        self.listas.tecleado.connect(self.campo.recibir_tecla)

    def al_campo(self) -> None:
        """Where a reader types."""
        self.campo.setFocus(Qt.FocusReason.OtherFocusReason)

    def invitar(self, elegido: bool, falta: str = "") -> None:
        """What to do first, while there is no answer to show; `falta`: why it is before the opening."""
        if elegido and falta:
            que_hacer = self.tr("Si lee una etiqueta, se le pregunta dos veces antes de recibir.")
            self.banda.decir(self.tr("TODAVÍA NO ABRE"), f"{falta} {que_hacer}", "aviso")
        elif elegido:
            self.banda.decir(self.tr("LISTA PARA RECIBIR"), self.tr("Lea la etiqueta del sobre."), "papel")
        else:
            como = self.tr("¿Cómo llegan? Alt+D: DAT. Alt+F: CRyT fijo. Alt+I: CRyT itinerante. Alt+R: directo.")
            self.banda.decir(self.tr("ELIJA EL TRASLADO"), como, "aviso")

    def modo(self, mecanismo: str | None, elegido: bool, completa: bool) -> None:
        """How what is read will be received; `elegido`: by somebody, or by the catalogue (None)."""
        if mecanismo is not None:
            letra = f" ({mecanismo})" if mecanismo else ""
            texto = self.tr("Traslado: {}{}.").format(MECANISMOS[mecanismo], letra)
        elif elegido:
            texto = self.tr("Traslado: el que dice el catálogo.")
        else:
            texto = self.tr("Traslado: elíjalo antes de recibir, con Alt+D, Alt+F, Alt+I o Alt+R.")
        cuanto = self.tr("Recibe la casilla completa.") if completa else self.tr("Recibe sólo el acta leída.")
        decir(self._modo, f"{texto} {cuanto}", "papel" if elegido else "aviso")

    def papeles(self, texto: str, papel: str) -> None:
        """How the PDF that was asked for goes: apart from the answer to the last scan."""
        decir(self._papel, texto, papel)

    def ver_faltan(self) -> None:
        self.listas.ver_faltantes()
        self.listas.seccion.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ver_ultimo(self) -> None:
        self.listas.ver_ultimos()
        lista = self.listas.ultimos
        lista.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if lista.modelo.renglones and not lista.currentIndex().isValid():
            lista.setCurrentIndex(lista.modelo.index(0, 0))

    def medir(self) -> None:
        """The size of the text changed."""
        self.listas.medir()
        self.campo.medir()
        self._acomodar()

    def resizeEvent(self, evento: QResizeEvent) -> None:
        super().resizeEvent(evento)
        self._acomodar()

    def _acomodar(self) -> None:
        cabe = self.width() >= self.fontMetrics().averageCharWidth() * ANCHO_DOBLE
        lado = QBoxLayout.Direction.LeftToRight if cabe else QBoxLayout.Direction.TopToBottom
        if self._columnas.direction() != lado:
            self._columnas.setDirection(lado)
            # with large text what is below the answer is out of sight
            self._izquierda.removeWidget(self.campo.sugeridas)
            self._izquierda.insertWidget(4 if cabe else 1, self.campo.sugeridas)
