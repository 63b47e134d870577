"""The columns of the results file of Anexo 18.5 and the words that stand in them where there is no figure."""

from prep.domain.catalogo.catalogo import ASENTADO, NO_REGISTRADAS, NULOS, TOTALES, Eleccion

NADA = "-"  # not registered yet, or the party does not compete there
NO_APLICA = "N/A"
SIN_ACTA = "SIN ACTA"
EN_REVISION = "EN REVISIÓN"  # the row class of R-26
EN_CAMINO = "IMAGEN EN CAMINO"
UNION = " / "  # between two legends of one row
CODIGO_FUERA = "0"  # TIPO_ACTA of an acta fuera de catálogo, as the dictionary says
UBICACION_FUERA = "3"

CLAVES = ("CLAVE_CASILLA", "CLAVE_ACTA", "ID_ENTIDAD", "ENTIDAD")
CASILLA = ("SECCION", "ID_CASILLA", "TIPO_CASILLA", "EXT_CONTIGUA", "UBICACION_CASILLA", "TIPO_ACTA")
CALCULADO = "TOTAL_VOTOS_CALCULADO"
OBSERVACIONES = "OBSERVACIONES"
CONTABILIZADA = "CONTABILIZADA"
FINALES = (
    OBSERVACIONES,
    CONTABILIZADA,
    "MECANISMOS_TRASLADO",
    "CODIGO_INTEGRIDAD",
    "FECHA_HORA_ACOPIO",
    "FECHA_HORA_CAPTURA",
    "FECHA_HORA_VERIFICACION",
    "ORIGEN",
    "DIGITALIZACION",
    "TIPO_DOCUMENTO",
)
LUGAR_OBSERVACIONES = -len(FINALES)
NOTAS = frozenset({EN_REVISION, EN_CAMINO})  # legends that are not of R-16
SIN_FINALES = (NADA,) * (len(FINALES) - 1)  # after OBSERVACIONES, while there is nothing to publish
SIN_ORIGEN = (NO_APLICA,) * 7  # hash, three times, origin, digitisation and document of a SIN ACTA


def encabezados(eleccion: Eleccion) -> tuple[str, ...]:
    """The names of the acta columns of `eleccion`, spelt as in IECM's prototype."""
    return (
        *CLAVES,
        *eleccion.columnas_territorio,
        *CASILLA,
        *capturados(eleccion),
        CALCULADO,
        "LISTA_NOMINAL",
        "REPRESENTANTES_PP_CI",
        *FINALES,
    )


def capturados(eleccion: Eleccion) -> tuple[str, ...]:
    """The captured columns of `eleccion`, those that a given acta does not carry too."""
    return (*TOTALES, *(c.codigo for c in eleccion.columnas), NO_REGISTRADAS, NULOS, ASENTADO)
