"""Why a published row changed: what two people agreed on since it was shown, or else the last fact that explains it.

What asks or proposes alone explains nothing, and neither does a cotejo that leaves all as it was (R-07, P-10).
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from psycopg import Connection

from central.arbitro.contexto import Contexto
from central.arbitro.lectura import de_actas
from central.corte.correcciones import SIN_SABER, PorQue
from prep.domain.catalogo.imprimible import imprimible
from prep.domain.catalogo.nombres import FORMULA
from prep.domain.hechos.cotas import legible
from prep.domain.hechos.hechos import Conforme, Cotejo, Fuente, Hecho, Propuesta
from prep.domain.hechos.roles import Rol
from prep.domain.hechos.tipos import TIPOS
from prep.domain.vida.admision import admitir

MOTIVO_MAX = 200
CENTRO = "centro"
DE_DOS = (Cotejo, Propuesta, Conforme)  # alone, one of these changes nothing
DICHOS = {Rol.COORDINACION: "coordinación", Rol.DIGITALIZACION: "digitalización"}
# The facts that can change what was published of an acta; an incident or a phase explains nothing.
EXPLICAN = [str(tipo) for tipo, fila in TIPOS.items() if fila.explica_cambio]
# The facts of each acta that were taken in after the cut (its number) that last showed it, the first ones first.
DESDE = (
    "WITH lista AS (SELECT * FROM unnest(%s::text[], %s::int[]) AS t(acta, corte)),"
    " cabeza AS (SELECT k.numero, max((n.value->>'n')::bigint) AS n FROM prep.proceso p, prep.corte k,"
    "  jsonb_array_elements(k.manifiesto::jsonb->'cadenas') n WHERE n.value->>'nodo' = p.nodo GROUP BY k.numero)"
    " SELECT l.acta, h.id FROM lista l JOIN cabeza b ON b.numero = l.corte"
    " JOIN prep.hecho h ON h.acta = l.acta AND h.tipo = ANY(%s)"
    " JOIN prep.cadena c ON c.hecho = h.id AND c.n > b.n ORDER BY c.n"
)


def por_que(conexion: Connection[Any], contexto: Contexto, desde: Mapping[str, int]) -> dict[str, PorQue]:
    """Of each acta of `desde`: why it is no longer as the cut of that number showed it."""
    if not desde:
        return {}
    nuevos: dict[str, list[UUID]] = {}
    for acta, hecho in conexion.execute(DESDE, (list(desde), list(desde.values()), EXPLICAN)):
        nuevos.setdefault(acta, []).append(hecho)
    return {
        acta: _de_acta(contexto, acta, hechos, nuevos.get(acta, []), conexion)
        for acta, hechos in de_actas(conexion, desde, {}).items()
    }


def _de_acta(
    contexto: Contexto, clave: str, hechos: list[Hecho], nuevos: list[UUID], conexion: Connection[Any]
) -> PorQue:
    par = contexto.acta(clave)
    if par is None:
        return SIN_SABER
    acta, ajustes = par[0], contexto.catalogo.ajustes
    cae = contexto.cae.get(clave, ())
    acordados = admitir(hechos, clave, cae, "", ajustes.plazo_conforme_s, acta.centro, contexto.sitios).acordados
    por_id = {h.id: h for h in hechos}
    for id in reversed(nuevos):
        propuesta = por_id.get(id)
        if propuesta is None:
            continue
        if propuesta.id in acordados:
            return _acordado(conexion, propuesta, acordados[propuesta.id])
        contestada = getattr(propuesta.cuerpo, "propuesta", None)
        if contestada in acordados and contestada in por_id:
            return _acordado(conexion, por_id[contestada], acordados[contestada])
    solos = (por_id[id] for id in reversed(nuevos) if id in por_id)
    hecho = next((h for h in solos if not isinstance(h.cuerpo, DE_DOS)), None)
    return PorQue(_motivo(hecho), _rol(conexion, hecho, [hecho.operador]), "") if hecho else SIN_SABER


def _acordado(conexion: Connection[Any], propuesta: Hecho, aceptan: Iterable[str]) -> PorQue:
    return PorQue(
        _motivo(propuesta), _rol(conexion, propuesta, [propuesta.operador]), _rol(conexion, propuesta, aceptan)
    )


def _motivo(hecho: Hecho) -> str:
    """The reason that the fact itself says; what it is, where it says none."""
    dicho = str(getattr(hecho.cuerpo, "motivo", ""))
    return _publicable(dicho or f"Se registró {TIPOS[hecho.tipo].nombre}.")


def _publicable(texto: str) -> str:
    """One line, short, nothing that a spreadsheet would run, nor that turns the rest of the line around."""
    return " ".join(imprimible(legible(texto)).split()).lstrip("".join(FORMULA) + " ")[:MOTIVO_MAX]


def _rol(conexion: Connection[Any], hecho: Hecho, quienes: Iterable[str]) -> str:
    """The role by which somebody of `quienes` could sign it: what is published names no person."""
    if hecho.fuente is Fuente.CENTRO:
        return CENTRO
    filas = conexion.execute("SELECT roles FROM prep.persona WHERE operador = ANY(%s)", (sorted(quienes),)).fetchall()
    suyos = {rol for (roles,) in filas for rol in roles}
    return _dicho(suyos, TIPOS[hecho.tipo].roles)


def _dicho(suyos: Collection[str], permitidos: Collection[Rol]) -> str:
    rol = next((r for r in Rol if r in permitidos and r in suyos), None)
    return DICHOS.get(rol, str(rol)) if rol is not None else ""
