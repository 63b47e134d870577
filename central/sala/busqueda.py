"""Ctrl+K on the board: one field for whatever somebody looks for, and what is known of it."""

from functools import partial
from html import escape

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from central.mando.ordenes import buscado
from central.marco.conexion import NodoAbierto
from central.sala.acta import hoja_de
from central.sala.hoja import HojaDeSala
from central.tablero.busqueda import CosaHallada, LoBuscado
from prep.ui.dialogos import Dialogos
from prep.ui.hilos import Taller


class Buscar(QObject):
    """`centro(id)`: a centre of work was found, and the board opens it. To look no session is needed."""

    centro = Signal(str)

    def __init__(self, puesto: NodoAbierto, taller: Taller, dialogos: Dialogos, ventana: QWidget) -> None:
        super().__init__(ventana)
        self._puesto, self._taller, self._dialogos, self._ventana = puesto, taller, dialogos, ventana
        self._titulo = self.tr("Buscar")

    def pedir(self) -> None:
        texto = self.tr(
            "Un acta («123 C2 ALC» o su etiqueta), una persona (su clave o parte de su nombre), una estación, "
            "un código de alarma o un CATD («07»)."
        )
        self._dialogos.elegir(self._titulo, texto, (), self._dicho, lectora=True)

    def _dicho(self, dicho: str | None) -> None:
        if dicho:
            self._taller.nodo(self, partial(buscado, self._puesto, dicho), partial(self._hallo, dicho), self._negada)

    def _hallo(self, dicho: str, busqueda: LoBuscado) -> None:
        if busqueda.ficha is not None:
            hoja_de(self._ventana, busqueda.ficha).open()
        elif busqueda.centro:
            self.centro.emit(busqueda.centro)
        else:
            titulo = self.tr("Buscar: {}").format(dicho)
            cuerpo = "".join(map(_en_hoja, busqueda.hallados))
            HojaDeSala(self._ventana, titulo, cuerpo, self.tr("Cerrar lo que se halló")).open()

    def _negada(self, error: Exception) -> None:
        self._dialogos.avisar(self._titulo, str(error))


def _en_hoja(hallado: CosaHallada) -> str:
    return f"<h3>{escape(hallado.titulo)}</h3>" + "".join(f"<p>{escape(linea)}</p>" for linea in hallado.lineas)
