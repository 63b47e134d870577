"""Drawn actas for the tests of devices: as a scanner and a phone see them, and spoiled in every way that is named."""

import io
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from central.catalogo.importar import Importado, importar
from central.catalogo.perfil_toml import cargar
from prep.devices.calidad import MotivoDeCalidad
from prep.devices.imagen import Gris, gris
from simulacro.papel.dibujo.dibujo import dibujar
from simulacro.papel.papel import Papel
from simulacro.pueblo.generar import generar

SEMILLA, PROCESO = 7, "SIMULACRO-1"


def actas_de_pueblo(carpeta: Path) -> "Actas":
    """The actas of a generated town, whose files are left in `carpeta`."""
    perfil = cargar("cdmx-2024")
    generar(carpeta, perfil, 1, "pueblo")
    return Actas(importar(carpeta, perfil, PROCESO))


class Actas:
    """The drawn actas of a town."""

    def __init__(self, pueblo: Importado) -> None:
        self._pueblo = pueblo
        self.catalogo = pueblo.catalogo
        self.claves = [clave for clave in pueblo.catalogo.actas if clave in pueblo.papel]
        self.jpeg = cache(self._jpeg)

    def _jpeg(self, n: int, foto: bool = False, etiqueta: bool = True, toma: int = 1) -> bytes:
        """The `n`th acta as a JPEG file."""
        clave = self.claves[n]
        papel = Papel(clave, self._pueblo.papel[clave], "ACTA PREP")
        return dibujar(papel, self.catalogo, SEMILLA, etiqueta=etiqueta, foto=foto, toma=toma)

    def gris(self, n: int, foto: bool = False, etiqueta: bool = True) -> Gris:
        return gris(self.jpeg(n, foto, etiqueta))


def archivo(hoja: Gris, formato: str = "JPEG", calidad: int = 80) -> bytes:
    """`hoja` as a file of `formato`."""
    salida = io.BytesIO()
    Image.fromarray(hoja).save(salida, formato, quality=calidad)
    return salida.getvalue()


def varias(hojas: list[Gris], formato: str) -> bytes:
    """All of them in one file: TIFF or PDF."""
    salida = io.BytesIO()
    primera, *otras = [Image.fromarray(hoja) for hoja in hojas]
    primera.save(salida, formato, save_all=True, append_images=otras)
    return salida.getvalue()


def desenfocar(hoja: Gris, sigma: float) -> Gris:
    return np.asarray(cv2.GaussianBlur(hoja, (0, 0), sigma), dtype=np.uint8)


def mover(hoja: Gris, pixeles: int, a_lo_alto: bool) -> Gris:
    """As when the camera or the sheet moves while it is taken."""
    nucleo = np.full((pixeles, 1) if a_lo_alto else (1, pixeles), 1 / pixeles)
    return np.asarray(cv2.filter2D(hoja, -1, nucleo), dtype=np.uint8)


def desenfocar_parte(hoja: Gris) -> Gris:
    """Only its middle third."""
    ancho = hoja.shape[1]
    rota = hoja.copy()
    rota[:, ancho // 3 : 2 * ancho // 3] = desenfocar(hoja[:, ancho // 3 : 2 * ancho // 3], 6)
    return rota


def oscurecer(hoja: Gris, parte: float) -> Gris:
    return np.asarray(hoja * parte, dtype=np.uint8)


def decolorar(hoja: Gris) -> Gris:
    """As with toner that is running out."""
    return np.asarray(np.clip(205 + (hoja.astype(float) - 235) * 0.25, 0, 255), dtype=np.uint8)


def cortar(hoja: Gris, esquina: int) -> Gris:
    """Without that corner: 0 to 3, in the order of ESQUINAS."""
    alto, ancho = hoja.shape
    lado = ancho * 0.26
    puntas = np.array([[0, 0], [lado, 0], [0, lado]])
    if esquina in (1, 3):
        puntas[:, 0] = ancho - puntas[:, 0]
    if esquina in (2, 3):
        puntas[:, 1] = alto - puntas[:, 1]
    rota = hoja.copy()
    cv2.fillConvexPoly(rota, puntas.astype(np.int32), 90)
    return rota


def en_blanco(hoja: Gris) -> Gris:
    grano = np.random.default_rng(1).integers(-3, 4, hoja.shape)
    return np.asarray(238 + grano, dtype=np.uint8)


def reverso(hoja: Gris) -> Gris:
    """The back of the sheet, with what shows through."""
    detras = desenfocar(np.ascontiguousarray(hoja[:, ::-1]), 3)
    return np.asarray(240 - (240 - detras.astype(float)) * 0.12, dtype=np.uint8)


def achicar(hoja: Gris) -> Gris:
    return np.asarray(cv2.resize(hoja, None, fx=0.4, fy=0.4, interpolation=cv2.INTER_AREA), dtype=np.uint8)


# How a good image is spoiled → what it must be called.
DANOS: Mapping[str, tuple[Callable[[Gris], Gris], MotivoDeCalidad]] = {
    "borrosa": (lambda h: desenfocar(h, 5), MotivoDeCalidad.BORROSA),
    "movida a lo ancho": (lambda h: mover(h, 19, False), MotivoDeCalidad.BORROSA),
    "movida a lo alto": (lambda h: mover(h, 19, True), MotivoDeCalidad.BORROSA),
    "borrosa en parte": (desenfocar_parte, MotivoDeCalidad.BORROSA),
    "algo borrosa": (lambda h: desenfocar(h, 2.2), MotivoDeCalidad.ALGO_BORROSA),
    "oscura": (lambda h: oscurecer(h, 0.3), MotivoDeCalidad.OSCURA),
    "decolorada": (decolorar, MotivoDeCalidad.OSCURA),
    "en blanco": (en_blanco, MotivoDeCalidad.BLANCA),
    "reverso": (reverso, MotivoDeCalidad.BLANCA),
    "chica": (achicar, MotivoDeCalidad.CHICA),
    **{f"sin esquina {n}": (partial(cortar, esquina=n), MotivoDeCalidad.CORTADA) for n in range(4)},
}
