"""What a cut reads of the base, all from one snapshot (P-9)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from psycopg import Connection

from central.corte.manifiesto import Cabeza, SinComprobar
from central.corte.revision import Periodo
from central.firmado.arbol import hoja
from prep.domain.hechos.hechos import NombreFase
from prep.domain.hechos.horas import hora_de
from prep.domain.reglas.apertura import LIBERADA
from prep.domain.vida.estado import REGISTRADAS

EN_CAMINO_S = 120  # facts that a node has chained are here by then, and its chain made again with them
TOLERANCIA = timedelta(seconds=60)  # a station's offset is measured, not exact


@dataclass(frozen=True, slots=True)
class CorteAnterior:
    """The last published cut, from the base."""

    numero: int
    momento: datetime
    carpeta: str
    sha256: str
    resumenes: Mapping[str, Mapping[str, str]]
    catalogo: str = ""  # SHA-256 of its catalogue; "" of a cut by an earlier program


class Derivada(NamedTuple):
    """One row of acta_estado. `sello` is the digest of its state but for what a cut itself adds (`publicado`)."""

    registrada: bool
    sello: str


class Publicada(NamedTuple):
    """The last published row of an acta, as its cut wrote it."""

    corte: int
    huella: str
    fila: str


def anterior(conexion: Connection[Any]) -> CorteAnterior | None:
    fila = conexion.execute(
        "SELECT numero, momento, carpeta, sha256, manifiesto FROM prep.corte ORDER BY numero DESC LIMIT 1"
    ).fetchone()
    if fila is None:
        return None
    numero, momento, carpeta, sha256, manifiesto = fila
    dicho = json.loads(manifiesto)
    return CorteAnterior(numero, momento, carpeta, sha256, dicho["elecciones"], dicho.get("catalogo", ""))


def hojas(conexion: Connection[Any]) -> tuple[bytes, ...]:
    """Those of the log of cuts, from the manifests as they were signed."""
    manifiestos = conexion.execute("SELECT manifiesto FROM prep.corte ORDER BY numero").fetchall()
    return tuple(hoja(str(manifiesto).encode()) for (manifiesto,) in manifiestos)


def derivadas(conexion: Connection[Any]) -> dict[str, Derivada]:
    """Registered as the state itself says, not the column beside it.

    The digest only tells what changed: a row that did not is taken from `corte_fila`, which has the centre's seal.
    """
    filas = conexion.execute(
        "SELECT acta, estado->>'etapa' = ANY(%s), sello FROM prep.acta_estado",
        ([str(e) for e in REGISTRADAS],),
    ).fetchall()
    return {acta: Derivada(bool(registrada), sello) for acta, registrada, sello in filas}


def publicadas(conexion: Connection[Any]) -> dict[str, Publicada]:
    filas = conexion.execute("SELECT acta, corte, huella, fila FROM prep.corte_fila").fetchall()
    return {acta: Publicada(corte, huella, fila) for acta, corte, huella, fila in filas}


def sin_estado(conexion: Connection[Any]) -> list[str]:
    """Actas with facts taken in and no derived state: somebody removed it."""
    filas = conexion.execute(
        "SELECT DISTINCT s.acta FROM (SELECT h.id, h.acta FROM prep.hecho h LEFT JOIN prep.acta_estado e USING (acta)"
        " WHERE h.acta <> '' AND e.acta IS NULL OFFSET 0) s"
        " WHERE EXISTS (SELECT FROM prep.cadena c WHERE c.hecho = s.id) ORDER BY s.acta"
    )
    return [acta for (acta,) in filas]


def por_plegar(conexion: Connection[Any]) -> frozenset[str]:
    """Actas with facts that the árbitro has not folded in this snapshot: their derived state is about to change."""
    return frozenset(acta for (acta,) in conexion.execute("SELECT DISTINCT acta FROM prep.cola WHERE NOT despues"))


def detenidas(conexion: Connection[Any]) -> dict[str, str]:
    """Actas that the árbitro could not fold, and why: their derived state lacks some of their facts."""
    return dict(conexion.execute("SELECT acta, razon FROM prep.detenida").fetchall())


def por_publicar(conexion: Connection[Any]) -> frozenset[str]:
    """Actas whose derived state does not say yet that an earlier cut showed them; their row is the same."""
    return frozenset(acta for (acta,) in conexion.execute("SELECT acta FROM prep.cola WHERE despues"))


def imagenes(conexion: Connection[Any]) -> frozenset[str]:
    """The hashes of the images that are here; their bytes were hashed when they came in (R-26)."""
    return frozenset(huella for (huella,) in conexion.execute("SELECT huella FROM prep.imagen").fetchall())


def viajeras(conexion: Connection[Any]) -> frozenset[str]:
    """The hashes of the images that another node has and that have not come yet: they are slower than the figures."""
    filas = conexion.execute(
        "SELECT s.huella FROM (SELECT prep.campo_de(h.cuerpo, 'huella') AS huella FROM prep.hecho h"
        "  JOIN prep.proceso p ON h.nodo <> p.nodo JOIN prep.cadena c ON c.hecho = h.id"
        "  WHERE h.tipo = 'IMAGEN' AND EXISTS (SELECT FROM prep.nodo) OFFSET 0) s"
        " WHERE NOT EXISTS (SELECT FROM prep.imagen i WHERE i.huella = s.huella)"
    ).fetchall()
    return frozenset(huella for (huella,) in filas)


def cabezas(conexion: Connection[Any]) -> tuple[Cabeza, ...]:
    """The last link of the chain of each node: this base's own, and of the others, as far as it was made again here."""
    filas = conexion.execute(
        "SELECT p.nodo, c.n, encode(c.eslabon, 'hex') FROM prep.proceso p,"
        " (SELECT n, eslabon FROM prep.cadena ORDER BY n DESC LIMIT 1) c"
        " UNION ALL SELECT nodo, comprobada_n, encode(comprobada, 'hex') FROM prep.nodo WHERE comprobada_n > 0"
        " ORDER BY 1"
    )
    return tuple(Cabeza(nodo, n, eslabon) for nodo, n, eslabon in filas)


