"""Where cuts are published and when, as `publicacion.toml` of the centre's folder says it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import Field

from central.firmado.nota import TESTIGO, NotaInvalida, leer_llave
from central.marco.conexion import MalUso
from prep.ajeno.lectura import de_toml, leer_archivo
from prep.ajeno.modelo import Ajeno, Entre, Lista, Opcion, Patron, Texto
from prep.ajeno.reparos import AjenoInvalido, Camino

ARCHIVO = "publicacion.toml"
TAMANO_MAX = 100_000  # bytes
HORAS_MAX = 24
SECRETOS_AJENOS = 0o077  # permissions of group and others


class Clase(StrEnum):
    """What kind of place a target is."""

    CARPETA = "carpeta"
    S3 = "s3"
    AZURE = "azure"


class Lleva(StrEnum):
    """The whole site, or only the packages of Anexo 18.5 with their manifest and signature (R-28)."""

    SITIO = "sitio"
    PAQUETES = "paquetes"


class DestinoToml(Ajeno):
    QUE: ClassVar[str] = (
        "Un lugar a donde va cada corte. Cada uno lleva su propia cuenta: el que falla no detiene a otro."
    )
    nombre: Annotated[str, Patron(r"[a-z0-9][a-z0-9-]{0,39}", "un nombre de minúsculas, cifras y guiones")] = Field(
        description="cómo se le llama en `prep publicar estado`"
    )
    clase: Opcion[Clase] = Field(description="carpeta de esta máquina, almacén S3 o Azure Blob")
    lleva: Opcion[Lleva] = Field(
        default=Lleva.SITIO, description="todo el sitio, o sólo los paquetes: lo que recibe un difusor (R-28)"
    )
    lugar: Texto = Field(description="la carpeta, o el nombre del cubo o contenedor")
    prefijo: str = Field(default="", max_length=200, description="carpeta dentro del cubo o contenedor")
    direccion: str = Field(default="", max_length=200, description="dirección del servicio, si no es la de siempre")
    region: str = Field(default="", max_length=60, description="región del cubo")
    credencial: str = Field(
        default="", max_length=200, description="archivo TOML con `cuenta` y `clave`, que sólo lee su dueño"
    )

    def revisar(self) -> Iterable[tuple[Camino, str]]:
        if self.clase is not Clase.CARPETA and not self.credencial:
            yield ("credencial",), "falta: un almacén de objetos la necesita"


class TestigoToml(Ajeno):
    QUE: ClassVar[str] = "Quien firma cada corte que ve, con una llave suya: un partido, un difusor (`prep testigo`)."
    nombre: Texto = Field(description="cómo lo lee la gente")
    llave: Texto = Field(description="la que dice `prep testigo nuevo`, `nombre+12345678+…`")

    def revisar(self) -> Iterable[tuple[Camino, str]]:
        try:
            if leer_llave(self.llave).tipo != TESTIGO:
                yield ("llave",), "no es la llave de un testigo"
        except NotaInvalida as error:
            yield ("llave",), str(error)


class PublicacionToml(Ajeno):
    QUE: ClassVar[str] = "Cuándo se publica y a dónde va cada corte."
    abre: Annotated[str, Patron(r"(([01]\d|2[0-3]):[0-5]\d)?", "una hora, 20:00")] = Field(
        default="", description="hora de la entidad antes de la cual no hay cortes; vacía, desde la fase `publicar`"
    )
    horas: Annotated[int, Entre(1, HORAS_MAX)] = Field(
        default=HORAS_MAX, description="cuántas horas después de abrir se deja de hacer cortes (R-25)"
    )
    destinos: Annotated[Lista[DestinoToml], Field(max_length=60)] = Field(
        default=(), description="a dónde va cada corte"
    )
    testigos: Annotated[Lista[TestigoToml], Field(max_length=60)] = Field(
        default=(), description="quiénes firman las cabezas de la bitácora de cortes"
    )

    def revisar(self) -> Iterable[tuple[Camino, str]]:
        nombres = [d.nombre for d in self.destinos]
        for n, nombre in enumerate(nombres):
            if nombre in nombres[:n]:
                yield ("destinos", n, "nombre"), f"«{nombre}» está dos veces"


class CredencialToml(Ajeno):
    QUE: ClassVar[str] = "Con qué se entra a un almacén de objetos. Sólo lo lee su dueño (`chmod 600`)."
    cuenta: Texto = Field(description="identificador de la llave de S3, o nombre de la cuenta de Azure")
    clave: Texto = Field(repr=False, description="la clave secreta")

    model_config: ClassVar = {**Ajeno.model_config, "hide_input_in_errors": True}


@dataclass(frozen=True, slots=True)
class Destinado:
    """One target with the folder in which its settings stand: relative places are told from there."""

    dicho: DestinoToml
    base: Path

    @property
    def nombre(self) -> str:
        return self.dicho.nombre

    @property
    def carpeta(self) -> Path:
        return self.base / self.dicho.lugar


def leer_ajustes(ruta: Path) -> PublicacionToml:
    """Without the file, what it says by default: no target. Raises MalUso with all that is wrong in it."""
    if not ruta.exists():
        return PublicacionToml()
    try:
        return de_toml(leer_archivo(ruta, TAMANO_MAX), PublicacionToml)
    except AjenoInvalido as error:
        raise MalUso("\n".join(error.lineas(str(ruta)))) from error
    except OSError as error:
        raise MalUso(f"No se puede leer {ruta}: {error.strerror}.") from error


def leer_credencial(destino: Destinado) -> CredencialToml:
    """Raises MalUso, without a word of the secret, when it cannot be read or others can read it."""
    ruta = destino.base / destino.dicho.credencial
    try:
        if ruta.stat().st_mode & SECRETOS_AJENOS:
            raise MalUso(f"{ruta} lo pueden leer otros: «chmod 600 {ruta}».")
        return de_toml(leer_archivo(ruta, TAMANO_MAX), CredencialToml)
    except AjenoInvalido as error:
        raise MalUso("\n".join(error.lineas(str(ruta)))) from error
    except OSError as error:
        raise MalUso(f"No se puede leer {ruta}: {error.strerror}.") from error
