"""What a phone sends beside its image, read strictly: signed (version 2), or in drills not (version 1)."""

import re
from base64 import b64decode
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, TypeVar
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, Discriminator, Field, Tag, WithJsonSchema

from central.telefono.apartada import Apartada, CodigoDeApartada
from central.telefono.firma import FIRMA_LARGO, LLAVE_LARGO
from prep.ajeno.lectura import de_json
from prep.ajeno.modelo import MARCA, Ajeno, ConVersion, Entre, Patron, imprimible
from prep.ajeno.reparos import AjenoInvalido, TextoIlegible, mostrar
from prep.domain.hechos.json_ajeno import leer_json

TEXTO_MAX = 80
DATOS_MAX = 4 * 1024  # bytes, of what is signed
IMAGEN_MAX = 4 * 1024 * 1024  # bytes, as the node's
DESFASE_MAX_MS = 2_000_000_000  # 23 days: what the base can hold; a phone further off must be set right
DEL_RELOJ = frozenset({"digitalizada", "desfase_ms", "desfase_toma_ms"})
CORRIJA = "Corrija la aplicación que lo escribe"
M = TypeVar("M", bound=BaseModel)
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


def _base64(dato: Any) -> bytes:
    try:
        return b64decode(dato.encode("ascii"), validate=True)
    except (ValueError, AttributeError) as error:
        raise ValueError(f"{mostrar(dato)} no es base64") from error


Corto = Annotated[str, Field(min_length=1, max_length=TEXTO_MAX), AfterValidator(imprimible)]
Leido = Annotated[
    str, Field(max_length=TEXTO_MAX), AfterValidator(lambda dato: imprimible(dato) if dato else dato)
]  # or "", when the phone did not read it
EnvioId = Annotated[UUID, BeforeValidator(_uuid7)]
Desfase = Annotated[int, Entre(-DESFASE_MAX_MS, DESFASE_MAX_MS)]
EnBase64 = Annotated[bytes, BeforeValidator(_base64), WithJsonSchema({"type": "string", "contentEncoding": "base64"})]
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


class _DeCualquierVersion(ConVersion):
    """What every sending says. `digitalizada` is the phone's UTC time; with `desfase_ms` added, the centre's (R-02)."""

    version: int
    envio: EnvioId = Field(
        description="UUID versión 7 en minúsculas, hecho en el teléfono. Enviar otra vez lleva el mismo: recibirlo dos "
        "veces tiene un solo efecto, y el mismo con otro contenido es una alarma"
    )
    proceso: Corto = Field(description="el proceso para el que se tomó (R-10b)")
    cuenta: Corto = Field(description="la cuenta del CAE")
    acta: ActaDicha = Field(description="de qué acta es la imagen")
    digitalizada: Momento = Field(description="cuándo se tomó, por el reloj del teléfono: UTC, con `Z`")
    desfase_ms: Desfase = Field(
        description="lo que hay que sumar a ese reloj para tener el del centro, medido al enviar (R-02). Se guardan "
        "los dos; la hora de acopio es la suma"
    )
    posicion: Posicion | None = Field(description="dónde se tomó; `null` si no hubo señal")
    sha256: Annotated[str, Patron("[0-9a-f]{64}", "un SHA-256 en 64 cifras hexadecimales minúsculas")] = Field(
        description="del archivo de la imagen tal como se envió"
    )


class Envio(_DeCualquierVersion):
    """One sending that nobody signed: of a drill."""

    QUE: ClassVar[str] = "Un envío sin firma, sólo para simulacros: el JSON que va junto a la imagen de un acta."
    VERSION: ClassVar[int] = 1

    version: Literal[1] = Field(description="1: sin firma")


