"""A small catalogue, its people and its stations, for the tests that need a base."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from uuid_utils.compat import uuid7

from central.nodo.personas import EstacionNueva, OperadorNuevo
from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.catalogo.catalogo import (
    ASENTADO,
    CCV,
    NO_REGISTRADAS,
    NULOS,
    TOTALES,
    Acta,
    Candidatura,
    Catalogo,
    Centro,
    ClaseColumna,
    Codigo,
    ColorDeActa,
    Columna,
    Convenio,
    Eleccion,
    Entidad,
    Forma,
    Territorio,
    TipoCasilla,
    clave_acta,
)
from prep.domain.hechos.hechos import Captura, Cuerpo, Fuente, Hecho
from prep.domain.hechos.texto import mensaje
from prep.net.identidad import verificar
from prep.store.hechos import HechoFirmado

PROCESO = "prueba-1"
AHORA = datetime(2024, 6, 3, 2, 15, 7, 123456, tzinfo=UTC)
FIRMA = b"f" * 64
COLUMNAS = (
    Columna("PAN", ClaseColumna.PARTIDO, ("PAN",)),
    Columna("PRI", ClaseColumna.PARTIDO, ("PRI",)),
    Columna("PAN_PRI", ClaseColumna.COMBINACION, ("PAN", "PRI")),
    Columna("CSP", ClaseColumna.COMUN, ("MORENA", "PT")),
)

CODIGOS = (Codigo("A02"), Codigo("A03ERP", "RPP", True, True))


def acta(seccion: int, tipo: TipoCasilla = TipoCasilla.B, centro: str = "01", ordinal: int = 1) -> Acta:
    """One acta of GUB in district 001."""
    sec = f"{seccion:04d}" if seccion else "N/A"
    clave = clave_acta("GUB", "001", sec, tipo, "01", "0", "A02", ordinal)
    casilla = f"09{seccion:04d}{tipo}0100"
    return Acta(clave, "GUB", "001", sec, tipo, "01", "0", "A02", ordinal, 700, "1", centro, casilla)


def catalogo(actas: int = 20, proceso: str = PROCESO) -> Catalogo:
    """`actas` ordinary actas, odd sections at CATD 01 and even at 02, after one from abroad at the CCV."""
    todas = [acta(0, TipoCasilla.M, CCV), *(acta(n, centro="01" if n % 2 else "02") for n in range(1, actas + 1))]
    votos = (*(c.codigo for c in COLUMNAS), NO_REGISTRADAS, NULOS)
    formas = (Forma("GUB", "001", "A02", TOTALES, votos), Forma("GUB", "001", "A01", (), votos))
    assert formas[0].campos[-1] == ASENTADO
    return Catalogo(
        proceso=proceso,
        entidad=Entidad("09", "CIUDAD DE MÉXICO", "CDMX", 2024),
        ajustes=Ajustes(boletas_max=None, vigencia_trabajo_s=60, sorteo=1),
        elecciones=(Eleccion("GUB", "JEFATURA", COLUMNAS, CODIGOS, color=ColorDeActa("morado", "#6b2c91")),),
        territorios=(Territorio("GUB", "001", "UNO"),),
        centros=(Centro("02", "CATD 02"), Centro("01", "CATD 01"), Centro(CCV, "CCV")),
        formas={f.clave: f for f in formas},
        convenios=(Convenio("GUB", "CSP", ("001",), (("MORENA", 5333), ("PT", 4667)), "MORENA"),),
        candidaturas=(Candidatura("GUB", "", "PAN, PRI", "ANA «Ñ»", "BETO"),),
        actas={a.clave: a for a in todas},
    )


def operadores(cuantos: int = 24, sitio: str = "01") -> list[OperadorNuevo]:
    """`op-01-1` …, who capture, sit at the desk and receive at `sitio`; and `centro`."""
    papeles = ("acopio", "digitalizacion", "captura", "mesa")
    nombres = [f"op-{sitio.lower()}-{n}" for n in range(1, cuantos + 1)]
    gente = [OperadorNuevo(n, n.upper(), n.encode().ljust(32, b"."), "{}", papeles, sitio) for n in nombres]
    return [*gente, OperadorNuevo("centro", "CENTRO", b"c" * 32, "{}", ("coordinacion",), CCV)]


def estaciones(cuantas: int = 24, sitio: str = "01") -> list[EstacionNueva]:
    return [EstacionNueva(f"est-{sitio.lower()}-{n}", sitio) for n in range(1, cuantas + 1)]


def captura(ronda: int = 1, *valores: int, imagen: str = "") -> Captura:
    return Captura(ronda, imagen, valores or (1,) * 11, "ACTA PREP", "")


def hecho(
    clave: str,
    cuerpo: Cuerpo,
    *,
    operador: str = "op-01-1",
    estacion: str = "est-01-1",
    fuente: Fuente = Fuente.CATD,
    id: UUID | None = None,
    despues_s: int = 0,
) -> Hecho:
    momento = AHORA + timedelta(seconds=despues_s)
    return Hecho(id or uuid7(), PROCESO, clave, fuente, operador, estacion, momento, cuerpo)


def firma_valida(firmado: HechoFirmado, publica: bytes) -> bool:
    """Whether the fact is exactly what the owner of `publica` signed, as the árbitro asks it."""
    return verificar(publica, mensaje(firmado.hecho, firmado.cuerpo), firmado.firma)
