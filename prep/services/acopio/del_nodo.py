"""The receptions of a whole site as its node told them: 32 buckets with their hashes, and their copy in the spool."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID

from prep.domain.hechos.hechos import Acopio, Anulacion, Cuerpo, Fuente, Hecho, MotivoSinActa, SinActa, Tipo

CUBOS = 32
COPIA = "acopios"  # of its copy in the spool
# A copy of 180 KB on the disk at each change would make the counter wait: how old the copy may be when something
# changed, and how old its time when nothing did. It says of when it is.
PRONTO, CADA = timedelta(seconds=20), timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Cubo:
    """One bucket; `texto` is kept so that the copy is what the node said, and what it says is read once."""

    huella: str = ""
    texto: str = "[]"
    hechos: tuple[Hecho, ...] = ()
    sin_acta: tuple[str, ...] = ()
    capturadas: tuple[str, ...] = ()
    digitalizadas: tuple[tuple[str, bool], ...] = ()  # and whether it must be scanned once more
    nombres: tuple[tuple[str, str], ...] = ()  # operator, name


@dataclass(frozen=True, slots=True)
class DelNodo:
    """What the node said last, at `desde`. `hechos`: by acta and id; `sin_acta`: by the state of the acta.

    `capturadas`: from their paper, by anybody; `digitalizadas`: likewise, with whether another image is asked for.
    """

    sitio: str
    proceso: str
    cubos: tuple[Cubo, ...] = (Cubo(),) * CUBOS
    desde: datetime | None = None
    guardada: datetime | None = None  # of when the copy in the spool is
    guardadas: tuple[str, ...] = ()  # its hashes
    hechos: Mapping[str, Mapping[UUID, Hecho]] = field(default_factory=dict)
    sin_acta: frozenset[str] = frozenset()
    capturadas: frozenset[str] = frozenset()
    digitalizadas: Mapping[str, bool] = field(default_factory=dict)
    nombres: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def de_texto(cls, texto: str | None, sitio: str, proceso: str) -> Self:
        """The copy that `a_texto` made; one that cannot be read is as none: the node will tell again."""
        vacio = cls(sitio, proceso)
        try:
            datos = json.loads(texto or "{}")
            desde = datetime.fromisoformat(datos["desde"])
            cubos = [(n, str(huella), str(hechos)) for n, (huella, hechos) in enumerate(datos["cubos"], start=1)]
        except (ValueError, KeyError, TypeError):
            return vacio
        if len(cubos) != CUBOS:
            return vacio
        return vacio.con(cubos, desde).guardado()

    @property
    def huellas(self) -> tuple[str, ...]:
        return tuple(cubo.huella for cubo in self.cubos)

    def con(self, nuevos: Iterable[tuple[int, str, str]], cuando: datetime) -> Self:
        """The same with the buckets that the node sent at `cuando`."""
        cubos = list(self.cubos)
        for n, huella, texto in nuevos:
            if 1 <= n <= CUBOS:
                cubos[n - 1] = _leido(huella, texto, self.sitio, self.proceso)
        if cubos == list(self.cubos):
            return replace(self, desde=cuando)
        hechos: dict[str, dict[UUID, Hecho]] = {}
        for cubo in cubos:
            for hecho in cubo.hechos:
                hechos.setdefault(hecho.acta, {})[hecho.id] = hecho
        return replace(
            self,
            cubos=tuple(cubos),
            desde=cuando,
            hechos=hechos,
            sin_acta=frozenset(clave for cubo in cubos for clave in cubo.sin_acta),
            capturadas=frozenset(clave for cubo in cubos for clave in cubo.capturadas),
            digitalizadas={clave: otra for cubo in cubos for clave, otra in cubo.digitalizadas},
            nombres={operador: nombre for cubo in cubos for operador, nombre in cubo.nombres},
        )

    def claves_distintas(self, antes: "DelNodo") -> set[str]:
        """The actas of the buckets in which this and `antes` differ."""
        claves: set[str] = set()
        for nuevo, viejo in zip(self.cubos, antes.cubos, strict=True):
            if nuevo.huella != viejo.huella:
                claves |= {h.acta for cubo in (nuevo, viejo) for h in cubo.hechos} | {*nuevo.sin_acta, *viejo.sin_acta}
        return claves

    def por_guardar(self, *, ya: bool = False) -> bool:
        """Whether the copy in the spool is too old; with `ya`, whether it lacks anything."""
        if self.desde is None or self.guardada is None:
            return self.desde is not None
        if self.huellas != self.guardadas:
            return ya or self.desde - self.guardada >= PRONTO
        return self.desde - self.guardada >= CADA

    def guardado(self) -> Self:
        return replace(self, guardada=self.desde, guardadas=self.huellas)

    def a_texto(self) -> str:
        assert self.desde is not None
        return json.dumps({"desde": self.desde.isoformat(), "cubos": [[c.huella, c.texto] for c in self.cubos]})


def _leido(huella: str, texto: str, sitio: str, proceso: str) -> Cubo:
    """A bucket with the facts of its rows; a row that is none of ours is left out."""
    hechos: list[Hecho] = []
    sin_acta: list[str] = []
    capturadas: list[str] = []
    digitalizadas: list[tuple[str, bool]] = []
    nombres: dict[str, str] = {}
    for fila in _filas(texto):
        if len(fila) == 1:
            sin_acta.append(str(fila[0]))
            continue
        if len(fila) == 2:
            capturadas.append(str(fila[0]))
            continue
        if len(fila) == 3:
            digitalizadas.append((str(fila[0]), fila[2] == 1))
            continue
        hecho = _hecho(fila, sitio, proceso)
        if hecho is not None:
            hechos.append(hecho)
            nombres[hecho.operador] = str(fila[4])
    return Cubo(
        huella, texto, tuple(hechos), tuple(sin_acta), tuple(capturadas), tuple(digitalizadas), tuple(nombres.items())
    )


def _hecho(fila: list[Any], sitio: str, proceso: str) -> Hecho | None:
    try:
        id_, acta, tipo, operador, _, estacion, momento, desfase_ms, dato = fila
        cuerpo, cuando = _cuerpo(Tipo(tipo), str(dato), sitio), datetime.fromisoformat(momento)
        return Hecho(UUID(id_), proceso, acta, Fuente.CATD, operador, estacion, cuando, cuerpo, int(desfase_ms))
    except (ValueError, TypeError, AttributeError):
        return None


def _filas(texto: str) -> list[list[Any]]:
    try:
        filas = json.loads(texto)
    except ValueError:
        return []
    return [fila for fila in filas if isinstance(fila, list)] if isinstance(filas, list) else []


def _cuerpo(tipo: Tipo, dato: str, sitio: str) -> Cuerpo:
    """The body with what the node tells of it; raises ValueError for any other type."""
    if tipo is Tipo.ACOPIO:
        return Acopio(sitio, dato)
    if tipo is Tipo.SIN_ACTA:
        return SinActa(MotivoSinActa(dato))
    if tipo is Tipo.ANULACION:
        return Anulacion(UUID(dato), "")
    raise ValueError(f"{tipo} no es del acopio")
