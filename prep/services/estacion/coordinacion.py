"""What who coordinates a CATD sees of it, and takes from whom: its actas by stage, what waits and why, its posts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from prep.domain.hechos.hechos import Fuente, Incidencia
from prep.domain.vida.estado import Etapa
from prep.services.estacion.acceso import Acceso
from prep.services.estacion.entradas import motivo_escrito
from prep.services.estacion.errores import NoProcede
from prep.services.estacion.estacion import CasoDeUso, Recibo
from prep.services.estacion.sesion import accion

LIBERADO, LEVANTADO = "TRABAJO_LIBERADO", "ACCESO_LEVANTADO"


@dataclass(frozen=True, slots=True)
class ActaQueEspera:
    """`desde`: since when, None when nobody knows; `trabajo`: 0 while nobody holds it."""

    acta: str
    etapa: Etapa
    desde: datetime | None
    trabajo: int
    clase: str
    tiene: str
    estacion: str


@dataclass(frozen=True, slots=True)
class PuestoDeCentro:
    """A station: who is there, since when (None: only facts tell), when it last delivered, what it has in hand."""

    estacion: str
    operador: str
    desde: datetime | None
    ultimo: datetime | None
    acta: str


@dataclass(frozen=True, slots=True)
class SeccionDeCentro:
    """How many actas of a section there are, came, and are registered."""

    seccion: str
    actas: int
    llegaron: int
    registradas: int

    @property
    def faltan(self) -> int:
        return self.actas - self.registradas


@dataclass(frozen=True, slots=True)
class VistaDeCentro:
    """All of it, of one moment of the node's clock."""

    ahora: datetime
    etapas: Mapping[str, int]
    esperan: tuple[ActaQueEspera, ...]
    puestos: tuple[PuestoDeCentro, ...]
    secciones: tuple[SeccionDeCentro, ...]

    @property
    def actas(self) -> int:
        return sum(self.etapas.values())

    def en(self, *etapas: Etapa) -> int:
        return sum(self.etapas.get(str(etapa), 0) for etapa in etapas)


class Coordinar(CasoDeUso):
    """Of one person at one station. Needs the node, but for who is shut out of that very station."""

    _SIN_NODO = "Sin nodo no se ve el centro. Aparece solo cuando vuelva."

    @accion("coordinar.ver")
    def ver(self) -> VistaDeCentro:
        """Raises SinNodo or NoProcede."""
        return _vista(self._pedir(lambda: self._estacion.nodo.coordinacion(self.sesion.operador)))

    @accion("coordinar.liberar")
    def liberar(self, espera: ActaQueEspera, motivo: str) -> Recibo:
        """Takes the acta from who holds it, and nobody else, with why, once its node has this. Raises NoProcede."""
        if not espera.trabajo:
            raise NoProcede("Nadie tiene esa acta: no hay qué liberar.")
        texto = (
            f"{espera.clase.lower()}: la tenía {espera.tiene} en {espera.estacion}; motivo: {motivo_escrito(motivo)}"
        )
        de = f"{espera.trabajo} {espera.tiene} {espera.estacion}"  # as its node compares it, when it takes this in
        return self._hacer(espera.acta, Fuente.CATD, Incidencia(LIBERADO, texto, de))

    @accion("coordinar.cerrados")
    def cerrados(self) -> list[str]:
        """Who was shut out at this station by a wrong password."""
        return Acceso(self._estacion).cerrados()

    @accion("coordinar.levantar")
    def levantar(self, operador: str, motivo: str) -> Recibo:
        """They may try again here at once; who let them, and why, is kept. Raises NoProcede."""
        if operador not in self.cerrados():
            raise NoProcede(f"«{operador}» ya puede intentar: no hay nada que levantar.")
        texto = f"{operador} vuelve a intentar en {self._estacion.spool.estacion}; motivo: {motivo_escrito(motivo)}"
        recibo = self._hacer("", Fuente.CATD, Incidencia(LEVANTADO, texto))
        Acceso(self._estacion).levantar(operador)
        return recibo


def _vista(texto: str) -> VistaDeCentro:
    dicho = json.loads(texto)
    return VistaDeCentro(
        datetime.fromisoformat(dicho["ahora"]),
        dict(dicho["etapas"] or {}),
        tuple(
            ActaQueEspera(acta, Etapa(etapa), _hora(desde), trabajo or 0, clase or "", tiene or "", estacion or "")
            for acta, etapa, desde, trabajo, clase, tiene, estacion in dicho["esperan"]
        ),
        tuple(
            PuestoDeCentro(estacion, quien or "", _hora(desde), _hora(ultimo), acta or "")
            for estacion, quien, desde, ultimo, acta in dicho["puestos"]
        ),
        tuple(SeccionDeCentro(*fila) for fila in dicho["secciones"]),
    )


def _hora(texto: str | None) -> datetime | None:
    return datetime.fromisoformat(texto) if texto else None
