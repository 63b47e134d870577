"""A whole number in words, as it is written by hand on an acta."""

# fmt: off
HASTA_29 = (
    "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce",
    "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno",
    "veintidós", "veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve",
)
DECENAS = ("treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
CENTENAS = (
    "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos", "setecientos", "ochocientos",
    "novecientos",
)
# fmt: on
MAXIMO = 999_999_999_999


def en_letras(numero: int) -> str:
    """`188` as `ciento ochenta y ocho`; from 0 to MAXIMO, else ValueError."""
    if not 0 <= numero <= MAXIMO:
        raise ValueError(f"{numero} no va de 0 a {MAXIMO}")
    millones, resto = divmod(numero, 1_000_000)
    if not millones:
        return _hasta_millon(resto)
    antes = "un millón" if millones == 1 else f"{_apocope(_hasta_millon(millones))} millones"
    return f"{antes} {_hasta_millon(resto)}" if resto else antes


def _hasta_millon(numero: int) -> str:
    miles, resto = divmod(numero, 1000)
    if not miles:
        return _hasta_mil(resto)
    antes = "mil" if miles == 1 else f"{_apocope(_hasta_mil(miles))} mil"
    return f"{antes} {_hasta_mil(resto)}" if resto else antes


def _hasta_mil(numero: int) -> str:
    if numero == 100:
        return "cien"
    centenas, resto = divmod(numero, 100)
    if centenas:
        cabeza = CENTENAS[centenas - 1]
        return f"{cabeza} {_hasta_mil(resto)}" if resto else cabeza
    if resto < len(HASTA_29):
        return HASTA_29[resto]
    decena, unidad = divmod(resto, 10)
    cabeza = DECENAS[decena - 3]
    return f"{cabeza} y {HASTA_29[unidad]}" if unidad else cabeza


def _apocope(texto: str) -> str:
    """`veintiuno` before `mil` or `millones` is `veintiún`."""
    if texto.endswith("veintiuno"):
        return texto.removesuffix("uno") + "ún"
    return texto.removesuffix("o") if texto.endswith(" uno") else texto
