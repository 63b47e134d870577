"""The grammar of `ciudad.toml`: what a centre is made of, and the spreadsheets that the institute keeps beside it."""

import ipaddress
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from prep.ajeno.lectura import de_toml, leer_archivo
from prep.ajeno.modelo import Ajeno, ConVersion, Lista, Patron, Texto
from prep.ajeno.reparos import Camino

TAMANO_MAX = 200_000
NODOS_MAX = 99
Proceso = Annotated[Texto, Patron("[A-Za-z0-9][A-Za-z0-9-]{0,39}", "el nombre de un proceso, como SIM-1")]
Sitio = Annotated[str, Patron("[0-9]{2}", "el número de un CATD, como 07")]


class NodoToml(Ajeno):
    QUE: ClassVar[str] = "Dónde estará el nodo de un CATD."
    sitio: Sitio = Field(description="de `01` a `33`")
    direccion: Texto = Field(description="la de su máquina, donde la busca el centro: `10.1.7.2`")

    def revisar(self) -> Iterable[tuple[Camino, str]]:
        try:
            ipaddress.ip_address(self.direccion)
        except ValueError:
            yield ("direccion",), f"{self.direccion!r} no es una dirección, como 10.1.7.2"


class CiudadToml(ConVersion):
    QUE: ClassVar[str] = "Una ciudad entera: lo que `prep centro crear` hace de una vez."
    VERSION: ClassVar[int] = 1

    version: Literal[1] = Field(description="cualquier cambio de este formato lleva otra")
    proceso: Proceso = Field(description="nombre del proceso (R-10b)")
    perfil: Texto = Field(default="cdmx-2024", description="[perfil](perfil.md) de la entidad, o su archivo `.toml`")
    catalogo: Texto = Field(description="carpeta con los archivos de la entidad")
    personas: Texto = Field(description="hoja CSV: `operador`, `nombre`, `roles`, `sitio`")
    estaciones: Texto = Field(description="hoja CSV: `estacion`, `sitio`, `para`")
    nodos: Annotated[Lista[NodoToml], Field(max_length=NODOS_MAX)] = Field(
        default=(), description="el que no esté se busca en la máquina del centro"
    )

    def revisar(self) -> Iterable[tuple[Camino, str]]:
        vistos: set[str] = set()
        for n, nodo in enumerate(self.nodos):
            if nodo.sitio in vistos:
                yield ("nodos", n, "sitio"), f"{nodo.sitio} se repite"
            vistos.add(nodo.sitio)


def leer(ruta: Path) -> CiudadToml:
    """Raises AjenoInvalido, OSError."""
    return de_toml(leer_archivo(ruta, TAMANO_MAX), CiudadToml)
