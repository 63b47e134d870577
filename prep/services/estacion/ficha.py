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
from prep.net.identificacion import ARCHIVO as IDENTIFICACION
from prep.net.identificacion import IdentificacionDeLugar, IdentificacionInvalida, en_archivos, leer_si_hay
from prep.services.estacion.errores import DatoInvalido
from prep.store import cadena as conexiones
from prep.store.punto import punto

ARCHIVO = "ficha.json"
BASE = "prep"
TAMANO_MAX = 64 * 1024
PUERTO_MAX = 65_535


class Ficha(Ajeno):
    """`sitio`: 01 … 33 or CCV. `contrasena`: the station's in its node, where there are no certificates."""

    model_config = ConfigDict(hide_input_in_errors=True)
    QUE: ClassVar[str] = "Qué estación es esta y dónde está su nodo. Lleva una contraseña."

    proceso: Texto = Field(description="el proceso del nodo (R-10b)")
    estacion: Texto = Field(description="nombre de la estación")
    sitio: Texto = Field(description="`01` … `33` o `CCV`")
    servidor: Texto = Field(description="dirección de su nodo")
    puerto: Annotated[int, Entre(1, PUERTO_MAX)] = Field(description="puerto de su nodo")
    contrasena: Annotated[str, Field(max_length=200)] = Field(
        default="", repr=False, description="la de la estación en su nodo; sin ella, entra con su certificado"
    )
    base: Texto = Field(default=BASE, description="base de datos del nodo")
    red: Annotated[str, Field(max_length=200)] = Field(
        default="", description="el primer proceso de su nodo, con que se anuncia, si éste siguió a otro"
    )

    @property
    def familia(self) -> str:
        """The proceso by which its network and its certificates go."""
        return self.red or self.proceso

    @property
    def dsn(self) -> str:
        return cadena(self.servidor, self.puerto, self.estacion, self.contrasena, self.base)

    @property
    def laboratorio(self) -> bool:
        """Whether its node is beyond this machine, without encryption: only to practise."""
        if not self.contrasena:
            return False
        try:
            return not ipaddress.ip_address(self.servidor).is_loopback
        except ValueError:
            return self.servidor != "localhost"


def cadena(servidor: str, puerto: int, estacion: str, contrasena: str, base: str = BASE) -> str:
    """The libpq connection string of a station."""
    return conexiones.cadena(servidor, puerto, estacion, contrasena, base, application_name="estacion")


def conexion(ficha: Ficha, datos: Path) -> str:
    """How the station of the folder `datos` reaches its node: by its certificate where it has one.

    Raises DatoInvalido, OSError.
    """
    suya = identificacion_en(datos)
    if suya is None:
        if not ficha.contrasena:
            raise DatoInvalido(
                f"Esta estación entra con certificado, y en {datos} no está {IDENTIFICACION}: pídala a la coordinación."
            )
        return ficha.dsn
    return con_identificacion(suya, datos, ficha.servidor, ficha.puerto, ficha.estacion, ficha.familia)


def identificacion_en(datos: Path) -> IdentificacionDeLugar | None:
    """That of the station of the folder `datos`, where there is an authority. Raises DatoInvalido, OSError."""
    try:
        return leer_si_hay(datos)
    except IdentificacionInvalida as error:
        raise DatoInvalido(str(error)) from error


def con_identificacion(
    suya: IdentificacionDeLugar, datos: Path, servidor: str, puerto: int, estacion: str, proceso: str = ""
) -> str:
    """Raises DatoInvalido for that of another station or proceso, or where the address is a name."""
    if suya.para != estacion or proceso not in ("", suya.proceso):
        raise DatoInvalido(
            f"La identificación es de «{suya.para}», de {suya.proceso}, y esta estación es «{estacion}», de "
            f"{proceso or suya.proceso}: pida la suya a la coordinación."
        )
    if suya.sitio not in suya.clientes:
        raise DatoInvalido("La identificación no sirve para entrar a su nodo: pida otra a la coordinación.")
    try:
        ipaddress.ip_address(servidor)
    except ValueError:
        raise DatoInvalido(f"«{servidor[:60]}» no es la dirección del nodo, como 192.168.1.20.") from None
    suyos = en_archivos(suya.clientes[suya.sitio], suya.sitio, datos)
    return conexiones.con_certificado(
        suyos.nombre, servidor, puerto, estacion, BASE, suyos.autoridad, suyos.certificado, suyos.llave,
        application_name="estacion",
    )  # fmt: skip


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
