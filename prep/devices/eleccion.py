"""Which source of pages a station uses, as its operator chose it: a folder, or a scanner of the network or its own."""

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from prep.devices.escaner import OrigenDePaginas

COPIA, COPIA_USADAS = "digitalizacion.fuente", "digitalizacion.fuentes"  # of their copies in the spool
DEL_KIT = "escaner.txt"  # beside the spool: the scanner that the city's file says of this station
ENTRADA = "escaneos"  # beside it too: the folder watched if none is chosen
DONDE_MAX = 200
USADAS_MAX = 5


class OrigenInvalido(ValueError):
    """What was written is no folder and no scanner; the message says what to write."""


class ClaseDeOrigen(StrEnum):
    CARPETA = "carpeta"
    ESCANER = "escáner"  # of the network, by eSCL
    SANE = "sane"  # of this computer


DE_ESCANER = (ClaseDeOrigen.ESCANER, ClaseDeOrigen.SANE)


@dataclass(frozen=True, slots=True)
class OrigenElegido:
    """`donde`: the folder's path, the scanner's address, or what SANE calls it. `nombre`: as people know it, or "".

    `huella`: of the certificate that the scanner had when it was chosen.
    """

    clase: ClaseDeOrigen
    donde: str
    nombre: str = ""
    huella: str = ""

    @property
    def dicho(self) -> str:
        return self.nombre or self.donde

    @property
    def es_escaner(self) -> bool:
        return self.clase in DE_ESCANER

    def abrir(self) -> OrigenDePaginas:
        """Ready to be asked for pages; nothing is read or sent yet. Raises OrigenInvalido.

        What reads images takes half a second to import, and the window opens without it.
        """
        from prep.devices.carpeta import CarpetaVigilada
        from prep.devices.escl.cliente import EscanerEscl
        from prep.devices.sane import EscanerSane

        try:
            if self.clase is ClaseDeOrigen.ESCANER:
                return EscanerEscl(self.donde, self.huella)
            if self.clase is ClaseDeOrigen.SANE:
                return EscanerSane(self.donde)
        except ValueError as error:
            raise OrigenInvalido(str(error)) from error
        carpeta = Path(self.donde).expanduser()
        if not carpeta.is_absolute() or not carpeta.is_dir():
            raise OrigenInvalido(
                f"«{self.donde[:200]}» no es una carpeta de este equipo. Escriba su ruta completa, desde la raíz."
            )
        return CarpetaVigilada(carpeta)

    def conocido(self) -> "OrigenElegido":
        """The same, with the certificate that it has now: as it is chosen. Raises OrigenInvalido or FallaDeEscaner."""
        from prep.devices.escl.cliente import EscanerEscl

        abierto = self.abrir()
        return replace(self, huella=abierto.huella()) if isinstance(abierto, EscanerEscl) and self.cifrado else self

    @property
    def cifrado(self) -> bool:
        return self.clase is ClaseDeOrigen.ESCANER and self.donde.strip().lower().startswith("https://")

    def a_texto(self) -> str:
        return json.dumps([self.clase, self.donde, self.nombre, self.huella])


def elegido(texto: str | None, datos: Path) -> OrigenElegido:
    """What `a_texto` made; when nothing was ever chosen, the scanner of the station's kit, or the folder beside."""
    try:
        clase, donde, *resto = json.loads(texto or "")
        return OrigenElegido(ClaseDeOrigen(clase), str(donde), *map(str, resto[:2]))
    except (ValueError, TypeError):
        return _del_kit(datos) or OrigenElegido(ClaseDeOrigen.CARPETA, str(datos / ENTRADA))


def _del_kit(datos: Path) -> OrigenElegido | None:
    try:
        with (datos / DEL_KIT).open(encoding="utf-8", errors="replace") as archivo:
            donde = archivo.read(DONDE_MAX).strip()
    except OSError:
        return None
    return OrigenElegido(ClaseDeOrigen.ESCANER, donde) if donde else None


def usadas(texto: str | None) -> list[OrigenElegido]:
    """The sources that were chosen at this station, the last one first; none when it cannot be read."""
    try:
        todas = [OrigenElegido(ClaseDeOrigen(c), str(d), str(n), str(h)) for c, d, n, h in json.loads(texto or "[]")]
    except (ValueError, TypeError):
        return []
    return todas[:USADAS_MAX]


def con_esta(texto: str | None, nueva: OrigenElegido) -> str:
    """The same once `nueva` was chosen, for its copy."""
    otras = [o for o in usadas(texto) if (o.clase, o.donde) != (nueva.clase, nueva.donde)]
    return json.dumps([[o.clase, o.donde, o.nombre, o.huella] for o in (nueva, *otras)][:USADAS_MAX])
