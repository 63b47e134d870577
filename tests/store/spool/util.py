"""Signed facts for the spool's tests."""

from hashlib import sha256

from prep.domain.hechos.hechos import Acopio, Captura, Cuerpo, Fuente, Imagen
from prep.net import identidad
from prep.services.estacion.firma import FirmaDeSesion
from prep.store.hechos import HechoFirmado
from prep.store.spool.tipos import ImagenNueva

PROCESO, ESTACION, ACTA = "SIMULACRO-1", "catd01-e1", "GUB-001-0001-B01-00-A02-1"
LLAVE = identidad.nueva()
FIRMA = FirmaDeSesion("ope1", ESTACION, PROCESO, LLAVE)


def hecho(cuerpo: Cuerpo | None = None, acta: str = ACTA) -> HechoFirmado:
    return FIRMA.hecho(acta, Fuente.CATD, cuerpo or Acopio("01", "D"))


def captura(ronda: int = 1, acta: str = ACTA) -> HechoFirmado:
    return hecho(Captura(ronda, "ab" * 32, (765432, 2), "ACTA PREP", acta), acta)


def foto(contenido: bytes = b"papel", acta: str = ACTA) -> tuple[HechoFirmado, ImagenNueva]:
    huella = sha256(contenido).hexdigest()
    return hecho(Imagen(huella, "ESCANER", "01"), acta), ImagenNueva(huella, acta, contenido)
