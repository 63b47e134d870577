"""The strokes of handwritten letters and figures, drawn by us: nobody's typeface, so no licence but the project's.

A glyph is its strokes; a stroke is its points, two characters each: x from 0, y from 0 (descenders) over 3 (the line),
8 (small letters) and b (capitals, figures) to d (accents), in hexadecimal. A point said twice is a corner.
"""

from functools import cache

LINEA, ALTURA = 3, 8  # y of the writing line; from there to the top of a capital
Punto = tuple[float, float]
Trazo = tuple[Punto, ...]

MINUSCULAS = {
    "a": "47 38 18 06 05 13 23 35 47/48 48 44 53",
    "b": "0b 0b 03 03/06 18 38 46 45 33 13 04",
    "c": "47 38 18 06 05 13 33 44",
    "d": "47 38 18 06 05 13 23 45/4b 4b 44 53",
    "e": "06 06 46 46 37 28 18 06 05 13 33 44",
    "f": "4a 3b 2b 1a 13 13/08 38",
    "g": "47 38 18 06 05 14 24 46/48 48 42 30 10 01",
    "h": "0b 0b 03 03/05 18 38 47 43 43",
    "i": "08 08 04 13/0a 0b",
    "j": "28 28 22 10 01/2a 2b",
    "k": "0b 0b 03 03/38 05 05 43",
    "l": "0b 0b 04 13 23",
    "m": "08 08 03 03/06 18 28 37 33 33/36 48 58 67 63 63",
    "n": "08 08 03 03/06 18 38 47 43 43",
    "o": "28 18 06 05 13 33 45 46 38 28 18",
    "p": "08 08 00 00/06 18 38 46 45 33 13 04",
    "q": "47 38 18 06 05 13 23 45/48 48 40 40 51",
    "r": "08 08 03 03/05 17 28 38",
    "s": "47 38 18 07 16 35 44 33 13 04",
    "t": "1b 1b 14 23 33/08 38",
    "u": "08 08 05 13 23 45/48 48 44 53",
    "v": "08 08 23 23 48 48",
    "w": "08 08 13 13 36 36 53 53 68 68",
    "x": "08 43/48 03",
    "y": "08 08 24 24/48 48 24 10 00",
    "z": "08 48 48 03 03 43",
}
MAYUSCULAS = {
    "A": "03 03 3b 3b 63 63/16 56",
    "B": "0b 0b 03 03/0b 3b 49 48 37 07/37 55 54 43 03",
    "C": "59 4b 2b 09 05 13 43 54",
    "D": "0b 0b 03 03/0b 2b 49 57 55 33 03",
    "E": "5b 5b 0b 0b 03 03 53 53/07 47",
    "F": "5b 5b 0b 0b 03 03/07 47",
    "G": "5a 3b 1b 09 05 13 33 55 56 56 36",
    "H": "0b 0b 03 03/5b 5b 53 53/07 57",
    "I": "1b 1b 13 13/0b 2b/03 23",
    "J": "4b 4b 45 33 13 05",
    "K": "0b 0b 03 03/5b 07 07 53",
    "L": "0b 0b 03 03 43 43",
    "M": "03 03 0b 0b 35 35 6b 6b 63 63",
    "N": "03 03 0b 0b 53 53 5b 5b",
    "O": "3b 1a 08 06 14 33 54 66 68 5a 3b 2b",
    "P": "0b 0b 03 03/0b 3b 4a 48 37 07",
    "Q": "3b 1a 08 06 14 33 54 66 68 5a 3b 2b/44 62",
    "R": "0b 0b 03 03/0b 3b 4a 48 37 07/27 53",
    "S": "5a 4b 2b 0a 09 17 46 55 54 43 13 04",
    "T": "0b 6b/3b 3b 33 33",
    "U": "0b 0b 05 13 43 55 5b 5b",
    "V": "0b 0b 33 33 6b 6b",
    "W": "0b 0b 23 23 49 49 63 63 8b 8b",
    "X": "0b 53/5b 03",
    "Y": "0b 37 37 33 33/6b 37",
    "Z": "0b 5b 5b 03 03 53",
}
CIFRAS = {
    "0": "2b 1b 09 05 13 33 45 49 3b 2b 1b",
    "1": "09 2b 2b 23 23",
    "2": "09 1b 3b 49 47 03 03 43",
    "3": "0a 1b 3b 49 48 27 27 47 45 44 33 13 04",
    "4": "1b 1b 06 06 56/4a 4a 43 43",
    "5": "4b 4b 0b 0b 07 07 28 47 45 33 13 04",
    "6": "3b 1a 07 05 13 33 45 46 37 17 05",
    "7": "0b 4b 4b 13 13",
    "8": "3a 2b 1b 09 18 37 45 33 13 04 16 38 49 3a",
    "9": "49 3b 1b 09 08 17 37 49 4a 43 43",
}
OTROS = {"-": "07 37", "/": "03 4b", ".": "03 13", " ": ""}
SIETE_CON_BARRA = "0b 4b 4b 13 13/17 47"
ACENTOS = {"á": "a", "é": "e", "í": "ı", "ó": "o", "ú": "u"}
TILDE, AGUDO, DIERESIS = "0a 1b 3a 4b", "2a 3c", "1a 1b/3a 3b"


def _compuestas() -> dict[str, str]:
    """The letters with something over them."""
    hechas = {"ñ": f"{MINUSCULAS['n']}/{TILDE}", "Ñ": f"{MAYUSCULAS['N']}/0c 1d 3c 4d", "ı": "08 08 04 13"}
    for letra, base in ACENTOS.items():
        cuerpo = hechas["ı"] if base == "ı" else MINUSCULAS[base]
        hechas[letra] = f"{cuerpo}/{'0a 1c' if base == 'ı' else AGUDO}"
        grande = MAYUSCULAS["I" if base == "ı" else base.upper()]
        hechas[letra.upper()] = f"{grande}/2c 3d"
    hechas["ü"] = f"{MINUSCULAS['u']}/{DIERESIS}"
    hechas["Ü"] = f"{MAYUSCULAS['U']}/1c 1d/4c 4d"
    return hechas


GLIFOS = {**MINUSCULAS, **MAYUSCULAS, **CIFRAS, **OTROS, **_compuestas()}
DESCONOCIDO = "-"


@cache
def trazos(letra: str, barra: bool = False) -> tuple[Trazo, ...]:
    """The strokes of `letra` (a dash when there is none for it); `barra`: the 7 has its bar."""
    texto = SIETE_CON_BARRA if barra and letra == "7" else GLIFOS.get(letra, GLIFOS[DESCONOCIDO])
    return tuple(
        tuple((int(punto[0], 16), int(punto[1], 16)) for punto in trazo.split()) for trazo in texto.split("/") if trazo
    )


@cache
def ancho(letra: str) -> float:
    """How wide `letra` is, in the units of its points."""
    return max((x for trazo in trazos(letra) for x, _ in trazo), default=3.0)
