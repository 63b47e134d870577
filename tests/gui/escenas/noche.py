"""At night: the windows that people look at for hours, in dark."""

from PySide6.QtWidgets import QWidget

from tests.gui.escenas import acopio, captura, digitalizacion, marco, practica, validacion
from tests.gui.escenas.registro import Escena, Estudio, escena

OSCURAS: dict[tuple[str, str], Escena] = {
    ("entrada", "noche"): marco.entrada,
    ("mi-noche", "noche"): marco.mi_noche,
    ("acopio", "noche"): acopio.ya_recibida,
    ("captura", "noche"): captura.normal,
    ("captura-cierre", "noche"): captura.antes_de_guardar,
    ("validacion", "noche"): validacion.normal,
    ("practica", "noche"): practica.regla,
    ("digitalizacion", "noche"): digitalizacion.normal,
}


def _oscura(hace: Escena) -> Escena:
    def de_noche(e: Estudio) -> QWidget:
        """The key is given when the window is already there: what it had painted by day changes too."""
        ventana = hace(e)
        e.tema.vestir(noche=True)
        return ventana

    return de_noche


for (_ventana, _estado), _hace in OSCURAS.items():
    escena(_ventana, _estado)(_oscura(_hace))
