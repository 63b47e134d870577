"""Facts as the árbitro reads them: by queue, by acta, with the text that was signed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any
from uuid import UUID

from psycopg import Connection

from prep.domain.hechos import Fuente, Hecho, Publicado, Tipo
from prep.domain.texto import HechoInvalido, cuerpo_de_texto, mensaje

CAMPOS = (
    "h.id, h.proceso, h.tipo, h.acta, h.fuente, h.operador, h.estacion, h.nodo, h.sec, h.momento, h.desfase_ms,"
    " h.cuerpo, h.firma"
)
TIPOS = {str(tipo): tipo for tipo in Tipo}  # looking a member up in its enumeration is slow on Python 3.11
FUENTES = {str(fuente): fuente for fuente in Fuente}


@dataclass(frozen=True, slots=True)
class Leido:
    """A stored fact: `hecho` None and `defecto` said when its body is not what its type says."""

    id: UUID
    acta: str
    hecho: Hecho | None
    mensaje: bytes
    firma: bytes
    defecto: str = ""


def a_hecho(fila: Sequence[Any]) -> Hecho:
    """The fact of a row of CAMPOS; raises HechoInvalido."""
    id_, proceso, tipo, acta, fuente, operador, estacion, nodo, sec, momento, desfase, cuerpo, _ = fila
    try:
        clase, origen = TIPOS[tipo], FUENTES[fuente]
    except KeyError as error:
        raise HechoInvalido(f"no hay hechos de tipo o de fuente {error}") from error
    return Hecho(
        id=id_,
        proceso=proceso,
        acta=acta,
        fuente=origen,
        operador=operador,
        estacion=estacion,
        momento=momento.astimezone(UTC),
        cuerpo=cuerpo_de_texto(clase, cuerpo),
        desfase_ms=desfase,
        nodo=nodo,
        sec=sec,
    )


def a_leido(fila: Sequence[Any]) -> Leido:
    firma = bytes(fila[-1])
    try:
        hecho = a_hecho(fila)
    except HechoInvalido as error:
        return Leido(fila[0], fila[3], None, b"", firma, str(error))
    return Leido(hecho.id, hecho.acta, hecho, mensaje(hecho, fila[-2]), firma)


def nuevos(conexion: Connection, ids: Sequence[UUID]) -> list[Leido]:
    """The facts `ids` that the chain does not have yet nor quarantine holds, in the order of `ids`."""
    filas = conexion.execute(
        f"SELECT {CAMPOS} FROM prep.hecho h WHERE h.id = ANY(%s)"  # noqa: S608 -- a constant list of columns
        " AND NOT EXISTS (SELECT FROM prep.cadena c WHERE c.hecho = h.id)"
        " AND NOT EXISTS (SELECT FROM prep.cuarentena q WHERE q.hecho = h.id)",
        (list(ids),),
    ).fetchall()
    orden = {id_: i for i, id_ in enumerate(ids)}
    return sorted((a_leido(f) for f in filas), key=lambda leido: orden[leido.id])


def de_actas(conexion: Connection, actas: Iterable[str]) -> dict[str, list[Hecho]]:
    """All the verified facts (those in the chain) of each acta, with its own Publicado, in the order of `sec`."""
    claves = list(actas)
    hechos: dict[str, list[Hecho]] = {clave: [] for clave in claves}
    filas = conexion.execute(
        f"SELECT {CAMPOS} FROM prep.hecho h JOIN prep.cadena c ON c.hecho = h.id"  # noqa: S608 -- constant columns
        " WHERE h.acta = ANY(%s) ORDER BY h.acta, h.sec",
        (claves,),
    ).fetchall()
    for fila in filas:
        hechos[fila[3]].append(a_hecho(fila))
    for hecho in publicados(conexion, claves):
        hechos[hecho.acta].append(hecho)
    return hechos


def publicados(conexion: Connection, claves: list[str]) -> list[Hecho]:
    """One Publicado per acta of `claves` that a cut has shown, taken from the centre's list (R-06)."""
    filas = conexion.execute(
        "SELECT acta, corte, fuente, huella, hecho FROM prep.publicado WHERE acta = ANY(%s)", (claves,)
    ).fetchall()
    if not filas:
        return []
    cabezas = {
        id_: (proceso, operador, estacion, momento.astimezone(UTC), nodo, sec)
        for id_, proceso, operador, estacion, momento, nodo, sec in conexion.execute(
            "SELECT id, proceso, operador, estacion, momento, nodo, sec FROM prep.hecho WHERE id = ANY(%s)",
            (list({fila[-1] for fila in filas}),),  # a few: one or two for each cut
        )
    }
    hechos: list[Hecho] = []
    for acta, corte, fuente, huella, id_ in filas:
        proceso, operador, estacion, momento, nodo, sec = cabezas[id_]
        cuerpo = Publicado(corte, ((acta, FUENTES[fuente], huella),))
        hechos.append(Hecho(id_, proceso, acta, Fuente.CENTRO, operador, estacion, momento, cuerpo, nodo=nodo, sec=sec))
    return hechos