def sin_comprobar(conexion: Connection[Any]) -> tuple[SinComprobar, ...]:
    """The nodes that say more of their chain than was made again here (central/sitios/cadenas.py)."""
    filas = conexion.execute(
        "SELECT nodo, cabeza_n, comprobada_n,"
        "  coalesce(comprobada_en, alta) < clock_timestamp() - make_interval(secs => %s) FROM prep.nodo"
        " WHERE cabeza_n > comprobada_n OR (cabeza_n = comprobada_n AND cabeza <> comprobada AND cabeza_n > 0)"
        " ORDER BY 1",
        (EN_CAMINO_S,),
    )
    return tuple(SinComprobar(*fila) for fila in filas)


def fases(conexion: Connection[Any]) -> dict[NombreFase, datetime]:
    """When each phase was entered."""
    filas = conexion.execute(
        "SELECT prep.campo_de(h.cuerpo, 'fase'), h.momento FROM prep.hecho h JOIN prep.cadena c ON c.hecho = h.id"
        " WHERE h.acta = '' AND h.tipo = 'FASE' ORDER BY c.n"
    )
    return {NombreFase(fase): momento for fase, momento in filas}


def periodo(conexion: Connection[Any], ahora: datetime, zona: str) -> Periodo:
    """The operating period so far (R-10): from the hour that was set, or else `abrir`, to `cerrar`, or to now."""
    hay = fases(conexion)
    ((reloj, hora),) = conexion.execute("SELECT clock_timestamp(), prep.apertura()").fetchall()
    hasta = hay.get(NombreFase.CERRAR, max(ahora, reloj) + TOLERANCIA)
    desde = hora_de(hora or "") or hay.get(NombreFase.ABRIR)
    local = ZoneInfo(zona)
    return Periodo(desde and desde.astimezone(local).replace(microsecond=0), hasta.astimezone(local))


def liberadas(conexion: Connection[Any], actas: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Of `actas`, those that two people let out, each with the hours that they signed: as the árbitro verified it."""
    filas = conexion.execute(
        "SELECT h.acta, prep.campo_de(h.cuerpo, 'lugar') FROM prep.hecho h JOIN prep.cadena c ON c.hecho = h.id"
        " WHERE h.acta = ANY(%s) AND h.tipo = 'INCIDENCIA' AND h.fuente = 'CENTRO' AND h.operador = 'centro'"
        " AND prep.campo_de(h.cuerpo, 'codigo') = %s",
        (list(actas), LIBERADA),
    )
    return frozenset((acta, horas) for acta, horas in filas)


def incidencias(conexion: Connection[Any], actas: Iterable[str]) -> frozenset[tuple[str, str]]:
    """The incidents that the centre already opened on `actas`, as (acta, body)."""
    filas = conexion.execute(
        "SELECT h.acta, h.cuerpo FROM prep.hecho h"
        " WHERE h.tipo = 'INCIDENCIA' AND h.fuente = 'CENTRO' AND h.acta = ANY(%s) AND prep.vale(h)",
        (list(actas),),
    )
    return frozenset((acta, cuerpo) for acta, cuerpo in filas)


def publica(conexion: Connection[Any], operador: str) -> bytes:
    """The public key of `operador`; empty when there is no such one."""
    fila = conexion.execute("SELECT publica FROM prep.operador WHERE operador = %s", (operador,)).fetchone()
    return bytes(fila[0]) if fila else b""
