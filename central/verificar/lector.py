"""Reads the rows of a file into actas; what cannot be read is told and adds nothing."""

from functools import lru_cache

from central.verificar.bitacora import Bitacora, donde
from central.verificar.columnas import Columnas
from central.verificar.renglon import FUERA, NO_SE_SABE, SIN_REGISTRAR, RenglonPublicado
from central.verificar.texto import ILEGIBLE_PARA_NOSOTROS, MARCA, Celdas, citar, leer_leyenda, limpiar

leyenda_de = lru_cache(4096)(leer_leyenda)
FORMATO = "Anexo 18.5"
NO_ES_VOTO = "celda de votos que no es un número, ILEGIBLE, SIN DATO, SIN ACTA, N/A ni -"


class Lector:
    """Turns rows into `RenglonPublicado`; one per file, so that spellings are read once.

    What cannot be read is a grave finding and adds nothing: the rest of the file is still added up.
    """

    def __init__(self, columnas: Columnas, bitacora: Bitacora) -> None:
        self._columnas, self._bitacora = columnas, bitacora
        self._celdas = Celdas()

    def leer(self, numero: int, fila: list[str]) -> RenglonPublicado | None:
        """The acta of `fila`; None when it is blank, of another width, or has neither key nor CONTABILIZADA."""
        columnas = self._columnas
        if not any(map(str.strip, fila)):
            return None
        if len(fila) < columnas.ancho or any(limpiar(celda) for celda in fila[len(columnas.nombres) :]):
            que = "renglón cortado" if len(fila) < columnas.ancho else "renglón con columnas de más"
            cuantas = f"renglón {numero}: trae {len(fila)} columnas y el encabezado nombra {columnas.ancho}"
            self._bitacora.anotar(FORMATO, f"{que}: no se suma", cuantas, grave=True)
            return None
        clave = limpiar(columnas.celda(fila, "CLAVE_CASILLA")) or limpiar(columnas.celda(fila, "CLAVE_ACTA"))
        observaciones = columnas.celda(fila, "OBSERVACIONES")
        contabilizada = columnas.celda(fila, "CONTABILIZADA")
        if not (clave or limpiar(observaciones) or limpiar(contabilizada)):
            if any(map(limpiar, fila)):
                self._bitacora.anotar(FORMATO, "renglón suelto sin clave ni CONTABILIZADA", f"renglón {numero}")
            return None
        renglon = RenglonPublicado(
            numero,
            fila,
            columnas,
            clave,
            leyenda_de(observaciones),
            SIN_REGISTRAR,
            limpiar(columnas.celda(fila, "TIPO_CASILLA")).upper() in ("S", "ESPECIAL"),
        )
        renglon.contabilizada = self._contabilizada(renglon, contabilizada)
        if not renglon.fuera:
            self._cifras(renglon)
        return renglon

    def _contabilizada(self, renglon: RenglonPublicado, celda: str) -> int | None:
        valor = self._celdas[celda]
        if valor in (0, 1, FUERA):
            return valor
        if valor in (ILEGIBLE_PARA_NOSOTROS, MARCA) or valor > FUERA:
            self._no_se_sabe(renglon, "CONTABILIZADA que no es 0, 1, 2 ni -", "CONTABILIZADA", celda)
            return NO_SE_SABE
        return SIN_REGISTRAR

    def _no_se_sabe(self, renglon: RenglonPublicado, que: str, columna: str, celda: str) -> None:
        renglon.dudosa = True
        ejemplo = f"{donde(renglon.numero, renglon.clave)}, columna {citar(columna)}: {citar(celda)}"
        self._bitacora.anotar(FORMATO, f"{que}: no suma", ejemplo, grave=True)

    def _cifras(self, renglon: RenglonPublicado) -> None:
        """Adds the vote columns and reads LN; the marks add 0 (R-16)."""
        votos = legibles = marcas = 0
        celdas = self._celdas
        lugares = renglon.columnas.votos
        for lugar, celda in enumerate(renglon.celdas[lugares], lugares.start):
            valor = celdas[celda]
            if valor >= 0:
                votos += valor
                legibles += 1
            elif valor == MARCA:
                marcas += 1
            elif valor == ILEGIBLE_PARA_NOSOTROS:
                self._no_se_sabe(renglon, NO_ES_VOTO, renglon.columnas.nombres[lugar], celda)
        renglon.votos, renglon.legibles, renglon.marcas = votos, legibles, marcas
        escrita = renglon.celda("LISTA_NOMINAL")
        ln = celdas[escrita]
        if ln == ILEGIBLE_PARA_NOSOTROS:
            self._no_se_sabe(renglon, "LISTA_NOMINAL que no es un número ni N/A", "LISTA_NOMINAL", escrita)
        renglon.ln = ln if ln >= 0 else None
