"""What a name of the catalogue or of a person may not be: it is published in files that a spreadsheet opens."""

import unicodedata

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
SIN_DATO = "-"  # by itself it is no formula, and real files say so what there is not
DE_CONTROL = ("Cc", "Cf", "Cs")  # terminals obey some, and others turn the rest of the line around


def defecto_de_nombre(texto: str) -> str:
    """Why `texto` cannot be published as a name, "" when it can: what is wrong and what to do, after its place."""
    if texto != SIN_DATO and texto.startswith(FORMULA):
        return f"empieza con «{texto[0]}» y una hoja de cálculo lo tomaría por fórmula: quite ese signo"
    if any(unicodedata.category(letra) in DE_CONTROL for letra in texto):
        return "lleva caracteres de control, que no se ven: escríbalo de nuevo"
    return ""