class EnvioFirmado(_DeCualquierVersion):
    """What a phone signs: the bytes of this JSON, as they are."""

    QUE: ClassVar[str] = "Lo que firma el teléfono: el JSON de un envío. Viaja en base64, con su firma."
    VERSION: ClassVar[int] = 2

    version: Literal[2] = Field(description="cualquier cambio de este formato lleva otra")
    llave: Annotated[str, Patron(f"[0-9a-f]{{{LLAVE_LARGO}}}", "el nombre de una llave")] = Field(
        description="con cuál se firma: las 16 primeras cifras hexadecimales del SHA-256 de su SPKI"
    )
    desfase_toma_ms: Desfase | None = Field(
        description="el último desfase medido antes de la toma; `null` si no había. Si difiere del otro en más de 2 s "
        "se guardan los dos y se avisa"
    )
    reemplaza: EnvioId | None = Field(description="el envío que éste repite, si le pidieron otra foto; `null` si no")
    toma: Literal["foto", "video", "archivo"] = Field(
        description="foto completa, cuadro del video, o la cámara del teléfono"
    )
    aplicacion: Annotated[str, Field(min_length=1, max_length=40), AfterValidator(imprimible)] = Field(
        description="versión de la aplicación"
    )
    asi: Annotated[str, Field(min_length=1, max_length=120), AfterValidator(imprimible)] | None = Field(
        description="por qué se envió aunque el teléfono la juzgó mala; `null` si no la juzgó así"
    )


class Sobre(ConVersion):
    """The signed bytes and their signature, as they lie in the folder: what was signed is what is kept."""

    QUE: ClassVar[str] = "El JSON que va junto a la imagen: los bytes que el teléfono firmó, y su firma."
    VERSION: ClassVar[int] = 2

    version: Literal[2] = Field(description="2: firmado")
    datos: EnBase64 = Field(description="base64 de los bytes firmados: [lo que dice](envio-firmado.md)")
    firma: EnBase64 = Field(description="base64 de la firma, ECDSA P-256 con SHA-256, de 64 bytes")


class EnvioLegible(NamedTuple):
    """A sending that was understood; `datos`, `firma`: what was signed and its signature, b"" in version 1."""

    envio: Envio | EnvioFirmado
    datos: bytes = b""
    firma: bytes = b""


def leer_envio(crudo: bytes) -> EnvioLegible:
    """The sending that the JSON of the folder says; raises Apartada with all that is wrong. Its size was bounded
    before, and nobody has looked whether its signature is that phone's."""
    if _version(crudo) != Sobre.VERSION:
        return EnvioLegible(_leer(crudo, Envio))
    sobre = _leer(crudo, Sobre)
    if len(sobre.firma) != FIRMA_LARGO:
        raise Apartada(CodigoDeApartada.FORMATO, f"la firma no mide {FIRMA_LARGO} bytes. {CORRIJA}.")
    return EnvioLegible(leer_datos(sobre.datos), sobre.datos, sobre.firma)


def leer_datos(datos: bytes) -> EnvioFirmado:
    """What a phone signed; raises Apartada with all that is wrong."""
    return _leer(datos, EnvioFirmado)


def _version(crudo: bytes) -> object:
    """Which one it says it is; None when it says none that can be read, and then any model tells why."""
    try:
        dicho = leer_json(crudo.decode("utf-8"))
    except ValueError:
        return None
    return dicho.get("version") if isinstance(dicho, dict) else None


def _leer(crudo: bytes, modelo: type[M]) -> M:
    try:
        return de_json(crudo, modelo)
    except AjenoInvalido as error:
        primero = error.reparos[0].lugar
        if isinstance(error, TextoIlegible):
            hacer = "Pida al CAE que envíe de nuevo"
        elif primero == "version":
            hacer = "Actualice la aplicación del teléfono"
        elif primero in DEL_RELOJ:
            hacer = "Que el CAE ponga la hora automática y la tome otra vez"
        else:
            hacer = CORRIJA
        frase = f"{'' if primero else 'el JSON '}{error.frase()}. {hacer}."
        solo_reloj = {reparo.lugar for reparo in error.reparos} <= DEL_RELOJ
        codigo = CodigoDeApartada.FECHA if solo_reloj else CodigoDeApartada.FORMATO
        raise Apartada(codigo, frase) from error
