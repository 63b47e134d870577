"""The composition root of the CCV's station: its screens, in the order in which an acta passes through them."""

from ccv.imagenes.pantalla import PUERTA as IMAGENES
from prep.ui.acuerdos.pantalla import PUERTA as ACUERDOS
from prep.ui.captura.pantalla import PUERTA as CAPTURA
from prep.ui.coordinacion.pantalla import PUERTA as COORDINACION
from prep.ui.cotejo.pantalla import PUERTA as COTEJOS
from prep.ui.opciones import OpcionesDeEstacion
from prep.ui.pantalla import Puerta
from prep.ui.personas.pantalla import PUERTA as PERSONAS
from prep.ui.practica.puerta import Practica
from prep.ui.programa import correr
from prep.ui.validacion.pantalla import PUERTA as VALIDACION

PUERTAS: tuple[Puerta, ...] = (CAPTURA, VALIDACION, ACUERDOS, COTEJOS, IMAGENES, COORDINACION, PERSONAS)


def principal(opciones: OpcionesDeEstacion) -> int:
    return correr(opciones, PUERTAS, Practica(opciones.datos).abrir)
