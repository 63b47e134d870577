"""The conventions by which an acta's handwriting is read, as whoever captures is shown them (R-12, R-13)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Convencion:
    """How something written where a number goes is captured."""

    escrito: str
    captura: str
    teclas: str = ""  # those of who copies what is written instead of reading it


CONVENCIONES = (
    Convencion("guion (-)", "Capture 0.", "-"),
    Convencion("diagonal (/)", "Capture 0.", "/"),
    Convencion("equis (X)", "Capture 0.", "X"),
    Convencion("la palabra («cero», «ninguno», «doce»)", "Capture el número que dice la palabra."),
    Convencion("tachado con corrección", "Capture la corrección."),
    Convencion("tachado sin corrección, en letra y en número", "Marque ILEGIBLE."),
    Convencion("no se entiende ni en letra ni en número", "Marque ILEGIBLE."),
    Convencion("en blanco, en letra y en número", "Marque SIN DATO. No capture 0."),
)
