"""The images of the published actas: from the base to a folder beside the cuts, and from there to each target (R-27).

They follow the figures: a cut never waits for them, and one that is on its way is said to be.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from psycopg import Connection

from central.corte.carpeta import IMAGENES
from central.difusion.guardado import Pieza
from central.marco.conexion import abrir
from prep.store.conexion import cruda

PUBLICAS = "i"  # their folder at a target
POR_VEZ, POR_MIRADA = 100, 1_000  # in memory at once; between two looks of the publisher at the clock
SUYAS = "SELECT huella, bytes FROM prep.imagenes_publicadas(%s)"
PUBLICADAS = "SELECT DISTINCT fila::jsonb ->> -7 FROM prep.corte_fila"  # CODIGO_INTEGRIDAD, the seventh from the end


@dataclass(frozen=True, slots=True)
class Exportadas:
    """`faltan`: how many are for another time; `alteradas`: whose bytes in the base are not those of their hash."""

    faltan: int
    alteradas: tuple[str, ...] = ()


def exportar(datos: Path, salida: Path) -> Exportadas:
    """Up to POR_MIRADA images of the last cut, from the node of `datos` to `salida`."""
    with abrir(datos) as puesto, puesto.mirar() as conn:
        return exportar_de(cruda(conn), salida, POR_MIRADA)


def exportar_de(conexion: Connection[Any], salida: Path, cuantas: int = POR_VEZ) -> Exportadas:
    """The same with an open base, up to `cuantas`. What it does not have yet is looked for at the next cut."""
    publicadas = {h for (h,) in conexion.execute(PUBLICADAS)}
    hay = {h for (h,) in conexion.execute("SELECT huella FROM prep.imagen")}
    faltan = sorted((publicadas & hay) - {r.stem for r in (salida / IMAGENES).glob("??/*.jpg")})
    alteradas = []
    ahora = faltan[:cuantas]
    for desde in range(0, len(ahora), POR_VEZ):
        for huella, contenido in conexion.execute(SUYAS, (ahora[desde : desde + POR_VEZ],)):
            if hashlib.sha256(contenido).hexdigest() == huella:
                _guardar(salida / IMAGENES / huella[:2] / f"{huella}.jpg", contenido)
            else:
                alteradas.append(huella)
    return Exportadas(len(faltan) - len(ahora), tuple(alteradas))


def _guardar(ruta: Path, contenido: bytes) -> None:
    ruta.parent.mkdir(parents=True, exist_ok=True)
    parcial = ruta.with_suffix(".parcial")
    parcial.write_bytes(contenido)
    parcial.replace(ruta)


def por_llevar(salida: Path, hay: Iterable[str]) -> Iterator[Pieza]:
    """The folder's images that are not in `hay`, by their path at a target; each is read when it is asked for."""
    puestas = {Path(ruta).stem for ruta in hay}
    for ruta in sorted(salida.joinpath(IMAGENES).glob("??/*.jpg")):
        if ruta.stem not in puestas:
            yield Pieza(f"{PUBLICAS}/{ruta.stem[:2]}/{ruta.name}", ruta.read_bytes())
