"""The one way in which a sending is not taken in: set aside, with its reason in Spanish."""

from prep.services.errores import ACUERDO

__all__ = ["ACUERDO", "Apartada"]


class Apartada(Exception):
    """This sending is kept aside and the rest goes on; the message says what is wrong and what to do."""
