"""What the árbitro tells at once of the facts of a batch that were taken in and do nothing."""

from collections.abc import Iterable, Mapping

from psycopg import Connection

from prep.domain.hechos.hechos import Hecho
from prep.domain.reglas.hallazgos import CodigoHallazgo
from prep.domain.vida.estado import EstadoActa


def sin_derecho(conexion: Connection, estados: Mapping[str, tuple[EstadoActa, int]], nuevos: Iterable[Hecho]) -> None:
    """An alarm for each new fact of somebody whose site has nothing to do with its acta (P-10)."""
    ajenos = {h.hecho for e, _ in estados.values() for h in e.hallazgos if h.codigo == CodigoHallazgo.SIN_DERECHO}
    for hecho in nuevos:
        if hecho.id in ajenos:
            texto = f"{hecho.operador} firmó {hecho.tipo} de un acta que no está a cargo de su sitio: no cuenta."
            conexion.execute(
                "INSERT INTO prep.alarma (codigo, acta, texto) VALUES ('SIN_DERECHO', %s, %s)", (hecho.acta, texto)
            )
