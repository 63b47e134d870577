"""The second look on the board, at a key: what waits and where, what was found, and whether its score is believable."""

from functools import partial
from html import escape
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from central.marco.conexion import NodoAbierto
from central.sala.hoja import HojaDeSala, tabla_de
from central.segunda import palabras
from central.segunda.cuenta import MiradasDeLaNoche, de_la_noche
from prep.domain.catalogo.ajustes import Ajustes
from prep.store.conexion import cruda
from prep.ui.dialogos import Dialogos
from prep.ui.hilos import Taller


class VerMiradas(QObject):
    """Asks the centre's base when somebody asks, never by itself."""

    def __init__(
        self, puesto: NodoAbierto, ajustes: Ajustes, taller: Taller, dialogos: Dialogos, ventana: QWidget
    ) -> None:
        super().__init__(ventana)
        self._puesto, self._ajustes = puesto, ajustes
        self._taller, self._dialogos, self._ventana = taller, dialogos, ventana
        self._titulo = self.tr("La segunda mirada")

    def pedir(self) -> None:
        self._taller.nodo(self, partial(_leer, self._puesto), self._leidas, self._negada)

    def _leidas(self, noche: MiradasDeLaNoche) -> None:
        zona = ZoneInfo(self._ajustes.zona)
        cuerpo = "".join(f"<p>{escape(linea)}</p>" for linea in palabras.resumen(noche, self._ajustes.miradas_por_mil))
        for titulo, cabeza, filas in (
            (self.tr("Por lo que se sospecha"), palabras.CLASES, palabras.por_clase(noche)),
            (self.tr("¿Se le puede creer?"), palabras.CALIBRACION, palabras.calibracion(noche)),
            (self.tr("Durante la noche"), palabras.HORAS, palabras.por_hora(noche, zona)),
            (self.tr("Dónde esperan"), palabras.SITIOS, palabras.por_sitio(noche)),
        ):
            if filas:
                cuerpo += f"<h3>{escape(titulo)}</h3>{tabla_de(cabeza, filas)}"
        HojaDeSala(self._ventana, self._titulo, cuerpo, self.tr("Cerrar la segunda mirada")).open()

    def _negada(self, error: Exception) -> None:
        self._dialogos.avisar(self._titulo, str(error))


def _leer(puesto: NodoAbierto) -> MiradasDeLaNoche:
    with puesto.mirar() as conn:
        return de_la_noche(cruda(conn))
