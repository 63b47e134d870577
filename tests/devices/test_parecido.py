"""The same sheet twice is known by its handwriting, also scanned and photographed; another of its form is another."""

from itertools import combinations

import numpy as np
import pytest

from prep.devices.enderezar import enderezar, hallar_marcas
from prep.devices.imagen import Gris, gris
from prep.devices.parecido import Trazos, misma_hoja, trazos
from tests.devices.actas import Actas, oscurecer


def _recta(pagina: Gris) -> Gris:
    return enderezar(pagina, hallar_marcas(pagina))


def _trazos(pagina: Gris) -> Trazos:
    hechos = trazos(_recta(pagina))
    assert hechos is not None
    return hechos


@pytest.fixture(scope="module")
def basicas(actas: Actas) -> list[int]:
    """Of one form: the same print, other hands and figures."""
    return [n for n, clave in enumerate(actas.claves) if clave.startswith("GUB-001") and "-B01" in clave][:8]


def test_la_misma_hoja_otra_vez_se_reconoce_aunque_venga_girada_oscura_o_de_un_telefono(
    actas: Actas, basicas: list[int]
) -> None:
    for n in basicas:
        una = _trazos(gris(actas.jpeg(n)))
        otra = gris(actas.jpeg(n, etiqueta=False, toma=2))
        assert misma_hoja(una, _trazos(otra)), "sin su etiqueta"
        assert misma_hoja(una, _trazos(np.ascontiguousarray(np.rot90(otra)))), "girada"
        assert misma_hoja(una, _trazos(oscurecer(otra, 0.6))), "más oscura"
        assert misma_hoja(una, _trazos(gris(actas.jpeg(n, foto=True, toma=3)))), "de un teléfono"


def test_otra_hoja_de_la_misma_forma_es_otra(actas: Actas, basicas: list[int]) -> None:
    hechos = [_trazos(gris(actas.jpeg(n))) for n in basicas]
    assert len(hechos) > 4
    assert not [par for par in combinations(hechos, 2) if misma_hoja(*par)]


def test_de_una_hoja_sin_escribir_no_se_dice_nada() -> None:
    assert trazos(np.full((1680, 2600), 238, dtype=np.uint8)) is None
