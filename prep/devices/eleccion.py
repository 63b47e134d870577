"""Which source of pages a station uses, as its operator chose it: a folder, or a scanner by its address."""

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from prep.devices.escaner import OrigenDePaginas

COPIA = "digitalizacion.fuente"  # of its copy in the spool
DEL_KIT = "escaner.txt"  # beside the spool: the scanner that the city's file says of this station
ENTRADA = "escaneos"  # beside it too: the folder watched if none is chosen
DONDE_MAX = 200


class OrigenInvalido(ValueError):
    """What was written is no folder and no scanner; the message says what to write."""


class ClaseDeOrigen(StrEnum):
    CARPETA = "carpeta"
    ESCANER = "escáner"


@dataclass(frozen=True, slots=True)
class OrigenElegido:
    """`donde`: the folder's path, or the scanner's address."""

    clase: ClaseDeOrigen
    donde: str

    def abrir(self) -> OrigenDePaginas:
        """Ready to be asked for pages; nothing is read or sent yet. Raises OrigenInvalido.

        What reads images takes half a second to import, and the window opens without it.
        """
        from prep.devices.carpeta import CarpetaVigilada
        from prep.devices.escl import DireccionInvalida, EscanerEscl

        if self.clase is ClaseDeOrigen.ESCANER:
            try:
                return EscanerEscl(self.donde)
            except DireccionInvalida as error:
                raise OrigenInvalido(str(error)) from error
        carpeta = Path(self.donde).expanduser()
        if not carpeta.is_absolute() or not carpeta.is_dir():
            raise OrigenInvalido(
                f"«{self.donde[:200]}» no es una carpeta de este equipo. Escriba su ruta completa, desde la raíz."
            )
        return CarpetaVigilada(carpeta)

    def a_texto(self) -> str:
        return json.dumps([self.clase, self.donde])


def elegido(texto: str | None, datos: Path) -> OrigenElegido:
    """What `a_texto` made; when nothing was ever chosen, the scanner of the station's kit, or the folder beside."""
    try:
        clase, donde = json.loads(texto or "")
        return OrigenElegido(ClaseDeOrigen(clase), str(donde))
    except (ValueError, TypeError):
        return _del_kit(datos) or OrigenElegido(ClaseDeOrigen.CARPETA, str(datos / ENTRADA))


def _del_kit(datos: Path) -> OrigenElegido | None:
    try:
        with (datos / DEL_KIT).open(encoding="utf-8", errors="replace") as archivo:
            donde = archivo.read(DONDE_MAX).strip()
    except OSError:
        return None
    return OrigenElegido(ClaseDeOrigen.ESCANER, donde) if donde else None
