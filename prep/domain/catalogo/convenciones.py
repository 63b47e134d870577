"""The conventions by which an acta's handwriting is read, data of the entity (R-12, R-13), and those of who says none.

What F1 shows, what the manual says and what a field answers to a key that copies the paper are taken from here.
"""

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
    Convencion("sólo letra o sólo número", "Capture lo que haya."),
    Convencion("letra y número distintos", "Capture la letra, si no está alterada ni tachada."),
    Convencion("letra y número distintos, con la letra alterada o tachada", "Capture el número."),
    Convencion("tachado con corrección", "Capture la corrección."),
    Convencion("alterado o tachado sin corrección, en letra y en número", "Marque ILEGIBLE."),
    Convencion("no se entiende ni en letra ni en número", "Marque ILEGIBLE."),
    Convencion("en blanco, en letra y en número", "Marque SIN DATO. No capture 0."),
)
