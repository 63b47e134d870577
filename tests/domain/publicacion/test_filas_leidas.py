"""A published row is read again as what it was made from, and no row of another election is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.domain.catalogo.catalogo import Acta
from prep.domain.hechos.campos import Marca
from prep.domain.publicacion.filas import Filas
from tests.domain.muestra import (
    ACTAS,
    ALCALDIA,
    FUERA_DE_CATALOGO,
    HUELLA,
    ORDINARIA,
    catalogo,
    forma,
    sin_acta,
    valores,
    verificada,
)

FILAS = Filas(catalogo())
CAMPO = st.one_of(st.integers(0, 40_000), st.sampled_from(list(Marca)))


@given(st.data(), st.sampled_from([*ACTAS, FUERA_DE_CATALOGO]), st.sampled_from(["", HUELLA]))
def test_un_renglon_publicado_se_vuelve_a_leer_igual(data: st.DataObject, de: Acta, imagen: str) -> None:
    largo = len(forma(de).campos)
    suyos = tuple(data.draw(st.lists(CAMPO, min_size=largo, max_size=largo)))
    for estado in (None, sin_acta(de), verificada(de, suyos, imagen)):
        suya = FILAS.fila(de, estado)
        assert FILAS.leer(de, suya.textos) == suya


def test_un_renglon_que_no_es_de_la_eleccion_no_se_lee() -> None:
    textos = FILAS.fila(ORDINARIA, None).textos
    with pytest.raises(ValueError, match="el renglón tiene 42 columnas y debe tener 43"):
        FILAS.leer(ORDINARIA, textos[:-1])
    ajeno = FILAS.fila(ALCALDIA, verificada(ALCALDIA, valores(ALCALDIA, PAN=5))).textos
    with pytest.raises(ValueError, match="columnas"):
        FILAS.leer(ORDINARIA, ajeno)
