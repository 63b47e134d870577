"""What the base says of a batch, asked all at once: a small batch cost mostly its round trips, and a night has many."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain
from typing import Any
from uuid import UUID

from psycopg import Connection

from central.arbitro import cadena, lectura, trabajo
from central.arbitro.detenidas import Caidas, legibles
from central.arbitro.sitios import ATENDIDOS, atendidos
from central.arbitro.trabajo import TrabajoExistente
from prep.domain.hechos.hechos import Hecho
from prep.store.hechos import HechoLeido


@dataclass(frozen=True, slots=True)
class Sabido:
    """What the base says of a batch before anything of it is written."""

    nuevos: list[HechoLeido]
    verificados: list[Hecho]
    publicados: Sequence[Sequence[Any]]
    mesa: TrabajoExistente
    cabeza: tuple[int, bytes]
    actas: AbstractSet[str]
    caidas: Caidas  # those of `actas` with a verified fact that can no longer be read

    def con(self, buenos: Iterable[Hecho]) -> dict[str, list[Hecho]]:
        """All the verified facts of each acta of the batch, its new ones too; without those whose work is held."""
        libres = self.actas - self.mesa.ocupadas
        suyos = (hecho for hecho in chain(self.verificados, buenos) if hecho.acta in libres)
        publicados = (fila for fila in self.publicados if fila[0] in libres)
        return lectura.reunir(libres, sorted(suyos, key=lambda hecho: hecho.sec), publicados)


def preguntar(conexion: Connection, ids: list[UUID], actas: AbstractSet[str]) -> Sabido:
    """Every question is on its way before the first answer is read."""
    claves = list(actas)
    nuevos = conexion.execute(lectura.NUEVOS, (ids,))
    verificados = conexion.execute(lectura.VERIFICADOS, (claves,))
    publicados = conexion.execute(lectura.PUBLICADOS, (claves,))
    puestos, en_cola = conexion.execute(trabajo.PUESTOS, (claves,)), conexion.execute(trabajo.EN_COLA, (claves,))
    cuantos = conexion.execute(trabajo.CUANTOS, (claves,))
    atiende, cabeza = conexion.execute(ATENDIDOS), conexion.execute(cadena.CABEZA)
    caidas: Caidas = {}
    tenidos = puestos.fetchall()
    ocupadas = trabajo.ocupadas(tenidos, cuantos.fetchall())
    return Sabido(
        lectura.nuevos(nuevos, ids),
        list(legibles(verificados, caidas)),
        publicados.fetchall(),
        TrabajoExistente(tenidos, ocupadas, en_cola.fetchall(), atendidos(atiende.fetchone())),
        cadena.cabeza(cabeza.fetchone()),
        actas,
        caidas,
    )
