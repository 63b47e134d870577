"""The sheets of the practice, as files of the programme: drawn once by `make practica`, read here and never written."""

from pathlib import Path

from prep.practica.ejercicios import Ejercicio
from prep.recursos import RECURSOS

CARPETA: Path = RECURSOS / "practica"


def contenido(ejercicio: Ejercicio) -> bytes:
    """The image of its paper. Raises OSError where the programme is not whole."""
    return (CARPETA / ejercicio.archivo).read_bytes()
