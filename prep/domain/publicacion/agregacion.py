"""The sums of the published rows at every level: plain additions, in any order (R-16, R-21, R-22, R-24)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

from prep.domain.catalogo.catalogo import SIN_SECCION, Acta
from prep.domain.hechos.campos import Valor
from prep.domain.publicacion.columnas import NO_APLICA
from prep.domain.publicacion.filas import Fila
from prep.domain.reglas.inconsistencias import CONTABILIZADA, FUERA_CATALOGO, INCONSISTENCIAS

Clave = tuple[str, ...]


class Nivel(StrEnum):
    """The levels of R-22; `TERRITORIO` is the district or the alcaldía, never one inside the other (R-24)."""

    ENTIDAD = "ENTIDAD"
    TERRITORIO = "TERRITORIO"
    SECCION = "SECCION"
    CASILLA = "CASILLA"


@dataclass(slots=True)
class Suma:
    """What a set of rows of one election adds up to.

    `votos` and `votos_rp` by column, of the contabilizadas only; those of RP actas apart, for they count for parties
    and never for a candidate (R-20). The total asentado is nowhere here (R-21).
    """

    actas: int = 0
    registradas: int = 0
    fuera_catalogo: int = 0
    contabilizadas: int = 0
    no_contabilizadas: int = 0
    inconsistencias: int = 0
    lista_nominal: int = 0  # of the contabilizadas; special casillas add 0
    total: int = 0
    total_especiales: int = 0  # the part of `total` from special casillas
    votos: dict[str, int] = field(default_factory=dict)
    votos_rp: dict[str, int] = field(default_factory=dict)

    @property
    def capturadas(self) -> int:
        return self.registradas - self.fuera_catalogo

    def anotar(self, fila: Fila) -> None:
        """Adds one row."""
        self.actas += 1
        if fila.contabilizada is None:
            return
        self.registradas += 1
        if fila.contabilizada == FUERA_CATALOGO:
            self.fuera_catalogo += 1
            return
        if fila.observacion in INCONSISTENCIAS:
            self.inconsistencias += 1
        if fila.contabilizada != CONTABILIZADA:
            self.no_contabilizadas += 1
            return
        self.contabilizadas += 1
        self.total += fila.total
        if fila.acta.especial:
            self.total_especiales += fila.total
        else:
            self.lista_nominal += fila.acta.lista_nominal
        _acumular(self.votos_rp if fila.rp else self.votos, fila.columnas, fila.votos)

    def __add__(self, otra: "Suma") -> "Suma":
        return Suma(
            self.actas + otra.actas,
            self.registradas + otra.registradas,
            self.fuera_catalogo + otra.fuera_catalogo,
            self.contabilizadas + otra.contabilizadas,
            self.no_contabilizadas + otra.no_contabilizadas,
            self.inconsistencias + otra.inconsistencias,
            self.lista_nominal + otra.lista_nominal,
            self.total + otra.total,
            self.total_especiales + otra.total_especiales,
            juntar(self.votos, otra.votos),
            juntar(self.votos_rp, otra.votos_rp),
        )


CUENTAS = tuple(campo.name for campo in fields(Suma) if campo.name not in ("votos", "votos_rp"))


def sumar(filas: Iterable[Fila], nivel: Nivel) -> dict[Clave, Suma]:
    """The sums of `filas` (of one election) by `clave` of their level."""
    sumas: dict[Clave, Suma] = {}
    for fila in filas:
        suya = clave(fila.acta, nivel)
        suma = sumas.get(suya)
        if suma is None:
            suma = sumas[suya] = Suma()
        suma.anotar(fila)
    return sumas


def juntas(sumas: Iterable[Suma]) -> Suma:
    """All of them in one."""
    total = Suma()
    for suma in sumas:
        for cuenta in CUENTAS:
            setattr(total, cuenta, getattr(total, cuenta) + getattr(suma, cuenta))
        for propios, ajenos in ((total.votos, suma.votos), (total.votos_rp, suma.votos_rp)):
            for columna, votos in ajenos.items():
                propios[columna] = propios.get(columna, 0) + votos
    return total


def subir(secciones: Mapping[Clave, Suma]) -> dict[Clave, Suma]:
    """The sums of the territories from those of their sections."""
    partes: dict[Clave, list[Suma]] = {}
    for (territorio, _), suma in secciones.items():
        partes.setdefault((territorio,), []).append(suma)
    return {territorio: juntas(suyas) for territorio, suyas in partes.items()}


def clave(acta: Acta, nivel: Nivel) -> Clave:
    """Where `acta` adds: (), (territory), (territory, section) or its casilla.

    M, A and P hang from the territory and not from a section, each table a casilla of its own (R-11b); so does an acta
    fuera de catálogo, which is tied to none. The two actas of a special casilla share one (R-19).
    """
    suelta = acta.tipo in SIN_SECCION or not acta.catalogada
    match nivel:
        case Nivel.ENTIDAD:
            return ()
        case Nivel.TERRITORIO:
            return (acta.territorio,)
        case Nivel.SECCION:
            return (acta.territorio, NO_APLICA if suelta else acta.seccion)
        case Nivel.CASILLA:
            if suelta:
                return (acta.territorio, NO_APLICA, acta.clave)
            return (acta.territorio, acta.seccion, acta.tipo, acta.numero, acta.extension)


def juntar(uno: Mapping[str, int], otro: Mapping[str, int]) -> dict[str, int]:
    """The sum of two counts, keeping the zeros of either."""
    return {c: uno.get(c, 0) + otro.get(c, 0) for c in (*uno, *otro)}


def _acumular(suma: dict[str, int], columnas: tuple[str, ...], votos: tuple[Valor, ...]) -> None:
    """Marks add 0 (R-16)."""
    for columna, valor in zip(columnas, votos, strict=True):
        suma[columna] = suma.get(columna, 0) + (valor if isinstance(valor, int) else 0)
