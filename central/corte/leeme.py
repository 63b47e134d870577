"""The `leeme.txt` of an election: the dictionary of every field of its files, from the catalogue and a text of ours."""

from collections.abc import Iterable
from dataclasses import dataclass

from central.corte.candidaturas import encabezados_candidaturas
from central.publico.plantillas import llenar
from prep.domain.catalogo.catalogo import Catalogo, ClaseColumna, Codigo, Columna, Eleccion
from prep.domain.publicacion.columnas import encabezados
from prep.domain.publicacion.corte import FIN, NOMBRES_RESUMEN, cuentan_especiales

PLANTILLA = "leeme.txt"


@dataclass(frozen=True, slots=True)
class ColumnaDeVotos:
    """A vote column and what it counts."""

    columna: str
    significado: str


def leeme(catalogo: Catalogo, eleccion: Eleccion, ultimo: bool) -> bytes:
    """UTF-8 with the line ends of the other files."""
    entidad = catalogo.entidad
    texto = llenar(
        PLANTILLA,
        entidad=entidad,
        eleccion=eleccion,
        ajustes=catalogo.ajustes,
        con_especiales=cuentan_especiales(catalogo.ajustes, ultimo),
        base=f"{entidad.siglas}_{eleccion.codigo}",
        resumen=NOMBRES_RESUMEN,
        columnas=encabezados(eleccion),
        columnas_candidaturas=encabezados_candidaturas(catalogo, eleccion),
        votos=[ColumnaDeVotos(c.codigo, _significado(c)) for c in eleccion.columnas],
        codigos=[(c.codigo, c.documento, _clase(c)) for c in eleccion.codigos],
        documentos=_documentos(eleccion.codigos),
        territorios=[t for t in catalogo.territorios if t.eleccion == eleccion.codigo],
        convenios=[c for c in catalogo.convenios if c.eleccion == eleccion.codigo],
        porcentaje=_porcentaje,
    )
    return FIN.join(texto.splitlines()).encode() + FIN.encode()


def _significado(columna: Columna) -> str:
    partidos = ", ".join(columna.partidos)
    match columna.clase:
        case ClaseColumna.PARTIDO:
            return "Votos marcados sólo por este partido político."
        case ClaseColumna.COMBINACION:
            return f"Votos marcados a la vez por {partidos}, que van en coalición; son para su misma candidatura."
        case ClaseColumna.COMUN:
            return f"Votos de la candidatura común de {partidos}: un solo recuadro en la boleta y una sola columna."
        case ClaseColumna.SIN_PARTIDO:
            return "Votos de la candidatura sin partido."


def _clase(codigo: Codigo) -> str:
    partes = ["acta de casilla especial"] if codigo.especial else []
    if codigo.rp:
        partes.append("representación proporcional: sus votos cuentan para los partidos y no para una candidatura")
    return "; ".join(partes)


def _documentos(codigos: Iterable[Codigo]) -> list[str]:
    """The documents of the other kinds of table; the copies of an ordinary acta are told in the text itself."""
    return sorted({c.documento for c in codigos} - {"ACTA PREP"})


def _porcentaje(centesimos: int) -> str:
    return f"{centesimos // 100}.{centesimos % 100:02d} %"
