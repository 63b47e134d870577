"""What is printed on a blank acta: the corner marks, and names that fit in their boxes."""

import pytest
from PIL import Image, ImageChops

from central.catalogo.importar import Importado
from prep.domain.catalogo.plano import ALTO, ANCHO
from simulacro.papel.dibujo.imprenta import hoja
from simulacro.papel.dibujo.prensa import Prensa


@pytest.mark.parametrize("texto", ["PAN", "PARTIDO VERDE ECOLOGISTA DE MÉXICO", "MOVIMIENTO_LABORISTA_" * 6])
@pytest.mark.parametrize("centro", [True, False])
def test_un_nombre_largo_no_se_sale_de_su_recuadro(texto: str, centro: bool) -> None:
    lienzo = Image.new("L", (300, 100), 255)
    Prensa(lienzo).texto(texto, (100, 30, 170, 70), 26, centro=centro)
    caja = ImageChops.invert(lienzo).getbbox()
    assert caja is not None and caja[0] >= 99 and caja[2] <= 171 and caja[1] >= 30 and caja[3] <= 70


def test_la_hoja_en_blanco_lleva_las_tres_marcas_y_la_ele_de_las_esquinas(pueblo: Importado) -> None:
    blanca, _ = hoja(pueblo.catalogo, pueblo.catalogo.formas["ALC/002/A04"])
    for x, y in ((95, 95), (ANCHO - 95, 95), (95, ALTO - 95)):
        assert blanca.getpixel((x, y)) == 25
    assert blanca.getpixel((ANCHO - 72, ALTO - 95)) == 25
    assert blanca.getpixel((ANCHO - 110, ALTO - 110)) == 238
