"""What people ask of the publisher, left in the centre's folder: a cut now, a pause with its reason; and its lock.

<datos>/publicador/candado    held while it runs: the second one refuses
<datos>/publicador/pausa.json since when and why; it outlives the publisher
<datos>/publicador/ya         a cut was asked for now
<datos>/publicador/estado.json, destinos/…  what it says of itself
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from central.marco.conexion import MalUso
from central.publico.formatos import RAZON_MAX

CARPETA = "publicador"


@dataclass(frozen=True, slots=True)
class PausaDePublicacion:
    """Since when there are no cuts, and why: the public reads it."""

    desde: str
    razon: str


class Pedidos:
    """The publisher of the centre of the folder `datos`: it is not beside the cuts, which the public may be served."""

    def __init__(self, datos: Path) -> None:
        self.carpeta = datos / CARPETA

    @contextmanager
    def unico(self) -> Iterator[None]:
        """Raises MalUso when this centre has another one. The lock dies with its process."""
        try:
            self.carpeta.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self.carpeta / "candado", os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise MalUso(f"No se puede escribir en {self.carpeta}: {error.strerror}.") from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            quien = os.pread(descriptor, 20, 0).decode(errors="replace").strip()
            os.close(descriptor)
            raise MalUso(
                f"Ya hay un publicador de este centro (proceso {quien}). Véalo con «prep publicar estado»."
            ) from error
        try:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
            yield
        finally:
            os.close(descriptor)

    def en_marcha(self) -> bool:
        ruta = self.carpeta / "candado"
        if not ruta.exists():
            return False
        with ruta.open("rb") as archivo:
            try:
                fcntl.flock(archivo, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    def pausar(self, ahora: datetime, razon: str) -> None:
        """Raises MalUso for a reason that the public could not read."""
        limpia = " ".join(razon.split())
        if not limpia or not limpia.isprintable() or len(limpia.encode()) > RAZON_MAX:
            raise MalUso(f"La razón la leerá la gente: de 1 a {RAZON_MAX} letras, sin adornos.")
        self.escribir("pausa.json", asdict(PausaDePublicacion(ahora.isoformat(timespec="seconds"), limpia)))

    def reanudar(self) -> bool:
        """Whether there was a pause."""
        ruta = self.carpeta / "pausa.json"
        hay = ruta.exists()
        ruta.unlink(missing_ok=True)
        return hay

    def pausa(self) -> PausaDePublicacion | None:
        dicho = self.leer("pausa.json")
        return PausaDePublicacion(str(dicho.get("desde", "")), str(dicho.get("razon", ""))) if dicho else None

    def pedir_ya(self) -> None:
        self.carpeta.mkdir(parents=True, exist_ok=True)
        (self.carpeta / "ya").touch()

    def hay_pedido(self) -> bool:
        return (self.carpeta / "ya").exists()

    def atendido(self) -> None:
        (self.carpeta / "ya").unlink(missing_ok=True)

    def olvidar_destino(self, nombre: str) -> None:
        """It is no longer among the settings; what was delivered to it stays written."""
        (self.carpeta / "destinos" / f"{nombre}.json").unlink(missing_ok=True)

    def escribir(self, nombre: str, dato: Any) -> None:
        """Whole or not at all."""
        ruta = self.carpeta / nombre
        ruta.parent.mkdir(parents=True, exist_ok=True)
        parcial = ruta.with_name(f".{ruta.name}")
        parcial.write_text(json.dumps(dato, ensure_ascii=False), encoding="utf-8")
        parcial.replace(ruta)

    def leer(self, nombre: str) -> dict[str, Any]:
        """What was written there last; empty when there is nothing that can be read."""
        try:
            dato = json.loads((self.carpeta / nombre).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return dato if isinstance(dato, dict) else {}
