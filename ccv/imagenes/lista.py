"""The list of phone images: since when each waits, how far it is, and its identification; a row for each."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from prep.domain.vida.estado import Etapa
from prep.services.captura.imagenes_casilla import EstadoIdentificacion, identidad
from prep.services.nodo.tipos import ImagenDeCasilla
from prep.ui.tablas import TablaDeRenglones, espera

CONTEXTO = "ListaDeImagenes"


class ListaDeImagenes(TablaDeRenglones):
    """Of each its hash is the key."""

    def __init__(self, padre: QWidget | None = None) -> None:
        titulos = [self.tr("Llegó"), self.tr("Espera"), self.tr("Etapa"), self.tr("Identificación")]
        super().__init__(titulos, self.tr("Imágenes de teléfono, de la más nueva a la más antigua"), padre)

    def poner(self, imagenes: Sequence[ImagenDeCasilla], ahora: datetime, zona: ZoneInfo) -> None:
        """As of `ahora`, by the node's clock; the chosen image stays chosen, also when others arrive above."""
        self.mostrar([i.huella for i in imagenes], [_textos(imagen, ahora, zona) for imagen in imagenes])


def _textos(imagen: ImagenDeCasilla, ahora: datetime, zona: ZoneInfo) -> tuple[str, ...]:
    llego = f"{imagen.recibida.astimezone(zona):%H:%M}"
    return llego, "" if imagen.registrada else espera(ahora - imagen.recibida), etapa(imagen), leida(imagen)


def etapa(imagen: ImagenDeCasilla) -> str:
    dichas = {
        Etapa.DIGITALIZADA: QCoreApplication.translate(CONTEXTO, "Por capturar"),
        Etapa.EN_CAPTURA: QCoreApplication.translate(CONTEXTO, "En captura"),
        Etapa.EN_MESA: QCoreApplication.translate(CONTEXTO, "En la mesa"),
        Etapa.POR_VALIDAR: QCoreApplication.translate(CONTEXTO, "Por validar"),
        Etapa.POR_REDIGITALIZAR: QCoreApplication.translate(CONTEXTO, "Por tomar otra vez"),
        Etapa.VERIFICADA: QCoreApplication.translate(CONTEXTO, "Verificada"),
        Etapa.SIN_ACTA: QCoreApplication.translate(CONTEXTO, "Sin acta"),
        Etapa.TRASLADADA: QCoreApplication.translate(CONTEXTO, "Es otra acta"),
    }
    return dichas.get(Etapa(imagen.etapa), imagen.etapa.capitalize())


def leida(imagen: ImagenDeCasilla) -> str:
    """How far it is, and which acta once two people read the same (R-11)."""
    dichas = {
        EstadoIdentificacion.SIN_LEER: QCoreApplication.translate(CONTEXTO, "Nadie la ha leído"),
        EstadoIdentificacion.LEIDA: QCoreApplication.translate(CONTEXTO, "Leída; falta confirmar"),
        EstadoIdentificacion.CONFIRMADA: QCoreApplication.translate(CONTEXTO, "Confirmada dos veces: {}"),
        EstadoIdentificacion.MESA: QCoreApplication.translate(CONTEXTO, "La decidió la mesa"),
    }
    return dichas[identidad(imagen)].format(imagen.leida)
