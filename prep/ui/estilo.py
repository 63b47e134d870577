"""The style sheet and the palette of every window: the colours in use, in proportion to the text."""

from typing import Final

from PySide6.QtGui import QPalette

from prep.ui.colores import LINEAS_DE_DIA, linea, papeles, suelo, tinta

PUNTOS: Final = 11.0
CIFRA_PX, CIFRA_ACTIVA_PX, CIFRA_ESCALA_MAX = 30, 40, 1.5  # of figures that are typed: never smaller than the paper's


def cifra_px(puntos: float, *, activa: bool = False) -> int:
    """The pixels of a figure that is typed, where the text has so many points."""
    escala = min(puntos / PUNTOS, CIFRA_ESCALA_MAX)
    return round((CIFRA_ACTIVA_PX if activa else CIFRA_PX) * escala)


def hoja(escala: float) -> str:
    """The style sheet: everything in proportion to the text."""
    colores, lineas = papeles(), {nombre: linea(nombre).name() for nombre in LINEAS_DE_DIA}
    em = round(PUNTOS * escala * 96 / 72)
    roles = "\n".join(
        f'*[papel="{papel}"] {{ color: {tinta_}; background: {suelo_}; }}'
        for papel, (tinta_, suelo_) in colores.items()
    )
    return f"""
    QMainWindow, QScrollArea, QScrollArea > QWidget > QWidget {{ background: {colores["fondo"][1]}; }}
    QFrame[simulacro="true"] {{ border: {em // 3}px solid {colores["simulacro"][1]}; }}
    QTabBar::tab {{ background: {colores["cabeza"][1]}; color: {colores["cabeza"][0]}; padding: {em // 3}px {em}px;
        margin-right: 2px; }}
    QTabBar::tab:selected {{ background: {colores["marco"][1]}; color: {colores["marco"][0]}; font-weight: bold; }}
    QLabel[talla="grande"] {{ font-size: {round(em * 1.5)}px; font-weight: bold; }}
    QLabel[talla="enorme"] {{ font-size: {round(em * 2.2)}px; font-weight: bold; }}
    QLabel[talla="menor"] {{ font-size: {round(em * 0.9)}px; }}
    QLabel[turno="true"] {{ font-weight: bold; }}
    QLabel[papel] {{ padding: {em // 4}px {em // 2}px; border-radius: {em // 4}px; }}
    QLabel[franja="true"] {{ border-radius: 0px; }}
    QLineEdit, QComboBox, QPlainTextEdit, QSpinBox {{
        background: {colores["papel"][1]}; color: {colores["papel"][0]}; border: 2px solid {lineas["borde"]};
        border-radius: {em // 5}px; padding: {em // 4}px {em // 3}px;
        placeholder-text-color: {lineas["apagada"]}; selection-background-color: {colores["foco"][1]}; }}
    QLineEdit[densa="true"] {{ padding: 0px {em // 3}px; }}
    QLineEdit[talla="cifra"] {{ font-size: {cifra_px(PUNTOS * escala)}px; font-weight: bold; }}
    QLineEdit[talla="activa"] {{ font-size: {cifra_px(PUNTOS * escala, activa=True)}px; font-weight: bold; }}
    QLineEdit[mal="true"] {{ border-color: {colores["alerta"][1]}; background: {colores["mal"][1]}; }}
    QLineEdit[marca="ILEGIBLE"], QLabel[marca="ILEGIBLE"] {{ color: {colores["aviso"][0]};
        background: {colores["aviso"][1]}; border: 2px solid {lineas["marcado"]}; font-weight: bold; }}
    QLineEdit[marca="SIN DATO"], QLabel[marca="SIN DATO"] {{ color: {colores["tenue"][0]};
        background: {colores["tenue"][1]}; border: 2px dashed {lineas["borde"]}; font-weight: bold; }}
    QLineEdit[marca="ILEGIBLE"], QLineEdit[marca="SIN DATO"] {{ font-size: {round(em * 1.2)}px; }}
    QLabel[marca="cifra"] {{ font-size: {round(em * 1.5)}px; font-weight: bold; }}
    QLabel[marca] {{ padding: {em // 4}px {em // 2}px; border-radius: {em // 5}px; }}
    QLineEdit[talla="grande"] {{ font-size: {round(em * 1.5)}px; }}
    QPushButton {{
        background: {colores["papel"][1]}; color: {colores["papel"][0]}; border: 2px solid {lineas["borde"]};
        border-radius: {em // 4}px; padding: {em // 3}px {round(em * 0.8)}px; }}
    QPushButton[principal="true"] {{ background: {colores["foco"][1]}; color: {colores["foco"][0]};
        border-color: {colores["foco"][1]}; font-weight: bold; }}
    QPushButton:disabled {{ color: {lineas["apagada"]}; background: {lineas["apagado"]};
        border-color: {lineas["reja"]}; }}
    QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QSpinBox:focus, QPushButton:focus, QTableView:focus,
    QListView:focus, QTreeView:focus, QCheckBox:focus, QRadioButton:focus, QTabBar:focus {{
        border: 3px solid {colores["foco"][1]}; }}
    QTableView:focus, QListView:focus, QTreeView:focus {{ padding: 0px; }}
    QComboBox::drop-down {{ border: 0px; width: {round(em * 1.6)}px; }}
    QComboBox::down-arrow {{ width: 0px; height: 0px; border: {em // 3}px solid {colores["papel"][1]};
        border-top-color: {colores["tenue"][0]}; border-bottom-width: 0px; }}
    QPushButton[principal="true"]:focus {{ border: 3px solid {lineas["salta"]}; }}
    QTableView, QListView, QTreeView {{ background: {colores["papel"][1]}; color: {colores["papel"][0]};
        border: 2px solid {lineas["borde"]}; padding: 1px; gridline-color: {lineas["reja"]};
        alternate-background-color: {lineas["franja"]};
        selection-background-color: {colores["foco"][1]}; selection-color: {colores["foco"][0]}; }}
    QHeaderView::section {{ background: {colores["cabeza"][1]}; color: {colores["cabeza"][0]}; border: 0;
        padding: {em // 4}px; font-weight: bold; }}
    QToolTip {{ background: {colores["papel"][1]}; color: {colores["papel"][0]}; border: 1px solid {lineas["borde"]}; }}
    {roles}
    """


def paleta() -> QPalette:
    """What the style draws by itself: scroll bars, menus, ticks, the grip between two halves."""
    hecha = QPalette()
    for papel, rol in (
        ("fondo", QPalette.ColorRole.Window), ("papel", QPalette.ColorRole.Base), ("papel", QPalette.ColorRole.Button),
        ("papel", QPalette.ColorRole.ToolTipBase),
    ):  # fmt: skip
        hecha.setColor(rol, suelo(papel))
    for nombre, rol in (
        ("franja", QPalette.ColorRole.AlternateBase), ("franja", QPalette.ColorRole.Light),
        ("apagado", QPalette.ColorRole.Midlight), ("reja", QPalette.ColorRole.Mid), ("borde", QPalette.ColorRole.Dark),
    ):  # fmt: skip
        hecha.setColor(rol, linea(nombre))
    for rol in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.ToolTipText,
    ):
        hecha.setColor(rol, tinta("papel"))
    hecha.setColor(QPalette.ColorRole.Highlight, suelo("foco"))
    hecha.setColor(QPalette.ColorRole.HighlightedText, tinta("foco"))
    hecha.setColor(QPalette.ColorRole.PlaceholderText, linea("apagada"))
    return hecha
