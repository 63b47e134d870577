"""The invented election of the practice: four parties that are nobody's, and an acta of twelve fields."""

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.catalogo.catalogo import (
    NO_REGISTRADAS,
    NULOS,
    TOTALES,
    Acta,
    Catalogo,
    Centro,
    ClaseColumna,
    Codigo,
    Columna,
    Eleccion,
    Entidad,
    Forma,
    Territorio,
    TipoCasilla,
    clave_acta,
)

PROCESO, SITIO, CODIGO, TERRITORIO = "PRACTICA", "01", "A00", "001"
PARTIDOS = ("AZUL", "ROJO", "VERDE", "GRIS")
ELECCION = Eleccion(
    "PRA",
    "PRÁCTICA",
    (
        *(Columna(p, ClaseColumna.PARTIDO, (p,)) for p in PARTIDOS),
        Columna("AZUL_ROJO", ClaseColumna.COMBINACION, ("AZUL", "ROJO")),
    ),
    (Codigo(CODIGO),),
)
FORMA = Forma(ELECCION.codigo, TERRITORIO, CODIGO, TOTALES, (*PARTIDOS, "AZUL_ROJO", NO_REGISTRADAS, NULOS))


def acta(seccion: int, tipo: TipoCasilla = TipoCasilla.B, numero: str = "01") -> Acta:
    dicha = f"{seccion:04d}"
    return Acta(
        clave=clave_acta(ELECCION.codigo, TERRITORIO, dicha, tipo, numero, "00", CODIGO, 1),
        eleccion=ELECCION.codigo,
        territorio=TERRITORIO,
        seccion=dicha,
        tipo=tipo,
        numero=numero,
        extension="00",
        codigo=CODIGO,
        ordinal=1,
        lista_nominal=700,
        ubicacion="1",
        centro=SITIO,
        clave_casilla=f"00{dicha}{tipo}{numero}00",
    )


def catalogo(actas: tuple[Acta, ...]) -> Catalogo:
    return Catalogo(
        proceso=PROCESO,
        entidad=Entidad("00", "ENTIDAD DE PRÁCTICA", "PRA", 2024),
        ajustes=Ajustes(),
        elecciones=(ELECCION,),
        territorios=(Territorio(ELECCION.codigo, TERRITORIO, "DISTRITO 1"),),
        centros=(Centro(SITIO, "PRÁCTICA"),),
        formas={FORMA.clave: FORMA},
        convenios=(),
        candidaturas=(),
        actas={a.clave: a for a in actas},
    )
