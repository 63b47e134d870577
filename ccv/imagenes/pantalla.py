"""The viewer of phone images: they appear as they arrive; the chosen one is shown large. It only looks."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage

from ccv.imagenes import acciones as propias
from ccv.imagenes.disposicion import DisposicionImagenes
from prep.domain.hechos.roles import Rol
from prep.services.captura.imagenes_casilla import ImagenesCasilla
from prep.services.estacion.errores import DatoInvalido
from prep.services.estacion.pulso import Pulso
from prep.services.nodo.tipos import ImagenDeCasilla
from prep.ui import acciones, teclas_imagen
from prep.ui.pantalla import ContextoDePantalla, Pantalla, Puerta
from prep.ui.visor import HojaEnVisor

MIRADA_MS = 2000


class PantallaImagenes(Pantalla):
    """Asks the node every two seconds while it is seen."""

    def __init__(self, contexto: ContextoDePantalla) -> None:
        super().__init__(contexto)
        self._imagenes = ImagenesCasilla(contexto.estacion, contexto.sesion)
        self._todas = self._pidiendo = False
        self._mirar = QTimer(self)
        self._mirar.setInterval(MIRADA_MS)
        self._mirar.timeout.connect(self._pedir)
        self._piezas = DisposicionImagenes(self)
        self.lista, self.visor = self._piezas.lista, self._piezas.visor
        self._piezas.boton(teclas_imagen.poner(propias.PANTALLA, self, self.visor))
        self._piezas.boton(acciones.hacer(f"{propias.PANTALLA}.todas", self, self._cambiar))
        self.pila.setContentsMargins(6, 4, 6, 4)
        self.pila.addWidget(self._piezas)
        self.lista.elegida.connect(self._elegida)
        contexto.tema.cambio.connect(self._piezas.medir)
        self._piezas.avisar(self.tr("Preguntando al nodo…"), "nota")
        self._elegida("")

    def activar(self) -> None:
        self.lista.setFocus()
        self._mirar.start()
        self._pedir()

    def pausar(self) -> None:
        self._mirar.stop()

    def soltar(self) -> None:
        self._mirar.stop()

    def pulso(self, pulso: Pulso) -> None:
        """The node is back: at once, not at the next look."""
        if pulso.conectada and self._piezas.papel == "aviso" and self._mirar.isActive():
            self._pedir()

    @property
    def aviso(self) -> str:
        return self._piezas.aviso

    @property
    def mirando(self) -> bool:
        """Whether it asks for what arrives."""
        return self._mirar.isActive()

    # -- the list ---------------------------------------------------------------------------------

    def _pedir(self) -> None:
        if not self._pidiendo:
            self._pidiendo = True
            self.contexto.taller.nodo(self, partial(self._imagenes.listar, self._todas), self._llego, self._no_llego)

    def _llego(self, imagenes: tuple[ImagenDeCasilla, ...]) -> None:
        self._pidiendo = False
        estacion = self.contexto.estacion
        ahora = datetime.now(UTC) + timedelta(milliseconds=estacion.desfase_ms)
        self.lista.mostrar(imagenes, ahora, ZoneInfo(estacion.catalogo.ajustes.zona))
        sin_leer = sum(not imagen.lecturas and not imagen.registrada for imagen in imagenes)
        if self._todas:
            texto = self.tr("Todas: %n imagen(es).", "", len(imagenes))
        else:
            texto = self.tr("Pendientes: %n imagen(es).", "", len(imagenes))
        self._piezas.avisar(f"{texto} {self.tr('Sin leer: {}.').format(sin_leer)}", "nota")
        if not imagenes:
            self.visor.mostrar(None, self.tr("No hay imágenes de teléfono por registrar.\n\nAparecen solas."))

    def _no_llego(self, error: Exception) -> None:
        """What is in the list stays, and it is told that it may be old."""
        self._pidiendo = False
        self._piezas.avisar(str(error), "aviso")

    def _cambiar(self) -> None:
        self._todas = not self._todas
        self._pedir()

    # -- the image --------------------------------------------------------------------------------

    def _elegida(self, huella: str) -> None:
        if not huella:
            self.visor.mostrar(None, "")
            return
        self.visor.mostrar(None, self.tr("Abriendo la imagen…"))
        self.contexto.taller.nodo(self, _Pedida(self._imagenes.ver, huella), self._abrir, self._no_se_ve)

    def _abrir(self, pedida: tuple[str, bytes]) -> None:
        huella, contenido = pedida
        if huella == self.lista.huella:
            self.contexto.taller.fondo(self, partial(_decodificar, huella, contenido), self._mostrar, self._no_se_ve)

    def _mostrar(self, abierta: tuple[str, HojaEnVisor]) -> None:
        huella, hoja = abierta
        if huella == self.lista.huella:
            self.visor.mostrar(hoja)

    def _no_se_ve(self, error: Exception) -> None:
        self.visor.mostrar(None, str(error))


class _Pedida:
    """One image, with which one it is."""

    def __init__(self, ver: Callable[[str], bytes], huella: str) -> None:
        self._ver, self._huella = ver, huella

    def __call__(self) -> tuple[str, bytes]:
        return self._huella, self._ver(self._huella)


def _decodificar(huella: str, contenido: bytes) -> tuple[str, HojaEnVisor]:
    imagen = QImage.fromData(contenido)
    if imagen.isNull():
        raise DatoInvalido("La imagen no se puede ver: está dañada o no llegó completa.\n\nAvise a la coordinación.")
    return huella, HojaEnVisor(imagen, {})


PUERTA = Puerta(
    propias.PANTALLA, "Imágenes de teléfono", frozenset({Rol.CAPTURA, Rol.MESA, Rol.COORDINACION}), PantallaImagenes
)
