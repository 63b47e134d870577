"""The windows where acts are signed, by the name that a run is asked for with."""

from tests.faults.desliz.firmas.acopio import PuestoDeAcopio
from tests.faults.desliz.firmas.acuerdos import PuestoDeAcuerdos
from tests.faults.desliz.firmas.coordinacion import PuestoDeCoordinacion
from tests.faults.desliz.firmas.cotejos import PuestoDeCotejos
from tests.faults.desliz.firmas.digitalizacion import PuestoDeDigitalizacion
from tests.faults.desliz.firmas.empaque import PuestoDeEmpaque
from tests.faults.desliz.firmas.imagenes import PuestoDeImagenes
from tests.faults.desliz.firmas.mesa_ccv import PuestoDeMesaDelCCV
from tests.faults.desliz.firmas.personas import PuestoDePersonas
from tests.faults.desliz.firmas.puerta import PuestoDePuerta
from tests.faults.desliz.firmas.puesto import PuestoDeFirmas
from tests.faults.desliz.firmas.sala import PuestoDeSala

FIRMAN: dict[str, type[PuestoDeFirmas]] = {
    "acopio": PuestoDeAcopio,
    "digitalizacion": PuestoDeDigitalizacion,
    "imagenes": PuestoDeImagenes,
    "propuestas": PuestoDeAcuerdos,
    "cotejos": PuestoDeCotejos,
    "coordinacion": PuestoDeCoordinacion,
    "cierre": PuestoDeEmpaque,
    "personas": PuestoDePersonas,
    "mesa-ccv": PuestoDeMesaDelCCV,
    "puerta": PuestoDePuerta,
    "sala": PuestoDeSala,
}
