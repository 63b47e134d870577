"""What was found wrong in what is published, named by its kind."""

import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from central.verificar.modelo import NoEsPrep


class ClaseDeFalla(StrEnum):
    """What is wrong: whoever reads the report looks for it by this word."""

    FIRMA = "FIRMA"
    CADENA = "CADENA"
    ARCHIVO = "ARCHIVO"
    FRAGMENTO = "FRAGMENTO"
    PAGINA = "PÁGINA"
    IMAGEN = "IMAGEN"
    RENGLON = "RENGLÓN"
    ENCABEZADO = "ENCABEZADO"
    BITACORA = "BITÁCORA"
    DOS_CABEZAS = "DOS CABEZAS"
    REESCRITO = "REESCRITO"


@dataclass(slots=True)
class Revisado:
    """`fallas`: kind and sentence, in the order in which they came; `dichos`: what was checked, and what was not."""

    fallas: list[tuple[ClaseDeFalla, str]] = field(default_factory=list)
    dichos: list[str] = field(default_factory=list)

    def falla(self, clase: ClaseDeFalla, texto: str) -> None:
        self.fallas.append((clase, texto))

    def dicho(self, texto: str) -> None:
        self.dichos.append(texto)


def leer_objeto(crudo: bytes | None, ruta: str) -> dict[str, Any]:
    """The JSON object of a file of the site; raises NoEsPrep, also when it is not there."""
    if crudo is None:
        raise NoEsPrep(f"falta {ruta}")
    try:
        dato = json.loads(crudo)
    except (ValueError, RecursionError) as error:
        raise NoEsPrep(f"{ruta} no es JSON") from error
    if not isinstance(dato, dict):
        raise NoEsPrep(f"{ruta} no es lo que debe")
    return dato
