"""The frame: logging in, locked, a fault, its help and its dialogs."""

from datetime import UTC, timedelta
from typing import TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from prep.devices.usb import RondaUsb
from prep.domain.hechos.hechos import Fuente, Tipo
from prep.services.estacion.mi_noche import MiNoche
from prep.store.spool.tipos import Entregado, Hecha
from prep.ui.aparatos.hoja import HojaDeAparatos
from prep.ui.aparatos.prueba import HojaDeLaPrueba
from prep.ui.ayuda import Ayuda
from prep.ui.captura.pantalla import PUERTA as CAPTURA
from prep.ui.dialogos import Pregunta
from prep.ui.marco import Marco
from prep.ui.mi_noche import HojaDeMiNoche
from prep.ui.visor import Visor
from tests.devices.bus import Bus, Enchufado, lector, memoria
from tests.devices.test_usb import NADA as SIN_SYSFS
from tests.gui.escenas.registro import Estudio, Quieto, escena
from tests.gui.test_marco import entrar as teclear_entrada

LARGO = "Acta de Diputaciones Locales, sección 4812, casilla Extraordinaria 01 Contigua 02, demarcación La Magdalena"


def marco(e: Estudio) -> Marco:
    return e.abrir(e.en_linea("est-01-1"), CAPTURA)


def dialogo(ventana: Marco) -> QWidget:
    (abierto,) = [d for d in ventana.findChildren(QDialog) if d.isVisible()]
    return abierto


T = TypeVar("T", bound=QObject)


def hijo(de: QObject, clase: type[T], nombre: str = "") -> T:
    """The child of that class, which is there."""
    hallado = de.findChild(clase, nombre) if nombre else de.findChild(clase)
    assert hallado is not None, f"no hay {clase.__name__} {nombre}"
    return hallado


@escena("entrada")
def entrada(e: Estudio) -> QWidget:
    return marco(e)


@escena("entrada", "error")
def entrada_negada(e: Estudio) -> QWidget:
    abierto = marco(e)
    teclear_entrada(e.qtbot, "ana", "otra cosa")
    e.hasta(lambda: any("no es correcta" in r.text() for r in abierto.findChildren(QLabel)))
    return abierto


@escena("entrada", "sin-nodo")
def entrada_sin_nodo(e: Estudio) -> QWidget:
    return e.abrir(e.suelta(), CAPTURA)


@escena("mi-noche")
def mi_noche(e: Estudio) -> QWidget:
    """Two hours of a capturist, with something that the node did not take."""
    abierto = marco(e)
    e.entrar(abierto)
    actas = list(abierto.estacion.catalogo.actas.values())
    ahora = Quieto.now(UTC)
    hechas = []
    for n in range(60):
        estado = Entregado.PENDIENTE if n < 3 else Entregado.RECHAZADO if n == 9 else Entregado.ENTREGADO
        tipo = Tipo.DEVOLUCION if n % 17 == 5 else Tipo.CAPTURA
        suya = actas[n % len(actas)]
        respuesta = "El acta ya no está en custodia de este sitio." if n == 9 else ""
        momento = ahora - timedelta(minutes=2 * n)
        hechas.append((Hecha(tipo, suya.clave, Fuente.CATD, momento, estado, respuesta), suya))
    hoja = HojaDeMiNoche(abierto, MiNoche(hechas, ahora), abierto.estacion.catalogo, "Ana")
    hoja.open()
    return hoja


@escena("aparatos")
def aparatos(e: Estudio) -> QWidget:
    """A reader unplugged, a printer in its place, a memory that must not be there."""
    suyo = lector(textos=("Datalogic", "QuickScan QD2590", "G22A01"))
    impresora = Enchufado(0x04F9, 0x0042, clases=(0x07,), textos=("Brother", "Brother HL-L2360D", "B1"), puertos=(2,))
    bus = Bus(suyo, impresora)
    abierto = e.abrir(e.en_linea("est-01-1"), CAPTURA, mirar_usb=RondaUsb(bus, SIN_SYSFS))
    e.hasta(lambda: abierto.aparatos.inventario is not None)
    bus.desenchufar(suyo)
    bus.enchufar(memoria("0C9D92C4", puertos=(3,)))
    e.hasta(lambda: bool(abierto.aparatos.faltan) and bool(abierto.aparatos.memorias))
    HojaDeAparatos(abierto, abierto.aparatos).open()
    return hijo(abierto, HojaDeAparatos)


@escena("prueba")
def prueba(e: Estudio) -> QWidget:
    """A station that is well but for its reader."""
    suyo = lector(textos=("Datalogic", "QuickScan QD2590", "G22A01"))
    impresora = Enchufado(0x04F9, 0x0042, clases=(0x07,), textos=("Brother", "Brother HL-L2360D", "B1"), puertos=(2,))
    bus = Bus(suyo, impresora)
    abierto = e.abrir(e.en_linea("est-01-1"), CAPTURA, mirar_usb=RondaUsb(bus, SIN_SYSFS))
    e.hasta(lambda: abierto.aparatos.inventario is not None)
    bus.desenchufar(suyo)
    e.hasta(lambda: bool(abierto.aparatos.faltan))
    e.qtbot.keyClick(abierto, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    hoja = hijo(abierto, HojaDeLaPrueba)
    e.hasta(hoja.hacer.isEnabled)
    return hoja


@escena("entrada", "sin-lector")
def entrada_sin_lector(e: Estudio) -> QWidget:
    bus = Bus(lector())
    abierto = e.abrir(e.en_linea("est-01-1"), CAPTURA, mirar_usb=RondaUsb(bus, SIN_SYSFS))
    e.hasta(lambda: abierto.aparatos.inventario is not None)
    bus.aparatos.clear()
    e.hasta(lambda: "Lector" in abierto.barra.texto("aparatos"))
    return abierto


@escena("bloqueo")
def bloqueo(e: Estudio) -> QWidget:
    abierto = marco(e)
    e.entrar(abierto)
    e.qtbot.keyClick(abierto, Qt.Key.Key_F12)
    e.hasta(lambda: abierto.bloqueada)
    return abierto


@escena("falla", "error")
def falla(e: Estudio) -> QWidget:
    abierto = marco(e)
    e.entrar(abierto)
    e.fallos.fallo.emit("3F7A21")
    e.hasta(lambda: "3F7A21" in hijo(abierto, QLabel, "falla").text())
    e.hasta(lambda: "No hay actas" in hijo(abierto, Visor).accessibleName())
    return abierto


@escena("ayuda")
def ayuda(e: Estudio) -> QWidget:
    abierto = marco(e)
    e.entrar(abierto)
    e.qtbot.keyClick(abierto, Qt.Key.Key_F1)
    e.hasta(lambda: abierto.findChild(Ayuda) is not None)
    return hijo(abierto, Ayuda)


@escena("dialogo")
def pregunta(e: Estudio) -> QWidget:
    abierto = marco(e)
    texto = f"{LARGO}.\n\nSe anula lo que se recibió; queda escrito quién lo hizo y por qué."
    e.dialogos(abierto).confirmar(Pregunta("Anular la recepción", texto, "Anular", "Dejar", peligro=True), bool)
    QApplication.processEvents()
    return dialogo(abierto)


@escena("dialogo", "opciones")
def opciones(e: Estudio) -> QWidget:
    abierto = marco(e)
    motivos = ["No venía en el sobre", "El paquete no llegó", "Robada o destruida"]
    e.dialogos(abierto).elegir("Sin acta", f"{LARGO}.\n\n¿Por qué no hay acta?", motivos, bool, otra=True)
    QApplication.processEvents()
    return dialogo(abierto)
