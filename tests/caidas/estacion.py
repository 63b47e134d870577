"""A station killed at one of its points and started again: what its operator was told is at the node, once."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from tests.caidas import hijo
from tests.caidas.caida import Cuenta, Hijo, correr
from tests.caidas.mundo import arbitro
from tests.conftest import Nodo, copia

DESTINO = Counter(
    [("SIN_ACTA", hijo.NO_LLEGO), ("ANULACION", hijo.NO_LLEGO), ("DICTAMEN", hijo.DISPUTADA)]
    + [(tipo, clave) for clave in hijo.LLEGAN for tipo in ("ACOPIO", "IMAGEN")]
    + [("CAPTURA", clave) for clave in hijo.CAPTURAS]
)
DEL_NODO = """
SELECT h.id::text, h.tipo, h.acta, h.tipo <> 'IMAGEN' OR i.huella IS NOT NULL, q.hecho IS NULL, c.hecho IS NOT NULL
FROM prep.hecho h LEFT JOIN prep.imagen i ON i.huella = h.cuerpo::json ->> 'huella' AND h.tipo = 'IMAGEN'
LEFT JOIN prep.cuarentena q ON q.hecho = h.id LEFT JOIN prep.cadena c ON c.hecho = h.id WHERE h.estacion = %s
"""


def caer(sembrado: Nodo, carpeta: Path, caida: str) -> Cuenta:
    """Kills the station at `caida` (`point:pass`), lets it finish, counts. Raises SinCaida."""
    spool = carpeta / "estacion.db"
    for nodo in copia(sembrado):
        orden = {"spool": str(spool), "dsn": nodo.dsn(hijo.ESTACION)}
        with arbitro(nodo):
            primera = correr(hijo.__name__, {**orden, "vistos": []}, caida)
            segunda = correr(hijo.__name__, {**orden, "vistos": primera.de("paso")})
        assert segunda.dicho[-1].strip() == "fin"
        cuenta = contar(nodo, {*primera.de("hecho"), *segunda.de("hecho")}, guardados(spool))
        return replace(cuenta, perdidos=cuenta.perdidos + campos_perdidos(primera, segunda))
    raise AssertionError("no hubo base")


def contar(
    nodo: Nodo, confirmados: set[str], guardados: set[str], destino: Counter[tuple[str, str]] = DESTINO
) -> Cuenta:
    """What was confirmed and what the spool holds (`guardados`) against the node's facts.

    One whose image is not there, or that was set aside, or that is not chained, is as good as lost.
    """
    filas = nodo.dueno(DEL_NODO, hijo.ESTACION)
    buenos = {id_ for id_, _, _, *bien in filas if all(bien)}
    hay = Counter((tipo, acta) for _, tipo, acta, *_ in filas)
    ((raras,),) = nodo.dueno("SELECT count(*) FROM prep.entrega_rara")
    doblados = (hay - destino).total() + raras
    perdidos = len((confirmados | guardados) - buenos) + (destino - hay).total()
    return Cuenta(len(confirmados), len(filas), doblados, perdidos)


def campos_perdidos(primera: Hijo, segunda: Hijo) -> int:
    """The fields that were seen finished, of a captura that began again without them."""
    dichos, vueltos = _por_acta(primera.de("campo")), _por_acta(reversed(segunda.de("empieza")))
    return sum(max(0, cuantos - vueltos[acta]) for acta, cuantos in dichos.items() if acta in vueltos)


def _por_acta(lineas: Iterable[str]) -> dict[str, int]:
    return {acta: int(cuantos) for acta, cuantos in (linea.rsplit(" ", 1) for linea in lineas)}


def guardados(spool: Path) -> set[str]:
    with closing(sqlite3.connect(spool)) as con:
        return {id_ for (id_,) in con.execute("SELECT id FROM salida")}
