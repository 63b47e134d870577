"""An acta's card over the board: which one is asked for, read off the windows' thread, and shown."""

from functools import partial
from html import escape

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from central.mando.ordenes import ficha_de
from central.marco.conexion import NodoAbierto
from central.sala.hoja import HojaDeSala, tabla_de
from central.tablero.ficha.lectura import FichaDeActa
from central.tablero.ficha.palabras import SeccionDeFicha, nombre, secciones
from prep.domain.reglas.tabla import Gravedad
from prep.ui.dialogos import Dialogos
from prep.ui.hilos import Taller


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
        hoja_de(self._ventana, ficha).open()

    def _negada(self, error: Exception) -> None:
        self._dialogos.avisar(self._titulo, str(error))


def hoja_de(ventana: QWidget, ficha: FichaDeActa) -> HojaDeSala:
    cuerpo = "".join(_seccion(s) for s in secciones(ficha))
    return HojaDeSala(ventana, nombre(ficha), cuerpo, QCoreApplication.translate("VerActa", "Cerrar la ficha del acta"))


def _seccion(s: SeccionDeFicha) -> str:
    dentro = tabla_de(s.cabeza, s.filas) if s.cabeza else "".join(_lineas(fila) for fila in s.filas)
    return f"<h3>{escape(s.titulo)}</h3>{dentro}"


def _lineas(fila: tuple[str, ...]) -> str:
    primera, *detalle = map(escape, fila)
    if primera.startswith(Gravedad.GRAVE.name):
        primera = f"<b>{primera}</b>"
    return "<p>" + "<br>".join([primera, *(f"&nbsp;&nbsp;&nbsp;{d}" for d in detalle)]) + "</p>"
