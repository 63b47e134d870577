"""What a node is given to join: one file, made at the centre, with its name, passwords and key; for its eyes only."""

import json
import os
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from central.nodo.binarios import ErrorNodo
from central.nodo.nombres import NombreNodo, leer_sitio
from prep.net.identidad import Llave

VERSION = 1
TAMANO_MAX = 20_000


@dataclass(frozen=True, slots=True)
class PaqueteDeAlta:
    """`servidor`, `puerto`: where the centre answers; `clave`: of the role that the node connects with there;
    `clave_replica`: of the one by which the centre reads the node; `llave`: the node's own signing key, in hex."""

    version: int
    proceso: str
    catd: str
    generacion: int
    servidor: str
    puerto: int
    clave: str = field(repr=False)
    clave_replica: str = field(repr=False)
    llave: str = field(repr=False)

    @property
    def publica(self) -> bytes:
        """The public half of the node's signing key."""
        return Llave(bytes.fromhex(self.llave)).publica

    @property
    def nombre(self) -> NombreNodo:
        return NombreNodo(self.catd, self.generacion)


def escribir(paquete: PaqueteDeAlta, ruta: Path) -> None:
    """Atomically, readable by its owner only; raises OSError."""
    nueva = ruta.with_name(f"{ruta.name}.nuevo")
    nueva.unlink(missing_ok=True)
    descriptor = os.open(nueva, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as archivo:
        json.dump(asdict(paquete), archivo, indent=1)
        archivo.flush()
        os.fsync(archivo.fileno())
    nueva.replace(ruta)


def leer(ruta: Path) -> PaqueteDeAlta:
    """Raises ErrorNodo when it is not a package of this version, OSError when it cannot be read."""
    if ruta.stat().st_size > TAMANO_MAX:
        raise ErrorNodo(f"{ruta} es demasiado grande para ser un paquete de alta.")
    try:
        datos = json.loads(ruta.read_text(encoding="utf-8"))
        valores = {c.name: datos[c.name] for c in fields(PaqueteDeAlta)}
        if ajenos := [c.name for c in fields(PaqueteDeAlta) if type(valores[c.name]) is not c.type]:
            raise TypeError(f"{', '.join(ajenos)} de otro tipo")
        paquete = PaqueteDeAlta(**valores)
        leer_sitio(paquete.catd)
        Llave(bytes.fromhex(paquete.llave))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ErrorNodo(
            f"{ruta} no es un paquete de alta o está incompleto ({error}): pida otro al centro con «sitio alta»."
        ) from error
    if paquete.version != VERSION:
        raise ErrorNodo(f"{ruta} es de la versión {paquete.version} y este programa usa la {VERSION}.")
    return paquete
