"""Every label is read, from a scanner or a phone, whichever side is up, and nothing is read where there is none."""

import numpy as np
import pytest

from prep.devices.codigos import CodigosLeidos, leer
from prep.devices.enderezar import enderezar, hallar_marcas
from prep.devices.imagen import Gris
from prep.domain.catalogo.etiqueta import leer_etiqueta, texto_etiqueta
from tests.devices.actas import Actas, desenfocar, en_blanco

ACTAS = range(1, 61, 10)


def _sucia(hoja: Gris, foco: float, ruido: float) -> Gris:
    """Out of focus and noisy."""
    grano = np.random.default_rng(2).normal(0, ruido, hoja.shape)
    return np.asarray(np.clip(desenfocar(hoja, foco) + grano, 0, 255), dtype=np.uint8)


@pytest.mark.parametrize("foto", [False, True], ids=["escáner", "teléfono"])
def test_se_lee_la_etiqueta_en_las_peores_paginas_una_vez_enderezadas(actas: Actas, foto: bool) -> None:
    for n in ACTAS:
        pagina = _sucia(actas.gris(n, foto), 1.6, 22)
        leido = leer(pagina, enderezar(pagina, hallar_marcas(pagina)))
        assert [leer_etiqueta(t, "SIMULACRO-1") for t in leido.textos] == [actas.claves[n]]


@pytest.mark.parametrize("foto", [False, True], ids=["escáner", "teléfono"])
def test_se_lee_en_una_pagina_sucia_que_no_se_pudo_enderezar(actas: Actas, foto: bool) -> None:
    for n in ACTAS:
        leido = leer(_sucia(actas.gris(n, foto), 0.8, 12))
        assert [leer_etiqueta(t, "SIMULACRO-1") for t in leido.textos] == [actas.claves[n]]


@pytest.mark.parametrize("giro", [0, 90, 180, 270])
def test_se_lee_girada_y_se_sabe_cuanto_lo_esta(actas: Actas, giro: int) -> None:
    pagina = np.ascontiguousarray(np.rot90(actas.gris(1), -giro // 90))
    clave = actas.claves[1]
    assert leer(pagina) == CodigosLeidos((texto_etiqueta("SIMULACRO-1", clave),), giro)


def test_donde_no_hay_codigo_no_se_lee_ninguno(actas: Actas) -> None:
    assert leer(actas.gris(1, etiqueta=False)) == CodigosLeidos()
    assert leer(en_blanco(actas.gris(1))) == CodigosLeidos()


def test_dos_etiquetas_en_una_pagina_se_leen_las_dos(actas: Actas) -> None:
    dos = np.vstack([actas.gris(1), actas.gris(11)])
    assert len(leer(dos).textos) == 2


def test_cuando_de_cerca_no_se_ve_la_mitad_se_lee_el_tamano_entero(actas: Actas) -> None:
    """A small code lost in a big page: half its size says nothing, its own size does."""
    grande = np.full((4000, 5200), 238, dtype=np.uint8)
    acta = actas.gris(1)
    chica = acta[60:330, 370:870][::2, ::2]
    grande[2000 : 2000 + chica.shape[0], 2600 : 2600 + chica.shape[1]] = chica
    assert leer(grande).textos == (texto_etiqueta("SIMULACRO-1", actas.claves[1]),)
