"""Actas tied to no approved casilla: ordinary actas whose key says what was read on them (R-01, R-10c)."""

from prep.domain.catalogo.catalogo import Acta, Catalogo, TipoCasilla, clave_acta

PREFIJO = "FC-"
PARTES = 7


class ClaveInvalida(ValueError):
    """A key that names no acta; the message says what is wrong, in Spanish."""


def clave_fc(
    eleccion: str, territorio: str, seccion: str, tipo: str, numero: str, extension: str, codigo: str, ordinal: int
) -> str:
    """The key of an acta fuera de catálogo; `ordinal` tells apart those that read the same."""
    return PREFIJO + clave_acta(eleccion, territorio, seccion, tipo, numero, extension, codigo, ordinal)


def acta_fc(clave: str, catalogo: Catalogo) -> Acta:
    """The acta that the key `FC-…` describes; raises ClaveInvalida. Its form must be one of the catalogue's (R-15)."""
    partes = clave.removeprefix(PREFIJO).split("-")
    if not clave.startswith(PREFIJO) or len(partes) != PARTES:
        raise ClaveInvalida(f"{clave!r} no es la clave de un acta fuera de catálogo")
    eleccion, territorio, seccion, casilla, extension, codigo, ordinal = partes
    if f"{eleccion}/{territorio}/{codigo}" not in catalogo.formas:
        raise ClaveInvalida(f"no hay actas {codigo} de {eleccion} en {territorio}")
    if not clave.isascii():  # `²` is a digit too, and no number
        raise ClaveInvalida(f"{clave!r} lleva letras o cifras que no son de una clave")
    if casilla[:1] not in TipoCasilla.__members__ or not (1 <= len(casilla[1:]) <= 2 and casilla.isalnum()):
        raise ClaveInvalida(f"{casilla!r} no es un tipo y número de casilla")
    if not (seccion.isdigit() and len(seccion) == 4 and extension.isdigit() and len(extension) == 2):
        raise ClaveInvalida(f"la sección {seccion!r} lleva cuatro cifras y la extensión {extension!r}, dos")
    if not (ordinal.isdigit() and len(ordinal) <= 6):
        raise ClaveInvalida(f"{ordinal!r} no es un ordinal")
    return Acta(
        clave=clave,
        eleccion=eleccion,
        territorio=territorio,
        seccion=seccion,
        tipo=TipoCasilla(casilla[0]),
        numero=casilla[1:],
        extension=extension,
        codigo=codigo,
        ordinal=int(ordinal),
        lista_nominal=0,
        ubicacion="3",
        centro="",
        clave_casilla=f"{catalogo.entidad.id}{seccion}{casilla[0]}{casilla[1:]:0>2}{extension}",
        catalogada=False,
        en_archivo=False,
    )
