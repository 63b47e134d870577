"""Small things about texts that several rooms of the catalogue need."""

import unicodedata


def llano(texto: str) -> str:
    """In capitals, without accents, points or repeated spaces: for comparing names that files spell differently."""
    sin_acentos = "".join(c for c in unicodedata.normalize("NFD", texto.upper()) if not unicodedata.combining(c))
    return " ".join(sin_acentos.replace(".", "").split())
