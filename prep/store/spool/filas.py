"""How a signed fact becomes a row of the spool and comes back the same."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from prep.domain.hechos.hechos import Anulacion, Captura, Hecho, Imagen
from prep.domain.hechos.texto import momento_a_texto
from prep.store.hechos import FIRMADAS, LEIDAS, HechoFirmado, a_hecho, huecos, lista, sin, valores_de
from prep.store.spool.esquema import ahora
from prep.store.spool.tipos import ConflictoDeId, Entregado, ImagenNueva, ImagenRepetida

GUARDADAS = sin(FIRMADAS, "proceso", "estacion")  # those two are the spool's own
PUESTAS = (*GUARDADAS, "ronda", "referencia", "creado")
INSERTAR = f"INSERT INTO salida ({lista(PUESTAS)}) VALUES ({huecos(PUESTAS, '?')})"  # noqa: S608 -- our own columns
LEER = f"SELECT {lista(GUARDADAS)} FROM salida s WHERE"  # noqa: S608
VALEN = "estado IN ('pendiente', 'entregado')"
POR_ID = f"{LEER} id = ?"
PENDIENTES = f"{LEER} estado = 'pendiente' ORDER BY n LIMIT ?"
DE_TIPOS = f"{LEER} tipo IN (SELECT value FROM json_each(?)) AND {VALEN} ORDER BY n"  # noqa: S608
DE_ACTA = (
    f"{LEER} acta = ? AND tipo IN (SELECT value FROM json_each(?)) AND {VALEN} AND NOT EXISTS"  # noqa: S608
    " (SELECT 1 FROM salida a WHERE a.tipo = 'ANULACION' AND a.referencia = s.id) ORDER BY n"
)
HECHAS = "SELECT tipo, acta, fuente, momento, estado, respuesta FROM salida WHERE operador = ? ORDER BY n"
_valores = valores_de(GUARDADAS)


def huella_de(hecho: Hecho) -> str | None:
    """The hash of the image that the fact names, if it names one."""
    return hecho.cuerpo.huella if isinstance(hecho.cuerpo, Imagen) else None


def insertar(conexion: sqlite3.Connection, firmado: HechoFirmado) -> bool:
    """Write the fact; False when it was there already. Raises ConflictoDeId: its id is there with other content."""
    h = firmado.hecho
    fila = tuple(_texto(valor) for valor in _valores(firmado))
    anterior = conexion.execute(POR_ID, (str(h.id),)).fetchone()
    if anterior is not None:
        if anterior != fila:
            raise ConflictoDeId(f"el hecho {h.id} ya está guardado con otro contenido")
        return False
    ronda = h.cuerpo.ronda if isinstance(h.cuerpo, Captura) else None
    # What the fact points at, to find it again without reading bodies.
    referencia = str(h.cuerpo.hecho) if isinstance(h.cuerpo, Anulacion) else huella_de(h)
    conexion.execute(INSERTAR, (*fila, ronda, referencia, ahora()))
    return True


def insertar_imagen(conexion: sqlite3.Connection, foto: ImagenNueva) -> None:
    """One image is of one acta, once: else ImagenRepetida is raised, with words for the operator (R-26)."""
    anterior = conexion.execute("SELECT acta FROM imagenes WHERE huella = ?", (foto.huella,)).fetchone()
    if anterior is not None and anterior[0] == foto.acta:
        raise ImagenRepetida("Esa misma imagen ya se guardó para esta acta. Digitalice de nuevo el papel.")
    if anterior is not None:
        raise ImagenRepetida(
            f"Esa misma imagen ya se guardó para el acta {anterior[0]}: una imagen no sirve para dos actas. "
            "Revise qué acta está en el escáner."
        )
    fila = (foto.huella, foto.acta, foto.contenido)
    conexion.execute("INSERT INTO imagenes (huella, acta, bytes) VALUES (?, ?, ?)", fila)


def reabrir(conexion: sqlite3.Connection, estados: Sequence[Entregado]) -> int:
    cuantos = conexion.execute(
        "UPDATE salida SET estado = 'pendiente' WHERE estado IN (SELECT value FROM json_each(?))",
        (json.dumps(estados),),
    ).rowcount
    conexion.execute(
        "UPDATE imagenes SET estado = 'pendiente' WHERE huella IN"
        " (SELECT referencia FROM salida WHERE tipo = 'IMAGEN' AND estado = 'pendiente')"
    )
    return cuantos


def firmado_de(fila: Any, proceso: str, estacion: str) -> HechoFirmado:
    """The fact of a row of GUARDADAS, in the spool of that proceso and station."""
    datos = dict(zip(GUARDADAS, fila, strict=True), proceso=proceso, estacion=estacion, nodo="", sec=0, toma="")
    datos |= {"id": UUID(datos["id"]), "momento": datetime.fromisoformat(datos["momento"])}
    return HechoFirmado(a_hecho([datos[c] for c in LEIDAS]), datos["cuerpo"], datos["firma"])


def _texto(valor: Any) -> Any:
    """SQLite has neither identifiers nor times: they are kept as they are signed."""
    if isinstance(valor, UUID):
        return str(valor)
    return momento_a_texto(valor) if isinstance(valor, datetime) else valor
