"""The list of who works that night: each row is signed by the centre, and what the base alone says is not believed.

Whoever administers the base can change a public key in it and sign as that person; they cannot sign the row again. What
is believed is the centre's public key, which stands in the data folder and not in the base.
"""

import json
import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from psycopg import Connection

from central.nodo.binarios import ErrorNodo
from central.nodo.centro import ARCHIVO
from central.nodo.personas import PAPELES, EstacionNueva, OperadorNuevo
from central.telefono.telefono import TelefonoNuevo
from prep.net.identidad import Llave, cargar, verificar

PUBLICA = "centro.pub"  # of a node: the centre's, from its package
LARGO = 32
REGISTRO = logging.getLogger(__name__)
Fila = TypeVar("Fila", OperadorNuevo, EstacionNueva, TelefonoNuevo)


def publica_del_centro(datos: Path) -> bytes:
    """The centre's public key as the folder `datos` has it. Raises ErrorNodo, LlaveInvalida."""
    if (datos / ARCHIVO).exists():
        return cargar(datos / ARCHIVO).publica
    try:
        publica = bytes.fromhex((datos / PUBLICA).read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        publica = b""
    if len(publica) != LARGO:
        raise ErrorNodo(
            f"En {datos} no está {ARCHIVO} ni {PUBLICA}: sin la llave del centro no se cree en la lista de personas. "
            "Repóngala de su respaldo; en el nodo de un CATD, pida otro paquete con «prep sitio alta»."
        )
    return publica


def guardar_publica(datos: Path, publica: bytes) -> None:
    """As `datos` has it from now on; raises OSError."""
    nueva = datos / f"{PUBLICA}.nueva"
    nueva.write_text(publica.hex() + "\n", encoding="ascii")
    nueva.replace(datos / PUBLICA)


def exigir_firmada(conexion: Connection[Any]) -> None:
    """Raises ErrorNodo for the base of a program from before, whose list nobody signed: no fact would be taken."""
    consulta = "SELECT count(*), count(*) FILTER (WHERE version > 0) FROM prep.operador"
    ((todas, firmadas),) = conexion.execute(consulta).fetchall()
    if todas and not firmadas:
        raise ErrorNodo(
            "La lista de personas de esta base es de un programa de antes y no está firmada por el centro: termine ese "
            "proceso con aquel programa, o prepare este proceso en otra carpeta."
        )


def texto(fila: OperadorNuevo | EstacionNueva | TelefonoNuevo, proceso: str) -> bytes:
    """What the centre signs. Not the sealed half of a key: it opens to the very key that is signed, or to none."""
    if isinstance(fila, OperadorNuevo):
        suyo: list[object] = ["prep-persona-1", proceso, fila.operador, fila.nombre, fila.publica.hex()]
        suyo += [list(fila.roles), fila.sitio, fila.activo, fila.version]
    elif isinstance(fila, TelefonoNuevo):
        suyo = ["prep-telefono-1", proceso, fila.cuenta, fila.numero, fila.codigo_id, _hora(fila.vence)]
        suyo += [str(fila.estado), fila.spki.hex(), _hora(fila.hasta), fila.version]
    else:
        suyo = ["prep-estacion-1", proceso, fila.estacion, fila.sitio, fila.activo, fila.version]
        if fila.papeles != PAPELES:  # one that is for everything is signed as before there was anything else
            suyo = ["prep-estacion-2", *suyo[1:], list(fila.papeles)]
    return json.dumps(suyo, ensure_ascii=False, separators=(",", ":")).encode()


def _hora(momento: datetime | None) -> str:
    return momento.astimezone(UTC).isoformat() if momento else ""


def vale(fila: OperadorNuevo | EstacionNueva | TelefonoNuevo, proceso: str, centro: bytes) -> bool:
    """Whether the row is as the centre signed it."""
    return verificar(centro, texto(fila, proceso), fila.firma)


@dataclass(frozen=True, slots=True)
class ListaDelCentro:
    """The list of one proceso in the hands of who may write it: `llave` is None at a node, which only copies."""

    proceso: str
    publica: bytes
    llave: Llave | None

    def siguiente(self, fila: Fila, antes: Fila | None, nombre: str) -> Fila | None:
        """`fila` as it is to be written in the place of `antes`; None when nothing changes, or it may not be.

        Raises ErrorNodo when it cannot be signed: there is no key here, or `antes` was altered in the base.
        """
        if fila.firma:  # it comes from the centre
            if not vale(fila, self.proceso, self.publica):
                REGISTRO.warning("El registro de «%s» que bajó no es el que firmó el centro: no se toma", nombre)
                return None
            sirve = antes is not None and vale(antes, self.proceso, self.publica)
            return None if sirve and antes is not None and antes.version >= fila.version else fila
        if antes is not None and not vale(antes, self.proceso, self.publica):
            raise ErrorNodo(
                f"El registro de «{nombre}» no es el que firmó el centro: alguien lo cambió en la base. No se firma "
                "otra vez; repóngalo de un respaldo o de la base de un nodo, y avise a quien audita."
            )
        if antes is not None and replace(fila, version=antes.version, firma=antes.firma) == antes:
            return None
        if self.llave is None:
            raise ErrorNodo(f"Aquí no está la llave del centro y «{nombre}» no viene firmado: dé de alta en el centro.")
        nueva = replace(fila, version=antes.version + 1 if antes else 1)
        return replace(nueva, firma=self.llave.firmar(texto(nueva, self.proceso)))


def abrir_lista(datos: Path, proceso: str) -> ListaDelCentro:
    """Raises ErrorNodo, LlaveInvalida."""
    llave = cargar(datos / ARCHIVO) if (datos / ARCHIVO).exists() else None
    return ListaDelCentro(proceso, llave.publica if llave else publica_del_centro(datos), llave)
