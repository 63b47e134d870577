"""What a node is given to join: one file, made at the centre, with its name, passwords and key; for its eyes only."""

import json
import os
from pathlib import Path
from typing import Annotated, ClassVar, Final, Literal

from pydantic import AfterValidator, ConfigDict, Field

from central.nodo.binarios import ErrorNodo
from central.nodo.nombres import SITIO, NombreNodo
from central.tunel.ajustes import SalidaPorTunel
from central.tunel.lugares import en_el_nodo
from prep.ajeno.lectura import de_json, leer_archivo
from prep.ajeno.modelo import ConVersion, Distintos, Entre, Patron, Texto
from prep.ajeno.reparos import AjenoInvalido
from prep.net.identidad import Llave

VERSION: Final = 2
TAMANO_MAX = 20_000
PUERTO_MAX = 65_535


def _no_es_cero(catd: str) -> str:
    if catd == "00":
        raise ValueError("ningún CATD es el 00")
    return catd


def _imprimible(clave: str) -> str:
    if not clave.isprintable():
        raise ValueError("lleva caracteres que no se imprimen")
    return clave


Clave = Annotated[str, Field(max_length=200), AfterValidator(_imprimible)]


class PaqueteDeAlta(ConVersion):
    """`servidor`, `puerto`: where the centre answers; `clave`: of the role that the node connects with there;
    `clave_replica`: of the one by which the centre reads the node; `llave`: the node's own signing key, in hex."""

    model_config = ConfigDict(hide_input_in_errors=True)
    QUE: ClassVar[str] = "Lo que el centro da a un nodo para que se una (`sitio alta`). Lleva contraseñas."
    VERSION: ClassVar[int] = VERSION

    version: Literal[2] = Field(description="cualquier cambio de este formato lleva otra")
    proceso: Texto = Field(description="el proceso del centro (R-10b)")
    catd: Annotated[str, Patron(SITIO.pattern, "un CATD de dos cifras"), AfterValidator(_no_es_cero)] = Field(
        description="a qué CATD va"
    )
    generacion: Annotated[int, Field(ge=1)] = Field(description="1, y uno más por cada nodo que reemplaza a otro")
    servidor: Texto = Field(description="dirección del centro")
    puerto: Annotated[int, Entre(1, PUERTO_MAX)] = Field(description="puerto del centro")
    clave: Clave = Field(repr=False, description="contraseña con que el nodo entra al centro; vacía con certificados")
    clave_replica: Clave = Field(
        repr=False, description="contraseña con que el centro lee al nodo; vacía con certificados"
    )
    llave: Annotated[str, Patron("[0-9a-f]{64}", "una llave en 64 cifras hexadecimales")] = Field(
        repr=False, description="con la que firma el nodo"
    )
    centro: Annotated[str, Patron("[0-9a-f]{64}", "una llave en 64 cifras hexadecimales")] = Field(
        description="llave pública del centro: la que firma la lista de personas en que cree el nodo"
    )
    direcciones: Distintos[Texto] = Field(description="dónde puede estar el nodo: en otra parte el centro no lo busca")

    tunel: SalidaPorTunel | None = Field(
        default=None, description="si el nodo sale al centro por un túnel, y no recibe conexiones"
    )
    autoridad: Texto | None = Field(
        default=None, description="para qué proceso se hizo la autoridad de los certificados, si fue para uno de antes"
    )

    @property
    def publica(self) -> bytes:
        """The public half of the node's signing key."""
        return Llave(bytes.fromhex(self.llave)).publica

    @property
    def nombre(self) -> NombreNodo:
        return NombreNodo(self.catd, self.generacion)

    @property
    def centro_en(self) -> str:
        """Where the centre answers to this node. Raises ErrorNodo."""
        return en_el_nodo(self.nombre) if self.tunel else self.servidor


def escribir(paquete: PaqueteDeAlta, ruta: Path) -> None:
    """Atomically, readable by its owner only; raises OSError."""
    nueva = ruta.with_name(f"{ruta.name}.nuevo")
    nueva.unlink(missing_ok=True)
    descriptor = os.open(nueva, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as archivo:
        json.dump(paquete.model_dump(exclude_none=True), archivo, indent=1)
        archivo.flush()
        os.fsync(archivo.fileno())
    nueva.replace(ruta)


def leer(ruta: Path) -> PaqueteDeAlta:
    """Raises ErrorNodo when it is not a package of this version, OSError when it cannot be read."""
    try:
        return de_texto(leer_archivo(ruta, TAMANO_MAX))
    except AjenoInvalido as error:
        raise ErrorNodo(
            f"{ruta} no es un paquete de alta o está incompleto ({error.frase()}): "
            "pida otro al centro con «prep sitio alta»."
        ) from error


def de_texto(crudo: bytes | str) -> PaqueteDeAlta:
    """Raises AjenoInvalido."""
    return de_json(crudo, PaqueteDeAlta)
