"""Takes to the centre the lists of revoked certificates that the authority made: each server has its own from there."""

from datetime import datetime
from pathlib import Path
from typing import Any

from psycopg import Connection

from central.nodo import revocados
from central.nodo.binarios import ErrorNodo
from central.nodo.confianza import Confianza
from central.nodo.revocados import Revocados, RevocadosInvalidos
from prep.net.identificacion import CENTRO

PONER = (
    "INSERT INTO prep.revocados (sitio, lista) VALUES (%s, %s) ON CONFLICT (sitio) DO UPDATE SET lista = excluded.lista"
)


def poner(conn: Connection[Any], confianza: Confianza, ruta: Path, ahora: datetime) -> int:
    """All those of the file, or none; how many are other than those that are there. Raises ErrorNodo, OSError."""
    with ruta.open(encoding="ascii", errors="replace") as archivo:
        texto = archivo.read(revocados.TAMANO_MAX)
    autoridades = {CENTRO: confianza.servidor.autoridad}
    autoridades |= {sitio: cliente.autoridad for sitio, cliente in confianza.suya.clientes.items()}
    try:
        nuevas = dict(_de_quien(una, autoridades, ahora) for una in revocados.listas(texto))
    except RevocadosInvalidos as error:
        raise ErrorNodo(f"{ruta}: {error}. No se puso ninguna.") from error
    hay = dict(conn.execute("SELECT sitio, lista FROM prep.revocados").fetchall())
    for sitio, nueva in nuevas.items():
        if sitio in hay and _numero(hay[sitio], autoridades[sitio], ahora) > nueva.numero:
            raise ErrorNodo(f"{ruta}: la lista del sitio {sitio} es anterior a la que ya está. No se puso ninguna.")
    otras = {sitio: nueva.texto for sitio, nueva in nuevas.items() if hay.get(sitio) != nueva.texto}
    with conn.transaction():
        for sitio, lista in otras.items():
            conn.execute(PONER, (sitio, lista))
    return len(otras)


def _de_quien(texto: str, autoridades: dict[str, str], ahora: datetime) -> tuple[str, Revocados]:
    """The site whose authority signed it; what is said of one of nobody is what its own would say."""
    falla = RevocadosInvalidos("la lista no es de ninguna autoridad de este proceso")
    for sitio, autoridad in autoridades.items():
        try:
            return sitio, revocados.leer(texto, autoridad, ahora)
        except RevocadosInvalidos as error:
            falla = falla if "no es de la autoridad" in str(error) else error
    raise falla


def _numero(texto: str, autoridad: str, ahora: datetime) -> int:
    try:
        return revocados.leer(texto, autoridad, ahora).numero
    except RevocadosInvalidos:
        return -1
