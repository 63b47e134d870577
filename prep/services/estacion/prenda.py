"""The proof of who works at a station, given to its node when it asks: the operator sees nothing of it (P-10)."""

import time
from collections.abc import Callable
from typing import Final, TypeVar

from prep.domain.reglas.auxilio import PIDA
from prep.services.estacion.firma import FirmaDeSesion
from prep.services.nodo.cliente import NodoCliente
from prep.services.nodo.tipos import NodoAusente, NodoRechaza

R = TypeVar("R")
SIN_SESION, SIN_PAPEL, SIN_PRUEBA = "PR011", "PR012", "PR013"
PAUSA_S, PAUSA_MAX_S, PLAZO_S = 0.002, 0.1, 4.0
# What an operator reads for a refusal of the node, in the place of "El nodo no lo permite".
FRASES: Final = {
    **dict.fromkeys(
        (SIN_SESION, SIN_PRUEBA),
        f"No se pudo comprobar quién es usted: {{}}. Salga con F10, entre otra vez. Si se repite: {PIDA}",
    ),
    SIN_PAPEL: "{}.",
    "42883": "El nodo es de una versión anterior de este programa y todavía no lo hace.",
}


class SinCentinela(NodoAusente):
    """The node answers, and nobody at it looks at signatures now."""


def abrir(nodo: NodoCliente, firma: FirmaDeSesion) -> None:
    """Shows to `nodo` who works here. Raises NodoAusente (SinCentinela too) or NodoRechaza.

    For what is claimed in that operator's name until it lapses, the node forgets it, or they leave.
    """
    nombre, reto = nodo.pedir_reto(firma.operador)
    prueba = firma.prueba(nombre, reto)
    limite, pausa = time.monotonic() + PLAZO_S, PAUSA_S
    while not nodo.abrir_sesion(firma.operador, reto, prueba):
        if time.monotonic() > limite:
            raise SinCentinela("El nodo no ha comprobado quién trabaja en esta estación.")
        time.sleep(pausa)
        pausa = min(2 * pausa, PAUSA_MAX_S)


def con_sesion(nodo: NodoCliente, firma: FirmaDeSesion, pregunta: Callable[[], R]) -> R:
    """What `pregunta` asks of `nodo`, which first may ask in its turn who is here."""
    try:
        return pregunta()
    except NodoRechaza as rechazo:
        if rechazo.codigo != SIN_SESION:
            raise
    abrir(nodo, firma)
    return pregunta()
