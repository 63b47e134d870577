"""After each cut, which published actas each site is offered to look at again: as many as the budget lets, in order.

Only what is published is scored: nothing here can be read before everybody reads it (R-04).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from psycopg import Connection

from prep.domain.catalogo.catalogo import CCV, Catalogo
from prep.domain.hechos.campos import leer_valor
from prep.domain.hechos.indicio import POR_MIL, Indicio
from prep.segunda.mirador import Mirador, Parametros
from prep.segunda.vista import MINIMO, Mirada, Vista

POCO = 0.05  # a probability under which a look is not worth a person's minute
# By what the cut wrote: that it was published comes to an acta's state later, from the árbitro.
PUBLICADAS = """
SELECT e.acta, s.suyo -> 'valores', s.suyo ->> 'imagen'
FROM prep.corte_fila c JOIN prep.acta_estado e USING (acta),
    LATERAL jsonb_array_elements(e.estado -> 'fuentes') s(suyo)
WHERE e.etapa = 'VERIFICADA' AND s.suyo ->> 'fuente' = e.fuente
"""
# Whoever compared it with the paper looked already, whatever for; `mirada`: it was because of a list of these.
VISTAS = """
SELECT h.acta, bool_or(coalesce(prep.campo_de(h.cuerpo, 'mirada'), '') <> '')
FROM prep.hecho h JOIN prep.cadena v ON v.hecho = h.id WHERE h.tipo = 'COTEJO' GROUP BY h.acta
"""
# Where its cotejo would open (prep/domain/vida/fuentes.py): the centre that worked the figures, or that was given it.
SITIOS = """
SELECT e.acta, CASE WHEN e.fuente = 'CASILLA' AND NOT EXISTS (
    SELECT FROM prep.hecho h WHERE h.acta = e.acta AND h.tipo = 'CUSTODIA') THEN %s ELSE e.custodia END
FROM prep.acta_estado e WHERE e.acta = ANY(%s)
"""
GUARDAR = (
    "INSERT INTO prep.miradas (sitio, corte, lista) VALUES (%s, %s, %s) ON CONFLICT (sitio) DO UPDATE"
    " SET corte = excluded.corte, lista = excluded.lista"
)


def apartar(conexion: Connection[Any], catalogo: Catalogo, corte: int) -> int:
    """Makes the list of every site again, as of that cut, empty or not; returns how many actas they have."""
    with conexion.transaction():
        conexion.execute("SET LOCAL TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        miradas = elegir(conexion, catalogo)
        de_sitio: dict[str, list[Mirada]] = defaultdict(list)
        sitios = dict(conexion.execute(SITIOS, (CCV, [m.clave for m in miradas])).fetchall())
        for mirada in miradas:
            de_sitio[sitios[mirada.clave]].append(mirada)
        for sitio in {c.id for c in catalogo.centros} | de_sitio.keys():
            suyas = [_dicho(m) for m in de_sitio.get(sitio, ())]
            conexion.execute(GUARDAR, (sitio, corte, json.dumps(suyas, ensure_ascii=False)))
    return len(miradas)


def elegir(conexion: Connection[Any], catalogo: Catalogo) -> list[Mirada]:
    """Those that nobody looked at yet, the most votes expected wrong first; the budget counts what was looked at."""
    ajustes = catalogo.ajustes
    if not ajustes.miradas_por_mil:
        return []
    vistas = list(_publicadas(conexion.execute(PUBLICADAS), catalogo))
    if len(vistas) < MINIMO:
        return []
    ya = dict(conexion.execute(VISTAS).fetchall())
    quedan = len(vistas) * ajustes.miradas_por_mil // POR_MIL - sum(ya.values())
    if quedan <= 0:
        return []
    parametros = Parametros(ajustes.miradas_seccion, ajustes.miradas_distrito, ajustes.miradas_error_por_mil / POR_MIL)
    mirador = Mirador(catalogo.elecciones, parametros)
    for vista in vistas:
        mirador.recibir(vista)
    nuevas = [m for m in mirador.ordenar(quedan + len(ya)) if m.clave not in ya and m.probabilidad >= POCO]
    return sorted(nuevas[:quedan], key=lambda m: (-m.votos, m.clave))


def _publicadas(filas: Iterable[tuple[str, list[object], str | None]], catalogo: Catalogo) -> Iterator[Vista]:
    """Those of the catalogue: what nobody expected has no neighbours to be compared with."""
    for clave, valores, imagen in filas:
        acta = catalogo.actas.get(clave)
        if acta is not None:
            yield Vista(acta, catalogo.forma_de(acta), tuple(leer_valor(v) for v in valores), imagen or "")


def _dicho(m: Mirada) -> dict[str, str]:
    indicio = Indicio(m.sospecha, round(POR_MIL * m.probabilidad), round(m.votos), m.campos)
    return {
        "acta": m.clave, "mirada": indicio.texto(), "frase": m.frase, "seguridad": m.seguridad, "otra": m.otra,
    }  # fmt: skip
