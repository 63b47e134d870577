"""Where the centre takes in the tunnels of the nodes, as its folder remembers it; and what of that a node is told."""

import json
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from central.nodo.binarios import ErrorNodo
from prep.ajeno.lectura import de_json, leer_archivo
from prep.ajeno.modelo import Ajeno, ConVersion, Distintos, Entre, Patron
from prep.ajeno.reparos import AjenoInvalido
from prep.net.identificacion import escribir

ARCHIVO = "tunel.json"
CARPETA = "tunel"  # below the centre's folder, unless it says another
TAMANO_MAX = 20_000
PUERTO_MAX = 65_535
Direccion = Annotated[str, Patron("[0-9a-fA-F.:]{2,45}", "una dirección, como 203.0.113.7")]
Usuario = Annotated[str, Patron("[a-z_][a-z0-9_-]{0,31}", "el nombre de un usuario")]
Puerto = Annotated[int, Entre(1, PUERTO_MAX)]


class SalidaPorTunel(Ajeno):
    QUE: ClassVar[str] = "Por dónde sale al centro un nodo que no puede recibir conexiones."
    direcciones: Distintos[Direccion] = Field(min_length=1, description="del centro, vistas desde fuera, por orden")
    puerto: Puerto = Field(description="el único al que el nodo sale")
    usuario: Usuario = Field(description="con que corre ahí el túnel")


class EntradaDeTuneles(ConVersion):
    QUE: ClassVar[str] = "Dónde recibe el centro los túneles de los nodos."
    VERSION: ClassVar[int] = 1

    version: Literal[1] = Field(description="cualquier cambio de este formato lleva otra")
    escucha: Direccion = Field(description="de esta máquina")
    salida: SalidaPorTunel = Field(description="lo que se dice a cada nodo")
    carpeta: str = Field(default="", max_length=500, description="donde la toma `prep tunel servir`; si no, `tunel`")

    def carpeta_de(self, datos: Path) -> Path:
        return Path(self.carpeta) if self.carpeta else datos / CARPETA


def de(**dichos: object) -> EntradaDeTuneles:
    """What was typed, by the grammar of the file. Raises ErrorNodo."""
    try:
        return de_json(json.dumps(dichos), EntradaDeTuneles)
    except AjenoInvalido as error:
        raise ErrorNodo(f"No se puede recibir túneles así: {error.frase()}.") from error


def guardar(entrada: EntradaDeTuneles, datos: Path) -> None:
    """Raises OSError."""
    datos.mkdir(parents=True, exist_ok=True)
    escribir(datos / ARCHIVO, json.dumps(entrada.model_dump(), indent=1))


def leer_si_hay(datos: Path) -> EntradaDeTuneles | None:
    """Raises ErrorNodo, OSError."""
    try:
        return de_json(leer_archivo(datos / ARCHIVO, TAMANO_MAX), EntradaDeTuneles)
    except FileNotFoundError:
        return None
    except AjenoInvalido as error:
        raise ErrorNodo(
            f"{datos / ARCHIVO} no dice dónde se reciben los túneles ({error.frase()}): repita «prep tunel preparar»."
        ) from error


def exigir(datos: Path) -> EntradaDeTuneles:
    """Raises ErrorNodo where the centre takes in none."""
    if (hay := leer_si_hay(datos)) is None:
        raise ErrorNodo("Este centro no recibe túneles: diga antes dónde, con «prep tunel preparar».")
    return hay
