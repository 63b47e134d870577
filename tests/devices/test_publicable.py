"""What is published is within its size and weight, legible, and the same bytes each time."""

import numpy as np

from prep.devices.imagen import Gris, gris
from prep.devices.publicable import BYTES_MAX, LADO_MAX, publicable
from tests.devices.actas import Actas, archivo


def _cabe(imagen: Gris) -> Gris:
    hecha = publicable(imagen)
    assert len(hecha) <= BYTES_MAX and hecha == publicable(imagen)
    vuelta = gris(hecha)
    assert max(vuelta.shape) <= LADO_MAX
    return vuelta


def test_un_acta_cabe_y_conserva_su_tamano(actas: Actas) -> None:
    for foto in (False, True):
        assert _cabe(actas.gris(5, foto)).shape == actas.gris(5, foto).shape


def test_una_pagina_a_600_ppp_se_reduce_a_lo_que_se_publica() -> None:
    assert _cabe(np.full((6600, 10200), 230, dtype=np.uint8)).shape == (round(6600 * LADO_MAX / 10200), LADO_MAX)


def test_puro_ruido_tambien_cabe_aunque_sea_mas_chico() -> None:
    ruido = np.random.default_rng(1).integers(0, 256, (1680, 2600), dtype=np.uint8)
    assert max(_cabe(ruido).shape) >= 1000


def test_el_resultado_es_gris_y_no_lleva_nada_mas_que_la_imagen(actas: Actas) -> None:
    hecha = publicable(actas.gris(5))
    assert b"Exif" not in hecha and b"\xff\xfe" not in hecha[:200]
    assert archivo(gris(hecha)) != hecha
