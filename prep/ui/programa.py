"""A station's program from start to end: its folder, its spool, its node, its window (the composition root's body)."""

import contextlib
import logging
import sys
from collections.abc import Sequence

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox
from shiboken6 import delete

from prep import VERSION
from prep.devices.usb import RondaUsb
from prep.domain.reglas.auxilio import PIDA
from prep.recursos import RECURSOS
from prep.services.estacion import ficha as fichas
from prep.services.estacion import relevo
from prep.services.estacion.busqueda import Busqueda
from prep.services.estacion.errores import NoProcede
from prep.services.estacion.estacion import Estacion
from prep.services.estacion.ficha import Ficha
from prep.services.nodo.cliente import NodoCliente
from prep.services.nodo.tipos import NodoAusente, NodoRechaza
from prep.store.spool.spool import Spool
from prep.store.spool.tipos import ErrorDeSpool
from prep.ui.fallos import Fallos
from prep.ui.gustos import ARCHIVO as GUSTOS
from prep.ui.gustos import Gustos
from prep.ui.hilos import Taller
from prep.ui.kit import VentanaDelKit
from prep.ui.marco import Marco
from prep.ui.opciones import OpcionesDeEstacion
from prep.ui.pantalla import Practicar, Puerta, no_se_practica
from prep.ui.primera import Primera
from prep.ui.sonidos import Sonidos
from prep.ui.tema import Tema

BIEN, SIN_ESTACION = 0, 2
INFORMES = "informes"
TRADUCCIONES = RECURSOS / "traducciones"
NO_SE_PUDO = "No se puede abrir la estación"


def correr(opciones: OpcionesDeEstacion, puertas: Sequence[Puerta], practicar: Practicar = no_se_practica) -> int:
    """Until the window is closed; the exit code: 0, or 2 when there is no station to open."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    aplicacion = QApplication(sys.argv[:1])
    aplicacion.setApplicationName("PREP")
    aplicacion.setQuitOnLastWindowClosed(False)  # the first day closes its window before there is another
    traducir(aplicacion)
    gustos = Gustos(opciones.datos / GUSTOS)
    tema = Tema(aplicacion, opciones.escala, gustos)
    fallos = Fallos(opciones.datos / INFORMES, VERSION)
    fallos.instalar()
    try:
        opciones.datos.mkdir(parents=True, exist_ok=True)
        ficha = _ficha(opciones, practicar)
        if ficha is None:
            return BIEN
        while True:
            sigue = abrir(aplicacion, tema, gustos, fallos, opciones, puertas, ficha, practicar)
            if not sigue:
                return BIEN
            ficha = _pasar(opciones, sigue)
    except (NoProcede, ErrorDeSpool, OSError) as error:
        print(f"{NO_SE_PUDO}: {error}", file=sys.stderr)
        QMessageBox.critical(None, NO_SE_PUDO, str(error))
        return SIN_ESTACION
    finally:
        fallos.retirar()


def traducir(aplicacion: QApplication) -> list[QTranslator]:
    """Mexico's Spanish, for our words and Qt's own; those that were found and are used from now on."""
    QLocale.setDefault(QLocale("es_MX"))
    puestos = []
    for carpeta, nombre in (
        (QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), "qtbase_es"),
        (str(TRADUCCIONES), "es_MX"),
    ):
        traductor = QTranslator(aplicacion)
        if traductor.load(nombre, carpeta):
            aplicacion.installTranslator(traductor)
            puestos.append(traductor)
    return puestos


def _ficha(opciones: OpcionesDeEstacion, practicar: Practicar) -> Ficha | None:
    """The station's card; asked for on its first day. None when nobody gave it."""
    ruta = opciones.datos / fichas.ARCHIVO
    if ruta.exists():
        return fichas.leer(ruta)
    taller = Taller()
    try:
        if fichas.identificacion_en(opciones.datos) is None and not _con_su_kit(opciones, taller, practicar):
            return None
        primera = Primera(ruta, taller)
        primera.con_practica(practicar)
        try:
            primera.exec()
            return primera.ficha
        finally:
            delete(primera)  # here: left to Python's collector, a worker's thread may be the one that destroys it
    finally:
        taller.cerrar()


def _con_su_kit(opciones: OpcionesDeEstacion, taller: Taller, practicar: Practicar) -> bool:
    """Opened, or there is none; False when the person closed the window."""
    ventana = VentanaDelKit(opciones.datos, opciones.programa, taller)
    ventana.con_practica(practicar)
    try:
        return ventana.exec() == VentanaDelKit.DialogCode.Accepted
    finally:
        delete(ventana)  # as the first day's


def abrir(
    aplicacion: QApplication,
    tema: Tema,
    gustos: Gustos,
    fallos: Fallos,
    opciones: OpcionesDeEstacion,
    puertas: Sequence[Puerta],
    ficha: Ficha,
    practicar: Practicar = no_se_practica,
) -> str:
    """One window of that station, from its opening until it is closed and nothing of it is left; the proceso in which
    it is to be opened again, "" when a person closed it."""
    with (
        Spool.abrir(relevo.ruta_del_spool(opciones.datos, ficha), ficha.proceso, ficha.estacion) as spool,
        NodoCliente(fichas.conexion(ficha, opciones.datos)) as nodo,
        Busqueda(opciones.datos, ficha, nodo),
    ):
        taller = Taller()
        estacion = Estacion(spool, nodo, ficha.sitio)
        estacion.entregar_aparte()
        estacion.de_antes = _de_antes(opciones, ficha)
        marco = Marco(
            estacion,
            taller,
            tema,
            fallos,
            puertas,
            version=VERSION,
            laboratorio=ficha.laboratorio,
            sonidos=Sonidos(mudo=opciones.mudo),
            mirar_usb=RondaUsb(),
            practicar=practicar,
        )
        marco.cerrada.connect(aplicacion.quit)
        if opciones.ventana:
            marco.resize(*opciones.ventana)
            marco.show()
        elif gustos.reponer_ventana(marco):
            marco.show()
        else:
            marco.showMaximized()
        marco.empezar()
        try:
            aplicacion.exec()
            return "" if marco.sesion and not marco.bloqueada else estacion.entrega.sigue
        finally:
            gustos.guardar_ventana(marco)
            taller.cerrar()
            with contextlib.suppress(NodoAusente, NodoRechaza):  # the session lapses by itself
                estacion.despedir()
            delete(marco)  # as the first day's


def _de_antes(opciones: OpcionesDeEstacion, ficha: Ficha) -> str:
    hay = relevo.quedaron(opciones.datos, ficha)
    dichos = ", ".join(f"{n} de {proceso}" for proceso, n in hay)
    return f"Sin entregar a su nodo, y guardado en esta estación: {dichos}. {PIDA}" if hay else ""


def _pasar(opciones: OpcionesDeEstacion, sigue: str) -> Ficha:
    """Its card in the proceso that follows; the tray of the one before stays beside, under its name."""
    antes = fichas.leer(opciones.datos / fichas.ARCHIVO)
    bandeja, guardada = opciones.datos / relevo.BANDEJA, opciones.datos / f"{relevo.BANDEJA}.{antes.proceso}"
    if bandeja.is_dir() and not guardada.exists():
        bandeja.rename(guardada)
    return relevo.siguiente(opciones.datos, antes, sigue)
