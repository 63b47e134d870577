"""An acta's card over the board: which one is asked for, read off the windows' thread, and shown."""

from functools import partial
from html import escape

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from central.mando.ordenes import ficha_de
from central.marco.conexion import NodoAbierto
from central.tablero.ficha.lectura import FichaDeActa
from central.tablero.ficha.palabras import SeccionDeFicha, nombre, secciones
from prep.domain.reglas.tabla import Gravedad
from prep.ui.dialogos import Dialogos
from prep.ui.hilos import Taller
from prep.ui.piezas import repintar


class VerActa(QObject):
    """To see it no session is needed: it has no figure but those published, and it orders nothing."""

    def __init__(self, puesto: NodoAbierto, taller: Taller, dialogos: Dialogos, ventana: QWidget) -> None:
        super().__init__(ventana)
        self._puesto, self._taller, self._dialogos, self._ventana = puesto, taller, dialogos, ventana
        self._titulo = self.tr("Ver un acta")

    def pedir(self) -> None:
        texto = self.tr("¿Cuál? Su clave, lo que dice su etiqueta, o su casilla y elección, como «123 C2 ALC».")
        self._dialogos.elegir(self._titulo, texto, (), self._dicha, lectora=True)

    def _dicha(self, dicha: str | None) -> None:
        if dicha:
            self._taller.nodo(self, partial(ficha_de, self._puesto, dicha), self._leida, self._negada)

    def _leida(self, ficha: FichaDeActa) -> None:
        HojaDeActa(self._ventana, ficha).open()

    def _negada(self, error: Exception) -> None:
        self._dialogos.avisar(self._titulo, str(error))


class HojaDeActa(QDialog):
    """Walked with the arrows and Page Down; closed with Escape or Enter."""

    def __init__(self, ventana: QWidget, ficha: FichaDeActa) -> None:
        super().__init__(ventana)
        self._ventana = ventana
        self.setObjectName("hoja-acta")
        self.setWindowTitle(nombre(ficha))
        self.setAccessibleName(self.windowTitle())
        self.setModal(True)
        self.texto = QTextBrowser(self)
        self.texto.setAccessibleName(self.windowTitle())
        self.texto.setHtml(f"<h2>{escape(nombre(ficha))}</h2>" + "".join(_seccion(s) for s in secciones(ficha)))
        caja = QDialogButtonBox(self)
        cerrar = caja.addButton(self.tr("Cerrar"), QDialogButtonBox.ButtonRole.AcceptRole)
        cerrar.setAccessibleName(self.tr("Cerrar la ficha del acta"))
        cerrar.setProperty("principal", True)
        repintar(cerrar)
        cerrar.setShortcut(QKeySequence("Return"))
        caja.accepted.connect(self.accept)
        self.finished.connect(self._cerrada)
        pila = QVBoxLayout(self)
        pila.addWidget(self.texto)
        pila.addWidget(caja)
        self.resize(round(ventana.width() * 0.85), round(ventana.height() * 0.9))
        self.texto.setFocus()  # its arrows and pages move it; what closes works from anywhere

    def _cerrada(self, _: int) -> None:
        self._ventana.activateWindow()  # not every desktop gives the keys back by itself
        self.deleteLater()


def _seccion(s: SeccionDeFicha) -> str:
    return f"<h3>{escape(s.titulo)}</h3>" + (_tabla(s) if s.cabeza else "".join(_lineas(fila) for fila in s.filas))


def _lineas(fila: tuple[str, ...]) -> str:
    primera, *detalle = map(escape, fila)
    if primera.startswith(Gravedad.GRAVE.name):
        primera = f"<b>{primera}</b>"
    return "<p>" + "<br>".join([primera, *(f"&nbsp;&nbsp;&nbsp;{d}" for d in detalle)]) + "</p>"


def _tabla(s: SeccionDeFicha) -> str:
    filas = [f"<tr>{''.join(f'<th align=left>{escape(c)}&nbsp;&nbsp;</th>' for c in s.cabeza)}</tr>"]
    filas += [f"<tr>{''.join(f'<td>{escape(c)}&nbsp;&nbsp;</td>' for c in fila)}</tr>" for fila in s.filas]
    return f"<table cellspacing='3'>{''.join(filas)}</table>"
