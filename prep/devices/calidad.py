"""Judges whether an acta can be captured from its image: why to ask, why to scan it again, each with its sentence."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import product

import cv2
import numpy as np

from prep.devices.enderezar import Marcas
from prep.devices.imagen import Gris

LADO = 1300  # px of the long side at which an image is judged
LADO_LEGIBLE = 1_400  # px of the long side below which figures are not read well
FILAS, COLUMNAS = 2, 3  # parts of the sheet that are judged apart: one may be out of focus alone
NITIDA, BORROSA = 0.29, 0.17  # share of the contrast that the sharpest edges change from one pixel to the next
PAPEL_MIN, CONTRASTE_MIN = 90, 60  # greys
VECINOS, TINTA = 53, 0.62  # px of the neighbourhood; what is darker than this share of it is ink
EN_BLANCO, TRASLUZ = 0.002, 28  # share of ink, and contrast, below which a page shows at most what is on its back
PARTE_MIN = 0.45  # share of the page between the marks: 0.8 of a scan, 0.58 of the smallest photograph of an acta
FIRME = 0.3  # share of the page's contrast that a part needs to have something to be judged by


class MotivoDeCalidad(StrEnum):
    """Why an image is not simply accepted. The value is what the operator reads."""

    BLANCA = "La página está en blanco. Revise si entró al revés y escanee el acta de nuevo."
    OSCURA = "La imagen está muy oscura o sin contraste. Suba el brillo o limpie el vidrio y escanee de nuevo."
    BORROSA = "La imagen está borrosa. Escanee el acta de nuevo."
    ALGO_BORROSA = "La imagen se ve algo borrosa. Si todas las cifras se leen, acéptela; si no, escanee de nuevo."
    CHICA = "La imagen es muy pequeña para leer las cifras. Escanee a 200 ppp."
    CORTADA = "No se ve una esquina del acta. Si no falta ninguna cifra, acéptela; si no, escanee de nuevo."
    SUELTA = (
        "El acta ocupa sólo una parte de la página. Vea si pasó otra junto a ella; si está sola y entera, acéptela."
    )
    SIN_MARCAS = "No se ven las marcas de las esquinas. Revise que sea un acta completa antes de aceptarla."


REPETIR = frozenset({MotivoDeCalidad.BLANCA, MotivoDeCalidad.OSCURA, MotivoDeCalidad.BORROSA, MotivoDeCalidad.CHICA})


@dataclass(frozen=True, slots=True)
class Calidad:
    """What is wrong with an image, gravest first, and which corners are not seen; nothing when it is good."""

    motivos: tuple[MotivoDeCalidad, ...] = ()
    cortadas: tuple[str, ...] = ()

    @property
    def repetir(self) -> bool:
        """Whether it cannot be used at all."""
        return bool(REPETIR.intersection(self.motivos))

    @property
    def texto(self) -> str:
        """The gravest, as the operator reads it; "" when the image is good."""
        if not self.motivos:
            return ""
        grave = self.motivos[0]
        if grave is MotivoDeCalidad.CORTADA and self.cortadas:
            return grave.value.replace("una esquina", f"la esquina {' ni la '.join(self.cortadas)}")
        return grave.value


def juzgar(pagina: Gris, marcas: Marcas, recta: Gris | None) -> Calidad:
    """The quality of `pagina`; `recta`: the same straightened, when its marks are complete."""
    escala = LADO / max((pagina if recta is None else recta).shape)
    hoja = pagina if recta is None else recta
    vista = np.asarray(cv2.resize(hoja, None, fx=escala, fy=escala, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    motivos: list[MotivoDeCalidad] = []
    papel, contraste = _luz(vista)
    if papel < PAPEL_MIN:
        motivos.append(MotivoDeCalidad.OSCURA)
    elif contraste < TRASLUZ and _tinta(vista) < EN_BLANCO:
        return Calidad((MotivoDeCalidad.BLANCA,))
    elif contraste < CONTRASTE_MIN:
        motivos.append(MotivoDeCalidad.OSCURA)
    if max(pagina.shape) < LADO_LEGIBLE:
        motivos.append(MotivoDeCalidad.CHICA)
    nitidez = _nitidez(vista, contraste)
    if nitidez < BORROSA:
        motivos.append(MotivoDeCalidad.BORROSA)
    if not marcas.completas:
        motivos.append(MotivoDeCalidad.CORTADA if marcas.puntos else MotivoDeCalidad.SIN_MARCAS)
    elif marcas.area < PARTE_MIN * pagina.size:
        motivos.append(MotivoDeCalidad.SUELTA)
    if BORROSA <= nitidez < NITIDA:
        motivos.append(MotivoDeCalidad.ALGO_BORROSA)
    return Calidad(tuple(motivos), marcas.cortadas)


def _luz(vista: Gris) -> tuple[float, float]:
    """The grey of the paper, and how much darker its ink is."""
    papel = _percentil(vista, 60)
    return papel, papel - _percentil(vista, 1)


def _tinta(vista: Gris) -> float:
    """The share of the page that is ink."""
    figura = vista.astype(np.float32)
    return float(np.mean(figura < cv2.blur(figura, (VECINOS, VECINOS)) * TINTA))


def _percentil(vista: Gris, cuanto: float) -> float:
    """By counting: ten times faster than sorting a million pixels."""
    cuentas = np.cumsum(np.bincount(vista.ravel(), minlength=256))
    return float(np.searchsorted(cuentas, cuentas[-1] * cuanto / 100))


def _nitidez(vista: Gris, contraste: float) -> float:
    """How sharp the worst part is, in its worst direction: a shaken picture is sharp along the shake.

    On the drawn actas 0.33 or more when good, 0.21 to 0.28 with a blur of 2 px (of 2,600), 0.16 or less with one of 4.
    """
    cambios = [np.asarray(cv2.absdiff(a, b), dtype=np.uint8) for a, b in _vecinas(vista)]
    alto, ancho = vista.shape
    peor = 1.0
    for i, j in product(range(FILAS), range(COLUMNAS)):
        parte = (
            slice(i * alto // FILAS, (i + 1) * alto // FILAS - 2),
            slice(j * ancho // COLUMNAS, (j + 1) * ancho // COLUMNAS - 2),
        )
        _, suyo = _luz(vista[parte])
        if suyo >= max(contraste * FIRME, 8.0):
            cambia = min(_percentil(cambio[parte], 99.5) for cambio in cambios) / 2  # over two pixels
            peor = min(peor, cambia / suyo)
    return peor


def _vecinas(vista: Gris) -> tuple[tuple[Gris, Gris], ...]:
    """Each pixel with the one two to its right, and with the one two below."""
    return (vista[:, 2:], vista[:, :-2]), (vista[2:], vista[:-2])
