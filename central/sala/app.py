"""The composition root of the control room: its window on an open centre, until it is closed."""

import logging
import sys
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from central.marco.conexion import BIEN, NodoAbierto
from central.marco.proceso import leer_encabezado
from central.sala.acceso import ARCHIVO, LugarSala, MemoriaEnArchivo, conocidos_de
from central.sala.pantalla import Sala
from prep import VERSION
from prep.orden.parada import al_detener
from prep.ui.fallos import Fallos
from prep.ui.gustos import ARCHIVO as GUSTOS
from prep.ui.gustos import Gustos
from prep.ui.hilos import Taller
from prep.ui.programa import INFORMES, traducir
from prep.ui.sonidos import Sonidos
from prep.ui.tema import Tema

ESCRITORIO = "sala"  # who looks at it without an order is nobody: the desk remembers for all


def correr(
    puesto: NodoAbierto, solo_lectura: bool, escala: float, ventana: tuple[int, int] | None, *, mudo: bool = False
) -> int:
    """Until the window is closed, Ctrl-C or SIGTERM. Raises MalUso when the centre has no catalogue."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    with puesto.mirar() as conn:
        encabezado = leer_encabezado(conn)
    aplicacion = QApplication(sys.argv[:1])
    aplicacion.setApplicationName("PREP")
    traducir(aplicacion)
    tema = Tema(aplicacion, escala, Gustos(puesto.datos / GUSTOS))
    tema.de("" if solo_lectura else ESCRITORIO)
    fallos = Fallos(puesto.datos / INFORMES, VERSION)
    fallos.instalar()
    taller = Taller()
    memoria = MemoriaEnArchivo(puesto.datos / ARCHIVO)
    lugar = LugarSala(memoria, partial(conocidos_de, puesto.datos), encabezado.proceso)
    sonidos = Sonidos(mudo=mudo)
    sala = Sala(puesto, lugar, encabezado, taller, tema, fallos, solo_lectura=solo_lectura, sonidos=sonidos)
    sala.cerrada.connect(aplicacion.quit)
    sala.resize(*(ventana or aplicacion.primaryScreen().availableSize().toTuple()))  # also where no desktop does it
    if ventana:
        sala.show()
    elif solo_lectura:
        sala.showFullScreen()
    else:
        sala.showMaximized()
    sala.empezar()
    try:
        # heard at the window's next look, twice a second; done by its loop, which may not have begun
        with al_detener(lambda: QTimer.singleShot(0, sala.close)):
            aplicacion.exec()
    finally:
        taller.cerrar()
        delete(sala)  # as a station's: no collection finds it half gone
        fallos.retirar()
    return BIEN
