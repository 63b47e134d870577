"""The station's own test: what it sees of itself, a tone to hear, a page to print, read and scan; from any window."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from prep.devices.aparatos import DE_TRABAJO, ClaseDeAparato
from prep.devices.eleccion import COPIA, ENTRADA, OrigenInvalido, elegido
from prep.services.estacion.prueba import RenglonDePrueba, dejar_hoja, probar, resumen
from prep.ui.aparatos.vigia import VentanaConEstacion, VigiaDeAparatos
from prep.ui.hilos import Taller
from prep.ui.impresion.imprenta import Imprenta
from prep.ui.piezas import Boton, decir, dicho, repintar
from prep.ui.sonidos import Sonidos
from prep.ui.tablas import TablaDeRenglones

CONTEXTO = "Prueba"  # of the translation
TONO = "recibida"
ANCHO_MIN, ALTO_MIN = 1366, 768  # of the screens that every window is looked at on


class VerPrueba(QObject):
    """Opens it over the window in front, also at the door: it names no person and no acta."""

    def __init__(
        self, marco: VentanaConEstacion, ventana: QWidget, taller: Taller, aparatos: VigiaDeAparatos,
        sonidos: Sonidos, version: str,
    ) -> None:  # fmt: skip
        super().__init__(ventana)
        self._marco, self._ventana, self._taller = marco, ventana, taller
        self._aparatos, self._sonidos, self._version = aparatos, sonidos, version

    def abrir(self) -> None:
        HojaDeLaPrueba(self._marco, self._ventana, self._taller, self._aparatos, self._sonidos, self._version).open()


class HojaDeLaPrueba(QDialog):
    """What is of this computer at once; what the node says, when it does. Escape closes."""

    def __init__(
        self, marco: VentanaConEstacion, ventana: QWidget, taller: Taller, aparatos: VigiaDeAparatos,
        sonidos: Sonidos, version: str,
    ) -> None:  # fmt: skip
        super().__init__(ventana)
        self.setModal(True)
        self._estacion, self._taller, self._sonidos = marco.estacion, taller, sonidos
        self._imprenta = Imprenta(self, taller, marco.estacion)
        self.setWindowTitle(self.tr("Prueba de la estación {}").format(self._estacion.spool.estacion))
        self.setAccessibleName(self.windowTitle())
        self.resumen, self.aviso = QLabel(self), QLabel(self)
        for rotulo in (self.resumen, self.aviso):
            rotulo.setWordWrap(True)
        titulos = ("", self.tr("Qué"), self.tr("Cómo está"))
        self.tabla = TablaDeRenglones(titulos, self.tr("Lo que la estación ve de sí misma"), self)
        nota = self.tr(
            "Imprima la hoja, lea su código con el lector, digitalícela si aquí se digitaliza, y marque en ella lo que "
            "vio y oyó."
        )
        self.hacer = self._boton(self.tr("Hacer la hoja en PDF"), self.tr("Hacer la hoja de la prueba en PDF"))
        self.hacer.setProperty("principal", True)
        repintar(self.hacer)
        self.tono = self._boton(self.tr("Tocar el tono"), self.tr("Tocar otra vez el tono"))
        cerrar = self._boton(self.tr("Cerrar  Esc"), self.tr("Cerrar la prueba"))
        self.hacer.clicked.connect(self._hacer)
        self.tono.clicked.connect(partial(sonidos.tocar, TONO))
        cerrar.clicked.connect(self.reject)
        pie = QHBoxLayout()
        pie.addWidget(self.hacer, 1)
        pie.addWidget(self.tono)
        pie.addWidget(cerrar)
        pila = QVBoxLayout(self)
        for pieza in (self.resumen, self.tabla, dicho(self, nota, "tenue"), self.aviso):
            pila.addWidget(pieza, 1 if pieza is self.tabla else 0)
        pila.addLayout(pie)
        self.resize(round(ventana.width() * 0.75), round(ventana.height() * 0.85))
        self.finished.connect(self.deleteLater)
        self.finished.connect(ventana.activateWindow)
        self.renglones = [*_de_aparatos(aparatos), self._origen(), _pantalla(ventana), _sonido(sonidos)]
        self.hacer.setEnabled(False)
        decir(self.aviso, "", "nota")
        self._mostrar(self.tr("Se pregunta a su nodo…"), "nota")
        taller.nodo(self, partial(probar, self._estacion, version, datetime.now(UTC)), self._probada, self._no_probada)
        sonidos.tocar(TONO)
        cerrar.setFocus()

    def _boton(self, texto: str, nombre: str) -> Boton:
        hecho = Boton(texto, self)
        hecho.setAccessibleName(nombre)
        hecho.setAutoDefault(False)
        return hecho

    def _origen(self) -> RenglonDePrueba:
        """Where pages come from here: a folder that is there, or the scanner that was chosen."""
        datos = self._estacion.spool.ruta.parent
        carpeta, suyo = datos / ENTRADA, elegido(self._estacion.spool.copia(COPIA), datos)
        if suyo.es_escaner:
            return RenglonDePrueba(self.tr("Digitalización"), self.tr("con el escáner {}").format(suyo.dicho))
        if suyo.donde == str(carpeta) and not carpeta.exists():
            return RenglonDePrueba(self.tr("Digitalización"), self.tr("aquí nadie ha elegido escáner ni carpeta"))
        try:
            suyo.abrir()
        except OrigenInvalido as error:
            return RenglonDePrueba(self.tr("Digitalización"), str(error), mal=True)
        return RenglonDePrueba(self.tr("Digitalización"), self.tr("de la carpeta {}").format(suyo.donde))

    def _probada(self, suyos: list[RenglonDePrueba]) -> None:
        self.renglones = [*suyos, *self.renglones]
        self._mostrar(resumen(self.renglones), "aviso" if any(r.mal for r in self.renglones) else "bien")
        self.hacer.setEnabled(True)
        self.hacer.setFocus()

    def _no_probada(self, error: Exception) -> None:
        self._mostrar(self.tr("No se pudo terminar la prueba. {}").format(error), "mal")

    def _mostrar(self, texto: str, papel: str) -> None:
        decir(self.resumen, texto, papel)
        filas = [(self.tr("✗ Corrija") if r.mal else self.tr("✓ Bien"), r.que, r.como) for r in self.renglones]
        self.tabla.mostrar(list(range(len(filas))), filas)

    def _hacer(self) -> None:
        self.hacer.setEnabled(False)
        tarea = partial(dejar_hoja, self._estacion, list(self.renglones), datetime.now(UTC))
        self._taller.fondo(self, tarea, self._hecha, self._no_hecha)

    def _hecha(self, ruta: Path) -> None:
        self.hacer.setEnabled(True)
        decir(self.aviso, self.tr("Lista para imprimirla. Quedó en {}").format(ruta), "bien")
        self._imprenta.ofrecer(ruta)

    def _no_hecha(self, error: Exception) -> None:
        self.hacer.setEnabled(True)
        decir(self.aviso, self.tr("No se hizo la hoja. {}").format(error), "mal")


def _de_aparatos(vigia: VigiaDeAparatos) -> Iterator[RenglonDePrueba]:
    """What works by USB here, and what should not be plugged in."""
    hay = vigia.inventario
    for clase in DE_TRABAJO:
        nombres = ", ".join(a.nombre for a in hay.de(clase)) if hay else ""
        if nombres:
            yield RenglonDePrueba(clase.value, nombres)
        elif clase in vigia.faltan:
            yield RenglonDePrueba(clase.value, _dicho("{}: DESCONECTADO").format(vigia.faltan[clase]), mal=True)
        else:
            yield RenglonDePrueba(clase.value, _dicho("ninguno por USB"))
    if vigia.memorias:
        nombres = ", ".join(a.nombre for a in vigia.memorias)
        yield RenglonDePrueba(ClaseDeAparato.ALMACENAMIENTO.value, _dicho("{}: RETÍRELO").format(nombres), mal=True)
    if hay and hay.sin_ver:
        yield RenglonDePrueba(_dicho("Aparatos"), hay.sin_ver)


def _pantalla(ventana: QWidget) -> RenglonDePrueba:
    medida = ventana.screen().size() * ventana.screen().devicePixelRatio()
    chica = medida.width() < ANCHO_MIN or medida.height() < ALTO_MIN
    como = f"{medida.width()} × {medida.height()}"
    if chica:
        como = _dicho("{}: es chica, se pide {} × {}").format(como, ANCHO_MIN, ALTO_MIN)
    return RenglonDePrueba(_dicho("Pantalla"), como, mal=chica)


def _sonido(sonidos: Sonidos) -> RenglonDePrueba:
    return RenglonDePrueba(_dicho("Sonido"), sonidos.con_que)


def _dicho(texto: str) -> str:
    return QCoreApplication.translate(CONTEXTO, texto)
