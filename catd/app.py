"""The composition root of the CATD's station: its screens, in the order in which an acta passes through them."""

from catd.acopio.pantalla import PUERTA as ACOPIO
from catd.digitalizacion.pantalla import PUERTA as DIGITALIZACION
from catd.empaque.pantalla import PUERTA as EMPAQUE
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

PUERTAS: tuple[Puerta, ...] = (
    COORDINACION, ACOPIO, DIGITALIZACION, CAPTURA, VALIDACION, ACUERDOS, COTEJOS, EMPAQUE, PERSONAS,
)  # fmt: skip


def principal(opciones: OpcionesDeEstacion) -> int:
    return correr(opciones, PUERTAS, Practica(opciones.datos).abrir)
