"""What the centre tells who takes in the tunnels: whose they may be, where each may come out, and with what to prove
who it is. It is read by another user, who has no way to the centre's folder."""

import json
import os
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from central.tunel.ajustes import Direccion, Puerto
from prep.ajeno.lectura import de_json, leer_archivo
from prep.ajeno.modelo import Ajeno, ConVersion, Distintos, Patron
from prep.net.identificacion import Pem, SerTunel

ARCHIVO = "plan.json"
TAMANO_MAX = 2_000_000
SERIE = (1 << 64) - 1  # OpenSSH's serial numbers are of 64 bits: the last of the certificate's


class TunelDeNodo(Ajeno):
    QUE: ClassVar[str] = "Un nodo que puede abrir su túnel."
    nodo: Annotated[str, Patron("catd[0-9]{2}(_[0-9]{1,3})?", "un nodo, como catd07")] = Field(description="cuál")
    direccion: Annotated[str, Patron("127[.]77[.][0-9]{1,2}[.][0-9]{1,3}", "una dirección de túnel")] = Field(
        description="la única en que puede asomar"
    )


class PlanDeTuneles(ConVersion):
    model_config = ConfigDict(hide_input_in_errors=True)
    QUE: ClassVar[str] = (
        "De quién se reciben túneles y a dónde llegan. Lleva la llave con que el túnel prueba quién es."
    )
    VERSION: ClassVar[int] = 1

    version: Literal[1] = Field(description="cualquier cambio de este formato lleva otra")
    escucha: Direccion = Field(description="dónde se reciben")
    puerto: Puerto = Field(description="en qué puerto")
    base: Direccion = Field(description="dónde está la base del centro, lo único a lo que llega un túnel")
    puerto_base: Puerto = Field(description="su puerto; también, el único en que asoma un nodo")
    tunel: SerTunel = Field(description="con qué prueba el centro que es él")
    autoridad: Pem = Field(description="certificado de la autoridad que da el suyo a cada nodo")
    nodos: Distintos[TunelDeNodo] = Field(description="los que no están cercados")
    revocados: Distintos[Annotated[int, Field(ge=0, le=SERIE)]] = Field(description="certificados que ya no valen")


def leer(carpeta: Path) -> PlanDeTuneles:
    """Raises AjenoInvalido, OSError."""
    return de_json(leer_archivo(carpeta / ARCHIVO, TAMANO_MAX), PlanDeTuneles)


def guardar(plan: PlanDeTuneles, carpeta: Path) -> bool:
    """For its owner and the group of its folder; whether it is other than the one that is there. Raises OSError."""
    texto, ruta = json.dumps(plan.model_dump(), indent=1), carpeta / ARCHIVO
    if ruta.exists() and ruta.read_text(encoding="utf-8", errors="replace") == texto:
        return False
    carpeta.mkdir(mode=0o700, parents=True, exist_ok=True)
    nuevo = ruta.with_name(f".{ruta.name}.nuevo")
    nuevo.unlink(missing_ok=True)
    with os.fdopen(os.open(nuevo, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640), "w", encoding="utf-8") as archivo:
        os.fchmod(archivo.fileno(), 0o640)  # whatever the umask: who reads it is another user, of that group
        archivo.write(texto)
        archivo.flush()
        os.fsync(archivo.fileno())
    nuevo.replace(ruta)
    return True
