"""The receptions of a whole site as its node told them: 32 buckets with their hashes, and their copy in the spool."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID

from prep.domain.hechos import Acopio, Anulacion, Cuerpo, Fuente, Hecho, MotivoSinActa, SinActa, Tipo

CUBOS = 32
COPIA = "acopios"  # of its copy in the spool
# A copy of 180 KB on the disk at each change would make the counter wait: how old the copy may be when something
# changed, and how old its time when nothing did. It says of when it is.
PRONTO, CADA = timedelta(seconds=20), timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Cubo:
    """One bucket as received; `texto` is kept so that the copy is what the node said."""

    huella: str = ""
    texto: str = "[]"


@dataclass(frozen=True, slots=True)
class DelNodo:
    """What the node said last, at `desde`. `hechos`: by acta and id; `sin_acta`: by the state of the acta."""

    sitio: str
    proceso: str
    cubos: tuple[Cubo, ...] = (Cubo(),) * CUBOS
    desde: datetime | None = None
    guardada: datetime | None = None  # of when the copy in the spool is
    guardadas: tuple[str, ...] = ()  # its hashes
    hechos: Mapping[str, Mapping[UUID, Hecho]] = field(default_factory=dict)
    sin_acta: frozenset[str] = frozenset()
    nombres: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def de_texto(cls, texto: str | None, sitio: str, proceso: str) -> Self:
        """The copy that `a_texto` made; one that cannot be read is as none: the node will tell again."""
        vacio = cls(sitio, proceso)
        try:
            datos = json.loads(texto or "{}")
            desde = datetime.fromisoformat(datos["desde"])
            cubos = tuple(Cubo(str(huella), str(hechos)) for huella, hechos in datos["cubos"])
        except (ValueError, KeyError, TypeError):
            return vacio
        if len(cubos) != CUBOS:
            return vacio
        return replace(
            vacio, cubos=cubos, desde=desde, guardada=desde, guardadas=tuple(c.huella for c in cubos)
        )._leido()

    @property
    def huellas(self) -> tuple[str, ...]:
        return tuple(cubo.huella for cubo in self.cubos)

    def con(self, nuevos: Iterable[tuple[int, str, str]], cuando: datetime) -> Self:
        """The same with the buckets that the node sent at `cuando`."""
        cubos = list(self.cubos)
        for n, huella, texto in nuevos:
            if 1 <= n <= CUBOS:
                cubos[n - 1] = Cubo(huella, texto)
        if cubos == list(self.cubos):
            return replace(self, desde=cuando)
        return replace(self, cubos=tuple(cubos), desde=cuando)._leido()

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

    def _leido(self) -> Self:
        """With the facts of its buckets; a row that is none of ours is left out."""
        hechos: dict[str, dict[UUID, Hecho]] = {}
        nombres: dict[str, str] = {}
        sin_acta: set[str] = set()
        for cubo in self.cubos:
            for fila in _filas(cubo.texto):
                if len(fila) == 1:
                    sin_acta.add(str(fila[0]))
                    continue
                hecho = self._hecho(fila)
                if hecho is not None:
                    hechos.setdefault(hecho.acta, {})[hecho.id] = hecho
                    nombres[hecho.operador] = str(fila[4])
        return replace(self, hechos=hechos, sin_acta=frozenset(sin_acta), nombres=nombres)

    def _hecho(self, fila: list[Any]) -> Hecho | None:
        try:
            id_, acta, tipo, operador, _, estacion, momento, desfase_ms, dato = fila
            cuerpo = _cuerpo(Tipo(tipo), str(dato), self.sitio)
            cuando = datetime.fromisoformat(momento)
            return Hecho(
                UUID(id_), self.proceso, acta, Fuente.CATD, operador, estacion, cuando, cuerpo, int(desfase_ms)
            )
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
