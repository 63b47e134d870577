"""The sheet of every form: each field in its place, none over another, names that fit."""

from dataclasses import replace
from itertools import combinations

import pytest
from PIL import Image, ImageChops

from central.catalogo.importar import Importado
from central.noche.imagenes.imprenta import hoja, partidos
from central.noche.imagenes.mano import Caja
from central.noche.imagenes.plano import ALTO, ANCHO, ETIQUETA, plano
from central.noche.imagenes.prensa import Prensa
from prep.domain.catalogo import Forma


def _cruzan(a: Caja, b: Caja) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _revisar(forma: Forma, cuantos: int) -> None:
    medidas = plano(forma, cuantos)
    assert list(medidas.campos) and set(medidas.campos) == set(forma.campos)
    filas = [r.fila for r in medidas.campos.values()]
    for x0, y0, x1, y1 in filas:
        assert 0 <= x0 < x1 <= ANCHO and 0 <= y0 < y1 <= ALTO - 130
    assert not [par for par in combinations([*filas, ETIQUETA], 2) if _cruzan(*par)]
    for renglon in medidas.campos.values():
        assert len(renglon.casillas) == 3
        assert not [c for c in renglon.casillas if _cruzan(c, renglon.letras)]
    assert all(nombre[3] <= ALTO for nombre, _ in medidas.representantes)


def test_cada_campo_de_cada_forma_tiene_su_lugar_y_ninguno_pisa_a_otro(pueblo: Importado) -> None:
    for forma in pueblo.catalogo.formas.values():
        _revisar(forma, len(partidos(pueblo.catalogo.eleccion(forma.eleccion), forma)))


@pytest.mark.parametrize("cuantas", [3, 30, 120])
def test_una_forma_con_muchas_columnas_se_aprieta_y_cabe(pueblo: Importado, cuantas: int) -> None:
    forma = next(iter(pueblo.catalogo.formas.values()))
    _revisar(replace(forma, votos=tuple(f"V{n}" for n in range(cuantas))), min(cuantas, 40))


def test_los_renglones_van_en_el_orden_del_acta(pueblo: Importado) -> None:
    forma = pueblo.catalogo.formas["GUB/001/A02"]
    filas = [plano(forma, 7).campos[c].fila[1] for c in (*forma.votos, "TOTAL_VOTOS_ASENTADO")]
    assert filas == sorted(filas)


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
