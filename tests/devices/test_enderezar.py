"""An acta is straightened by its corner marks, whichever side is up; a corner that is not seen is named."""

import cv2
import numpy as np
import pytest

from prep.devices.enderezar import ESQUINAS, MODELO, enderezar, hallar_marcas
from prep.devices.imagen import Gris
from prep.domain.catalogo.plano import ALTO, ANCHO, plano
from tests.devices.actas import Actas, cortar, en_blanco

ACTAS = range(0, 60, 12)


def _girada(hoja: Gris, veces: int) -> Gris:
    return np.ascontiguousarray(np.rot90(hoja, veces))


@pytest.mark.parametrize("foto", [False, True], ids=["escáner", "teléfono"])
@pytest.mark.parametrize("veces", range(4))
def test_cada_renglon_queda_donde_dice_el_plano_aunque_la_hoja_venga_girada(
    actas: Actas, foto: bool, veces: int
) -> None:
    for n in ACTAS:
        pagina = _girada(actas.gris(n, foto), veces)
        marcas = hallar_marcas(pagina)
        assert marcas.completas and marcas.cortadas == ()
        recta = enderezar(pagina, marcas)
        assert recta.shape == (ALTO, ANCHO)
        _exigir_casillas(actas, n, recta)


def _exigir_casillas(actas: Actas, n: int, recta: Gris) -> None:
    """The frames of the boxes of figures are where the plan has them: in the middle of them within 2 px of 2,600."""
    forma = actas.catalogo.forma_de(actas.catalogo.actas[actas.claves[n]])
    de_lado, de_alto = [], []
    for campo, renglon in plano(forma, 7).campos.items():
        for x0, y0, x1, y1 in renglon.casillas:
            de_lado.append(int(np.argmin(recta[y0 + 8 : y1 - 8, x0 - 6 : x0 + 6].mean(axis=0))) - 6)
            if campo in forma.totales:  # the others have the frame of their row just above
                de_alto.append(int(np.argmin(recta[y0 - 6 : y0 + 6, x0 + 8 : x1 - 8].mean(axis=1))) - 6)
    assert abs(float(np.median(de_lado))) <= 2 and abs(float(np.median(de_alto))) <= 2


@pytest.mark.parametrize("foto", [False, True], ids=["escáner", "teléfono"])
@pytest.mark.parametrize("esquina", range(4))
def test_la_esquina_que_falta_se_nombra(actas: Actas, foto: bool, esquina: int) -> None:
    marcas = hallar_marcas(cortar(actas.gris(0, foto), esquina))
    assert not marcas.completas
    assert marcas.cortadas == (ESQUINAS[esquina],)


def test_en_lo_que_no_es_un_acta_no_se_hallan_marcas(actas: Actas) -> None:
    assert hallar_marcas(en_blanco(actas.gris(0))).puntos == {}
    ruido = np.random.default_rng(1).integers(0, 256, (800, 1200), dtype=np.uint8)
    assert hallar_marcas(ruido).puntos == {}


def test_el_acta_vista_en_un_espejo_no_se_toma_por_derecha(actas: Actas) -> None:
    espejo = np.ascontiguousarray(actas.gris(0)[:, ::-1])
    assert not hallar_marcas(espejo).completas


def test_las_marcas_se_hallan_con_un_pixel_de_error(actas: Actas) -> None:
    """Of the straight sheet shrunk to half: no perspective, no skew, so it is known where they are."""
    recta = enderezar(actas.gris(3), hallar_marcas(actas.gris(3)))
    media = np.asarray(cv2.resize(recta, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    for i, (x, y) in hallar_marcas(media).puntos.items():
        assert abs(x - MODELO[i][0] / 2) < 1.5 and abs(y - MODELO[i][1] / 2) < 1.5
