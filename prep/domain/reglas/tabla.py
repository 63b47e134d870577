"""The one table of rules: code, severity, fields and the words for who captures and for who coordinates.

Screens, documents, messages and tests take the words from here, so that they cannot drift apart.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.catalogo.catalogo import ASENTADO, Acta, Forma
from prep.domain.hechos.campos import Valor
from prep.domain.hechos.hechos import MotivoSinActa
from prep.domain.reglas.acta import (
    CONVENCIONES,
    PERSONAS,
    REGLAS_ACTA,
    REPRESENTANTES,
    SACADOS,
    Convencion,
)
from prep.domain.reglas.inconsistencias import ALGUNO, EXCEDE, FUERA, TODOS, Clasificacion, clasificar, limite
from prep.domain.reglas.nodo import REGLAS_NODO
from prep.domain.reglas.regla import Regla, Severidad
from prep.domain.reglas.textos import REGLAS_HALLAZGOS

__all__ = ["CONVENCIONES", "DE_LEYENDA", "REGLAS", "Convencion", "Regla", "Severidad", "evaluar", "regla"]

REGLAS: tuple[Regla, ...] = (*REGLAS_ACTA, *REGLAS_HALLAZGOS, *REGLAS_NODO)
POR_CODIGO: Mapping[str, Regla] = {r.codigo: r for r in REGLAS}

DE_LEYENDA: Mapping[str, str] = {
    EXCEDE: "I-01",
    ALGUNO: "I-02",
    TODOS: "I-03",
    MotivoSinActa.NO_INSTALADA.value: "I-04",
    MotivoSinActa.NO_ENTREGADO.value: "I-05",
    MotivoSinActa.SIN_BOLSA.value: "I-06",
    FUERA: "I-07",
}
"""The rule of each published legend (R-16)."""


def regla(codigo: str) -> Regla:
    """The rule of `codigo`; raises KeyError when the table has none."""
    return POR_CODIGO[codigo]


@dataclass(frozen=True, slots=True)
class LecturaDeActa:
    """One reading of an acta: its values by field, its case of R-16, and its limit."""

    acta: Acta
    campos: Mapping[str, Valor]
    caso: Clasificacion
    tope: int | None
    ajustes: Ajustes

    def numero(self, campo: str) -> int | None:
        """The figure in `campo`; None when it is a mark or the acta does not carry it."""
        valor = self.campos.get(campo)
        return valor if isinstance(valor, int) else None


def evaluar(acta: Acta, forma: Forma, valores: tuple[Valor, ...], ajustes: Ajustes) -> tuple[Regla, ...]:
    """The rules that `valores` touch, in the order of the table. It looks at one captura only, never at another's."""
    caso = clasificar(acta, forma, valores, ajustes)
    tope = limite(acta, ajustes) if acta.catalogada else None
    lectura = LecturaDeActa(acta, {c: valores[i] for i, c in enumerate(forma.campos)}, caso, tope, ajustes)
    tocadas = {codigo for codigo, toca in CONDICIONES.items() if toca(lectura)}
    if caso.observacion:
        tocadas.add(DE_LEYENDA[caso.observacion])
    return tuple(r for r in REGLAS if r.codigo in tocadas)


def _asentado_distinto(leida: LecturaDeActa) -> bool:
    asentado = leida.numero(ASENTADO)
    return asentado is not None and asentado != leida.caso.total


def _todo_en_cero(leida: LecturaDeActa) -> bool:
    return leida.caso.total == 0 and not leida.caso.observacion


def _sacados_distintos(leida: LecturaDeActa) -> bool:
    sacados = leida.numero(SACADOS)
    return sacados is not None and sacados != leida.caso.total


def _personas_de_mas(leida: LecturaDeActa) -> bool:
    personas = leida.numero(PERSONAS)
    return personas is not None and leida.tope is not None and personas > leida.tope


def _representantes_de_mas(leida: LecturaDeActa) -> bool:
    votaron, maximo = leida.numero(REPRESENTANTES), leida.ajustes.representantes_max
    return votaron is not None and maximo is not None and votaron > maximo


def _sin_limite(leida: LecturaDeActa) -> bool:
    return leida.acta.catalogada and leida.tope is None


CONDICIONES: Mapping[str, Callable[[LecturaDeActa], bool]] = {
    "C-03": _asentado_distinto,
    "C-08": _todo_en_cero,
    "C-09": _sacados_distintos,
    "C-10": _personas_de_mas,
    "C-11": _representantes_de_mas,
    "C-12": _sin_limite,
}
"""The rules that the figures alone decide; the others are seen by the form, the fold or a person."""
