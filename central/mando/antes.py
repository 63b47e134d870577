"""What must be so for the counting of zeros, besides the tables: alarms seen to, every node on, what was packed (R-31).

An alarm of the day before does not forbid it once somebody attended it. Those that say how a node is are not waited
for: the node itself is looked at.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from central.mando import instalado
from central.marco.conexion import OrdenRechazada
from central.sitios import salud
from central.sitios.salud import Marcha, SaludDeNodo
from central.tablero.consulta import Alarma, ahora, por_atender
from prep.store.conexion import cruda

SE_DICEN = 10  # of each thing
DE_UN_NODO = frozenset({"NODO_AUSENTE", "REPLICA"})
PARADO = (Marcha.DETENIDA, Marcha.SIN_CORRER)
POR_CODIGO = text("SELECT codigo, count(*) FROM prep.alarma GROUP BY 1 ORDER BY 1")


def exigir_ciudad(conn: Connection) -> None:
    """Raises OrdenRechazada with everything that is not ready, each with what to do."""
    if faltas := [*_alarmas(conn), *_nodos(conn), *_programa()]:
        raise OrdenRechazada("No se entró a la fase «ceros»:\n" + "\n".join(f"  {falta}" for falta in faltas))


def alarmas_de_antes(conn: Connection) -> tuple[tuple[str, int], ...]:
    """How many of each code there have been until now."""
    return tuple((str(codigo), int(n)) for codigo, n in conn.execute(POR_CODIGO))


def alarmas_que_esperan(conn: Connection) -> list[Alarma]:
    """Those that nobody attended, but for what is seen at the node itself."""
    return [a for a in por_atender(conn) if a.codigo not in DE_UN_NODO]


def _alarmas(conn: Connection) -> Iterator[str]:
    if quedan := alarmas_que_esperan(conn):
        yield "Hay alarmas que nadie ha atendido. Atiéndalas en la sala (prep sala) y repita la orden."
    yield from (f"alarma {a.codigo}: {a.texto}" for a in quedan[:SE_DICEN])


def _nodos(conn: Connection) -> Iterator[str]:
    momento = ahora(conn)
    for nodo in salud.leer(cruda(conn), con_ultimos=False):
        if not nodo.cercado and (falta := falta_de(nodo, callado=not nodo.vivo(momento))):
            yield f"{nodo.nombre.nodo}: {falta}"


def falta_de(nodo: SaludDeNodo, *, callado: bool) -> str:
    """Why the night cannot begin with that node, and what to do; "" when it can."""
    if not nodo.servidor:
        return "todavía no se ha unido. Abra su kit en su máquina y arránquelo (prep unir, prep nodo)."
    if callado:
        return "está apagado o sin enlace. Arránquelo; si lo está, arranque el centro (prep nodo)."
    if any(camino.marcha in PARADO for camino in nodo.caminos.values()):
        return "da señal, pero el centro no recibe lo suyo. Revise su enlace (prep estado)."
    return ""


def _programa() -> Iterator[str]:
    """Where it runs from packages, it must be what was packed."""
    if (raiz := instalado.raiz_propia()) and (faltas := instalado.comparar(raiz).faltas):
        yield (
            "El programa instalado no es el que se empacó. Véalo completo con «prep comprobar», e instale de nuevo sus "
            "paquetes."
        )
        yield from faltas[:SE_DICEN]
