"""What an operator signs to prove to a node who works at a station: never to be taken for a fact (P-10)."""

from uuid import UUID


def mensaje(proceso: str, nodo: str, estacion: str, operador: str, reto: UUID) -> bytes:
    """One line each, none of which can hold another: names, and the challenge that the node gave for this one time.

    A fact's text begins with another word, `prep-1`.
    """
    return "\n".join(("prep-sesion-1", proceso, nodo, estacion, operador, str(reto))).encode()
