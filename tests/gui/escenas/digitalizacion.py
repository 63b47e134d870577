"""Scanning actas."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import numpy as np
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from catd.digitalizacion import fuentes
from catd.digitalizacion.pantalla import PUERTA, PantallaDigitalizacion
from prep.devices.bandeja import Bandeja
from prep.devices.eleccion import COPIA, ClaseDeOrigen, OrigenElegido
from prep.devices.escaner import Falla, FallaDeEscaner, Pagina
from prep.devices.hallados import EscanerHallado
from prep.devices.imagen import Gris
from prep.domain.catalogo.catalogo import Acta
from prep.services.acopio.acopio import Acopiar
from prep.services.digitalizacion.hojas import EstadoHoja
from prep.services.estacion.estacion import Estacion
from prep.ui.marco import Marco
from simulacro.papel.dibujo.pegada import pegar
from simulacro.pueblo.azar import Azar
from tests.devices.actas import Actas, actas_de_pueblo, archivo, cortar, desenfocar
from tests.gui.escenas.registro import Estudio, escena
from tests.services.conftest import sesion
from tests.store import ejemplos

BUENAS = 3


@cache
def dibujadas() -> Actas:
    with TemporaryDirectory() as carpeta:
        return actas_de_pueblo(Path(carpeta))


def hoja_de(n: int, acta: Acta | None) -> Gris:
    """A scan with the label of `acta`; without any when it is None."""
    hoja = Image.fromarray(dibujadas().gris(n, etiqueta=False))
    if acta is not None:
        pegar(hoja, ejemplos.PROCESO, acta, Azar(n))
    return np.asarray(hoja, dtype=np.uint8)


@cache
def paginas() -> list[tuple[bytes, Acta | None]]:
    """Some good, one cut, one blurred, one without label, in the order of the feeder."""
    suyas = [a for n in range(1, 40, 2) if (a := ejemplos.acta(n)).centro == "01"][: BUENAS + 2]
    buenas = [(hoja_de(40 + n, acta), acta) for n, acta in enumerate(suyas[:BUENAS])]
    cortada, borrosa = suyas[BUENAS:]
    todas = [
        *buenas,
        (cortar(hoja_de(50, cortada), 3), cortada),
        (desenfocar(hoja_de(51, borrosa), 5), borrosa),
        (hoja_de(52, None), None),
    ]
    return [(archivo(hoja), acta) for hoja, acta in todas]


def con_paginas(e: Estudio, estacion: Estacion) -> Marco:
    """The pages passed through the scanner, and each has been judged."""
    estacion.spool.copiar(COPIA, OrigenElegido(ClaseDeOrigen.ESCANER, "192.168.1.40").a_texto())
    acopio, bandeja = Acopiar(estacion, sesion("ana", estacion)), Bandeja(estacion.spool.ruta.parent / "digitalizacion")
    for n, (hoja, acta) in enumerate(paginas(), 1):
        bandeja.entrar(Pagina(hoja, f"escaner hoja {n}"))
        if acta is not None:
            acopio.registrar(acta.clave, "D")
    marco = e.abrir(estacion, PUERTA)
    pantalla = la_pantalla(e, marco)
    e.hasta(
        lambda: (
            sum(pantalla.hojas.cuantas().values()) == BUENAS + 3 and not pantalla.hojas.cuantas()[EstadoHoja.POR_LEER]
        )
    )
    e.hasta(lambda: pantalla.ficha.visor.con_hoja)
    return marco


def la_pantalla(e: Estudio, marco: Marco) -> PantallaDigitalizacion:
    pantalla = marco.pantalla or e.entrar(marco)
    assert isinstance(pantalla, PantallaDigitalizacion)
    e.hasta(lambda: pantalla.obra.mesa is not None)
    return pantalla


@escena("digitalizacion")
def normal(e: Estudio) -> QWidget:
    return con_paginas(e, e.en_linea("est-01-1"))


@escena("digitalizacion", "identificar")
def identificar(e: Estudio) -> QWidget:
    marco = con_paginas(e, e.en_linea("est-01-1"))
    pantalla = la_pantalla(e, marco)
    while pantalla.hojas.hoja(pantalla.tira.currentIndex().row()).estado is not EstadoHoja.SIN_IDENTIFICAR:  # type: ignore[union-attr]
        e.qtbot.keyClick(pantalla.tira, Qt.Key.Key_Down)
    e.qtbot.keyClick(pantalla.tira, Qt.Key.Key_F3)
    e.qtbot.keyClicks(pantalla.ficha.campo, "1")
    e.hasta(lambda: pantalla.ficha.opciones.count() and pantalla.ficha.visor.con_hoja)
    return marco


@escena("digitalizacion", "error")
def atasco(e: Estudio) -> QWidget:
    marco = con_paginas(e, e.en_linea("est-01-1"))
    la_pantalla(e, marco).obra.aviso.emit(str(FallaDeEscaner(Falla.ATASCO, BUENAS + 3)), "mal")
    return marco


@escena("digitalizacion", "sin-nodo")
def sin_nodo(e: Estudio) -> QWidget:
    marco = con_paginas(e, e.en_linea("est-01-1"))
    e.quitar_nodo(marco)
    return marco


@escena("digitalizacion", "vacia")
def vacia(e: Estudio) -> QWidget:
    estacion = e.en_linea("est-01-1")
    estacion.spool.copiar(COPIA, OrigenElegido(ClaseDeOrigen.ESCANER, "192.168.1.40").a_texto())
    marco = e.abrir(estacion, PUERTA)
    la_pantalla(e, marco)
    return marco


@escena("digitalizacion", "casillas")
def por_casilla(e: Estudio) -> QWidget:
    marco = con_paginas(e, e.en_linea("est-01-1"))
    pantalla = la_pantalla(e, marco)
    e.qtbot.keyClick(pantalla.tira, Qt.Key.Key_F5)
    tabla = pantalla._piezas.rejilla.tabla
    e.hasta(lambda: tabla.rowCount() > 3 and any("Digitalizada" in tabla.item(n, 1).text() for n in range(4)))  # type: ignore[union-attr]
    return marco


@escena("fuentes")
def hoja_de_fuentes(e: Estudio) -> QWidget:
    """Scanners of the network and of the computer, one of them with all that a name may hold."""
    escala = e.tema.escala
    larga = "Multifuncional de la oficina distrital del piso de abajo"
    escaner = ClaseDeOrigen.ESCANER
    red = [
        _hallado(escaner, "https://192.168.1.40:443/eSCL", "Acme 9000", "CATD 07 · 192.168.1.40 · cifrado"),
        _hallado(escaner, "http://192.168.1.77/eSCL", larga, "192.168.1.77 · sin cifrar", sin_alimentador=True),
    ]
    equipo = [_hallado(ClaseDeOrigen.SANE, "acme:libusb:001:004", "Acme S1300", "De esta computadora · acme:1")]
    estacion = e.en_linea("est-01-1")
    estacion.spool.copiar(COPIA, OrigenElegido(ClaseDeOrigen.ESCANER, red[0].origen.donde, "Acme 9000").a_texto())
    marco = e.abrir(estacion, PUERTA)
    pantalla = la_pantalla(e, marco)
    e.tema.escalar(escala)  # who came in found their own
    with patch.object(fuentes, "de_la_red", lambda: red), patch.object(fuentes, "_del_equipo", lambda: equipo):
        e.qtbot.keyClick(pantalla.tira, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
        hoja = marco.findChild(fuentes.HojaDeFuentes)
        e.hasta(lambda: hoja is not None and "hallados" in hoja.estado.text())
    assert hoja is not None
    for n in range(hoja.tabla.rowCount()):  # the station's own folder is elsewhere each time
        celda = hoja.tabla.item(n, 1)
        if celda is not None and celda.text().startswith("/"):
            celda.setText("/var/lib/prep/est-01-1/escaneos")
    return hoja


def _hallado(
    clase: ClaseDeOrigen, donde: str, nombre: str, detalle: str, *, sin_alimentador: bool = False
) -> EscanerHallado:
    return EscanerHallado(OrigenElegido(clase, donde, nombre), detalle, sin_alimentador)
