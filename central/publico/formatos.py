"""The files of a cut that programs read, as grammars: docs/formatos is made from them, and their readers check by them.

None says its cut, but for those of one cut alone (summary, index, pointer): equal figures are equal bytes.
"""

from collections.abc import Iterable
from typing import Annotated, ClassVar

from pydantic import Field, Strict

from central.publico.celdas import Celda, EnteroODicho
from prep.ajeno.modelo import Ajeno, ConVersion, Lista, Natural, Patron, Texto
from prep.ajeno.reparos import Camino, mostrar
from prep.domain.publicacion.columnas import NADA
from prep.recursos import RECURSOS

VERSION = 1
NOMBRE = 24  # hexadecimal digits of the SHA-256 that name a file
TRAMO = 16  # consecutive numbers of section in one file
ACTUAL_MAX = 400  # bytes of the pointer
INDICE_MAX, FRAGMENTO_MAX = 100_000, 2_000_000  # bytes
RAZON_MAX = 80  # bytes of the reason of a pause, so that the pointer stays small


Votos = Annotated[int | str, EnteroODicho((NADA,))]
DeUnActa = Annotated[int | str, Celda()]
PorCiento = Annotated[str, Patron(r"[0-9]+\.[0-9]{4}|-", "un porcentaje de cuatro decimales ni -")]
NombreCorto = Annotated[str, Patron(r"[0-9a-f]{24}", "24 cifras hexadecimales")]
Sha256 = Annotated[str, Patron(r"[0-9a-f]{64}", "64 cifras hexadecimales")]
Momento = Annotated[
    str, Patron(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", "un momento, 2024-06-02T20:00:00-06:00")
]
Version = Annotated[int, Field(ge=VERSION, description="la de este formato")]
Columnas = Annotated[Lista[Texto], Field(min_length=1, description="el nombre de cada columna")]


class RenglonDeVotos(Ajeno):
    QUE: ClassVar[str] = "Los votos de una candidatura o de un partido."
    codigo: Texto = Field(description="su columna en los archivos, o `NO_REGISTRADAS`, o `NULOS`")
    nombre: Texto = Field(description="como se lee")
    votos: Votos = Field(description="en actas contabilizadas; `-` si no hay ninguna")
    porcentaje: PorCiento = Field(description="del total de votos, truncado a cuatro decimales (R-17)")


class CifrasDeTerritorio(Ajeno):
    QUE: ClassVar[str] = "Cómo va un distrito, un municipio o una alcaldía."
    id: str = Field(max_length=20, description="clave de tres cifras; vacía si las actas no tienen ninguno")
    nombre: str = Field(max_length=200, description="como lo dice el catálogo")
    esperadas: Natural = Field(description="actas esperadas")
    capturadas: Natural = Field(description="actas capturadas, con las que se declararon SIN ACTA")
    contabilizadas: Natural = Field(description="actas que suman")
    lista_nominal: Votos = Field(description="de las actas contabilizadas; `-` si no hay ninguna")
    votos: Votos = Field(description="total de votos en actas contabilizadas; `-` si no hay ninguna")
    participacion: PorCiento = Field(description="votos entre lista nominal; `-` si no se puede decir")
    candidaturas: Annotated[dict[str, Votos], Strict(False)] = Field(
        description="votos de cada candidatura, en el orden de la boleta, luego no registradas y nulos"
    )


class CifrasPorTipo(Ajeno):
    QUE: ClassVar[str] = "Las actas que no cuelgan de una sección, por su tipo; ya están sumadas en su territorio."
    tipo: Texto = Field(description="`M` extranjero, `A` voto anticipado, `P` prisión preventiva")
    esperadas: Natural = Field(description="actas esperadas")
    capturadas: Natural = Field(description="actas capturadas")
    contabilizadas: Natural = Field(description="actas que suman")
    votos: Votos = Field(description="total de votos en actas contabilizadas; `-` si no hay ninguna")


class EleccionPublica(Ajeno):
    QUE: ClassVar[str] = "Una elección en este corte."
    codigo: Texto = Field(description="`GUB`, `DIP_LOC`, `ALC`")
    nombre: Texto = Field(description="como encabeza su archivo")
    territorio: Texto = Field(description="cómo se llaman sus territorios")
    figuras: Annotated[dict[str, Annotated[int | str, Celda()]], Strict(False)] = Field(
        description="las 13 cifras del encabezado, con sus nombres; los porcentajes, texto de cuatro decimales"
    )
    candidaturas: Lista[RenglonDeVotos] = Field(
        description="de mayor a menor; vacía donde cada territorio tiene las suyas"
    )
    partidos: Lista[RenglonDeVotos] = Field(description="votos por partido ya repartidos (R-20), de mayor a menor")
    solo_partidos: Lista[Texto] = Field(
        description="valores de TIPO_ACTA cuyos votos son de partidos y de ninguna candidatura (R-20)"
    )
    territorios: Lista[CifrasDeTerritorio] = Field(description="los distritos, los municipios o las alcaldías")
    sin_distrito: Lista[CifrasDeTerritorio] = Field(
        description="lo que no es de ningún distrito, que no se cuenta como uno: el voto en el extranjero"
    )
    por_tipo: Lista[CifrasPorTipo] = Field(description="extranjero, voto anticipado y prisión preventiva, aparte")


class EntidadPublica(Ajeno):
    QUE: ClassVar[str] = "De qué elección es."
    id: Texto = Field(description="clave de dos cifras")
    nombre: Texto = Field(description="como lo dice el catálogo")
    siglas: Texto = Field(description="como van en los archivos")
    anio: Natural = Field(description="el de la elección")


class ResumenPublico(ConVersion):
    VERSION = VERSION
    QUE: ClassVar[str] = "Todas las elecciones en un corte, hasta el nivel de distrito, municipio o alcaldía."
    version: Version
    proceso: Texto = Field(description="el ejercicio o la noche (R-10b)")
    simulacro: bool = Field(description="`true` si no es la noche de la elección")
    entidad: EntidadPublica = Field(description="la entidad")
    corte: Natural = Field(description="número del corte")
    momento: Momento = Field(description="hora del corte, en la de la entidad")
    ultimo: bool = Field(description="`true` si es el último corte")
    especiales_en_participacion: bool = Field(
        description="si las casillas especiales entran en la participación (R-18)"
    )
    en_revision: Natural = Field(description="actas que salen en revisión (R-26)")
    elecciones: Lista[EleccionPublica] = Field(description="las elecciones de la noche")


class PorColumnas(Ajeno):
    """Column by column, which compresses better than row by row."""

    columnas: Columnas
    datos: Lista[Lista[DeUnActa]] = Field(description="una lista por columna; el mismo lugar en todas es un renglón")

    def revisar(self) -> Iterable[tuple[Camino, str]]:
        if len(self.datos) != len(self.columnas):
            yield ("datos",), f"son {len(self.datos)} columnas y debían ser {len(self.columnas)}"
        elif len({len(d) for d in self.datos}) > 1:
            yield ("datos",), "las columnas no son del mismo largo"


class ColumnasDeSecciones(PorColumnas):
    QUE: ClassVar[str] = "Las secciones de un territorio, con sus sumas; `N/A` es lo que no cuelga de ninguna."


class ColumnasDeActas(PorColumnas):
    QUE: ClassVar[str] = "Actas de una elección, con las columnas de su archivo de resultados."


class TerritorioPublico(ConVersion):
    VERSION = VERSION
    QUE: ClassVar[str] = "Un distrito, un municipio o una alcaldía de una elección, y la suma de cada sección suya."
    version: Version
    simulacro: bool = Field(description="`true` si no es la noche de la elección (R-10b)")
    eleccion: Texto = Field(description="`GUB`, `DIP_LOC`, `ALC`")
    cifras: CifrasDeTerritorio = Field(description="como en el resumen")
    partidos: Lista[RenglonDeVotos] = Field(description="votos por partido ya repartidos (R-20), de mayor a menor")
    suman: Annotated[dict[str, Lista[Texto]], Strict(False)] = Field(
        description="por candidatura, las columnas de los archivos cuyos votos se le suman (R-20)"
    )
    secciones: ColumnasDeSecciones = Field(description="una por renglón")


class ActasPublicas(ConVersion):
    VERSION = VERSION
    QUE: ClassVar[str] = (
        "Las actas de 16 números de sección seguidos, de todas las elecciones; o, sin tramo, las que no cuelgan de una "
        "sección."
    )
    version: Version
    simulacro: bool = Field(description="`true` si no es la noche de la elección (R-10b)")
    tramo: Natural | None = Field(description="la sección entre 16, sin decimales; `null` si no cuelgan de ninguna")
    elecciones: Annotated[dict[str, ColumnasDeActas], Strict(False)] = Field(description="por código de elección")


Cuentas = Annotated[dict[str, Natural], Strict(False)]


class ActasDeUnaHora(Ajeno):
    QUE: ClassVar[str] = "Lo que pasó en una hora."
    hora: Annotated[str, Patron(r"\d{4}-\d\d-\d\dT\d\d", "una hora, 2024-06-02T20")] = Field(
        description="la de la entidad, la que empieza entonces"
    )
    acopiadas: Natural = Field(description="actas de las registradas que se acopiaron en ella")
    capturadas: Natural = Field(description="que terminaron su primera captura")
    verificadas: Natural = Field(description="que quedaron verificadas")


class TardanzaDeUnPaso(Ajeno):
    QUE: ClassVar[str] = "Cuánto tarda un paso, en segundos enteros."
    de: Texto = Field(description="`acopio` o `captura`")
    a: Texto = Field(description="`captura` o `verificacion`")
    actas: Natural = Field(description="de cuántas se dice")
    mediana_s: Natural = Field(description="la mitad tardó esto o menos")
    p90_s: Natural = Field(description="nueve de cada diez tardaron esto o menos")


class EstadisticaDeEleccion(Ajeno):
    QUE: ClassVar[str] = "La estadística de las actas de una elección."
    codigo: Texto = Field(description="`GUB`, `DIP_LOC`, `ALC`")
    sin_registrar: Natural = Field(description="actas esperadas que todavía no se registran")
    contabilizadas: Natural = Field(description="actas que suman")
    fuera_catalogo: Natural = Field(description="actas fuera de catálogo")
    inconsistencias: Cuentas = Field(description="actas por lo que dice su observación (R-16)")
    sin_acta: Cuentas = Field(description="actas declaradas SIN ACTA, por su causa")
    en_revision: Natural = Field(description="actas que salen en revisión (R-26)")
    imagen_en_camino: Natural = Field(description="actas cuya imagen todavía no llega (R-03)")
    origen: Cuentas = Field(description="de las que tienen imagen: `CATD` o `CASILLA`")
    digitalizacion: Cuentas = Field(description="de las mismas: `ESCANER` o `MOVIL`")
    por_hora: Lista[ActasDeUnaHora] = Field(description="desde la primera hora en que hubo algo, todas seguidas")
    tiempos: Lista[TardanzaDeUnPaso] = Field(description="del acopio a la captura, y de ahí a la verificación")


class EstadisticaPublica(ConVersion):
    VERSION = VERSION
    QUE: ClassVar[str] = "Lo que los renglones de un corte dicen del trabajo: horas, observaciones, origen y tardanzas."
    version: Version
    simulacro: bool = Field(description="`true` si no es la noche de la elección (R-10b)")
    elecciones: Lista[EstadisticaDeEleccion] = Field(description="las elecciones de la noche")


class IndicePublico(ConVersion):
    VERSION = VERSION
    QUE: ClassVar[str] = "Cómo se llama cada archivo de un corte: las 24 primeras cifras de su SHA-256."
    version: Version
    simulacro: bool = Field(description="`true` si no es la noche de la elección (R-10b)")
    corte: Natural = Field(description="número del corte")
    resumen: NombreCorto = Field(description="el resumen: `d/NOMBRE.json`")
    estadistica: NombreCorto = Field(description="la estadística de las actas: `d/NOMBRE.json`")
    territorios: Annotated[dict[str, NombreCorto], Strict(False)] = Field(
        description="por `ELECCION/TERRITORIO`: `d/NOMBRE.json`"
    )
    tramos: Annotated[dict[str, NombreCorto], Strict(False)] = Field(description="por su número: `d/NOMBRE.json`")
    sin_seccion: NombreCorto = Field(description="las actas que no cuelgan de una sección: `d/NOMBRE.json`")
    paginas: NombreCorto = Field(description="los SHA-256 de las páginas del corte: `d/NOMBRE.json`")


class PaginasPublicas(ConVersion):
    VERSION = VERSION
    QUE: ClassVar[str] = "El SHA-256 de cada página de un corte: lo lee quien revisa, no quien mira."
    version: Version
    simulacro: bool = Field(description="`true` si no es la noche de la elección (R-10b)")
    paginas: Annotated[dict[str, Sha256], Strict(False)] = Field(description="por el nombre de la página")


class TestigoPublico(Ajeno):
    QUE: ClassVar[str] = "Lo último que firmó un testigo: un partido, un difusor, quien guarda lo que vio publicado."
    nombre: Texto = Field(description="quién es")
    llave: Texto = Field(description="su llave, `nombre+12345678+…` (C2SP)")
    nota: str = Field(max_length=4000, description="la cabeza que firmó, con la firma del centro y la suya")


class TestigosPublicos(ConVersion):
    VERSION = VERSION
    QUE: ClassVar[str] = "Quiénes firman las cabezas de la bitácora de cortes que ven, y cuál fue la última."
    version: Version
    testigos: Lista[TestigoPublico] = Field(description="en el orden en que se dieron de alta")


class ActualPublico(ConVersion):
    VERSION = VERSION
    QUE: ClassVar[str] = "Qué corte está puesto, y cuándo se espera el siguiente. Es lo único que se pregunta de nuevo."
    version: Version
    corte: Natural = Field(description="número del corte")
    momento: Momento = Field(description="hora del corte, en la de la entidad")
    proximo: Momento | None = Field(description="hora esperada del siguiente; `null` si no hay")
    pausa: str | None = Field(max_length=RAZON_MAX, description="por qué no hay cortes por ahora; `null` si los hay")
    simulacro: bool = Field(description="`true` si no es la noche de la elección")
    testigos: Natural = Field(default=0, description="cuántos testigos firmaron la cabeza de la bitácora en este corte")
    resumen: NombreCorto = Field(description="el resumen: `d/NOMBRE.json`")
    indice: NombreCorto = Field(description="el índice: `d/NOMBRE.json`")
    manifiesto: Sha256 = Field(description="SHA-256 de `cortes/NNNN/manifiesto.json`, que dice el del índice")

    def revisar(self) -> Iterable[tuple[Camino, str]]:
        if self.pausa and len(self.pausa.encode()) > RAZON_MAX:
            yield ("pausa",), f"{mostrar(self.pausa)} pasa de {RAZON_MAX} bytes"


def ejemplo_de(formato: str) -> str:
    """A small file of that kind, as its page shows it."""
    return (RECURSOS / "publico" / "ejemplos" / f"{formato}.json").read_text(encoding="utf-8")
