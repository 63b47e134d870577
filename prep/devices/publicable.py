"""The image that is published: grey JPEG within the published size and weight; the original stays at the station."""

import cv2

from prep.devices.imagen import Gris, reducir

LADO_MAX, BYTES_MAX = 2_600, 250_000
CALIDADES = (60, 50, 42, 34, 28, 22, 16, 10)  # the first that fits
REDUCCION = 0.8  # each time that not even the last one does: paper full of noise


def publicable(imagen: Gris) -> bytes:
    """`imagen` as it is published; the same bytes for the same image."""
    chica = reducir(imagen, LADO_MAX)
    while True:
        for calidad in CALIDADES:
            hecha = a_jpeg(chica, calidad)
            if len(hecha) <= BYTES_MAX:
                return hecha
        chica = reducir(chica, int(max(chica.shape) * REDUCCION))


def a_jpeg(imagen: Gris, calidad: int) -> bytes:
    """A grey JPEG of that quality, of 100."""
    _, datos = cv2.imencode(".jpg", imagen, (cv2.IMWRITE_JPEG_QUALITY, calidad, cv2.IMWRITE_JPEG_OPTIMIZE, 1))
    return datos.tobytes()
