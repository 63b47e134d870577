"""The night so far, read in one snapshot: each five minutes since the opening, now, and what it points to."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from central.marco.proceso import leer_encabezado
from central.tablero import consulta, horario, memoria
from central.tablero.consulta import GrupoDeActas
from central.tablero.memoria import Minuto
from central.tablero.noche.cuello import Trecho, leer_hechos, sumar_hechos, trechos
from central.tablero.noche.pronostico import CADA, Altura, Pronostico, pronosticar
from central.tablero.ritmo import MEMORIA, Ritmo, ritmos
from central.tablero.tablero import Avance, avance
from prep.domain.catalogo.curvas import Curva

Series = dict[str, list[Altura]]


@dataclass(frozen=True, slots=True)
class NocheSeguida:
    """`ciudad` and `centros`: from the opening to `momento`. `curvas`: the known nights that it is held against."""

    momento: datetime
    apertura: datetime | None
    ciudad: Sequence[Altura]
    centros: Mapping[str, Sequence[Altura]]
    esperadas: Mapping[str, int]
    curvas: Sequence[Curva]
    pronostico: Pronostico | None
    trechos: Sequence[Trecho]
    de_centros: Mapping[str, Sequence[Trecho]]
    ritmo: Ritmo
    ritmos: Mapping[str, Ritmo]

    @property
    def todas(self) -> int:
        return sum(self.esperadas.values())

    @property
    def curva(self) -> Curva:
        """The known night that tonight is most like; the first one while nothing can be said."""
        dicha = self.pronostico.curva if self.pronostico else ""
        return next((c for c in self.curvas if c.nombre == dicha), self.curvas[0])


def leer(conn: Connection) -> NocheSeguida:
    """Of a connection of role prep_centro."""
    momento, grupos = consulta.ahora(conn), consulta.agrupar(conn)
    conteos, hechos = consulta.contar(conn, grupos), leer_hechos(conn)
    abierta = horario.apertura(conn)
    desde = min(max(momento - abierta, MEMORIA), memoria.GUARDA) if abierta else MEMORIA
    minutos = memoria.leer(conn, desde, CADA)
    sitios = {centro: avance(conteo) for centro, conteo in conteos.centros.items()}
    todos = avance(conteos.todas)
    centros = series(minutos, sitios, abierta, momento) if abierta else {}
    ciudad = sumar(centros)
    esperadas = {centro: a.esperadas for centro, a in sitios.items()}
    curvas = leer_encabezado(conn).curvas
    de_ciudad, *suyos = ritmos(memoria.leer(conn, MEMORIA), todos, sitios, momento)
    return NocheSeguida(
        momento, abierta, ciudad, centros, esperadas, curvas,
        pronosticar(ciudad, centros, esperadas, curvas),
        trechos(conteos.todas, sumar_hechos(hechos.values())),
        {centro: trechos(suyas, hechos.get(centro, {})) for centro, suyas in _en_manos(grupos, sitios).items()},
        de_ciudad, dict(zip(sitios, suyos, strict=True)),
    )  # fmt: skip


def _en_manos(grupos: Iterable[GrupoDeActas], centros: Iterable[str]) -> dict[str, Counter[str]]:
    """By who has them now, and not by whose they are: how many in each stage."""
    manos = {centro: Counter[str]() for centro in centros}
    for g in grupos:
        if g.catalogada and (suyo := manos.get(g.custodia or g.centro)) is not None:
            suyo[g.etapa] += g.actas
    return manos


def series(minutos: Sequence[Minuto], ahora: Mapping[str, Avance], abierta: datetime, momento: datetime) -> Series:
    """Each centre at the same moments; one that was not remembered then, as it was the last time."""
    por_momento: dict[datetime, dict[str, Avance]] = defaultdict(dict)
    for m in minutos:
        if m.momento >= abierta and m.centro in ahora:
            por_momento[m.momento][m.centro] = avance(m.conteo)
    por_momento[momento] = dict(ahora)
    hechas: Series = {centro: [] for centro in ahora}
    for cuando, dichos in sorted(por_momento.items()):
        pasados = (cuando - abierta).total_seconds() / 60
        for centro, suyas in hechas.items():
            a = dichos.get(centro)
            antes = suyas[-1][1:] if suyas else (0, 0)
            suyas.append(Altura(pasados, *((a.recibidas + a.sin_acta, a.registradas) if a else antes)))
    return hechas


def sumar(centros: Mapping[str, Sequence[Altura]]) -> list[Altura]:
    """The city at each of those moments."""
    return [
        Altura(juntas[0].minuto, sum(m.recibidas for m in juntas), sum(m.registradas for m in juntas))
        for juntas in zip(*centros.values(), strict=True)
    ]
