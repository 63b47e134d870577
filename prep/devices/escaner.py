"""The port of whatever gives pages: a watched folder, a scanner. What goes wrong is said in words, and nothing is lost.

A source is an iterator. Asking it for the next page says that the one before is kept on disk: only then does it let go
of its file, or ask the feeder for another sheet.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

from prep.domain.reglas.auxilio import PIDA


@dataclass(frozen=True, slots=True)
class Pagina:
    """One page as it came. `contenido`: a JPEG or PNG file; `origen`: where it came from, to find its paper."""

    contenido: bytes
    origen: str


@dataclass(frozen=True, slots=True)
class Apartado:
    """A file that is no page and was set aside, not deleted; `motivo` is for the operator."""

    origen: str
    motivo: str


class OrigenDePaginas(Protocol):
    """Where pages come from."""

    def paginas(self) -> Iterator[Pagina | Apartado]:
        """What there is now, page by page, and then the end; raises FallaDeEscaner after the last good one."""


@runtime_checkable
class EscanerPorHojas(OrigenDePaginas, Protocol):
    """A source whose sheets pass one by one, and that can be told to stop. From any thread."""

    @property
    def avance(self) -> int:
        """How much of the sheet that is passing has come, in hundredths."""

    def detener(self) -> None:
        """No more sheets: `paginas` ends after the one that is passing, or drops it after GRACIA_S and says so."""


GRACIA_S = 5.0  # what the sheet that is passing has to end, once people want to stop
HOJA_S = 60.0  # to give a whole sheet, which may wait for the one before to be moved
HOJA_MAX = 64 * 1024 * 1024  # bytes
HOJAS_MAX = 500  # of one taking: no feeder holds as many


class Falla(StrEnum):
    """What goes wrong at a scanner. The value is what the operator reads: what happened and what to do."""

    ATASCO = (
        "El papel se atascó. Abra el alimentador, retire la hoja sin jalarla y vuelva a ponerla con las que faltan."
    )
    VACIO = "El alimentador está vacío. Ponga las actas y empiece de nuevo."
    DOBLE = (
        "Pasaron dos hojas juntas. Sepárelas, ponga las dos de nuevo en el alimentador con las que faltan y continúe."
    )
    TAPA = "El escáner tiene abierta una tapa. Ciérrela y empiece de nuevo."
    DETENIDA = "Se detuvo a media hoja. Vuelva a poner esa hoja en el alimentador, con las que faltan."
    SOLTADO = (
        "El escáner dejó de contestar. Revise su cable y que esté encendido; ponga de nuevo la hoja que pasaba, con "
        "las que faltan, y empiece de nuevo."
    )
    SIN_PERMISO = (
        f"Este usuario de la computadora no puede usar el escáner: falta que lo pongan en el grupo «scanner». {PIDA}"
    )
    SIN_PROGRAMA = f"A esta computadora le falta «sane-utils», con lo que se usan sus escáneres. {PIDA}"
    OTRO = (
        "El escáner de esa dirección no es el que se eligió: su certificado es otro. Si se cambió o se restauró, "
        f"elíjalo de nuevo con Alt+O. Si no, no escanee. {PIDA}"
    )
    OCUPADO = "El escáner está ocupado con otro trabajo. Espere a que termine y empiece de nuevo."
    AUSENTE = "El escáner no responde. Revise que esté encendido y conectado a la red, y empiece de nuevo."
    INCOMPLETA = "La última hoja no llegó completa. Vuelva a ponerla en el alimentador con las que faltan."
    NEGADA = f"El escáner no aceptó el trabajo. Apáguelo, enciéndalo y empiece de nuevo. Si se repite: {PIDA}"
    EXTRANA = f"El escáner contestó algo que no se entiende. Si se repite, use la carpeta. {PIDA}"
    DISCO = f"No hay espacio en el disco para más páginas: no escanee hasta que lo haya. {PIDA}"


class FallaDeEscaner(Exception):
    """Scanning stopped. The pages that came before are kept: `hojas` of them."""

    def __init__(self, falla: Falla, hojas: int = 0) -> None:
        self.falla, self.hojas = falla, hojas
        guardadas = {0: "", 1: " La hoja que ya pasó está guardada."}
        super().__init__(falla.value + guardadas.get(hojas, f" Las {hojas} hojas que ya pasaron están guardadas."))
