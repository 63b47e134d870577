"""The files of Anexo 18.5: per election its results, candidacies and dictionary in a zip, and the zip of the zips.

The same cut gives the same bytes: entries carry the cut's time and fixed attributes.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from central.corte.candidaturas import archivo_candidaturas
from central.corte.leeme import leeme
from prep.domain.catalogo.catalogo import Catalogo, Eleccion
from prep.domain.publicacion.corte import Resumen, momento_corte, texto_csv
from prep.domain.publicacion.filas import Fila

COMPRESION = 6
PERMISOS = 0o644 << 16
UNIX = 3


def prefijo(momento: datetime, zona: str) -> str:
    """`AAAAMMDD_HHMM` in the entity's time."""
    return f"{momento.astimezone(ZoneInfo(zona)):%Y%m%d_%H%M}"


def nombre_general(catalogo: Catalogo, momento: datetime) -> str:
    return f"{prefijo(momento, catalogo.ajustes.zona)}_PREP_{catalogo.entidad.siglas}.zip"


def nombre_de(catalogo: Catalogo, eleccion: Eleccion, momento: datetime) -> str:
    return f"{prefijo(momento, catalogo.ajustes.zona)}_PREP_{eleccion.codigo}_{catalogo.entidad.siglas}.zip"


def zip_de_eleccion(
    catalogo: Catalogo,
    eleccion: Eleccion,
    momento: datetime,
    ultimo: bool,
    resumen: Resumen,
    filas: Sequence[Fila],
) -> bytes:
    """The zip of one election; `filas` in the order of publication."""
    entidad, separador = catalogo.entidad, catalogo.ajustes.separador
    lineas = texto_csv(eleccion, momento_corte(momento, catalogo.ajustes), resumen, filas, separador)
    base = f"{entidad.siglas}_{eleccion.codigo}"
    entradas = {
        f"{base}_{entidad.anio}.csv": "".join(lineas).encode(),
        f"{base}_CANDIDATURAS_{entidad.anio}.csv": archivo_candidaturas(catalogo, eleccion, separador),
        "leeme.txt": leeme(catalogo, eleccion, ultimo),
    }
    return comprimir(entradas, momento.astimezone(ZoneInfo(catalogo.ajustes.zona)), zipfile.ZIP_DEFLATED)


def zip_general(zips: Mapping[str, bytes], local: datetime) -> bytes:
    """The zip of the elections' zips, which are not squeezed twice."""
    return comprimir(zips, local, zipfile.ZIP_STORED)


def comprimir(entradas: Mapping[str, bytes], local: datetime, metodo: int) -> bytes:
    """A zip whose bytes depend only on `entradas` and on the time `local`."""
    memoria = io.BytesIO()
    with zipfile.ZipFile(memoria, "w") as archivo:
        for nombre, contenido in entradas.items():
            entrada = zipfile.ZipInfo(nombre, local.timetuple()[:6])
            entrada.compress_type = metodo
            entrada.create_system = UNIX
            entrada.external_attr = PERMISOS
            archivo.writestr(entrada, contenido, compresslevel=COMPRESION)
    return memoria.getvalue()
