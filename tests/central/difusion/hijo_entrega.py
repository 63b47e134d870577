"""A process that takes one cut to a folder or a store, to be killed on the way (PREP_CAIDA)."""

import sys
from pathlib import Path
from urllib.parse import urlsplit

from central.difusion.carpeta_publica import CarpetaPublica
from central.difusion.destino import Destino
from central.difusion.entrega import EntregaADestino
from central.difusion.guardado import leer_corte
from central.difusion.objetos import abrir_objetos
from central.difusion.puntero import hacer_puntero
from tests.central.difusion.almacen import en_s3
from tests.central.difusion.azure import en_azure

ZONA = "America/Mexico_City"


def entrega_a(salida: Path, destino: Destino, solo_paquetes: bool = False) -> EntregaADestino:
    return EntregaADestino(destino, lambda n: leer_corte(salida, n), salida / "entregas.jsonl", solo_paquetes)


def llevar(salida: Path, destino: Destino, numero: int) -> bytes:
    """Cut `numero`, and those before it; the pointer shown."""
    entrega, corte = entrega_a(salida, destino), leer_corte(salida, numero)
    actual = hacer_puntero(corte, None, None, ZONA)
    entrega.llevar(corte, actual)
    while entrega.ponerse_al_dia(numero):
        pass
    return actual


def abrir(salida: Path, donde: str) -> Destino:
    """A folder, an S3 server, or an Azure one, whose address has its account."""
    if not donde.startswith("http"):
        return CarpetaPublica(Path(donde))
    hacer = en_azure if urlsplit(donde).path else en_s3
    return abrir_objetos(hacer(salida.parent, donde))


if __name__ == "__main__":
    llevar(Path(sys.argv[1]), abrir(Path(sys.argv[1]), sys.argv[2]), int(sys.argv[3]))
