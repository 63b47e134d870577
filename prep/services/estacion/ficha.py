"""A station's card, `ficha.json` in its data folder: its name, where its node is, and its password there."""

import ipaddress
import json
import os
from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from prep.ajeno.lectura import de_json, leer_archivo
from prep.ajeno.modelo import Ajeno, Entre, Texto
from prep.ajeno.reparos import AjenoInvalido
from prep.services.estacion.errores import DatoInvalido
from prep.store import cadena as conexiones
from prep.store.punto import punto

ARCHIVO = "ficha.json"
BASE = "prep"
TAMANO_MAX = 64 * 1024
PUERTO_MAX = 65_535


class Ficha(Ajeno):
    """`sitio`: 01 … 33 or CCV. `contrasena`: the station's in its node, until there are certificates."""

    model_config = ConfigDict(hide_input_in_errors=True)
    QUE: ClassVar[str] = "Qué estación es esta y dónde está su nodo. Lleva una contraseña."

    proceso: Texto = Field(description="el proceso del nodo (R-10b)")
    estacion: Texto = Field(description="nombre de la estación")
    sitio: Texto = Field(description="`01` … `33` o `CCV`")
    servidor: Texto = Field(description="dirección de su nodo")
    puerto: Annotated[int, Entre(1, PUERTO_MAX)] = Field(description="puerto de su nodo")
    contrasena: Annotated[str, Field(min_length=1, max_length=200)] = Field(
        repr=False, description="la de la estación en su nodo"
    )
    base: Texto = Field(default=BASE, description="base de datos del nodo")

    @property
    def dsn(self) -> str:
        return cadena(self.servidor, self.puerto, self.estacion, self.contrasena, self.base)

    @property
    def laboratorio(self) -> bool:
        """Whether its node is beyond this machine, without encryption: only to practise."""
        try:
            return not ipaddress.ip_address(self.servidor).is_loopback
        except ValueError:
            return self.servidor != "localhost"


def cadena(servidor: str, puerto: int, estacion: str, contrasena: str, base: str = BASE) -> str:
    """The libpq connection string of a station."""
    return conexiones.cadena(servidor, puerto, estacion, contrasena, base, application_name="estacion")


def leer(ruta: Path) -> Ficha:
    """The card at `ruta`. Raises DatoInvalido (which says all that is wrong with it) or OSError."""
    try:
        return de_json(leer_archivo(ruta, TAMANO_MAX), Ficha)
    except AjenoInvalido as error:
        raise DatoInvalido(
            f"{ruta.name} no es la ficha de una estación ({error.frase()}): pida otra a la coordinación."
        ) from error


def guardar(ficha: Ficha, ruta: Path) -> None:
    """Writes it whole or not at all, readable by its owner only. Raises OSError."""
    nueva = ruta.with_name(f"{ruta.name}.nueva")
    nueva.unlink(missing_ok=True)
    with os.fdopen(os.open(nueva, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as archivo:
        json.dump(ficha.model_dump(), archivo, indent=1)
        archivo.flush()
        os.fsync(archivo.fileno())
    punto("ficha.guardar.antes")
    nueva.replace(ruta)
    punto("ficha.guardar.despues")
