"""Why somebody hands back what they were to capture."""

from enum import StrEnum


class RazonDeDevolucion(StrEnum):
    """Why who was to capture an acta hands it back; all but the last are the desk's to decide (R-04, R-05)."""

    NO_ES = "NO_ES"  # the paper is not the acta that its label says
    NO_SE_LEE = "NO_SE_LEE"
    INCOMPLETA = "INCOMPLETA"  # a piece of it is missing
    OTRA_PERSONA = "OTRA_PERSONA"  # nothing is wrong with it: somebody else will capture it
