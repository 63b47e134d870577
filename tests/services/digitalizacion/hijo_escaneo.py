"""A station that scans all there is in its folder, to be killed on the way."""

import pickle
from pathlib import Path

from prep.domain.catalogo.catalogo import Catalogo
from prep.services.digitalizacion.hojas import EstadoHoja
from tests.services.digitalizacion.escaneo import estacion_en, mesa_en


def trabajar(raiz: Path) -> None:
    """Everything in the folder, to the spool; what cannot be used is set aside by the operator."""
    catalogo: Catalogo = pickle.loads((raiz / "catalogo").read_bytes())
    with estacion_en(raiz, catalogo) as estacion:
        mesa, recoger = mesa_en(estacion, raiz)
        recoger()
        while (hoja := mesa.leer_siguiente()) is not None:
            if hoja.estado is EstadoHoja.REPETIR:
                mesa.repetir(hoja.huella)


def decir_de_cual(raiz: Path) -> None:
    """Everything in the folder, and one page without label that the operator says the acta of; then it dies."""
    catalogo: Catalogo = pickle.loads((raiz / "catalogo").read_bytes())
    (raiz / "z.jpg").rename(raiz / "entrada" / "z.jpg")
    with estacion_en(raiz, catalogo) as estacion:
        mesa, recoger = mesa_en(estacion, raiz)
        recoger()
        while (hoja := mesa.leer_siguiente()) is not None:
            if hoja.estado is EstadoHoja.SIN_IDENTIFICAR:
                mesa.asignar(hoja.huella, (raiz / "sin-sobre").read_text(encoding="utf-8"))
        estacion.spool.copiar("fin", "no llega")
