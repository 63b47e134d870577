"""From a sheet to a file: perspective, limits, and light that leaves the paper legible."""

from random import Random

import pytest
from PIL import Image

from simulacro.papel.dibujo.retrato import BYTES_MAX, FOTO, codificar, escanear, fotografiar, perspectiva
from simulacro.pueblo.azar import Azar


def _gris(imagen: Image.Image, x: int, y: int) -> int:
    return int(imagen.convert("L").tobytes()[y * imagen.width + x])


def test_la_perspectiva_lleva_cada_esquina_a_la_suya() -> None:
    de = [(10.0, 20.0), (900.0, 35.0), (880.0, 700.0), (25.0, 690.0)]
    a = [(0.0, 0.0), (2600.0, 0.0), (2600.0, 1680.0), (0.0, 1680.0)]
    c = perspectiva(de, a)
    for (x, y), esperado in zip(de, a, strict=True):
        abajo = c[6] * x + c[7] * y + 1
        visto = (c[0] * x + c[1] * y + c[2]) / abajo, (c[3] * x + c[4] * y + c[5]) / abajo
        assert visto == pytest.approx(esperado, abs=1e-6)


def test_una_imagen_que_no_cabe_baja_de_calidad_hasta_caber() -> None:
    ruido = Image.frombytes("L", (1300, 900), Random(1).randbytes(1300 * 900))
    assert len(codificar(ruido, 10_000_000)) > BYTES_MAX
    assert len(codificar(ruido)) <= BYTES_MAX


def test_el_escaner_no_cambia_el_tamano_y_la_hoja_entra_chueca() -> None:
    hoja = Image.new("L", (2600, 1680), 238)
    hoja.paste(20, (0, 838, 2600, 842))  # a line across
    alturas = set()
    for semilla in range(8):
        vista = escanear(hoja, Azar(semilla))
        assert vista.size == hoja.size
        oscuros = [[y for y in range(780, 900) if _gris(vista, x, y) < 128] for x in (100, 2500)]
        assert all(len(columna) == 4 for columna in oscuros), "la raya sigue entera"
        alturas.add(oscuros[1][0] - oscuros[0][0])
    assert len(alturas) > 4 and max(map(abs, alturas)) <= 32


def test_el_telefono_deja_ver_la_mesa_en_las_orillas_y_el_papel_en_medio() -> None:
    hoja = Image.new("L", (2600, 1680), 238)
    for semilla in range(12):
        foto = fotografiar(hoja, Azar(semilla))
        assert foto.size == FOTO
        medio = _gris(foto, FOTO[0] // 2, FOTO[1] // 2)
        orillas = [_gris(foto, FOTO[0] // 2, y) for y in (5, FOTO[1] - 5)]
        assert medio > 125 and max(orillas) < medio - 20
