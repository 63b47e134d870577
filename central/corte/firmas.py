"""The files that sign a finished cut, beside its manifest: its signature in several forms, and the log's head."""

from collections.abc import Sequence
from pathlib import Path

from central.corte.carpeta import escribir
from central.firmado.arbol import hoja
from central.firmado.cabeza import CABEZA, firmar_cabeza
from central.firmado.envolturas import CRUDA, FIRMA, MANIFIESTO, MINISIG, PUBLICA, envolver
from prep.net.identidad import Llave

SUELTOS = (MANIFIESTO, FIRMA, CRUDA, MINISIG, PUBLICA, CABEZA)  # what no manifest names


def dejar_firmas(
    carpeta: Path, llave: Llave, manifiesto: bytes, proceso: str, anteriores: Sequence[bytes]
) -> dict[str, bytes]:
    """Writes the manifest and all that signs it, and returns those bytes; `anteriores`: the leaves of the cuts before.

    The manifest goes first, as the rest speaks of it.
    """
    hojas = (*anteriores, hoja(manifiesto))
    archivos = {
        MANIFIESTO: manifiesto,
        **envolver(llave.publica, manifiesto, llave.firmar),
        CABEZA: firmar_cabeza(proceso, hojas, llave.publica, llave.firmar),
    }
    for nombre, contenido in archivos.items():
        escribir(carpeta / nombre, contenido)
    return archivos
