"""A catalogue of three elections over two CATD, for the tests of the acopio counter and its documents."""

from dataclasses import replace

from prep.domain.catalogo.catalogo import (
    CCV,
    NO_REGISTRADAS,
    NULOS,
    TOTALES,
    Acta,
    Catalogo,
    Codigo,
    Forma,
    TipoCasilla,
    clave_acta,
)
from tests.store import ejemplos

CODIGOS = {"GUB": ("A02", "A02E", "A02E"), "DIP_LOC": ("A03", "A03EMR", "A03ERP"), "ALC": ("A04", "A04E", "A04E")}
NOMBRES = {"GUB": "JEFATURA", "DIP_LOC": "DIPUTACIONES", "ALC": "ALCALDIAS"}
TERRITORIO = {"GUB": ("ID_DISTRITO_LOCAL",), "DIP_LOC": ("ID_DISTRITO_LOCAL",), "ALC": ("ID_ALCALDIA", "ALCALDIA")}


def acta(
    eleccion: str,
    seccion: int,
    tipo: str = "B",
    numero: str = "01",
    codigo: str = "",
    ordinal: int = 1,
    centro: str = "",
    extension: str = "00",
) -> Acta:
    """One acta of district (or alcaldía) 001; odd sections are CATD 01's."""
    sec = f"{seccion:04d}" if seccion else "N/A"
    codigo = codigo or CODIGOS[eleccion][tipo == "S"]
    clave = clave_acta(eleccion, "001", sec, tipo, numero, extension, codigo, ordinal)
    publicada = f"09{seccion:04d}{tipo}{numero}{extension}"
    centro = centro or ("01" if seccion % 2 else "02")
    return Acta(
        clave, eleccion, "001", sec, TipoCasilla(tipo), numero, extension, codigo, ordinal, 700, "1", centro, publicada
    )


def casilla(seccion: int, tipo: str = "B", numero: str = "01", extension: str = "00") -> list[Acta]:
    """Its actas in the three elections; a special one has two of diputaciones (R-19)."""
    actas = [acta(e, seccion, tipo, numero, extension=extension) for e in CODIGOS]
    if tipo == "S":
        actas.append(acta("DIP_LOC", seccion, tipo, numero, "A03ERP"))
    return actas


def catalogo(secciones: int = 12) -> Catalogo:
    """Sections 0001 …, each with básica and contigua; 0003 with three more, a special and two extraordinarias."""
    base = ejemplos.catalogo()
    actas = [acta("GUB", 0, "M", "01", "A02", centro=CCV), acta("ALC", 0, "A", "N/A", "A04", centro="01")]
    for n in range(1, secciones + 1):
        actas += casilla(n) + casilla(n, "C")
    for numero in ("02", "03", "10"):
        actas += casilla(3, "C", numero)
    actas += casilla(3, "S") + casilla(3, "E", "01", "01") + casilla(3, "E", "01", "02")
    votos = (*(c.codigo for c in ejemplos.COLUMNAS), NO_REGISTRADAS, NULOS)
    formas = [Forma(e, "001", c, TOTALES, votos) for e, codigos in CODIGOS.items() for c in dict.fromkeys(codigos)]
    elecciones = tuple(
        replace(
            base.elecciones[0],
            codigo=e,
            nombre=NOMBRES[e],
            codigos=tuple(Codigo(c) for c in dict.fromkeys(codigos)),
            columnas_territorio=TERRITORIO[e],
        )
        for e, codigos in CODIGOS.items()
    )
    return replace(
        base,
        elecciones=elecciones,
        formas={f.clave: f for f in formas},
        actas={a.clave: a for a in actas},
    )
