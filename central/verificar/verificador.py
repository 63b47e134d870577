"""The verification of one results file: its rows in one pass, then its header against them."""

import io
import re
from collections.abc import Iterator

from central.verificar.bitacora import Bitacora
from central.verificar.cuenta import Cuenta, comparar
from central.verificar.encabezado import Encabezado, leer_encabezado
from central.verificar.flujo import FilasDeArchivo
from central.verificar.lector import Lector
from central.verificar.modelo import CAMPOS, ArchivoVerificado, NoEsPrep
from central.verificar.renglon import RenglonPublicado
from central.verificar.revision.acta import revisar_acta
from central.verificar.revision.horas import RevisionHoras
from central.verificar.revision.limite import Limites, RevisionLimite
from central.verificar.revision.unicos import RevisionUnicos
from central.verificar.texto import citar, leer_declarado

FILAS_MAX = 500_000  # the whole country has 171,000 casillas
ESCRITURA_PORCENTAJE = re.compile(r"\d{1,3}\.\d{4}", re.ASCII)
FINALES_MAX = 64


def verificar_flujo(fuente: io.RawIOBase, archivo: str, limites: Limites) -> ArchivoVerificado:
    """Re-adds the results file that `fuente` gives, streaming. Raises NoEsPrep with the sentence that says why not."""
    filas = FilasDeArchivo(fuente)
    iterador = iter(filas)
    encabezado = leer_encabezado(iterador, filas)
    bitacora = Bitacora()
    cuenta = _recorrer(iterador, filas, encabezado, bitacora, limites)
    declarado = encabezado.declarado
    if not cuenta.filas and not bitacora.hallazgos() and leer_declarado(declarado[CAMPOS[1]]) != 0:
        raise NoEsPrep("está incompleto: no trae ningún renglón de acta")
    calculado, notas = cuenta.figuras(declarado)
    _escritura(encabezado, bitacora)
    if filas.en_cp1252:
        que = "renglones que no están en UTF-8; se leyeron como cp1252"
        bitacora.anotar("Anexo 18.5", que, f"renglón {filas.primero_cp1252}", filas.en_cp1252)
    return ArchivoVerificado(
        archivo,
        encabezado.eleccion,
        encabezado.corte,
        cuenta.filas,
        declarado,
        calculado,
        comparar(declarado, calculado),
        bitacora.hallazgos(),
        tuple(notas),
    )


def _recorrer(
    iterador: Iterator[list[str]], filas: FilasDeArchivo, encabezado: Encabezado, bitacora: Bitacora, limites: Limites
) -> Cuenta:
    cuenta, lector = Cuenta(), Lector(encabezado.columnas, bitacora)
    horas = RevisionHoras(encabezado.corte, bitacora)
    unicos, limite = RevisionUnicos(bitacora), RevisionLimite(limites)
    finales: set[str] = set()  # how the rows before the last one end
    final: str | None = None
    for fila in iterador:
        renglon = lector.leer(filas.linea, fila)
        if renglon is None:
            continue
        if cuenta.filas >= FILAS_MAX:
            raise NoEsPrep(f"trae más de {FILAS_MAX} actas; el país entero tiene menos")
        cuenta.sumar(renglon)
        revisar_acta(renglon, bitacora)
        horas.revisar(renglon)
        unicos.revisar(renglon)
        limite.revisar(renglon)
        if final is not None and len(finales) < FINALES_MAX:
            finales.add(final)
        final = _final(renglon)
    if filas.sin_salto_final and final is not None and final not in finales:
        _sin_cortar(filas, final, finales, bitacora)
    horas.cerrar()
    limite.cerrar(bitacora)
    return cuenta


def _final(renglon: RenglonPublicado) -> str:
    return renglon.celdas[renglon.columnas.ancho - 1].rstrip("\r\n")


def _sin_cortar(filas: FilasDeArchivo, final: str, finales: set[str], bitacora: Bitacora) -> None:
    """A file that ends without a line break in the middle of a word that its other rows finish was cut."""
    if any(otro.startswith(final) for otro in finales):
        que = "el archivo está incompleto: su último renglón termina a media palabra"
        bitacora.anotar("Anexo 18.5", que, f"renglón {filas.linea}: {citar(final)}", grave=True)


def _escritura(encabezado: Encabezado, bitacora: Bitacora) -> None:
    """The spelling of the figures of the header: four decimals and nothing else, whole numbers (R-17)."""
    for campo, escrito in encabezado.declarado.items():
        ejemplo = f"renglón {encabezado.renglon_valores}, {campo} {citar(escrito)}"
        if campo.startswith("PORCENTAJE"):
            if not ESCRITURA_PORCENTAJE.fullmatch(escrito):
                que = "porcentaje que no está escrito con cuatro decimales y sin signo"
                bitacora.anotar("R-17", que, ejemplo)
        elif not (escrito.isascii() and escrito.isdigit()):
            bitacora.anotar("Anexo 18.5", "cifra del resumen que no está escrita como entero", ejemplo)
