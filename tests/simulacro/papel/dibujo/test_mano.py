"""Handwriting: always the same for the same hand and seed, and inside its boxes."""

import pytest
from PIL import Image, ImageChops

from prep.domain.catalogo.plano import Caja
from simulacro.papel.dibujo.letras import en_letras
from simulacro.papel.dibujo.mano import MANOS, mano
from simulacro.pueblo.azar import Azar

BLANCO = 255
HOJA = (900, 200)
CASILLAS = tuple((600 + i * 60, 70, 652 + i * 60, 122) for i in range(3))


def tinta(lienzo: Image.Image) -> Caja | None:
    """The box of all that was written."""
    return ImageChops.invert(lienzo).point([0] * 60 + [255] * 196).getbbox()


def escrito(numero: int, texto: str, caja: Caja, semilla: int = 1) -> Image.Image:
    lienzo = Image.new("L", HOJA, BLANCO)
    suya = mano(numero)
    suya.escribir(lienzo, suya.texto(texto), caja, Azar(semilla))
    return lienzo


@pytest.mark.parametrize("numero", range(0, MANOS, 5))
@pytest.mark.parametrize("valor", [0, 188, 477, 38_707, 377_777])
def test_la_cantidad_en_letra_cabe_en_su_renglon_por_larga_que_sea(numero: int, valor: int) -> None:
    x0, y0, x1, y1 = (100, 60, 560, 122)
    caja = tinta(escrito(numero, en_letras(valor), (x0, y0, x1, y1)))
    assert caja is not None
    assert x0 - 6 <= caja[0] and caja[2] <= x1 + 12
    assert y0 - 8 <= caja[1] and caja[3] <= y1 + 8


def test_una_cantidad_larga_va_en_dos_renglones_antes_que_en_letra_menuda() -> None:
    for numero in range(MANOS):
        caja = tinta(escrito(numero, "treinta y ocho mil setecientos siete", (100, 60, 380, 130)))
        assert caja is not None
        assert caja[1] < 85 and caja[3] > 105, f"la mano {numero} no usa la mitad de arriba y la de abajo"


@pytest.mark.parametrize("numero", range(0, MANOS, 5))
@pytest.mark.parametrize("texto", ["000", "188", "38707", "999999"])
def test_las_cifras_caben_en_sus_tres_casillas_aunque_sean_cinco(numero: int, texto: str) -> None:
    lienzo = Image.new("L", HOJA, BLANCO)
    mano(numero).cifras(lienzo, texto, CASILLAS, Azar(1))
    caja = tinta(lienzo)
    assert caja is not None
    assert CASILLAS[0][0] - 6 <= caja[0] and caja[2] <= CASILLAS[-1][2] + 12
    assert CASILLAS[0][1] - 6 <= caja[1] and caja[3] <= CASILLAS[0][3] + 6


def test_cada_cifra_va_en_su_casilla_desde_la_derecha() -> None:
    lienzo = Image.new("L", HOJA, BLANCO)
    mano(3).cifras(lienzo, "7", CASILLAS, Azar(1))
    caja = tinta(lienzo)
    assert caja is not None and caja[0] >= CASILLAS[2][0] and caja[2] <= CASILLAS[2][2] + 6


def test_la_misma_mano_y_semilla_escriben_lo_mismo_y_otras_no() -> None:
    uno = escrito(4, "doscientos", (10, 10, 800, 100)).tobytes()
    assert uno == escrito(4, "doscientos", (10, 10, 800, 100)).tobytes()
    assert uno != escrito(4, "doscientos", (10, 10, 800, 100), semilla=2).tobytes()
    assert uno != escrito(5, "doscientos", (10, 10, 800, 100)).tobytes()


def test_lo_que_no_tiene_trazos_sale_como_guion_y_el_espacio_no_deja_tinta() -> None:
    assert tinta(escrito(1, "§", (10, 10, 800, 100))) is not None
    assert tinta(escrito(1, "   ", (10, 10, 800, 100))) is None
