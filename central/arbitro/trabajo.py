"""The work that folded actas ask for, against the work rows that are there (P-2, P-8)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from psycopg import Connection

from central.arbitro.sitios import Atiende, propios
from prep.domain.vida.estado import ClaseTrabajo, EstadoActa, Pendiente

PUESTOS = """
SELECT id, acta, fuente, ronda, clase, puesto, sitio, imagen, toma, terminado FROM prep.trabajo
WHERE acta = ANY(%s) ORDER BY puesto FOR UPDATE SKIP LOCKED
"""
CUANTOS = "SELECT acta, count(*) FROM prep.trabajo WHERE acta = ANY(%s) GROUP BY acta"
# Asked after the slots, never before: a captura delivered in between would show a finished slot and no queue row.
EN_COLA = "SELECT DISTINCT acta FROM prep.cola WHERE acta = ANY(%s)"
Ronda = tuple[str, int, str]  # source, ronda, class of work, of one acta


@dataclass(slots=True)
class Puestos:
    """The work rows of one ronda: the free ones, the held ones, the finished desk, the highest slot number."""

    libres: list[int] = field(default_factory=list)
    tomados: list[int] = field(default_factory=list)
    terminados: list[int] = field(default_factory=list)
    ultimo: int = 0
    sitio: str = ""
    imagen: str = ""

    @property
    def abiertos(self) -> int:
        return len(self.libres) + len(self.tomados)


@dataclass(slots=True)
class Cambios:
    """What must be written so that the work rows say what the fold asks for."""

    nuevos: list[tuple[str, str, str, int, int, str, str]] = field(default_factory=list)
    cerrar: list[int] = field(default_factory=list)
    reabrir: list[int] = field(default_factory=list)
    mudar: list[tuple[str, str, str, str, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TrabajoExistente:
    """What there is of work for some actas: the rows of PUESTOS, then of EN_COLA, and which centres are served here.

    `ocupadas`: of which a station holds a row at this moment. Nobody waits for it: it may take as long as it likes.
    """

    puestos: Sequence[Sequence[Any]]
    ocupadas: frozenset[str]
    en_cola: Sequence[Sequence[Any]]
    atiende: Atiende


def ocupadas(puestos: Iterable[Sequence[Any]], cuantos: Iterable[tuple[str, int]]) -> frozenset[str]:
    """The actas of which PUESTOS did not get all the rows that CUANTOS tells."""
    tenidos = Counter(fila[1] for fila in puestos)
    return frozenset(acta for acta, hay in cuantos if tenidos[acta] < hay)


def sincronizar(conexion: Connection, mesa: TrabajoExistente, estados: Mapping[str, EstadoActa]) -> None:
    """Makes, closes or reopens work rows of these actas. Slots of a ronda are alike: only their number counts.

    An acta with facts still in the queue gets no new slot for a finished one: its captura was delivered in the same
    transaction that finished the slot and is only not folded yet.
    """
    hay = _puestos(mesa.puestos)
    en_cola = {acta for (acta,) in mesa.en_cola}
    cambios = Cambios()
    for acta, estado in estados.items():
        _comparar(acta, propios(estado, mesa.atiende), hay[acta], acta in en_cola, cambios)
    _escribir(conexion, cambios)


def _puestos(filas: Iterable[Sequence[Any]]) -> dict[str, dict[Ronda, Puestos]]:
    hay: dict[str, dict[Ronda, Puestos]] = defaultdict(lambda: defaultdict(Puestos))
    toma: UUID | None
    for id_, acta, fuente, ronda, clase, puesto, sitio, imagen, toma, terminado in filas:
        puestos = hay[acta][fuente, ronda, clase]
        lista = puestos.terminados if terminado else puestos.tomados if toma else puestos.libres
        lista.append(id_)
        puestos.ultimo, puestos.sitio, puestos.imagen = max(puestos.ultimo, puesto), sitio, imagen
    return hay


def _comparar(
    acta: str, pendientes: Iterable[Pendiente], hay: dict[Ronda, Puestos], en_cola: bool, cambios: Cambios
) -> None:
    pide: dict[Ronda, list[Pendiente]] = defaultdict(list)
    for p in pendientes:
        pide[p.fuente, p.ronda, p.clase].append(p)
    for ronda, puestos in hay.items():
        sobran = puestos.abiertos - len(pide.get(ronda, ()))
        if sobran > 0:
            cambios.cerrar += (puestos.libres + puestos.tomados)[:sobran]
    for ronda, lista in pide.items():
        puestos = hay.get(ronda) or Puestos()
        if puestos.abiertos and (puestos.sitio, puestos.imagen) != (lista[0].sitio, lista[0].imagen):
            cambios.mudar.append((lista[0].sitio, lista[0].imagen, acta, ronda[0], ronda[1]))
        faltan = len(lista) - puestos.abiertos
        if faltan <= 0 or (puestos.ultimo and en_cola):
            continue
        _abrir(acta, ronda, lista[0], puestos, faltan, cambios)


def _abrir(acta: str, ronda: Ronda, ejemplo: Pendiente, puestos: Puestos, faltan: int, cambios: Cambios) -> None:
    fuente, numero, clase = ronda
    if clase != ClaseTrabajo.CAPTURA:
        if puestos.terminados:
            cambios.reabrir += puestos.terminados
        else:
            cambios.nuevos.append((acta, clase, fuente, numero, 0, ejemplo.sitio, ejemplo.imagen))
        return
    for puesto in range(puestos.ultimo + 1, puestos.ultimo + 1 + faltan):
        cambios.nuevos.append((acta, clase, fuente, numero, puesto, ejemplo.sitio, ejemplo.imagen))


def _escribir(conexion: Connection, cambios: Cambios) -> None:
    cursor = conexion.cursor()
    if cambios.cerrar:
        cursor.execute("UPDATE prep.trabajo SET terminado = clock_timestamp() WHERE id = ANY(%s)", (cambios.cerrar,))
    if cambios.reabrir:
        cursor.execute(
            "UPDATE prep.trabajo SET terminado = NULL, operador = NULL, estacion = NULL, toma = NULL, expira = NULL"
            " WHERE id = ANY(%s)",
            (cambios.reabrir,),
        )
    if cambios.mudar:
        cursor.executemany(
            "UPDATE prep.trabajo SET sitio = %s, imagen = %s"
            " WHERE acta = %s AND fuente = %s AND ronda = %s AND terminado IS NULL",
            cambios.mudar,
        )
    if cambios.nuevos:
        cursor.execute(
            "INSERT INTO prep.trabajo (acta, clase, fuente, ronda, puesto, sitio, imagen) SELECT * FROM unnest("
            "%s::text[], %s::text[], %s::text[], %s::int[], %s::int[], %s::text[], %s::text[])",
            [list(columna) for columna in zip(*cambios.nuevos, strict=True)],
        )
