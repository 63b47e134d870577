"""A phone image that the desk identified as another acta is entered under that one, to be captured there (R-05).

Paper is scanned again under its own acta; a phone's image is with the centre, which is who can do it.
"""

import json
from dataclasses import replace
from uuid import UUID, uuid5

from sqlalchemy import Connection, text

from central.arbitro.lectura import CAMPOS
from central.casilla.admision import juzgar
from central.casilla.apartada import alarmar
from central.marco.conexion import NodoAbierto
from central.telefono.apartada import Apartada
from prep.domain.hechos.hechos import Fuente, Hecho
from prep.domain.vida.estado import EstadoFuente, Etapa
from prep.domain.vida.estado_texto import estado_de_json
from prep.net.identidad import Llave
from prep.services.estacion.firma import firmar
from prep.store.del_centro import insertar_centro
from prep.store.hechos import a_hecho

TRASLADADAS = (
    "SELECT estado::text FROM prep.acta_estado"
    """ WHERE estado @> '{"fuentes": [{"fuente": "CASILLA", "etapa": "TRASLADADA"}]}' ORDER BY acta"""
)
IMAGEN = (
    f"SELECT {CAMPOS} FROM prep.hecho h JOIN prep.cadena c ON c.hecho = h.id"  # noqa: S608 -- constant columns
    " WHERE h.acta = :acta AND h.tipo = 'IMAGEN' AND h.fuente = 'CASILLA' ORDER BY h.sec, h.id"
)


def trasladar(puesto: NodoAbierto, llave: Llave) -> int:
    """Enters every such image under the acta it is of, once; returns how many. One that R-09 refuses there alarms."""
    with puesto.motor.begin() as conn:
        estados = [estado_de_json(estado) for estado in conn.execute(text(TRASLADADAS)).scalars()]
    hechas = 0
    for estado in estados:
        for fuente in estado.fuentes:
            if fuente.fuente is Fuente.CASILLA and fuente.etapa is Etapa.TRASLADADA:
                with puesto.ordenar() as conn:
                    hechas += _pasar(conn, llave, estado.acta, fuente)
    return hechas


def _pasar(conn: Connection, llave: Llave, acta: str, fuente: EstadoFuente) -> bool:
    """Whether it was entered now. Its id comes from the first one's, so that doing it again has no effect."""
    original = _original(conn, acta, fuente.imagen)
    if original is None or _esta(conn, id_ := uuid5(original.id, fuente.destino)):
        return False
    hecho = replace(original, id=id_, acta=fuente.destino, nodo="", sec=0)
    try:
        juzgar(conn, hecho)
    except Apartada as motivo:
        alarmar(conn, acta, f"La imagen {original.id}, que la mesa identificó como {fuente.destino}, no pasó: {motivo}")
        return False
    return insertar_centro(conn, firmar(hecho, llave)) == "nuevo"


def _original(conn: Connection, acta: str, huella: str) -> Hecho | None:
    for fila in conn.execute(text(IMAGEN), {"acta": acta}):
        if json.loads(fila.cuerpo)["huella"] == huella:
            return a_hecho(fila)
    return None


def _esta(conn: Connection, id_: UUID) -> bool:
    suyo = "SELECT FROM prep.hecho h WHERE h.id = :id AND prep.vale(h)"
    return conn.execute(text(suyo), {"id": id_}).first() is not None
