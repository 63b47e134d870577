"""One acta of the file: its cells turned into what the sums and the checks need."""

from dataclasses import dataclass
from functools import lru_cache

from central.verificar.columnas import Columnas
from central.verificar.modelo import NoEsPrep
from central.verificar.texto import (
    ILEGIBLE_PARA_NOSOTROS,
    MARCA,
    Celdas,
    Leyenda,
    citar,
    leer_celda,
    leer_leyenda,
    limpiar,
)

leyenda_de = lru_cache(4096)(leer_leyenda)
FUERA = 2
SIN_REGISTRAR = None


@dataclass(slots=True)
class RenglonPublicado:
    """An acta as published. `contabilizada` is 0, 1, 2 (fuera de catálogo) or None (not registered)."""

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

    def celda(self, nombre: str) -> str:
        """The cell of that column, clean; empty when the file does not have the column."""
        return limpiar(self.columnas.celda(self.celdas, nombre))

    @property
    def registrada(self) -> bool:
        """Whether the file has this acta as registered (R-10c)."""
        return self.contabilizada is not SIN_REGISTRAR

    @property
    def fuera(self) -> bool:
        """Fuera de catálogo: CONTABILIZADA 2, or the legend when CONTABILIZADA does not say that it counts."""
        return self.contabilizada == FUERA or (self.contabilizada == 0 and self.leyenda is Leyenda.FUERA)


class Lector:
    """Turns rows into `RenglonPublicado`; one per file, so that spellings are read once."""

    def __init__(self, columnas: Columnas) -> None:
        self._columnas = columnas
        self._celdas = Celdas()

    def leer(self, numero: int, fila: list[str]) -> RenglonPublicado | None:
        """The acta of `fila`; None when it holds none (blank, or figures with neither key nor CONTABILIZADA).

        Raises NoEsPrep for a row that is cut or longer than its header, and for a figure that is not one.
        """
        columnas = self._columnas
        if not any(map(str.strip, fila)):
            return None
        if len(fila) < columnas.ancho:
            raise NoEsPrep(f"el renglón {numero} está cortado: trae {len(fila)} de {columnas.ancho} columnas")
        if any(limpiar(celda) for celda in fila[len(columnas.nombres) :]):
            raise NoEsPrep(f"el renglón {numero} trae {len(fila)} columnas y el encabezado nombra {columnas.ancho}")
        clave = limpiar(columnas.celda(fila, "CLAVE_CASILLA")) or limpiar(columnas.celda(fila, "CLAVE_ACTA"))
        observaciones = columnas.celda(fila, "OBSERVACIONES")
        contabilizada = columnas.celda(fila, "CONTABILIZADA")
        if not (clave or limpiar(observaciones) or limpiar(contabilizada)):
            return None
        renglon = RenglonPublicado(
            numero,
            fila,
            columnas,
            clave,
            leyenda_de(observaciones),
            self._contabilizada(numero, contabilizada),
            limpiar(columnas.celda(fila, "TIPO_CASILLA")).upper() in ("S", "ESPECIAL"),
        )
        if not renglon.fuera:
            self._cifras(renglon)
        return renglon

    def _contabilizada(self, numero: int, celda: str) -> int | None:
        valor = self._celdas[celda]
        if valor in (0, 1, FUERA):
            return valor
        if valor in (ILEGIBLE_PARA_NOSOTROS, MARCA) or valor > FUERA:
            raise NoEsPrep(f"renglón {numero}, CONTABILIZADA: {citar(celda)} no es 0, 1, 2 ni -")
        return SIN_REGISTRAR

    def _cifras(self, renglon: RenglonPublicado) -> None:
        """Adds the vote columns and reads LN; the marks add 0 (R-16)."""
        votos = legibles = marcas = 0
        celdas = self._celdas
        for celda in renglon.celdas[renglon.columnas.votos]:
            valor = celdas[celda]
            if valor >= 0:
                votos += valor
                legibles += 1
            elif valor == MARCA:
                marcas += 1
            elif valor == ILEGIBLE_PARA_NOSOTROS:
                raise NoEsPrep(self._cual(renglon))
        renglon.votos, renglon.legibles, renglon.marcas = votos, legibles, marcas
        escrita = renglon.celda("LISTA_NOMINAL")
        ln = celdas[escrita]
        if ln == ILEGIBLE_PARA_NOSOTROS:
            raise NoEsPrep(f"renglón {renglon.numero}, LISTA_NOMINAL: {citar(escrita)} no es un número ni N/A")
        renglon.ln = ln if ln >= 0 else None

    def _cual(self, renglon: RenglonPublicado) -> str:
        votos = renglon.columnas.votos
        lugar = next(
            i for i in range(votos.start, votos.stop) if leer_celda(renglon.celdas[i]) == ILEGIBLE_PARA_NOSOTROS
        )
        return (
            f"renglón {renglon.numero}, columna {citar(renglon.columnas.nombres[lugar])}: "
            f"{citar(renglon.celdas[lugar])} no es un número de votos, ILEGIBLE, SIN DATO, SIN ACTA, N/A ni -"
        )
