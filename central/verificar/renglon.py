"""One acta of the file, as the sums and the checks need it."""

from dataclasses import dataclass

from central.verificar.columnas import Columnas
from central.verificar.texto import Leyenda, limpiar

FUERA = 2
SIN_REGISTRAR = None
NO_SE_SABE = -1  # CONTABILIZADA is none of its values


@dataclass(slots=True)
class RenglonPublicado:
    """An acta as published. `contabilizada` is 0, 1, 2 (fuera de catálogo), None (not registered) or NO_SE_SABE.

    `dudosa`: one of its cells is none of the known values; it added nothing, and what follows from it is no news.
    """

    numero: int
    celdas: list[str]
    columnas: Columnas
    clave: str
    leyenda: Leyenda
    contabilizada: int | None
    especial: bool
    votos: int = 0
    legibles: int = 0
    marcas: int = 0
    ln: int | None = None
    dudosa: bool = False

    def celda(self, nombre: str) -> str:
        """The cell of that column, clean; empty when the file does not have the column."""
        return limpiar(self.columnas.celda(self.celdas, nombre))

    @property
    def registrada(self) -> bool:
        """Whether the file has this acta as registered (R-10c)."""
        return self.contabilizada is not SIN_REGISTRAR and self.contabilizada != NO_SE_SABE

    @property
    def fuera(self) -> bool:
        """Fuera de catálogo: CONTABILIZADA 2, or the legend when CONTABILIZADA does not say that it counts."""
        return self.contabilizada == FUERA or (self.contabilizada == 0 and self.leyenda is Leyenda.FUERA)
