"""How every window looks: the bundled font, day or night, and text from 100 to 200 %, as each person likes it."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QFont, QFontDatabase, QPixmapCache
from PySide6.QtWidgets import QApplication, QWidget

from prep.domain.catalogo.ajustes import Ajustes
from prep.recursos import RECURSOS
from prep.ui.colores import vestir
from prep.ui.estilo import PUNTOS, hoja, paleta
from prep.ui.gustos import Gustos

FUENTES: Final = RECURSOS / "fuentes"
FAMILIA: Final = "Atkinson Hyperlegible Next"
ESCALAS: Final = (1.0, 1.25, 1.5, 1.75, 2.0)
RETAZOS_KIB: Final = 1024  # of painted bits that styles keep: Qt's 10 MiB fill up during a night and speed up nothing

HORA_MS: Final = 60_000
ZONA: Final = ZoneInfo(Ajustes().zona)
NOCHE_DESDE, NOCHE_HASTA = 21, 6  # the hours of the entity


class Tema(QObject):
    """The look of the application; `cambio` tells that the size of the text, or the day or night, changed.

    With `gustos` each person finds it as they left it, and it is night from 21:00 to 6:00 unless they said otherwise;
    without them it is day.
    """

    cambio = Signal()

    def __init__(self, aplicacion: QApplication, escala: float = 1.0, gustos: Gustos | None = None) -> None:
        super().__init__(aplicacion)
        self._aplicacion, self._gustos = aplicacion, gustos
        self._de_la_orden, self._escala, self._noche, self._persona = escala, 0.0, False, ""
        self._hora = de_noche(datetime.now(ZONA))
        QPixmapCache.setCacheLimit(RETAZOS_KIB)
        cargar_fuentes()
        self._reloj = QTimer(self)
        self._reloj.setInterval(HORA_MS)
        self._reloj.timeout.connect(self._mirar_hora)
        if gustos is not None:
            self._reloj.start()
        self._poner(_cabal(escala), noche=self._toca())

    @property
    def noche(self) -> bool:
        return self._noche

    def de(self, persona: str) -> None:
        """As that person left it; "" is nobody, at the door."""
        self._persona = persona
        letra = self._gustos.letra(persona) if self._gustos is not None and persona else None
        self._poner(_cabal(letra or self._de_la_orden), noche=self._toca())

    def otra_luz(self) -> None:
        """Night if it is day. It stays so for that person, unless the hour says the same."""
        noche = not self._noche
        if self._gustos is not None and self._persona:
            self._gustos.guardar_luz(self._persona, None if noche is de_noche(datetime.now(ZONA)) else noche)
        self.vestir(noche=noche)

    def vestir(self, *, noche: bool) -> None:
        self._poner(self._escala, noche=noche)

    def reponer_partidas(self, pantalla: QWidget) -> None:
        """Divided as who is here left it."""
        if self._gustos is not None and self._persona:
            self._gustos.reponer_partidas(self._persona, pantalla)

    def guardar_partidas(self, pantalla: QWidget) -> None:
        if self._gustos is not None and self._persona:
            self._gustos.guardar_partidas(self._persona, pantalla)

    def _toca(self) -> bool:
        """Whether it should be night now, for who is here."""
        if self._gustos is None:
            return False
        suya = self._gustos.luz(self._persona) if self._persona else None
        return de_noche(datetime.now(ZONA)) if suya is None else suya

    def _mirar_hora(self) -> None:
        """At six the night ends, and at nine it begins, for who did not say otherwise; nothing else moves."""
        antes, self._hora = self._hora, de_noche(datetime.now(ZONA))
        if self._hora is not antes:
            self.vestir(noche=self._toca())

    @property
    def escala(self) -> float:
        return self._escala

    def escalar(self, escala: float) -> None:
        """The text of all windows at `escala` times its size, within ESCALAS."""
        self._poner(_cabal(escala), noche=self._noche)

    def _poner(self, escala: float, *, noche: bool) -> None:
        if (escala, noche) == (self._escala, self._noche):
            return
        self._escala, self._noche = escala, noche
        vestir(noche=noche)
        self._aplicacion.setFont(letra(PUNTOS * escala))
        self._aplicacion.setPalette(paleta())
        self._aplicacion.setStyleSheet(hoja(escala))
        self.cambio.emit()

    def paso(self, sentido: int) -> None:
        """One step larger (1) or smaller (-1)."""
        cercana = min(range(len(ESCALAS)), key=lambda i: abs(ESCALAS[i] - self._escala))
        self.escalar(ESCALAS[min(max(cercana + sentido, 0), len(ESCALAS) - 1)])
        if self._gustos is not None and self._persona:
            self._gustos.guardar_letra(self._persona, self._escala)


def de_noche(hora: datetime) -> bool:
    return hora.hour >= NOCHE_DESDE or hora.hour < NOCHE_HASTA


def _cabal(escala: float) -> float:
    return min(max(escala, ESCALAS[0]), ESCALAS[-1])


def cargar_fuentes() -> None:
    """Makes the bundled font known to Qt; the wheels carry none. Raises RuntimeError if a file cannot be read."""
    if FAMILIA in QFontDatabase.families():
        return
    for ruta in sorted(FUENTES.glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(ruta)) < 0:
            raise RuntimeError(f"la fuente {ruta.name} no se pudo leer")


def letra(puntos: float, *, negrita: bool = False) -> QFont:
    """The font in that size, its figures all of one width."""
    fuente = QFont(FAMILIA)
    fuente.setPointSizeF(puntos)
    fuente.setBold(negrita)
    fuente.setFeature(QFont.Tag("tnum"), 1)
    return fuente
