"""What came of the second look: what was offered, looked at and found, by kind, against what its score expected."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from psycopg import Connection

from prep.domain.hechos.campos import Valor, leer_valor
from prep.domain.hechos.indicio import POR_MIL, Indicio, Sospecha, leer
from prep.domain.reglas.hallazgos import CodigoHallazgo

# Of each acta the first petition that a list made; its outcomes 2 and 3 leave their finding in the source.
VISTAS = """
SELECT DISTINCT ON (h.acta) h.acta, h.recibido, prep.campo_de(h.cuerpo, 'mirada'), prep.campo_de(h.cuerpo, 'motivo'),
    e.estado ? 'cotejo_abierto',
    f.suyo -> 'capturas' -> 0 -> 'valores', f.suyo -> 'valores',
    ARRAY(SELECT d.dicho ->> 'codigo' FROM jsonb_array_elements(f.suyo -> 'hallazgos') d(dicho))
FROM prep.hecho h JOIN prep.cadena v ON v.hecho = h.id JOIN prep.acta_estado e ON e.acta = h.acta,
    LATERAL jsonb_array_elements(e.estado -> 'fuentes') f(suyo)
WHERE h.tipo = 'COTEJO' AND prep.campo_de(h.cuerpo, 'mirada') <> '' AND f.suyo ->> 'fuente' = e.fuente
ORDER BY h.acta, h.recibido
"""
OFRECIDAS = """
SELECT m.sitio, d ->> 'acta', d ->> 'mirada', d ->> 'frase' FROM prep.miradas m, json_array_elements(m.lista::json) d
WHERE NOT EXISTS (SELECT FROM prep.hecho h JOIN prep.cadena v ON v.hecho = h.id
                  WHERE h.acta = d ->> 'acta' AND h.tipo = 'COTEJO')
"""

HASTA = "SELECT coalesce((SELECT max(corte) FROM prep.miradas), 0), (SELECT count(*) FROM prep.corte_fila)"


class Fin(StrEnum):
    """How one ended."""

    ABIERTA = "abierta"
    BIEN = "bien"  # as it was published
    CORREGIDA = "corregida"
    OTRA_VEZ = "otra vez"  # captured or digitised again


@dataclass(frozen=True, slots=True)
class ActaVista:
    """One acta that somebody opened, when and why; `votos`: by how many what was published of it moved."""

    acta: str
    cuando: datetime
    indicio: Indicio
    motivo: str
    fin: Fin
    votos: int

    @property
    def hallada(self) -> bool:
        """The paper said something else."""
        return self.fin in (Fin.CORREGIDA, Fin.OTRA_VEZ)


@dataclass(frozen=True, slots=True)
class ActaOfrecida:
    """One acta that waits for somebody of `sitio` to open it."""

    sitio: str
    acta: str
    indicio: Indicio
    frase: str


@dataclass(frozen=True, slots=True)
class MiradasDeLaNoche:
    """What was opened, what waits, of which cut the lists are (0: there is none) and how many actas are published."""

    vistas: tuple[ActaVista, ...]
    ofrecidas: tuple[ActaOfrecida, ...]
    corte: int
    publicadas: int


@dataclass(frozen=True, slots=True)
class CuentaDeMiradas:
    """Of one kind: how many are offered now, how many ended so, how many errors were expected among those looked at."""

    sospecha: Sospecha
    ofrecidas: int
    fines: dict[Fin, int]
    esperados: float
    votos: int

    @property
    def vistas(self) -> int:
        return sum(self.fines.values())

    @property
    def halladas(self) -> int:
        """Those where the paper said something else."""
        return self.fines[Fin.CORREGIDA] + self.fines[Fin.OTRA_VEZ]


def vistas(conexion: Connection[Any]) -> list[ActaVista]:
    """Every acta that the second look opened, by its key; a petition whose text is no `Indicio` is not of it."""
    salen = []
    for acta, cuando, mirada, motivo, abierta, antes, ahora, hallazgos in conexion.execute(VISTAS):
        indicio = leer(mirada)
        if indicio is not None:
            fin = _fin(abierta, hallazgos)
            movidos = _movidos(antes or (), ahora or ()) if fin is Fin.CORREGIDA else 0
            salen.append(ActaVista(acta, cuando, indicio, motivo, fin, movidos))
    return salen


def ofrecidas(conexion: Connection[Any]) -> list[ActaOfrecida]:
    """Those that nobody opened, of every site, each site's in the order of its list."""
    dichas = ((s, a, leer(m), f) for s, a, m, f in conexion.execute(OFRECIDAS))
    return [ActaOfrecida(sitio, acta, indicio, frase) for sitio, acta, indicio, frase in dichas if indicio is not None]


def de_la_noche(conexion: Connection[Any]) -> MiradasDeLaNoche:
    """All of it, as it stands."""
    ((corte, publicadas),) = conexion.execute(HASTA).fetchall()
    return MiradasDeLaNoche(tuple(vistas(conexion)), tuple(ofrecidas(conexion)), corte, publicadas)


def contar(noche: MiradasDeLaNoche) -> list[CuentaDeMiradas]:
    """By kind, in the order of `Sospecha`; what nobody opened counts as offered."""
    todas: dict[Sospecha, list[ActaVista]] = defaultdict(list)
    for una in noche.vistas:
        todas[una.indicio.sospecha].append(una)
    por_ver = Counter(una.indicio.sospecha for una in noche.ofrecidas)
    return [
        CuentaDeMiradas(
            sospecha,
            por_ver[sospecha],
            {fin: sum(v.fin is fin for v in todas[sospecha]) for fin in Fin},
            esperados(todas[sospecha]),
            sum(v.votos for v in todas[sospecha]),
        )
        for sospecha in Sospecha
    ]


def esperados(suyas: Iterable[ActaVista]) -> float:
    """How many errors the score expected among those."""
    return sum(v.indicio.por_mil for v in suyas) / POR_MIL


def _fin(abierta: bool, hallazgos: Sequence[str]) -> Fin:
    if CodigoHallazgo.COTEJO_MODIFICA in hallazgos:
        return Fin.CORREGIDA
    if CodigoHallazgo.COTEJO_RECHAZA in hallazgos:
        return Fin.OTRA_VEZ
    return Fin.ABIERTA if abierta else Fin.BIEN


def _movidos(antes: Sequence[object], ahora: Sequence[object]) -> int:
    """By how many votes two sets of figures differ; a mark is none."""
    pares = zip(map(_numero, antes), map(_numero, ahora), strict=False)
    return sum(abs(a - b) for a, b in pares)


def _numero(dicho: object) -> int:
    valor: Valor = leer_valor(dicho)
    return valor if isinstance(valor, int) else 0
