"""The authority's one file: what the root signed, what was given to whom, what was revoked; its keys sealed in it."""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from central.autoridad.certificados import Uso
from central.autoridad.sellado import LlavesSelladas
from prep.ajeno.lectura import de_json, leer_archivo
from prep.ajeno.modelo import Ajeno, ConVersion, Lista, Natural, Opcion, Patron, Texto
from prep.ajeno.reparos import AjenoInvalido
from prep.net.identificacion import SITIO, Pem, escribir

ARCHIVO = "autoridad.json"
TAMANO_MAX = 4_000_000
Sitio = Annotated[str, Patron(SITIO, "un sitio")]
Dia = Annotated[str, Patron("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z", "una hora UTC")]


class ErrorDeAutoridad(ValueError):
    """What was asked of the authority cannot be done; the message says why and what to do, in Spanish."""


class Expedido(Ajeno):
    QUE: ClassVar[str] = "Un certificado que se dio; su llave privada no queda aquí."
    serie: Annotated[str, Patron("[0-9a-f]{2,40}", "un número de serie")] = Field(description="su número de serie")
    sitio: Sitio = Field(description="de qué autoridad es")
    nombre: Texto = Field(description="de quién es")
    uso: Opcion[Uso] = Field(description="`servidor` o `cliente`")
    para: Texto = Field(description="a quién se dio: `centro`, `nodo.catd01`, `estacion.e01-1`")
    vence: Dia = Field(description="hasta cuándo vale")
    revocado: Annotated[str, Field(max_length=20)] = Field(default="", description="desde cuándo ya no, o nada")


class AutoridadGuardada(ConVersion):
    QUE: ClassVar[str] = "La autoridad de un proceso: lo que firmó, a quién, y sus llaves selladas."
    VERSION: ClassVar[int] = 1

    version: Literal[1] = Field(description="cualquier cambio de este formato lleva otra")
    hasta: Dia = Field(description="cuándo acaba el proceso")
    lista: Annotated[str, Field(max_length=10_000)] = Field(description="las autoridades de los sitios, en JSON")
    firma: Annotated[str, Patron("([0-9a-f]{2}){8,80}", "una firma")] = Field(description="de la raíz, sobre esa lista")
    raiz: Pem = Field(description="llave pública de la raíz")
    autoridades: dict[str, Pem] = Field(description="de cada sitio, el certificado de su autoridad")
    selladas: LlavesSelladas = Field(description="las llaves privadas")
    revocaciones: Natural = Field(description="cuántas veces se hizo la lista de revocados")
    expedidos: Lista[Expedido] = Field(description="los certificados que se dieron")

    @property
    def proceso(self) -> str:
        return str(json.loads(self.lista)["proceso"])


def leer(carpeta: Path) -> AutoridadGuardada:
    """Raises ErrorDeAutoridad, OSError."""
    ruta = carpeta / ARCHIVO
    if not ruta.exists():
        raise ErrorDeAutoridad(
            f"En {carpeta} no hay autoridad: dé su carpeta con --carpeta, o hágala con «prep autoridad crear»."
        )
    if os.name == "posix" and ruta.stat().st_mode & 0o077:
        raise ErrorDeAutoridad(f"Otros usuarios pueden leer {ruta}. Corríjalo con: chmod 600 {ruta}")
    try:
        return de_json(leer_archivo(ruta, TAMANO_MAX), AutoridadGuardada)
    except AjenoInvalido as error:
        raise ErrorDeAutoridad(f"{ruta} está dañado ({error.frase(2)}): recupérelo de su respaldo.") from error


def guardar(autoridad: AutoridadGuardada, carpeta: Path) -> None:
    """Raises OSError."""
    escribir(carpeta / ARCHIVO, json.dumps(autoridad.model_dump(mode="json"), indent=1))


def en_utc(momento: datetime) -> str:
    return momento.strftime("%Y-%m-%dT%H:%M:%SZ")


def de_utc(texto: str) -> datetime:
    return datetime.fromisoformat(texto.replace("Z", "+00:00"))
