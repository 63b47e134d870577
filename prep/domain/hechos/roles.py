"""The roles: what a person is registered to do, and with it which facts they sign and which actions are theirs."""

from enum import StrEnum


class Rol(StrEnum):
    """As kept in `prep.operador.roles` and named by the functions of the base (a test compares them)."""

    ACOPIO = "acopio"
    DIGITALIZACION = "digitalizacion"
    CAPTURA = "captura"
    MESA = "mesa"
    COORDINACION = "coordinacion"
    NODO = "nodo"  # of no person: the key of a CATD's node, for what it does by itself


DE_PERSONA = frozenset(Rol) - {Rol.NODO}
