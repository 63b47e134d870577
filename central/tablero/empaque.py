"""Which CATD are closed, by what their people signed, and which changed since: what the board and `estado` say."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection, text

from prep.domain.reglas.empaque import ActoDeEmpaque, Empaque, EstadoDeEmpaque, segun_actos

ACTOS = "SELECT sitio, id, codigo, operador, nombre, estacion, cuando, texto, lugar FROM prep.actos_de_empaque('')"
REGISTRADAS = (
    "SELECT coalesce(a.centro, e.custodia), count(*) FROM prep.acta_estado e LEFT JOIN prep.acta a ON a.clave = e.acta"
    " WHERE e.registrada GROUP BY 1"
)


def leer(conn: Connection) -> dict[str, Empaque]:
    """By site; one where nobody signed anything is not there."""
    actos: dict[str, list[ActoDeEmpaque]] = defaultdict(list)
    for sitio, *resto in conn.execute(text(ACTOS)):
        actos[sitio].append(ActoDeEmpaque(*resto))
    if not actos:
        return {}
    registradas = {str(sitio): int(n) for sitio, n in conn.execute(text(REGISTRADAS))}
    return {sitio: _de_ahora(segun_actos(suyos), registradas.get(sitio, 0)) for sitio, suyos in actos.items()}


def _de_ahora(como: Empaque, registradas: int) -> Empaque:
    cambio = como.estado is EstadoDeEmpaque.CERRADO and como.registradas != registradas
    return replace(como, estado=EstadoDeEmpaque.CAMBIO) if cambio else como


def a_texto(cierres: Mapping[str, Empaque], catds: int) -> str:
    """One line, and one more for each that is not just closed; "" while nobody closed any."""
    if not cierres:
        return ""
    cerrados = sum(c.estado is EstadoDeEmpaque.CERRADO for c in cierres.values())
    otros = [f"{sitio}: {c.estado}" for sitio, c in sorted(cierres.items()) if c.estado is not EstadoDeEmpaque.CERRADO]
    return "\n".join([f"CATD cerrados por dos personas: {cerrados} de {catds}", *otros])
