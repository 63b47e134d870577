"""Frames as a phone's camera gives them: a drawn acta on a table, seen in every way that is named (a seed each)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import cv2
import numpy as np

from prep.devices.enderezar import MODELO, enderezar, hallar_marcas
from prep.devices.imagen import Gris
from prep.domain.catalogo.plano import ALTO, ANCHO
from tests.devices.actas import Actas, desenfocar, mover

TALLA = (1600, 1200)
MESA, BORDE = 96, 24  # grey of the table; px of paper from a corner mark that a hand covers


@dataclass(frozen=True, slots=True)
class Cuadro:
    """One frame: of which class, what it shows, and where the four corners of the sheet are on it."""

    clase: str
    gris: Gris
    esquinas: np.ndarray


def _hoja(actas: Actas, n: int) -> Gris:
    """The scanned acta, straight."""
    pagina = actas.gris(n)
    return enderezar(pagina, hallar_marcas(pagina))


def _posar(hoja: Gris, azar: np.random.Generator, escala: float = 0.92, giro: float = 0.0, fuga: float = 0.0) -> Cuadro:
    """The sheet over the table, `escala` of the frame wide, turned `giro` degrees, its far side shorter by `fuga`."""
    ancho, alto = TALLA
    medio = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * np.array([1, ALTO / ANCHO]) * ancho * escala / 2
    medio[:2, 0] *= 1 - fuga
    c, s = np.cos(np.radians(giro)), np.sin(np.radians(giro))
    centro = np.array([ancho, alto]) / 2 + azar.uniform(-8, 8, 2)
    esquinas = (medio @ np.array([[c, s], [-s, c]]) + centro).astype(np.float32)
    plano = np.array([[0, 0], [ANCHO, 0], [ANCHO, ALTO], [0, ALTO]], dtype=np.float32)
    matriz = cv2.getPerspectiveTransform(plano, esquinas)
    chica = cv2.GaussianBlur(hoja, (0, 0), 0.6)
    mesa = np.full((alto, ancho), MESA, np.uint8)
    vista = cv2.warpPerspective(chica, matriz, TALLA, dst=mesa, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_TRANSPARENT)
    grano = azar.normal(0, 2, vista.shape)
    return Cuadro("", np.clip(vista + grano, 0, 255).astype(np.uint8), esquinas)


def _con(cuadro: Cuadro, gris: np.ndarray) -> Cuadro:
    return Cuadro(cuadro.clase, np.clip(gris, 0, 255).astype(np.uint8), cuadro.esquinas)


def _vuelta(cuadro: Cuadro) -> Cuadro:
    """The phone turned a quarter, to the left."""
    x, y = cuadro.esquinas.T
    return Cuadro("", np.ascontiguousarray(np.rot90(cuadro.gris)), np.stack([y, TALLA[0] - x], axis=1))


def _sombra(cuadro: Cuadro) -> Cuadro:
    """A hand's shadow over its left part, with a soft edge."""
    x = np.arange(TALLA[0])
    return _con(cuadro, cuadro.gris * (1 - 0.45 / (1 + np.exp((x - 700) / 25))))


def _noche(cuadro: Cuadro, azar: np.random.Generator) -> Cuadro:
    return _con(cuadro, cuadro.gris * 0.5 + azar.normal(0, 5, cuadro.gris.shape))


def _tapada(cuadro: Cuadro, esquina: int) -> Cuadro:
    """A thumb over one corner."""
    gris = cuadro.gris.copy()
    x, y = cuadro.esquinas[esquina]
    cv2.circle(gris, (int(x), int(y)), 130, 120, -1)
    return _con(cuadro, gris)


Hacer = Callable[[Gris, np.random.Generator, int], Cuadro]
CLASES: Mapping[str, Hacer] = {
    "derecha": lambda h, a, n: _posar(h, a),
    "girada": lambda h, a, n: _vuelta(_posar(h, a, 0.88)),
    "de cabeza": lambda h, a, n: _posar(h, a, 0.9, 180),
    "lejos": lambda h, a, n: _posar(h, a, 0.78),
    "inclinada": lambda h, a, n: _posar(h, a, 0.82, 12 if n % 2 else -12),
    "en perspectiva": lambda h, a, n: _posar(h, a, 0.9, 0, 0.04),
    "con sombra": lambda h, a, n: _sombra(_posar(h, a)),
    "de noche": lambda h, a, n: _noche(_posar(h, a), a),
    "borrosa": lambda h, a, n: _pasar(_posar(h, a), partial(desenfocar, sigma=2.2)),
    "movida": lambda h, a, n: _pasar(_posar(h, a), partial(mover, pixeles=15, a_lo_alto=bool(n % 2))),
    "esquina tapada": lambda h, a, n: _tapada(_posar(h, a, 0.86), n % 4),
}
HALLABLES = frozenset(CLASES) - {"movida", "esquina tapada"}
ESQUINA_TAPADA = (0, 1, 3, 2)  # the corners go round the sheet; the marks, row by row


def _pasar(cuadro: Cuadro, como: Callable[[Gris], Gris]) -> Cuadro:
    return _con(cuadro, como(cuadro.gris))


def cuadros(actas: Actas, cuantas: int, semilla: int = 17, paso: int = 7) -> Iterator[tuple[int, Cuadro]]:
    """`cuantas` actas in each class, and which one each is; the same for the same seed."""
    for n in range(cuantas):
        hoja = _hoja(actas, n * paso)
        for i, (clase, hacer) in enumerate(CLASES.items()):
            hecho = hacer(hoja, np.random.default_rng((semilla, n, i)), n)
            yield n, Cuadro(clase, hecho.gris, hecho.esquinas)


def marcas_de(cuadro: Cuadro) -> np.ndarray:
    """Where its four marks are, by the homography that it was drawn with."""
    plano = np.array([[0, 0], [ANCHO, 0], [ANCHO, ALTO], [0, ALTO]], dtype=np.float32)
    matriz = cv2.getPerspectiveTransform(plano, cuadro.esquinas.astype(np.float32))
    return np.asarray(cv2.perspectiveTransform(np.array([MODELO], dtype=np.float32), matriz)[0])
