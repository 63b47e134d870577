"""A row is cut out only of a sheet that is printed where its form says: of no other form, of none that slipped."""

from collections.abc import Mapping

import numpy as np
import pytest

from prep.devices.enderezar import enderezar, hallar_marcas
from prep.devices.imagen import Gris
from prep.devices.renglones import son_de
from prep.domain.catalogo.catalogo import Forma
from prep.domain.catalogo.plano import FILAS, Plano, nombres, partidos, plano
from tests.devices.actas import Actas, en_blanco

MAYOR = 22  # fields of the largest form


def de(actas: Actas, n: int) -> tuple[Forma, Plano, Mapping[str, int]]:
    acta = actas.catalogo.actas[actas.claves[n]]
    forma, eleccion = actas.catalogo.forma_de(acta), actas.catalogo.eleccion(acta.eleccion)
    return forma, plano(forma, len(partidos(eleccion, forma))), nombres(eleccion, forma)


def recta_de(actas: Actas, n: int, foto: bool = False, veces: int = 0) -> Gris:
    hoja = np.ascontiguousarray(np.rot90(actas.gris(n, foto), veces))
    return enderezar(hoja, hallar_marcas(hoja))


def por_campos(actas: Actas, campos: int) -> int:
    return next(n for n in range(len(actas.claves)) if len(de(actas, n)[0].campos) == campos)


@pytest.mark.parametrize("foto", [False, True], ids=["escáner", "teléfono"])
@pytest.mark.parametrize("veces", [0, 2], ids=["derecha", "de cabeza"])
def test_los_renglones_de_un_acta_se_hallan_aunque_venga_girada(actas: Actas, foto: bool, veces: int) -> None:
    hechas = range(0, len(actas.claves), 28)
    assert [n for n in hechas if not son_de(recta_de(actas, n, foto, veces), *de(actas, n))] == []


@pytest.mark.parametrize("pixeles", [-63, -32, -14, 14, 32, 63])
def test_los_de_una_hoja_corrida_no(actas: Actas, pixeles: int) -> None:
    n = por_campos(actas, MAYOR)
    recta = recta_de(actas, n)
    assert son_de(recta, *de(actas, n))
    assert not son_de(np.roll(recta, pixeles, axis=0), *de(actas, n))
    assert not son_de(np.roll(recta, pixeles, axis=1), *de(actas, n))


@pytest.mark.parametrize("renglones", [-1, 1])
def test_con_las_marcas_en_su_lugar_y_los_votos_un_renglon_mas_alla_tampoco(actas: Actas, renglones: int) -> None:
    """The danger itself: every rule is where it should, and the votes are of the party beside."""
    n = por_campos(actas, MAYOR)
    recta, medidas = recta_de(actas, n).copy(), de(actas, n)[1]
    x0, arriba, x1, abajo = FILAS
    alto = round((abajo - arriba) / len(de(actas, n)[0].campos[len(de(actas, n)[0].totales) :]))
    recta[arriba : abajo + 1, x0:x1] = np.roll(recta[arriba : abajo + 1, x0:x1], renglones * alto, axis=0)
    assert not son_de(recta, de(actas, n)[0], medidas, de(actas, n)[2])


def test_los_de_otra_forma_no(actas: Actas) -> None:
    """Told whichever was taken for whichever; two that are printed with the same boxes are one."""
    formas = {de(actas, n)[0].clave: n for n in range(len(actas.claves)) if de(actas, n)[0].totales}
    impresas = {tuple(de(actas, n)[2].values()): n for n in formas.values()}
    assert len(impresas) >= 2
    for una in impresas.values():
        recta = recta_de(actas, una)
        assert [otra for otra in impresas.values() if son_de(recta, *de(actas, otra))] == [una]


def test_en_una_hoja_en_blanco_no_se_halla_nada(actas: Actas) -> None:
    assert not son_de(en_blanco(recta_de(actas, 0)), *de(actas, 0))
