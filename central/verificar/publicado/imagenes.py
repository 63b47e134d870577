"""The images of the actas: each is the one whose SHA-256 its row says (R-27)."""

import hashlib
import re
from collections.abc import Mapping, Sequence

from central.verificar.publicado.falla import ClaseDeFalla, Revisado
from central.verificar.publicado.lugar import LugarPublicado
from central.verificar.publicado.renglones import Renglon

SHA256 = re.compile("[0-9a-f]{64}")
CARPETA = "i"


def revisar_imagenes(
    lugar: LugarPublicado, filas: Mapping[str, Sequence[Renglon]], cuantas: int | None, h: Revisado
) -> None:
    """Of the rows of the shown cut; `cuantas` at most, evenly over them; None, all. One not there yet is no fault."""
    dichas = sorted({f["CODIGO_INTEGRIDAD"] for suyas in filas.values() for f in suyas} - {""})
    dichas = [una for una in dichas if SHA256.fullmatch(una)]
    elegidas = dichas if cuantas is None else dichas[:: max(1, len(dichas) // cuantas)] if cuantas else []
    faltan = 0
    for una in elegidas:
        ruta = f"{CARPETA}/{una[:2]}/{una}.jpg"
        crudo = lugar.leer(ruta)
        if crudo is None:
            faltan += 1
        elif hashlib.sha256(crudo).hexdigest() != una:
            h.falla(ClaseDeFalla.IMAGEN, f"{ruta} no es la del acta: su SHA-256 es otro.")
    h.dicho(f"{len(elegidas) - faltan} imágenes de {len(dichas)} actas con imagen; {faltan} todavía no están.")
    de_aqui = {ruta.rpartition("/")[2].removesuffix(".jpg") for ruta in lugar.bajo(CARPETA) or ()}
    for suelta in sorted(de_aqui - set(dichas))[:3]:
        crudo = lugar.leer(f"{CARPETA}/{suelta[:2]}/{suelta}.jpg")
        if crudo is None or hashlib.sha256(crudo).hexdigest() != suelta:
            h.falla(ClaseDeFalla.IMAGEN, f"{CARPETA}/{suelta[:2]}/{suelta}.jpg no es de ningún acta.")
