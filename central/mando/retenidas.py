"""The rows that the last cut held back, and letting out those held for their hours alone, by two people (R-10, R-26).

What is signed is the acta with its three published times: if they change, it is another row, and it is held again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, text

from central.mando.cumplir import Cumplir, DatosDeOrden
from central.marco.conexion import MalUso, NodoAbierto, OrdenRechazada
from central.marco.proceso import leer_cabecera
from prep.domain.hechos.cotas import legible
from prep.domain.hechos.hechos import Fuente, Incidencia
from prep.domain.reglas.apertura import LIBERADA, POR_HORA
from prep.domain.reglas.ordenes import NombreDeOrden, OrdenDelCentro
from prep.store.conexion import cruda
from prep.store.del_centro import insertar_centro

A_LA_VEZ = 200  # actas of one order: what is signed fits in a fact, and a person can look through it
RENGLONES = 20
LEER = "SELECT acta, motivo, texto, horas FROM prep.retenida ORDER BY acta, motivo"


@dataclass(frozen=True, slots=True)
class Retenida:
    """One acta that the last cut held back: why, each with its sentence, and its three times as they would be shown."""

    acta: str
    motivos: tuple[str, ...]
    textos: tuple[str, ...]
    horas: str

    @property
    def liberable(self) -> bool:
        """Whether its hours are all that holds it."""
        return set(self.motivos) <= POR_HORA


def leer(conn: Connection) -> list[Retenida]:
    juntas: dict[str, Retenida] = {}
    for acta, motivo, dicho, horas in conn.execute(text(LEER)):
        antes = juntas.get(acta, Retenida(acta, (), (), horas))
        juntas[acta] = Retenida(acta, (*antes.motivos, motivo), (*antes.textos, dicho), horas)
    return list(juntas.values())


def orden_de(conn: Connection, claves: Iterable[str]) -> OrdenDelCentro:
    """To let these out, with their hours as they are now. Raises MalUso for any that is not held for them alone."""
    hay = {r.acta: r for r in leer(conn)}
    pedidas = list(dict.fromkeys(claves))
    if not pedidas:
        raise MalUso("No hay actas retenidas por su hora.")
    if len(pedidas) > A_LA_VEZ:
        raise MalUso(f"Son {len(pedidas)} actas; el máximo de una vez es {A_LA_VEZ}.")
    for clave in pedidas:
        if clave not in hay:
            raise MalUso(f"El último corte no retuvo el acta «{clave[:40]}». Véalas con: prep retenidas.")
        if not hay[clave].liberable:
            raise MalUso(f"El acta {clave} no espera sólo por su hora: {' '.join(hay[clave].textos)}")
    return OrdenDelCentro(NombreDeOrden.LIBERAR_RETENIDAS, {"actas": {c: hay[c].horas for c in pedidas}})


def decir(datos: DatosDeOrden) -> str:
    claves = sorted(datos["actas"])
    otras = f" y {len(claves) - 1} más" if len(claves) > 1 else ""
    return f"Publicar con sus horas lo que se retuvo por ellas: {claves[0] if claves else 'nada'}{otras}."


def revisar(puesto: NodoAbierto, datos: DatosDeOrden) -> list[str]:
    """Raises OrdenRechazada when one of them is not held so any more."""
    with puesto.mirar() as conn:
        actas = _exigir(conn, datos)
    lineas = [f"{clave}: {horas}" for clave, horas in list(actas.items())[:RENGLONES]]
    if len(actas) > RENGLONES:
        lineas.append(f"… y {len(actas) - RENGLONES} más")
    return [
        f"Salen de «en revisión» con sus cifras y estas horas (acopio, captura, verificación): {len(actas)}.",
        *lineas,
    ]


def cumplir(pedido: Cumplir) -> list[str]:
    with pedido.puesto.ordenar() as conn:
        actas = _exigir(conn, pedido.datos)
        firma = pedido.puesto.firma(conn, leer_cabecera(conn).proceso, pedido.lugar)
        for clave, horas in actas.items():
            cuerpo = Incidencia(LIBERADA, legible(f"Se publica con sus horas. {pedido.motivo}"), horas)
            insertar_centro(conn, firma.hecho(clave, Fuente.CENTRO, cuerpo))
        pedido.constar(cruda(conn))
    return [f"Liberadas: {len(actas)}. Salen en el siguiente corte."]


def _exigir(conn: Connection, datos: DatosDeOrden) -> Mapping[str, str]:
    """The actas of the order by key, each still held as it was signed."""
    hay = {r.acta: r for r in leer(conn)}
    actas: Mapping[str, str] = datos["actas"]
    for clave, horas in actas.items():
        if clave not in hay or hay[clave].horas != horas or not hay[clave].liberable:
            raise OrdenRechazada(f"El acta {clave[:40]} ya no está retenida así. Véalas con: prep retenidas.")
    return dict(sorted(actas.items()))
