"""A small catalogue with every kind of column and acta, for the tests of figures."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.catalogo.catalogo import (
    CCV,
    NO_REGISTRADAS,
    NULOS,
    TOTALES,
    Acta,
    Catalogo,
    Centro,
    ClaseColumna,
    Codigo,
    Columna,
    Convenio,
    Eleccion,
    Entidad,
    Forma,
    Territorio,
    TipoCasilla,
    clave_acta,
)
from prep.domain.hechos.campos import Valor
from prep.domain.hechos.hechos import Fuente, MotivoSinActa
from prep.domain.publicacion.agregacion import Suma
from prep.domain.publicacion.corte import Resumen, resumen_de
from prep.domain.publicacion.filas import Fila
from prep.domain.vida.estado import EstadoActa, EstadoFuente, Etapa

HUELLA = "ab" * 32
PARTIDOS = ("PAN", "PRI", "PRD", "PVEM", "PT", "MORENA")
COMUN = Columna("MORENA_PT_PVEM", ClaseColumna.COMUN, ("MORENA", "PT", "PVEM"))
COMBINACIONES = tuple(
    Columna("_".join(p), ClaseColumna.COMBINACION, p)
    for p in (("PAN", "PRI", "PRD"), ("PAN", "PRI"), ("PAN", "PRD"), ("PRI", "PRD"))
)
CODIGOS = (
    Codigo("A03"),
    Codigo("A03EMR", especial=True),
    Codigo("A03ERP", especial=True, rp=True),
    Codigo("A02", "ACTA VMRE"),
    Codigo("A02VA", "ACTA VA"),
    Codigo("A02PPP", "ACTA VPPP"),
)
DIP = Eleccion(
    "DIP_LOC",
    "DIPUTACIONES LOCALES",
    (
        *(Columna(p, ClaseColumna.PARTIDO, (p,)) for p in PARTIDOS),
        Columna("CSP", ClaseColumna.SIN_PARTIDO),
        COMUN,
        *COMBINACIONES,
    ),
    CODIGOS,
)
ALC = Eleccion("ALC", "ALCALDIAS", DIP.columnas, (Codigo("A04"), Codigo("A03VA")), ("ID_ALCALDIA", "ALCALDIA"))

ALIADOS = ("PAN", "PRI", "PRD", COMUN.codigo, *(c.codigo for c in COMBINACIONES), NO_REGISTRADAS, NULOS)
SOLOS = (*PARTIDOS, "CSP", NO_REGISTRADAS, NULOS)
SIN_PAPELETAS = ("TOTAL_PERSONAS_VOTARON", "TOTAL_VOTOS_SACADOS")

FORMAS = tuple(
    Forma("DIP_LOC", territorio, codigo, totales, votos)
    for territorio, ordinarios in (("001", ALIADOS), ("007", SOLOS), ("034", ALIADOS))
    for codigo, totales, votos in (
        ("A03", TOTALES, ordinarios),
        ("A03EMR", TOTALES, ordinarios),
        ("A03ERP", SIN_PAPELETAS, (*PARTIDOS, NO_REGISTRADAS, NULOS)),
        ("A02", SIN_PAPELETAS, ordinarios),
        ("A02VA", SIN_PAPELETAS, ordinarios),
        ("A02PPP", SIN_PAPELETAS, ordinarios),
    )
) + tuple(
    Forma("ALC", "002", codigo, totales, ALIADOS) for codigo, totales in (("A04", TOTALES), ("A03VA", SIN_PAPELETAS))
)


def acta(
    tipo: str = "B",
    numero: str = "01",
    codigo: str = "A03",
    territorio: str = "001",
    seccion: str = "0001",
    lista_nominal: int = 100,
    ordinal: int = 1,
    eleccion: str = "DIP_LOC",
    extension: str = "00",
    catalogada: bool = True,
) -> Acta:
    clave = clave_acta(eleccion, territorio, seccion, tipo, numero, extension, codigo, ordinal)
    return Acta(
        clave=clave if catalogada else f"FC-{clave}",
        eleccion=eleccion,
        territorio=territorio,
        seccion=seccion,
        tipo=TipoCasilla(tipo),
        numero=numero,
        extension=extension,
        codigo=codigo,
        ordinal=ordinal,
        lista_nominal=lista_nominal,
        ubicacion="01",
        centro="01",
        clave_casilla=f"09{seccion}{tipo}{numero}{extension}",
        catalogada=catalogada,
    )


ORDINARIA = acta()
ESPECIAL = acta("S", codigo="A03EMR", seccion="0002", lista_nominal=0)
ESPECIAL_RP = acta("S", codigo="A03ERP", seccion="0002", lista_nominal=0)
EXTRANJERO = replace(acta("M", "1", "A02", "034", "0000"), clave_casilla="090000M0100")
ANTICIPADA = replace(acta("A", "N/A", "A02VA", seccion="N/A"), clave_casilla="090000A0100")
OTRA_ANTICIPADA = replace(acta("A", "N/A", "A02VA", seccion="N/A", ordinal=2), clave_casilla="090000A0100")
PRISION = acta("P", "1", "A02PPP", seccion="0870")
FUERA_DE_CATALOGO = acta(seccion="9999", lista_nominal=0, catalogada=False)
ALCALDIA = acta(codigo="A04", territorio="002", eleccion="ALC")
SOLA = acta(territorio="007", seccion="0700")
ACTAS = (
    ORDINARIA,
    ESPECIAL,
    ESPECIAL_RP,
    EXTRANJERO,
    ANTICIPADA,
    OTRA_ANTICIPADA,
    PRISION,
    ALCALDIA,
    SOLA,
)
CONVENIO = Convenio("DIP_LOC", COMUN.codigo, ("001", "034"), (("MORENA", 5333), ("PT", 2000), ("PVEM", 2667)), "MORENA")


def catalogo(ajustes: Ajustes | None = None) -> Catalogo:
    return Catalogo(
        proceso="prueba",
        entidad=Entidad("09", "CIUDAD DE MEXICO", "CDMX", 2024),
        ajustes=ajustes or Ajustes(),
        elecciones=(DIP, ALC),
        territorios=(
            *(Territorio("DIP_LOC", t, f"DISTRITO {t}") for t in ("001", "007", "034")),
            Territorio("ALC", "002", "AZCAPOTZALCO"),
        ),
        centros=(Centro("01", "CATD 01"), Centro(CCV, "CCV")),
        formas={f.clave: f for f in FORMAS},
        convenios=(CONVENIO,),
        candidaturas=(),
        actas={a.clave: a for a in ACTAS},
    )


def forma(de: Acta) -> Forma:
    return next(f for f in FORMAS if f.clave == de.clave_forma)


def valores(de: Acta, sin_nombrar: Valor = 0, **nombrados: Valor) -> tuple[Valor, ...]:
    """The values of an acta: `sin_nombrar` in every field that is not named."""
    return tuple(nombrados.get(campo, sin_nombrar) for campo in forma(de).campos)


def verificada(de: Acta, suyos: tuple[Valor, ...], imagen: str = HUELLA) -> EstadoActa:
    vigente = EstadoFuente(
        Fuente.CATD,
        Etapa.VERIFICADA,
        sitio="01",
        acopio=datetime(2024, 6, 3, 2, 0, 5, tzinfo=UTC),
        mecanismo="F",
        imagen=imagen,
        medio="ESCANER" if imagen else "",
        valores=suyos,
        documento="ACTA PREP",
        captura=datetime(2024, 6, 3, 5, 59, 59, tzinfo=UTC),
        verificacion=datetime(2024, 6, 3, 6, 0, tzinfo=UTC),
    )
    return EstadoActa(de.clave, Etapa.VERIFICADA, vigente, (vigente,))


def sin_acta(de: Acta, motivo: MotivoSinActa | None = MotivoSinActa.SIN_BOLSA, mecanismo: str = "") -> EstadoActa:
    vigente = EstadoFuente(Fuente.CATD, Etapa.SIN_ACTA, mecanismo=mecanismo, sin_acta=motivo)
    return EstadoActa(de.clave, Etapa.SIN_ACTA, vigente, (vigente,))


def resumen(filas: Iterable[Fila], esperadas: int, ajustes: Ajustes, ultimo: bool) -> Resumen:
    """The header of `filas`, all the rows of one election."""
    suma = Suma()
    for fila in filas:
        suma.anotar(fila)
    return resumen_de(suma, esperadas, ajustes, ultimo)
