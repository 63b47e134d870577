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
