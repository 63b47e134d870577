"""How a signed fact becomes a row of the spool and comes back the same."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from prep.domain.hechos.hechos import Anulacion, Captura, Fuente, Hecho, Imagen, Tipo
from prep.domain.hechos.texto import cuerpo_de_texto, momento_a_texto
from prep.store.spool.esquema import ahora
from prep.store.spool.tipos import ConflictoDeId, Entregado, HechoFirmado, ImagenNueva, ImagenRepetida

INSERTAR = """
INSERT INTO salida (id, tipo, acta, fuente, operador, momento, desfase_ms, cuerpo, firma, ronda, referencia, creado)
VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"""
POR_ID = """
SELECT id, tipo, acta, fuente, operador, momento, desfase_ms, cuerpo, firma FROM salida WHERE id = ?"""
PENDIENTES = """
SELECT id, tipo, acta, fuente, operador, momento, desfase_ms, cuerpo, firma
FROM salida WHERE estado = 'pendiente' ORDER BY n LIMIT ?"""
DE_ACTA = """
SELECT id, tipo, acta, fuente, operador, momento, desfase_ms, cuerpo, firma FROM salida s
WHERE acta = ? AND tipo IN (SELECT value FROM json_each(?)) AND estado IN ('pendiente', 'entregado')
  AND NOT EXISTS (SELECT 1 FROM salida a WHERE a.tipo = 'ANULACION' AND a.referencia = s.id)
ORDER BY n"""

DE_TIPOS = """
SELECT id, tipo, acta, fuente, operador, momento, desfase_ms, cuerpo, firma FROM salida
WHERE tipo IN (SELECT value FROM json_each(?)) AND estado IN ('pendiente', 'entregado') ORDER BY n"""


def huella_de(hecho: Hecho) -> str | None:
    """The hash of the image that the fact names, if it names one."""
    return hecho.cuerpo.huella if isinstance(hecho.cuerpo, Imagen) else None


def insertar(conexion: sqlite3.Connection, firmado: HechoFirmado) -> bool:
    """Write the fact; False when it was there already. Raises ConflictoDeId: its id is there with other content."""
    h = firmado.hecho
    cabeza = (str(h.id), h.tipo, h.acta, h.fuente, h.operador, momento_a_texto(h.momento), h.desfase_ms)
    fila = (*cabeza, firmado.cuerpo, firmado.firma)
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
    id_, tipo, acta, fuente, operador, momento, desfase_ms, cuerpo, firma = fila
    hecho = Hecho(
        id=UUID(id_),
        proceso=proceso,
        acta=acta,
        fuente=Fuente(fuente),
        operador=operador,
        estacion=estacion,
        momento=datetime.fromisoformat(momento),
        cuerpo=cuerpo_de_texto(Tipo(tipo), cuerpo),
        desfase_ms=desfase_ms,
    )
    return HechoFirmado(hecho, cuerpo, firma)
