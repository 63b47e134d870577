"""The 13 figures, added up again from the rows alone (R-16 to R-19; reglas.md, "Las cifras que se publican")."""

from collections.abc import Mapping
from dataclasses import dataclass

from central.verificar.modelo import CAMPOS, Diferencia, HallazgoDeArchivo
from central.verificar.renglon import RenglonPublicado
from central.verificar.texto import Leyenda, leer_declarado
from prep.domain.publicacion.porcentajes import porcentaje

INCONSISTENCIAS = (Leyenda.EXCEDE, Leyenda.ALGUNO, Leyenda.TODOS)


@dataclass(slots=True)
class Cuenta:
    """Running counts; counted is what CONTABILIZADA says."""

    filas: int = 0
    en_catalogo: int = 0
    registradas: int = 0
    fuera: int = 0
    contabilizadas: int = 0
    no_contabilizadas: int = 0
    inconsistencias: int = 0
    ln: int = 0
    votos: int = 0
    votos_especiales: int = 0

    def sumar(self, renglon: RenglonPublicado) -> None:
        """Adds one acta; fuera de catálogo is in no aggregate but its own."""
        self.filas += 1
        if renglon.fuera:
            self.fuera += 1
            self.registradas += 1
            return
        self.en_catalogo += 1
        if not renglon.registrada:
            return
        self.registradas += 1
        if renglon.leyenda in INCONSISTENCIAS:
            self.inconsistencias += 1
        if renglon.contabilizada != 1:
            self.no_contabilizadas += 1
            return
        self.contabilizadas += 1
        self.votos += renglon.votos
        if renglon.especial:
            self.votos_especiales += renglon.votos
        else:
            self.ln += renglon.ln or 0

    def solo_registradas(self, declarado: Mapping[str, str]) -> bool:
        """Whether the file lists only registered actas, so that its rows cannot prove how many were expected."""
        esperadas = leer_declarado(declarado[CAMPOS[0]])
        todas = self.en_catalogo == self.registradas - self.fuera
        return todas and esperadas is not None and esperadas == int(esperadas) and esperadas > self.en_catalogo

    def figuras(self, declarado: Mapping[str, str]) -> tuple[dict[str, str], list[HallazgoDeArchivo]]:
        """The 13 figures as canonical text, and the notes on what the rows cannot prove and on R-18."""
        notas: list[HallazgoDeArchivo] = []
        esperadas = self.en_catalogo
        if self.solo_registradas(declarado):
            esperadas = int(leer_declarado(declarado[CAMPOS[0]]) or 0)
            notas.append(
                HallazgoDeArchivo(
                    "R-01",
                    "ACTAS_ESPERADAS no verificable: lista solo las actas registradas; se toma del encabezado",
                    self.filas,
                    f"{self.en_catalogo} actas en catálogo listadas, {esperadas} declaradas",
                )
            )
        participacion, nota = self._participacion(declarado)
        notas.append(nota)
        capturadas = self.registradas - self.fuera
        valores = (
            str(esperadas),
            str(self.registradas),
            str(self.fuera),
            str(capturadas),
            porcentaje(capturadas, esperadas),
            str(self.contabilizadas),
            porcentaje(self.contabilizadas, esperadas),
            porcentaje(self.inconsistencias, esperadas),
            str(self.no_contabilizadas),
            str(self.ln),
            str(self.votos),
            str(self.votos - self.votos_especiales),
            participacion,
        )
        return dict(zip(CAMPOS, valores, strict=True)), notas

    def _participacion(self, declarado: Mapping[str, str]) -> tuple[str, HallazgoDeArchivo]:
        """The participation that the header matches, with or without special casillas (R-18); with, if neither."""
        con = porcentaje(self.votos, self.ln)
        sin = porcentaje(self.votos - self.votos_especiales, self.ln)
        escrito = declarado[CAMPOS[-1]]
        valor = leer_declarado(escrito)
        coincide_con, coincide_sin = valor == leer_declarado(con), valor == leer_declarado(sin)
        if coincide_con and coincide_sin:
            cual = "coincide con y sin casillas especiales"
        elif coincide_con:
            cual = "coincide con las casillas especiales incluidas"
        elif coincide_sin:
            cual = "coincide sin las casillas especiales"
        else:
            cual = "no coincide ni con las casillas especiales ni sin ellas"
        ejemplo = f"declarada {escrito.strip()}; con especiales {con}, sin especiales {sin}"
        nota = HallazgoDeArchivo("R-18", f"la participación {cual}", self.contabilizadas, ejemplo)
        return (sin if coincide_sin and not coincide_con else con), nota


def comparar(declarado: Mapping[str, str], calculado: Mapping[str, str]) -> tuple[Diferencia, ...]:
    """The figures that differ, judged as numbers: `2658993.0` is 2658993; what is not a number differs."""
    return tuple(
        Diferencia(campo, declarado[campo], calculado[campo])
        for campo in CAMPOS
        if leer_declarado(declarado[campo]) != leer_declarado(calculado[campo])
    )
