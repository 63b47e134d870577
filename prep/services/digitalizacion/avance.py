"""How far each casilla of the CATD is on its way through the scanner: received, scanned or missing, acta by acta."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum

from prep.domain.catalogo.catalogo import Acta
from prep.domain.hechos.hechos import Tipo
from prep.services.acopio.casillas import Casilla
from prep.services.acopio.llegadas import Acopios, EstadoAcopio, Situacion
from prep.services.digitalizacion.hojas import EstadoHoja, Hoja
from prep.services.estacion.estacion import Estacion


class PasoDeActa(StrEnum):
    """Where the paper of an acta is for who scans."""

    FALTA = "falta"  # its sobre has not come
    SIN_ACTA = "sin acta"
    RECIBIDA = "recibida"  # and not scanned
    EN_BANDEJA = "en la bandeja"  # a page of it waits for a decision at this station
    DIGITALIZADA = "digitalizada"
    OTRA_VEZ = "otra vez"  # the desk asks for another image


POR_HACER = frozenset({PasoDeActa.RECIBIDA, PasoDeActa.EN_BANDEJA, PasoDeActa.OTRA_VEZ})


@dataclass(frozen=True, slots=True)
class ActaEnAvance:
    """`hoja`: the last page of it at this station, None when it has none here."""

    acta: Acta
    paso: PasoDeActa
    acopio: EstadoAcopio
    hoja: Hoja | None


@dataclass(frozen=True, slots=True)
class CasillaEnAvance:
    """A casilla and where each of its actas is, in their order."""

    casilla: Casilla
    actas: tuple[ActaEnAvance, ...]

    @property
    def por_hacer(self) -> bool:
        return any(a.paso in POR_HACER for a in self.actas)


def avance(estacion: Estacion, acopios: Acopios, hojas: Iterable[Hoja]) -> tuple[CasillaEnAvance, ...]:
    """All the casillas of this CATD, with what its other stations did as the node told it last."""
    imagenes = {hecho.acta for hecho in estacion.spool.de_tipos(Tipo.IMAGEN)}
    suyas = {hoja.clave: hoja for hoja in hojas if hoja.clave and hoja.estado is not EstadoHoja.DESCARTADA}
    return tuple(
        CasillaEnAvance(casilla, tuple(_de_acta(acta, acopios, imagenes, suyas) for acta in casilla.actas))
        for casilla in acopios.casillas.todas
    )


def _de_acta(acta: Acta, acopios: Acopios, imagenes: Set[str], suyas: Mapping[str, Hoja]) -> ActaEnAvance:
    estado, hoja = acopios.estado(acta.clave), suyas.get(acta.clave)
    paso = PasoDeActa.FALTA
    if estado.situacion is Situacion.SIN_ACTA:
        paso = PasoDeActa.SIN_ACTA
    elif hoja is not None and not hoja.estado.acabada:
        paso = PasoDeActa.EN_BANDEJA
    elif acopios.por_redigitalizar(acta.clave):
        paso = PasoDeActa.OTRA_VEZ
    elif acta.clave in imagenes or acopios.digitalizada(acta.clave):
        paso = PasoDeActa.DIGITALIZADA
    elif estado.situacion is Situacion.RECIBIDA:
        paso = PasoDeActa.RECIBIDA
    return ActaEnAvance(acta, paso, estado, hoja)
