"""What a city needs of its sites and of the centre: nodes and links, people, stations, phases, the publication."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, text

from central.mando.antes import falta_de
from central.mando.requisito import Requisito
from central.marco.tabla import hace
from central.nodo.nombres import CENTRO
from central.nodo.respaldo import ultimo
from central.sitios.salud import SaludDeNodo
from central.tablero.estado_nodos import avisos_de
from central.tablero.informe import InformeDeEstado
from prep.domain.catalogo.catalogo import CCV
from prep.domain.catalogo.fases import ORDEN_FASES
from prep.domain.hechos.roles import Rol

# Fewer, and some acta of that site has nobody who may do the next thing: two capture it, blind to each other,
# and what the centre orders takes two people of its coordination (P-10).
DE_UN_CATD = {Rol.ACOPIO: 1, Rol.DIGITALIZACION: 1, Rol.CAPTURA: 2, Rol.MESA: 1, Rol.COORDINACION: 1}
DEL_CCV = {Rol.COORDINACION: 2}
RESPALDO_MAX = timedelta(days=1)
SITIOS = text("SELECT DISTINCT centro FROM prep.acta WHERE :catd IN ('', centro) ORDER BY 1")
GENTE = text(
    "SELECT o.sitio, r, count(*) FROM prep.persona o, unnest(o.roles) r"
    " WHERE o.activo AND o.operador <> 'centro' GROUP BY 1, 2"  # the centre's own key is nobody
)
ESTACIONES = text("SELECT e.sitio, coalesce(p, ''), count(*) FROM prep.estacion e"
                  " LEFT JOIN LATERAL unnest(e.papeles) p ON true WHERE e.activo GROUP BY 1, 2")  # fmt: skip


def de_nodos(vistos: Sequence[SaludDeNodo], i: InformeDeEstado) -> Iterator[Requisito]:
    """A line for each node: on, linked, of this version, on time; and the sites that have none."""
    for nodo in (n for n in vistos if not n.cercado):
        suyo = nodo.nombre.nodo
        avisos = [a.removeprefix(f"{suyo}: ").rstrip(".") for a in avisos_de(nodo, i.nodos, i.momento)]
        if falta := falta_de(nodo, callado=not nodo.vivo(i.momento)) or (avisos and "Vea qué tiene: prep estado"):
            dicho = "; ".join(avisos) or "no está"
            yield Requisito("Nodo", suyo, dicho, f"{falta[0].upper()}{falta[1:]}".rstrip("."))
        else:
            yield Requisito("Nodo", suyo, "en marcha, en hora, con la misma versión; el centro recibe lo suyo")
    suyos = {n.nombre.catd for n in vistos if not n.cercado}
    if sin := sorted(set(i.conteos.centros) - suyos - {CCV}):
        yield Requisito("Sitios", CENTRO, f"trabajan con el centro, sin nodo propio: {_seguidos(sin)}")


def de_gente(conn: Connection, catd: str) -> Iterator[Requisito]:
    """Whether every site (of `catd`, or all) has who does each thing, and where: a line for each that has not."""
    gente, lugares = _por_sitio(conn, GENTE), _por_sitio(conn, ESTACIONES)
    sitios = [str(sitio) for (sitio,) in conn.execute(SITIOS, {"catd": catd})]
    if not catd:
        sitios = [*(s for s in sitios if s != CCV), CCV]
    completos = personas = 0
    for sitio in sitios:
        faltan = [*_personas(sitio, gente.get(sitio, {})), *_estaciones(sitio, lugares.get(sitio, {}))]
        completos += not faltan
        personas += sum(gente.get(sitio, {}).values())
        yield from faltan
    if completos:
        dicho = f"completas en {completos} de {len(sitios)} sitios, con sus estaciones; {personas} permisos"
        yield Requisito("Personas", _lugar(catd) if catd else CENTRO, dicho)


def _personas(sitio: str, hay: Mapping[str, int]) -> Iterator[Requisito]:
    pedidos = DEL_CCV if sitio == CCV else DE_UN_CATD
    faltan = [f"{rol} {hay.get(rol, 0)} de {n}" for rol, n in pedidos.items() if hay.get(rol, 0) < n]
    if faltan:
        hacer = "Dé de alta a quien falta: prep persona alta --archivo personas.csv --contrasenas sobres.pdf"
        yield Requisito("Personas", _lugar(sitio), f"faltan: {', '.join(faltan)}", hacer)


def _estaciones(sitio: str, hay: Mapping[str, int]) -> Iterator[Requisito]:
    if sitio == CCV and not hay:
        return  # a city may have no desk of its own there
    faltan = [str(rol) for rol in (Rol.CAPTURA, Rol.MESA) if not hay.get(rol)]
    if faltan:
        hacer = "Dé de alta las que falten: prep estacion alta --archivo estaciones.csv"
        yield Requisito("Estaciones", _lugar(sitio), f"ninguna para {' ni para '.join(faltan)}", hacer)


def de_noche(i: InformeDeEstado, alarmas: int, datos: Path, *, real: bool) -> Iterator[Requisito]:
    """What only the centre has: that it runs, its phase and what waits for somebody, where cuts go."""
    carpeta = shlex.quote(str(datos))
    hacer = "" if i.arbitro else f"Enciéndalo: prep nodo --datos {carpeta}"
    yield Requisito("Centro", CENTRO, "en marcha" if i.arbitro else "apagado", hacer)
    siguen = ORDEN_FASES[len(i.fases) :]
    ahora = f"en «{i.fases[-1].fase}»" if i.fases else "sin empezar"
    yield Requisito("Fase", CENTRO, f"{ahora}; sigue «{siguen[0]}»" if siguen else f"{ahora}: ya terminó")
    if alarmas:
        yield Requisito("Alarmas", CENTRO, f"sin atender: {alarmas}", f"Atiéndalas: prep sala --datos {carpeta}")
    if i.propuestas:
        hacer = f"Responda: prep propuestas --datos {carpeta}"
        yield Requisito("Propuestas", CENTRO, f"esperan a otra persona: {i.propuestas}", hacer)
    if (datos / "publicacion.toml").exists():
        yield Requisito("Publicación", CENTRO, "sus destinos están en publicacion.toml")
    else:
        hacer = f"Escriba los destinos de los cortes en {carpeta}/publicacion.toml" if real else ""
        yield Requisito("Publicación", CENTRO, "sin publicacion.toml: los cortes se quedan en el centro", hacer)
    yield de_respaldo(datos, i.momento, real=real)


def de_respaldo(datos: Path, ahora: datetime, *, real: bool) -> Requisito:
    """Of the centre alone: the node of a CATD is replaced without losing a fact."""
    hacer = f"Hágalo y compruébelo: prep respaldo hacer --datos {shlex.quote(str(datos))} --en CARPETA --para PUBLICA"
    hecho = ultimo(datos)
    if hecho is None:
        return Requisito("Respaldo", CENTRO, "ninguno", hacer if real else "")
    viejo = ahora - hecho > RESPALDO_MAX
    return Requisito("Respaldo", CENTRO, f"el último, hace {hace(ahora - hecho)}", hacer if viejo else "")


def _por_sitio(conn: Connection, consulta: object) -> Mapping[str, Mapping[str, int]]:
    hay: dict[str, dict[str, int]] = {}
    for sitio, que, n in conn.execute(consulta):  # type: ignore[call-overload]
        hay.setdefault(str(sitio), {})[str(que)] = int(n)
    return hay


def _lugar(sitio: str) -> str:
    return sitio if sitio == CCV else f"CATD{sitio}"


def _seguidos(sitios: Sequence[str]) -> str:
    """`01, 02, 03`; of many, the first and how many more."""
    return ", ".join(sitios[:8]) + (f" y {len(sitios) - 8} más" if len(sitios) > 8 else "")
