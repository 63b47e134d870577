"""The review list of SIN ACTA as a file: written for a spreadsheet, read back with all its errors at once (R-35)."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from central.marco.hoja import Problema, corta, leer_hoja
from prep.domain.hechos.hechos import MotivoSinActa

COLUMNAS = ("proceso", "clave", "casilla", "centro", "eleccion", "etapa", "motivo", "declarar")
NECESARIAS = ("proceso", "clave", "motivo", "declarar")
MOTIVOS = {
    "no-instalada": MotivoSinActa.NO_INSTALADA,
    "no-entregado": MotivoSinActa.NO_ENTREGADO,
    "sin-bolsa": MotivoSinActa.SIN_BOLSA,
}
SI, NO = frozenset({"si", "sí", "s", "x"}), frozenset({"no", "n", ""})
CONSEJO = "use la lista que escribe «prep sin-acta lista»"


@dataclass(frozen=True, slots=True)
class RenglonDeSinActa:
    """One acta to declare."""

    renglon: int
    proceso: str
    clave: str
    motivo: MotivoSinActa


def escribir(filas: Iterable[Sequence[str]]) -> bytes:
    """The list as CSV: UTF-8 with BOM, so that spreadsheets show accents."""
    texto = io.StringIO()
    escritor = csv.writer(texto)
    escritor.writerow(COLUMNAS)
    escritor.writerows(filas)
    return texto.getvalue().encode("utf-8-sig")


def leer(ruta: Path) -> tuple[list[RenglonDeSinActa], list[Problema]]:
    """The rows that say `si`, and every problem of every row. Raises ListaIlegible, OSError."""
    renglones: list[RenglonDeSinActa] = []
    problemas: list[Problema] = []
    vistas: dict[str, int] = {}
    for numero, celdas in leer_hoja(ruta, NECESARIAS, CONSEJO):
        leido = _renglon(numero, celdas, vistas, problemas)
        if leido is not None:
            renglones.append(leido)
    return renglones, problemas


def _renglon(
    numero: int, celdas: dict[str, str], vistas: dict[str, int], problemas: list[Problema]
) -> RenglonDeSinActa | None:
    """The row when it says `si` and is well written. A key is looked at in the rows that say `no` too."""
    antes = len(problemas)
    clave, decision = celdas["clave"], celdas["declarar"].casefold()
    if not clave:
        problemas.append(Problema(numero, "clave", "está vacía"))
    elif clave in vistas:
        problemas.append(Problema(numero, "clave", f"{clave} se repite; ya está en el renglón {vistas[clave]}"))
    vistas.setdefault(clave, numero)
    if decision not in SI | NO:
        problemas.append(Problema(numero, "declarar", f"dice {corta(celdas['declarar'])}; escriba si o no"))
    motivo = leer_motivo(celdas["motivo"])
    if motivo is None:
        texto = f"{corta(celdas['motivo'])} no es una causa; escriba {', '.join(MOTIVOS)}"
        problemas.append(Problema(numero, "motivo", texto))
    if motivo is None or decision not in SI or len(problemas) > antes:
        return None
    return RenglonDeSinActa(numero, celdas["proceso"], clave, motivo)


def leer_motivo(texto: str) -> MotivoSinActa | None:
    """The lawful reason by its short name or by its legend; None for any other text."""
    corto = texto.strip().casefold().replace(" ", "-").replace("_", "-")
    if corto in MOTIVOS:
        return MOTIVOS[corto]
    return next((m for m in MotivoSinActa if m.value.casefold() == texto.strip().casefold()), None)
