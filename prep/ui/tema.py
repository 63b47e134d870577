"""How every window looks: the bundled font, colours with enough contrast, and text from 100 to 200 %."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette, QPixmapCache
from PySide6.QtWidgets import QApplication

from prep.recursos import RECURSOS

FUENTES: Final = RECURSOS / "fuentes"
FAMILIA: Final = "Atkinson Hyperlegible Next"
PUNTOS: Final = 11.0
ESCALAS: Final = (1.0, 1.25, 1.5, 1.75, 2.0)
CIFRA_PX, CIFRA_ACTIVA_PX, CIFRA_ESCALA_MAX = 30, 40, 1.5  # of figures that are typed: never smaller than the paper's
RETAZOS_KIB: Final = 1024  # of painted bits that styles keep: Qt's 10 MiB fill up during a night and speed up nothing

# Each role of colour: (ink, ground); a test keeps every pair at 4.5:1 or more.
COLORES: Final[Mapping[str, tuple[str, str]]] = {
    "papel": ("#1a1c1e", "#ffffff"),
    "fondo": ("#1a1c1e", "#eef1f4"),
    "tenue": ("#4a525a", "#eef1f4"),
    "marco": ("#ffffff", "#1f3a5f"),
    "foco": ("#ffffff", "#0b57a4"),
    "bien": ("#0f3d1e", "#d3f0da"),
    "aviso": ("#4a3000", "#ffe9b8"),
    "mal": ("#6b0f14", "#fbdcdc"),
    "nota": ("#12345b", "#d9e8fa"),
    "alerta": ("#ffffff", "#a3141b"),
    "simulacro": ("#ffffff", "#6a2a8c"),
    "encendido": ("#1a1c1e", "#fff3c4"),
}


def tinta(papel: str) -> QColor:
    return QColor(COLORES[papel][0])


def suelo(papel: str) -> QColor:
    return QColor(COLORES[papel][1])


class Tema(QObject):
    """The look of the application; `cambio` tells that the size of the text changed."""

    cambio = Signal()

    def __init__(self, aplicacion: QApplication, escala: float = 1.0) -> None:
        super().__init__(aplicacion)
        self._aplicacion = aplicacion
        self._escala = 0.0
        QPixmapCache.setCacheLimit(RETAZOS_KIB)
        cargar_fuentes()
        self.escalar(escala)

    @property
    def escala(self) -> float:
        return self._escala

    def escalar(self, escala: float) -> None:
        """The text of all windows at `escala` times its size, within ESCALAS."""
        escala = min(max(escala, ESCALAS[0]), ESCALAS[-1])
        if escala == self._escala:
            return
        self._escala = escala
        self._aplicacion.setFont(letra(PUNTOS * escala))
        self._aplicacion.setPalette(_paleta())
        self._aplicacion.setStyleSheet(hoja(escala))
        self.cambio.emit()

    def paso(self, sentido: int) -> None:
        """One step larger (1) or smaller (-1)."""
        cercana = min(range(len(ESCALAS)), key=lambda i: abs(ESCALAS[i] - self._escala))
        self.escalar(ESCALAS[min(max(cercana + sentido, 0), len(ESCALAS) - 1)])


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


def cifra_px(puntos: float, *, activa: bool = False) -> int:
    """The pixels of a figure that is typed, where the text has so many points."""
    escala = min(puntos / PUNTOS, CIFRA_ESCALA_MAX)
    return round((CIFRA_ACTIVA_PX if activa else CIFRA_PX) * escala)


def hoja(escala: float) -> str:
    """The style sheet: everything in proportion to the text."""
    em = round(PUNTOS * escala * 96 / 72)
    roles = "\n".join(
        f'*[papel="{papel}"] {{ color: {tinta_}; background: {suelo_}; }}'
        for papel, (tinta_, suelo_) in COLORES.items()
    )
    return f"""
    QMainWindow, QScrollArea, QScrollArea > QWidget > QWidget {{ background: {COLORES["fondo"][1]}; }}
    QFrame[simulacro="true"] {{ border: {em // 3}px solid {COLORES["simulacro"][1]}; }}
    QTabBar::tab {{ background: #dde3e8; color: {COLORES["papel"][0]}; padding: {em // 3}px {em}px;
        margin-right: 2px; }}
    QTabBar::tab:selected {{ background: {COLORES["marco"][1]}; color: {COLORES["marco"][0]}; font-weight: bold; }}
    QLabel[talla="grande"] {{ font-size: {round(em * 1.5)}px; font-weight: bold; }}
    QLabel[talla="enorme"] {{ font-size: {round(em * 2.2)}px; font-weight: bold; }}
    QLabel[talla="menor"] {{ font-size: {round(em * 0.9)}px; }}
    QLabel[turno="true"] {{ font-weight: bold; }}
    QLabel[papel] {{ padding: {em // 4}px {em // 2}px; border-radius: {em // 4}px; }}
    QLabel[franja="true"] {{ border-radius: 0px; }}
    QLineEdit, QComboBox, QPlainTextEdit, QSpinBox {{
        background: {COLORES["papel"][1]}; color: {COLORES["papel"][0]}; border: 2px solid #6b7680;
        border-radius: {em // 5}px; padding: {em // 4}px {em // 3}px;
        placeholder-text-color: #5c656d; selection-background-color: {COLORES["foco"][1]}; }}
    QLineEdit[densa="true"] {{ padding: 0px {em // 3}px; }}
    QLineEdit[talla="cifra"] {{ font-size: {cifra_px(PUNTOS * escala)}px; font-weight: bold; }}
    QLineEdit[talla="activa"] {{ font-size: {cifra_px(PUNTOS * escala, activa=True)}px; font-weight: bold; }}
    QLineEdit[mal="true"] {{ border-color: {COLORES["alerta"][1]}; background: {COLORES["mal"][1]}; }}
    QLineEdit[marca="ILEGIBLE"], QLabel[marca="ILEGIBLE"] {{ color: {COLORES["aviso"][0]};
        background: {COLORES["aviso"][1]}; border: 2px solid #b27a00; font-weight: bold; }}
    QLineEdit[marca="SIN DATO"], QLabel[marca="SIN DATO"] {{ color: {COLORES["tenue"][0]};
        background: {COLORES["tenue"][1]}; border: 2px dashed #6b7680; font-weight: bold; }}
    QLineEdit[marca="ILEGIBLE"], QLineEdit[marca="SIN DATO"] {{ font-size: {round(em * 1.2)}px; }}
    QLabel[marca="cifra"] {{ font-size: {round(em * 1.5)}px; font-weight: bold; }}
    QLabel[marca] {{ padding: {em // 4}px {em // 2}px; border-radius: {em // 5}px; }}
    QLineEdit[talla="grande"] {{ font-size: {round(em * 1.5)}px; }}
    QPushButton {{
        background: {COLORES["papel"][1]}; color: {COLORES["papel"][0]}; border: 2px solid #6b7680;
        border-radius: {em // 4}px; padding: {em // 3}px {round(em * 0.8)}px; }}
    QPushButton[principal="true"] {{ background: {COLORES["foco"][1]}; color: {COLORES["foco"][0]};
        border-color: {COLORES["foco"][1]}; font-weight: bold; }}
    QPushButton:disabled {{ color: #5c656d; background: #e3e7ea; border-color: #b4bcc3; }}
    QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QSpinBox:focus, QPushButton:focus, QTableView:focus,
    QListView:focus, QTreeView:focus, QCheckBox:focus, QRadioButton:focus, QTabBar:focus {{
        border: 3px solid {COLORES["foco"][1]}; }}
    QTableView:focus, QListView:focus, QTreeView:focus {{ padding: 0px; }}
    QComboBox::drop-down {{ border: 0px; width: {round(em * 1.6)}px; }}
    QComboBox::down-arrow {{ width: 0px; height: 0px; border: {em // 3}px solid {COLORES["papel"][1]};
        border-top-color: {COLORES["tenue"][0]}; border-bottom-width: 0px; }}
    QPushButton[principal="true"]:focus {{ border: 3px solid #ffb000; }}
    QTableView, QListView, QTreeView {{ background: {COLORES["papel"][1]}; color: {COLORES["papel"][0]};
        border: 2px solid #6b7680; padding: 1px; gridline-color: #c9d0d6; alternate-background-color: #f4f6f8;
        selection-background-color: {COLORES["foco"][1]}; selection-color: {COLORES["foco"][0]}; }}
    QHeaderView::section {{ background: #dde3e8; color: {COLORES["papel"][0]}; border: 0;
        padding: {em // 4}px; font-weight: bold; }}
    QToolTip {{ background: {COLORES["papel"][1]}; color: {COLORES["papel"][0]}; border: 1px solid #6b7680; }}
    {roles}
    """


def _paleta() -> QPalette:
    paleta = QPalette()
    for papel, rol in (("fondo", QPalette.ColorRole.Window), ("papel", QPalette.ColorRole.Base)):
        paleta.setColor(rol, suelo(papel))
    for rol in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        paleta.setColor(rol, tinta("papel"))
    paleta.setColor(QPalette.ColorRole.Highlight, suelo("foco"))
    paleta.setColor(QPalette.ColorRole.HighlightedText, tinta("foco"))
    paleta.setColor(QPalette.ColorRole.PlaceholderText, QColor("#5c656d"))
    return paleta
