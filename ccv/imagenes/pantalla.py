"""The viewer of phone images: they appear as they arrive; the chosen one is shown large. It only looks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from ccv.imagenes import acciones as propias
from ccv.imagenes.disposicion import DisposicionImagenes
from ccv.imagenes.obra import ObraImagenes
from prep.domain.hechos.roles import Rol
from prep.services.captura.imagenes_casilla import ImagenesCasilla
from prep.services.estacion.pulso import Pulso
from prep.services.nodo.tipos import ImagenDeCasilla
from prep.ui import acciones, teclas_imagen
from prep.ui.pantalla import ContextoDePantalla, Pantalla, Puerta


class PantallaImagenes(Pantalla):
    """Asks the node every two seconds while it is seen."""

    def __init__(self, contexto: ContextoDePantalla) -> None:
        super().__init__(contexto)
        self.obra = ObraImagenes(ImagenesCasilla(contexto.estacion, contexto.sesion), contexto.taller, self)
        self._piezas = DisposicionImagenes(self)
        self.lista, self.visor = self._piezas.lista, self._piezas.visor
        self._piezas.pie.boton(teclas_imagen.poner(propias.PANTALLA, self, self.visor))
        self._piezas.pie.boton(acciones.hacer(f"{propias.PANTALLA}.todas", self, self.obra.cambiar))
        self.pila.setContentsMargins(6, 4, 6, 4)
        self.pila.addWidget(self._piezas)
        for senal, ranura in (
            (self.obra.mirada.llego, self._llego), (self.obra.mirada.no_llego, self._no_llego),
            (self.obra.imagen.abierta, self.visor.mostrar), (self.obra.imagen.danada, self._no_se_ve),
            (self.lista.elegida, self._elegida), (contexto.tema.cambio, self._piezas.medir),
        ):  # fmt: skip
            senal.connect(ranura)
        self._piezas.avisar(self.tr("Preguntando al nodo…"), "nota")
        self._elegida(None)

    def activar(self) -> None:
        self.lista.setFocus()
        self.obra.mirada.activar()

    def pausar(self) -> None:
        self.obra.mirada.pausar()

    soltar = pausar

    def pulso(self, pulso: Pulso) -> None:
        """The node is back: at once, not at the next look."""
        if pulso.conectada and self._piezas.papel == "aviso" and self.obra.mirada.mirando:
            self.obra.mirada.mirar()

    @property
    def aviso(self) -> str:
        return self._piezas.aviso

    def _llego(self, imagenes: tuple[ImagenDeCasilla, ...]) -> None:
        estacion = self.contexto.estacion
        ahora = datetime.now(UTC) + timedelta(milliseconds=estacion.desfase_ms)
        self.lista.poner(imagenes, ahora, ZoneInfo(estacion.catalogo.ajustes.zona))
        sin_leer = sum(not imagen.lecturas and not imagen.registrada for imagen in imagenes)
        if self.obra.todas:
            texto = self.tr("Todas: %n imagen(es).", "", len(imagenes))
        else:
            texto = self.tr("Pendientes: %n imagen(es).", "", len(imagenes))
        self._piezas.avisar(f"{texto} {self.tr('Sin leer: {}.').format(sin_leer)}", "nota")
        if not imagenes:
            self.visor.mostrar(None, self.tr("No hay imágenes de teléfono por registrar.\n\nAparecen solas."))

    def _no_llego(self, texto: str) -> None:
        """What is in the list stays, and it is told that it may be old."""
        self._piezas.avisar(texto, "aviso")

    def _elegida(self, huella: str | None) -> None:
        self.visor.mostrar(None, self.tr("Abriendo la imagen…") if huella else "")
        self.obra.imagen.abrir(huella)

    def _no_se_ve(self, texto: str) -> None:
        self.visor.mostrar(None, texto)


PUERTA = Puerta(
    propias.PANTALLA, "Imágenes de teléfono", frozenset({Rol.CAPTURA, Rol.MESA, Rol.COORDINACION}), PantallaImagenes
)
