"""What the verifier answers: the 13 figures as declared and as re-added, where they differ, and what it found."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CAMPOS = (
    "ACTAS_ESPERADAS",
    "ACTAS_REGISTRADAS",
    "ACTAS_FUERA_CATALOGO",
    "ACTAS_CAPTURADAS",
    "PORCENTAJE_ACTAS_CAPTURADAS",
    "ACTAS_CONTABILIZADAS",
    "PORCENTAJE_ACTAS_CONTABILIZADAS",
    "PORCENTAJE_ACTAS_INCONSISTENCIAS",
    "ACTAS_NO_CONTABILIZADAS",
    "LISTA_NOMINAL_ACTAS_CONTABILIZADAS",
    "TOTAL_VOTOS_C_CS",
    "TOTAL_VOTOS_S_CS",
    "PORCENTAJE_PARTICIPACION_CIUDADANA",
)


class NoEsPrep(ValueError):
    """The file cannot be read as a PREP results file; the message is one Spanish sentence that says why and where."""


@dataclass(frozen=True, slots=True)
class Diferencia:
    """A figure whose declared value, as a number, is not what its rows add up to."""

    campo: str
    declarado: str
    calculado: str


@dataclass(frozen=True, slots=True)
class HallazgoDeArchivo:
    """Something the file does against a rule: how many rows, and the first of them by number and key.

    `grave`: something of the file could not be read, so that its figures cannot be said to agree.
    """

    regla: str
    descripcion: str
    filas: int
    ejemplo: str
    grave: bool = False


@dataclass(frozen=True, slots=True)
class ArchivoVerificado:
    """The verification of one results file.

    `declarado` is the text as written; `calculado` is canonical (integers; percentages `dd.dddd`, R-17). `notas` are
    not faults: which participation matched (R-18), and a figure that the rows cannot prove. In JSON they go with the
    findings.
    """

    archivo: str
    eleccion: str
    corte: str
    filas: int
    declarado: Mapping[str, str]
    calculado: Mapping[str, str]
    diferencias: tuple[Diferencia, ...]
    hallazgos: tuple[HallazgoDeArchivo, ...]
    notas: tuple[HallazgoDeArchivo, ...]

    @property
    def concuerda(self) -> bool:
        """Whether every one of the 13 figures agrees and all of the file was read; other findings do not count."""
        return not self.diferencias and not self.graves

    @property
    def graves(self) -> tuple[HallazgoDeArchivo, ...]:
        """The findings of what could not be read."""
        return tuple(h for h in self.hallazgos if h.grave)

    def a_json(self) -> dict[str, Any]:
        """The object that `--json` prints."""
        return {
            "archivo": self.archivo,
            "eleccion": self.eleccion,
            "corte": self.corte,
            "filas": self.filas,
            "declarado": dict(self.declarado),
            "calculado": dict(self.calculado),
            "diferencias": [
                {"campo": d.campo, "declarado": d.declarado, "calculado": d.calculado} for d in self.diferencias
            ],
            "hallazgos": [
                {
                    "regla": h.regla,
                    "descripcion": h.descripcion,
                    "filas": h.filas,
                    "ejemplo": h.ejemplo,
                    "grave": h.grave,
                }
                for h in (*self.hallazgos, *self.notas)
            ],
        }
