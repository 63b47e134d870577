"""What somebody looks for by a word, among all that the centre knows: acta, person, station, alarm or CATD."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from central.marco.conexion import MalUso
from central.marco.proceso import leer_encabezado
from central.marco.tabla import hace, hora
from central.tablero.consulta import TEXTO, ahora
from central.tablero.ficha.lectura import FichaDeActa, leer_ficha
from prep.domain.catalogo.acta_dicha import nombre_de_clave
from prep.domain.catalogo.catalogo import CCV, Catalogo
from prep.domain.catalogo.imprimible import imprimible

HALLADOS_MAX = 8  # of each kind
DICHO_MIN, DICHO_MAX = 2, 120
RECIENTES = 20_000  # facts back that are looked through, some two hours of a city
CENTRO_DICHO = re.compile(r"(?:catd\s*)?(\w{1,4})", re.IGNORECASE)
CON, SIN = "áéíóúüñÁÉÍÓÚÜÑ", "aeiouunaeiouun"  # the base's own lower() knows no accents
LLANO = f"translate(lower({{}}), '{CON}', '{SIN}')"
PERSONAS = f"""
    SELECT p.operador, p.nombre, p.roles, p.sitio, p.activo FROM prep.persona p
    WHERE position(:t in lower(p.operador)) = 1 OR position(:t in {LLANO.format("p.nombre")}) > 0
    ORDER BY lower(p.operador) <> :t, NOT p.activo, p.operador LIMIT {HALLADOS_MAX + 1}
"""  # noqa: S608 -- our own words
ESTACIONES = f"""
    SELECT e.estacion, e.sitio, e.papeles, e.activo FROM prep.estacion e WHERE position(:t in lower(e.estacion)) = 1
    ORDER BY lower(e.estacion) <> :t, e.estacion LIMIT {HALLADOS_MAX + 1}
"""  # noqa: S608
ALARMAS = f"""
    SELECT a.codigo, a.cuando, {TEXTO}, a.atendida FROM prep.alarma a WHERE position(:t in lower(a.codigo)) = 1
    ORDER BY a.atendida IS NOT NULL, a.n DESC LIMIT {HALLADOS_MAX + 1}
"""  # noqa: S608
ULTIMOS = """
    SELECT count(*) FILTER (WHERE h.recibido > :ahora - interval '1 hour'),
           (array_agg(ARRAY[h.operador, h.estacion, h.tipo, h.acta] ORDER BY h.recibido DESC))[1:1], max(h.recibido)
    FROM (SELECT c.hecho FROM prep.cadena c ORDER BY c.n DESC LIMIT :recientes) u JOIN prep.hecho h ON h.id = u.hecho
    WHERE {} = :quien
"""


@dataclass(frozen=True, slots=True)
class CosaHallada:
    """`lineas`: what is known of it, in words."""

    titulo: str
    lineas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LoBuscado:
    """`ficha`: when it was an acta; `centro`: when it was a centre of work. `hallados`: the rest, each of its kind."""

    ficha: FichaDeActa | None
    centro: str
    hallados: tuple[CosaHallada, ...]


def buscar(conn: Connection, dicho: str) -> LoBuscado:
    """Raises MalUso when nothing is called so: what was looked at, and how each is said."""
    limpio = " ".join(dicho.split())[:DICHO_MAX]
    if not limpio:
        raise MalUso("Escriba qué busca: un acta, una persona, una estación, una alarma o un CATD.")
    encabezado = leer_encabezado(conn)
    if (dice := CENTRO_DICHO.fullmatch(limpio)) and (centro := _centro(conn, dice)):
        return LoBuscado(None, centro, ())
    hallados = tuple(_hallados(conn, limpio.lower(), encabezado)) if len(limpio) >= DICHO_MIN else ()
    if hallados:
        return LoBuscado(None, "", hallados)
    try:
        return LoBuscado(leer_ficha(conn, limpio), "", ())
    except MalUso as error:
        raise MalUso(
            f"Nada se llama «{imprimible(limpio)}»: ni una persona (su clave o parte de su nombre), ni una estación, "
            f"ni un código de alarma, ni un CATD («07»). Como acta: {error}"
        ) from error


def _centro(conn: Connection, dice: re.Match[str]) -> str:
    """The centre of work that is called so, "" when none is; `7` is said of `07` too."""
    dicho = dice[1].upper()
    hay = conn.execute(text("SELECT DISTINCT centro FROM prep.acta")).scalars()
    return next((centro for centro in (*hay, CCV) if centro in (dicho, dicho.zfill(2))), "")


def _hallados(conn: Connection, t: str, encabezado: Catalogo) -> Iterator[CosaHallada]:
    zona, llano = encabezado.ajustes.zona, t.translate(str.maketrans(CON, SIN))
    for operador, nombre, roles, sitio, activo in _filas(conn, PERSONAS, llano):
        de_baja = () if activo else ("De baja.",)
        suyas = (
            f"{', '.join(roles)}, en {_sitio(sitio)}.",
            *de_baja,
            *_ultimo(conn, "h.operador", operador, encabezado),
        )
        yield CosaHallada(imprimible(f"{nombre} · {operador}"), suyas)
    for estacion, sitio, papeles, activo in _filas(conn, ESTACIONES, t):
        de_baja = () if activo else ("De baja.",)
        suyas = (
            f"En {_sitio(sitio)}, para {', '.join(papeles) or 'nada'}.", *de_baja,
            *_ultimo(conn, "h.estacion", estacion, encabezado),
        )  # fmt: skip
        yield CosaHallada(imprimible(f"Estación {estacion}"), suyas)
    for codigo, cuando, texto, atendida in _filas(conn, ALARMAS, t):
        cierre = f"Atendida el {hora(atendida, zona)}." if atendida else "Nadie la ha atendido."
        yield CosaHallada(f"Alarma {codigo}", (imprimible(texto), f"Desde el {hora(cuando, zona)}.", cierre))


def _filas(conn: Connection, consulta: str, t: str) -> list[Any]:
    return list(conn.execute(text(consulta), {"t": t}))[:HALLADOS_MAX]


def _ultimo(conn: Connection, de: str, quien: str, encabezado: Catalogo) -> Iterator[str]:
    """What was last heard of a person or a station, and how much in an hour; never a figure."""
    momento = ahora(conn)
    valores: Mapping[str, Any] = {"quien": quien, "ahora": momento, "recientes": RECIENTES}
    ultima_hora, ultimo, cuando = conn.execute(text(ULTIMOS.format(de)), valores).one()
    if cuando is None:
        yield "Nada suyo ha llegado hace poco."
        return
    (operador, estacion, tipo, acta) = ultimo[0]
    cual = f", de {nombre_de_clave(acta, encabezado)}" if acta else ""
    que = f"{tipo.lower().replace('_', ' ')}{cual}, de {operador} en {estacion}"
    yield imprimible(f"Lo último: {que}, hace {hace(momento - cuando)}.")
    yield f"En la última hora: {ultima_hora:,}."


def _sitio(sitio: str) -> str:
    return sitio if sitio == CCV else f"el CATD {sitio}"
