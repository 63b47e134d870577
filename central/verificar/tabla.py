"""The verification as a table that a person reads."""

from collections.abc import Iterator

from central.verificar.modelo import CAMPOS, ArchivoVerificado
from prep.domain.catalogo.imprimible import imprimible

ANCHO = max(map(len, CAMPOS))


def tabla(resultado: ArchivoVerificado) -> str:
    """The 13 figures side by side, what differs marked, then the findings with their count and first example."""
    return "\n".join(_lineas(resultado))


def _lineas(resultado: ArchivoVerificado) -> Iterator[str]:
    yield f"Archivo:  {resultado.archivo}"
    yield f"Elección: {imprimible(resultado.eleccion)}"
    yield f"Corte:    {imprimible(resultado.corte)}"
    yield f"Actas:    {resultado.filas} renglones"
    yield ""
    yield f"{'Cifra':<{ANCHO}} {'Declarado':>14} {'Calculado':>14}"
    distintas = {diferencia.campo for diferencia in resultado.diferencias}
    sin_prueba = any(nota.descripcion.startswith(CAMPOS[0]) for nota in resultado.notas)
    for campo in CAMPOS:
        marca = "  DIFIERE" if campo in distintas else ""
        if campo == CAMPOS[0] and sin_prueba:
            marca = "  no verificable"
        declarado = imprimible(resultado.declarado[campo].strip())
        yield f"{campo:<{ANCHO}} {declarado:>14} {resultado.calculado[campo]:>14}{marca}"
    yield ""
    for titulo, asuntos in (("Hallazgos", resultado.hallazgos), ("Notas", resultado.notas)):
        if asuntos:
            yield f"{titulo}:"
        for asunto in asuntos:
            yield f"  {asunto.regla}  {asunto.descripcion} (en {asunto.filas})"
            yield f"      {imprimible(asunto.ejemplo)}"
    if resultado.concuerda:
        yield "RESULTADO: las 13 cifras concuerdan con sus renglones."
    else:
        sin_leer = " Hay partes del archivo que no se pudieron leer: vea los hallazgos." if resultado.graves else ""
        yield f"RESULTADO: {len(resultado.diferencias)} de 13 cifras difieren de sus renglones.{sin_leer}"
