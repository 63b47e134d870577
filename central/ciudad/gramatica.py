"""The grammar of `ciudad.toml`: what a centre is made of, and the spreadsheets that the institute keeps beside it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from central.tunel.lugares import leer_direccion
from prep.ajeno.lectura import de_toml, leer_archivo
from prep.ajeno.modelo import Ajeno, ConVersion, Entre, Lista, Patron, Texto
from prep.ajeno.reparos import Camino

TAMANO_MAX = 200_000
NODOS_MAX, ESCANERES_MAX = 99, 500
PUERTO_MIN, PUERTO_MAX = 1_024, 65_535


def _sin_privilegio(puerto: int) -> int:
    if 0 < puerto < PUERTO_MIN:
        raise ValueError(f"es menor que {PUERTO_MIN}: el nodo no corre como root")
    return puerto


Proceso = Annotated[Texto, Patron("[A-Za-z0-9][A-Za-z0-9-]{0,39}", "el nombre de un proceso, como SIM-1")]
Puerto = Annotated[int, Entre(0, PUERTO_MAX), AfterValidator(_sin_privilegio)]
DeEscaner = Annotated[Texto, Patron(r"[A-Za-z0-9.:/_\[\]-]+", "la dirección de un escáner, como 10.1.7.40")]
Sitio = Annotated[str, Patron("[0-9]{2}", "el número de un CATD, como 07")]


class NodoToml(Ajeno):
    QUE: ClassVar[str] = "Dónde estará el nodo de un CATD."
    sitio: Sitio = Field(description="de `01` a `33`")
    direccion: Texto = Field(description="la de su máquina, donde la busca el centro: `10.1.7.2`; o `tunel`")
    puerto: Puerto = Field(default=0, description="el suyo y ningún otro; `0`, uno libre. Va en su kit")

    def revisar(self) -> Iterable[tuple[Camino, str]]:
        try:
            leer_direccion(self.direccion)
        except ValueError:
            yield ("direccion",), f"{self.direccion!r} no es una dirección, como 10.1.7.2, ni «tunel»"


class EscanerToml(Ajeno):
    QUE: ClassVar[str] = "El escáner de red de una estación: su kit lo lleva, y nadie lo teclea ahí."
    estacion: Texto = Field(description="nombre de la estación, como en su hoja")
    direccion: DeEscaner = Field(description="`10.1.7.40`, `escaner.local:8080` o la de su eSCL")


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

    puerto: Puerto = Field(default=0, description="el del centro y ningún otro; `0`, uno libre")
    escaneres: Annotated[Lista[EscanerToml], Field(max_length=ESCANERES_MAX)] = Field(
        default=(), description="la estación que no esté lo elige ahí"
    )

    def revisar(self) -> Iterable[tuple[Camino, str]]:
        yield from _repetidos("nodos", "sitio", [n.sitio for n in self.nodos])
        yield from _repetidos("escaneres", "estacion", [e.estacion for e in self.escaneres])


def _repetidos(lista: str, clave: str, dichos: Iterable[str]) -> Iterable[tuple[Camino, str]]:
    vistos: set[str] = set()
    for n, dicho in enumerate(dichos):
        if dicho in vistos:
            yield (lista, n, clave), f"{dicho} se repite"
        vistos.add(dicho)


def leer(ruta: Path) -> CiudadToml:
    """Raises AjenoInvalido, OSError."""
    return de_toml(leer_archivo(ruta, TAMANO_MAX), CiudadToml)
