"""What is connected to this computer by USB, as people name it; and what cannot be seen, said in words."""

from dataclasses import dataclass
from enum import StrEnum

NOMBRE_MAX = 60


class ClaseDeAparato(StrEnum):
    """What a station cares about. The value is what people read."""

    LECTOR = "Lector de códigos"
    ESCANER = "Escáner"
    IMPRESORA = "Impresora"
    ALMACENAMIENTO = "Memoria, disco o teléfono"


# Those whose absence stops somebody's work.
DE_TRABAJO = (ClaseDeAparato.LECTOR, ClaseDeAparato.ESCANER, ClaseDeAparato.IMPRESORA)


@dataclass(frozen=True, slots=True)
class Aparato:
    """`marca`: maker and model as numbers, `05f9:2214`; `donde`: its port. `serie`: "" when it does not say."""

    clase: ClaseDeAparato
    nombre: str
    marca: str
    serie: str = ""
    donde: str = ""

    @property
    def identidad(self) -> str:
        """The same while it is the same one: by its series, or by the port where it is."""
        return f"{self.marca} {self.serie or self.donde}"


@dataclass(frozen=True, slots=True)
class InventarioUsb:
    """`sin_ver`: what could not be seen and what to do about it, "" when all was."""

    aparatos: tuple[Aparato, ...] = ()
    sin_ver: str = ""

    def de(self, clase: ClaseDeAparato) -> tuple[Aparato, ...]:
        return tuple(a for a in self.aparatos if a.clase is clase)


def limpio(texto: str | None, maximo: int = NOMBRE_MAX) -> str:
    """What a device says of itself, fit for one line: it may say anything."""
    legible = "".join(c if c.isprintable() else " " for c in (texto or "")[: maximo * 4])
    return " ".join(legible.split())[:maximo].strip()


# What each kind has: classes of interface of USB, and makers (assigned numbers). A reader is a keyboard to the system:
# only its maker or its name tell it apart.
HID, IMAGEN, IMPRESION, MASIVO, SERIE_CDC, PROPIA = 0x03, 0x06, 0x07, 0x08, 0x02, 0xFF
DE_LECTORES = frozenset({0x0536, 0x05E0, 0x05F9, 0x065A, 0x0745, 0x0C2E, 0x1EAB, 0x27DD})
DE_ESCANERES = frozenset(
    {0x03F0, 0x040A, 0x04A9, 0x04B8, 0x04C5, 0x04DA, 0x04F9, 0x0638, 0x07B3, 0x1083, 0x29CC}
)  # fmt: skip
DICEN_LECTOR = ("barcode", "bar code", "scanner", "lector", "qr code", "2d reader")
DICEN_ESCANER = ("scan", "escáner", "escaner")


def clases_de(fabricante: int, interfaces: frozenset[int], nombre: str) -> list[ClaseDeAparato]:
    """What a device is, by its maker, the classes of its interfaces and its name; several when it is several."""
    dicho = nombre.casefold()
    son: list[ClaseDeAparato] = []
    if interfaces & {HID, SERIE_CDC} and (fabricante in DE_LECTORES or any(p in dicho for p in DICEN_LECTOR)):
        son.append(ClaseDeAparato.LECTOR)
    if IMPRESION in interfaces:
        son.append(ClaseDeAparato.IMPRESORA)
    de_escaner = fabricante in DE_ESCANERES and bool(interfaces & {IMAGEN, PROPIA})
    dice_escaner = PROPIA in interfaces and any(p in dicho for p in DICEN_ESCANER)
    if (de_escaner or dice_escaner) and ClaseDeAparato.LECTOR not in son:
        son.append(ClaseDeAparato.ESCANER)
    if MASIVO in interfaces or (IMAGEN in interfaces and ClaseDeAparato.ESCANER not in son):
        son.append(ClaseDeAparato.ALMACENAMIENTO)
    return son
