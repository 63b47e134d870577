"""Why an acta is handed back, in the words of who was to capture it, and what becomes of it then (R-04, R-05)."""

from collections.abc import Mapping
from dataclasses import dataclass

from prep.domain.hechos.razones import RazonDeDevolucion


@dataclass(frozen=True, slots=True)
class RazonDicha:
    """`letra`: the key that chooses it; `sigue`: what happens to the acta, as it will be."""

    letra: str
    nombre: str
    sigue: str


A_LA_MESA = "La decide la mesa."
RAZONES: Mapping[RazonDeDevolucion, RazonDicha] = {
    RazonDeDevolucion.NO_ES: RazonDicha("A", "No es esta acta", A_LA_MESA),
    RazonDeDevolucion.NO_SE_LEE: RazonDicha("B", "No se lee", A_LA_MESA),
    RazonDeDevolucion.INCOMPLETA: RazonDicha("C", "Le falta un pedazo", A_LA_MESA),
    RazonDeDevolucion.OTRA_PERSONA: RazonDicha(
        "D", "Que la capture otra persona", "Si no hay quien pueda, pasa al CCV o a la mesa."
    ),
}
RAZON_DE: Mapping[str, RazonDeDevolucion] = {dicha.letra: razon for razon, dicha in RAZONES.items()}
