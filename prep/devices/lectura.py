"""What is seen on a page: straightened, its label, its quality, how it will be published and its thumbnail."""

from dataclasses import dataclass

import numpy as np

from prep.devices.calidad import Calidad, juzgar
from prep.devices.codigos import GIROS, leer
from prep.devices.enderezar import enderezar, hallar_marcas
from prep.devices.imagen import gris, reducir
from prep.devices.parecido import Trazos, trazos
from prep.devices.publicable import a_jpeg, publicable

MINIATURA, CALIDAD_MINIATURA = 360, 60  # px of its long side; JPEG quality


@dataclass(frozen=True, slots=True)
class LecturaDePagina:
    """`textos`: what its codes say. `publicada`, `miniatura`: JPEG files, the right side up as far as is known.

    `trazos`: what is written on it, to know the same sheet again; None when it was not straightened.
    """

    calidad: Calidad
    textos: tuple[str, ...]
    publicada: bytes
    miniatura: bytes
    trazos: Trazos | None = None


def leer_pagina(contenido: bytes) -> LecturaDePagina:
    """The same for the same bytes. Raises ImagenDanada."""
    pagina = gris(contenido)
    marcas = hallar_marcas(pagina)
    recta = enderezar(pagina, marcas) if marcas.completas else None
    leido = leer(pagina, recta)
    if recta is None:  # without marks, the label says which side is up
        derecha = np.ascontiguousarray(np.rot90(pagina, GIROS.index(leido.giro)))
    else:
        derecha = recta
    return LecturaDePagina(
        juzgar(pagina, marcas, recta),
        leido.textos,
        publicable(derecha),
        a_jpeg(reducir(derecha, MINIATURA), CALIDAD_MINIATURA),
        None if recta is None else trazos(recta),
    )
