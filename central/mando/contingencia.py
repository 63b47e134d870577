"""A CATD that cannot go on: the CCV takes over the work of its actas, and gives it back when it can (R-06, P-2).

Each acta has its own signed fact, so it goes in parts: what was done stays if it is cut off, and it is carried to its
end from there.
"""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, text

from central.mando.cumplir import Cumplir, DatosDeOrden
from central.mando.declaracion import revertir, vigentes
from central.marco.conexion import MalUso, NodoAbierto, OrdenRechazada
from central.marco.proceso import leer_cabecera
from prep.domain.catalogo.catalogo import CCV
from prep.domain.hechos.hechos import Custodia, Fuente, Tipo
from prep.domain.vida.estado import REGISTRADAS, Etapa
from prep.store.conexion import cruda
from prep.store.del_centro import insertar_centro

MOTIVO = "CONTINGENCIA"
PARTE = 200  # actas of one transaction: each holds its acta's lock until the end
TERMINADAS = [str(etapa) for etapa in (*REGISTRADAS, Etapa.TRASLADADA)]
ABIERTAS = (
    "SELECT a.clave FROM prep.acta a LEFT JOIN prep.acta_estado e ON e.acta = a.clave"
    " WHERE a.centro = :centro AND coalesce(e.etapa, 'ESPERADA') <> ALL(:terminadas)"
)


def decir_ida(datos: DatosDeOrden) -> str:
    return f"Contingencia del CATD {datos['catd']}: el CCV toma las actas que no están registradas."


def revisar_ida(puesto: NodoAbierto, datos: DatosDeOrden) -> list[str]:
    if datos["a"] != CCV:
        raise OrdenRechazada(f"En una contingencia las actas pasan al {CCV}, no a {datos['a'][:20]!r}.")
    with puesto.mirar() as conn:
        claves = _abiertas(conn, datos["catd"])
    if not claves:
        raise OrdenRechazada(f"El CATD {datos['catd']} no tiene actas sin registrar que el CCV no tenga ya.")
    return [f"Custodia de {len(claves)} actas: del CATD {datos['catd']} al {CCV}. Se puede deshacer con el regreso."]


def cumplir_ida(pedido: Cumplir) -> list[str]:
    """Gives the CCV the custody of every acta of the CATD that is not registered. Raises MalUso."""
    with pedido.puesto.mirar() as conn:
        claves = _abiertas(conn, pedido.datos["catd"])
    cuerpo = Custodia(CCV, f"{MOTIVO}: {pedido.motivo}")

    def parte(conn: Connection, unas: Sequence[str]) -> None:
        firma = pedido.puesto.firma(conn, leer_cabecera(conn).proceso, pedido.lugar)
        for clave in unas:
            insertar_centro(conn, firma.hecho(clave, Fuente.CENTRO, cuerpo))

    _por_partes(pedido, claves, parte)
    return [f"Contingencia del CATD {pedido.datos['catd']}: {len(claves)} actas pasan al {CCV}."]


def decir_regreso(datos: DatosDeOrden) -> str:
    return f"Regreso del CATD {datos['catd']}: vuelven a él las actas que el CCV no ha registrado."


def revisar_regreso(puesto: NodoAbierto, datos: DatosDeOrden) -> list[str]:
    with puesto.mirar() as conn:
        _exigir_catd(conn, datos["catd"])
        claves = prestadas_de(conn, datos["catd"])
    if not claves:
        raise OrdenRechazada(f"El CCV no tiene actas del CATD {datos['catd']} por una contingencia.")
    return [f"Custodia de {len(claves)} actas: del {CCV} al CATD {datos['catd']}."]


def cumplir_regreso(pedido: Cumplir) -> list[str]:
    """Takes back what a contingency gave to the CCV and is not registered yet. Raises MalUso."""
    with pedido.puesto.mirar() as conn:
        prestadas = prestadas_de(conn, pedido.datos["catd"])

    def parte(conn: Connection, unas: Sequence[str]) -> None:
        firma = pedido.puesto.firma(conn, leer_cabecera(conn).proceso, pedido.lugar)
        revertir(conn, firma, vigentes(conn, unas, Tipo.CUSTODIA, MOTIVO), "termina la contingencia")

    _por_partes(pedido, prestadas, parte)
    return [f"Regreso del CATD {pedido.datos['catd']}: {len(prestadas)} actas."]


def prestadas_de(conn: Connection, centro: str) -> list[str]:
    """The actas of the CATD that the CCV has by a contingency, and that are not registered, by key."""
    claves = _claves(conn, f"{ABIERTAS} AND e.custodia = :ccv ORDER BY 1", centro)
    return sorted(vigentes(conn, claves, Tipo.CUSTODIA, MOTIVO))


def _abiertas(conn: Connection, centro: str) -> list[str]:
    _exigir_catd(conn, centro)
    return _claves(conn, f"{ABIERTAS} AND coalesce(e.custodia, '') <> :ccv ORDER BY 1", centro)


def _claves(conn: Connection, consulta: str, centro: str) -> list[str]:
    valores = {"centro": centro, "terminadas": TERMINADAS, "ccv": CCV}
    return [clave for (clave,) in conn.execute(text(consulta), valores)]


def _exigir_catd(conn: Connection, centro: str) -> None:
    hay = conn.execute(text("SELECT EXISTS (SELECT FROM prep.acta WHERE centro = :c)"), {"c": centro}).scalar_one()
    if not hay or centro == CCV:
        raise MalUso(f"No hay un CATD {centro[:20]!r} en el catálogo.")


def _por_partes(pedido: Cumplir, claves: Sequence[str], parte: Callable[[Connection, Sequence[str]], None]) -> None:
    """By key: two transactions that lock several actas never wait for each other. With the last part it is done."""
    for n in range(0, len(claves) or 1, PARTE):
        with pedido.puesto.ordenar() as conn:
            parte(conn, claves[n : n + PARTE])
            pedido.constar(cruda(conn), ultima=n + PARTE >= len(claves))
        pedido.avisa(min(n + PARTE, len(claves)), len(claves))
