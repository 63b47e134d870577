"""The JSON that a phone sends beside its image, read strictly; docs/formatos/envio.md is made from it."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, WithJsonSchema

from central.casilla.apartada import Apartada
from prep.ajeno.lectura import de_json
from prep.ajeno.modelo import MARCA, Ajeno, ConVersion, Entre, Patron, imprimible
from prep.ajeno.reparos import AjenoInvalido, TextoIlegible, mostrar

TEXTO_MAX = 80
DESFASE_MAX_MS = 2_000_000_000  # 23 days: what the base can hold; a phone further off must be set right
HORA = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", re.ASCII)


def _uuid7(dato: Any) -> UUID:
    try:
        identificador = UUID(dato)
    except (ValueError, TypeError, AttributeError) as error:
        raise ValueError(f"{mostrar(dato)} no es un UUID versión 7 en minúsculas") from error
    if identificador.version != 7 or str(identificador) != dato:
        raise ValueError(f"{mostrar(dato)} no es un UUID versión 7 en minúsculas")
    return identificador


def _momento(dato: Any) -> datetime:
    if not isinstance(dato, str) or not HORA.fullmatch(dato):
        raise ValueError(f"{mostrar(dato)} no es una hora UTC como 2024-06-03T00:12:31.250Z")
    try:
        momento = datetime.fromisoformat(dato).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{mostrar(dato)} no es una hora que exista") from error
    if not 2000 <= momento.year < 2100:
        raise ValueError(f"el año {momento.year} no puede ser: ajuste el reloj del teléfono")
    return momento


Corto = Annotated[str, Field(min_length=1, max_length=TEXTO_MAX), AfterValidator(imprimible)]
Leido = Annotated[
    str, Field(max_length=TEXTO_MAX), AfterValidator(lambda dato: imprimible(dato) if dato else dato)
]  # or "", when the phone did not read it
EnvioId = Annotated[UUID, BeforeValidator(_uuid7)]
Momento = Annotated[
    datetime, BeforeValidator(_momento), WithJsonSchema({"type": "string", "pattern": f"^{HORA.pattern}$"})
]


class Posicion(Ajeno):
    """Where the phone was, in degrees, and how sure it is, in metres."""

    QUE: ClassVar[str] = "Dónde estaba el teléfono. No es motivo de rechazo."

    latitud: Annotated[float, Entre(-90, 90)] = Field(description="en grados")
    longitud: Annotated[float, Entre(-180, 180)] = Field(description="en grados")
    precision_m: Annotated[float, Entre(0, 100_000)] = Field(description="qué tan segura es, en metros")


class ActaPorClave(Ajeno):
    """The acta by its whole key, as its label says it."""

    QUE: ClassVar[str] = "El acta por su clave completa, la de la etiqueta."

    clave: Corto = Field(description="clave del acta en el catálogo")


class ActaPorCampos(Ajeno):
    """The acta as the phone read it; `codigo` is "" when it was not read."""

    QUE: ClassVar[str] = "El acta como la leyó el teléfono, con los datos como están en el catálogo."

    eleccion: Corto = Field(description="código de la elección")
    seccion: Corto = Field(description="sección")
    tipo: Corto = Field(description="tipo de casilla")
    numero: Corto = Field(description="número de casilla")
    extension: Corto = Field(description="extensión contigua")
    codigo: Leido = Field(
        description='código impreso; `""` si no se leyó, y hace falta si la casilla tiene dos actas de esa elección'
    )


def _cual(dato: Any) -> str:
    return f"{MARCA}clave" if isinstance(dato, dict) and dato.keys() == {"clave"} else f"{MARCA}campos"


ActaDicha = Annotated[
    Annotated[ActaPorClave, Tag(f"{MARCA}clave")] | Annotated[ActaPorCampos, Tag(f"{MARCA}campos")],
    Discriminator(_cual),
]


class Envio(ConVersion):
    """One sending. `digitalizada` is the phone's UTC time; with `desfase_ms` added it is the centre's (R-02)."""

    QUE: ClassVar[str] = "Un envío: el JSON que va junto a la imagen de un acta."
    VERSION: ClassVar[int] = 1

    version: Literal[1] = Field(description="cualquier cambio de este formato lleva otra")
    envio: EnvioId = Field(
        description="UUID versión 7 en minúsculas, hecho en el teléfono. Enviar otra vez lleva el mismo: recibirlo dos "
        "veces tiene un solo efecto, y el mismo con otro contenido es una alarma"
    )
    proceso: Corto = Field(description="el proceso para el que se tomó (R-10b)")
    cuenta: Corto = Field(description="la cuenta del CAE")
    acta: ActaDicha = Field(description="de qué acta es la imagen")
    digitalizada: Momento = Field(description="cuándo se tomó, por el reloj del teléfono: UTC, con `Z`")
    desfase_ms: Annotated[int, Entre(-DESFASE_MAX_MS, DESFASE_MAX_MS)] = Field(
        description="lo que hay que sumar a ese reloj para tener el del centro, medido al enviar (R-02). Se guardan "
        "los dos; la hora de acopio es la suma"
    )
    posicion: Posicion | None = Field(description="dónde se tomó; `null` si no hubo señal")
    sha256: Annotated[str, Patron("[0-9a-f]{64}", "un SHA-256 en 64 cifras hexadecimales minúsculas")] = Field(
        description="del archivo de la imagen tal como se envió"
    )


def leer_envio(crudo: bytes) -> Envio:
    """The sending that `crudo` says; raises Apartada with all that is wrong. Its size was bounded before."""
    try:
        return de_json(crudo, Envio)
    except AjenoInvalido as error:
        primero = error.reparos[0].lugar
        if isinstance(error, TextoIlegible):
            hacer = "Pida al CAE que envíe de nuevo"
        elif primero == "version":
            hacer = "Actualice la aplicación del teléfono"
        else:
            hacer = "Corrija la aplicación que lo escribe"
        raise Apartada(f"{'' if primero else 'el JSON '}{error.frase()}. {hacer}.") from error
