"""The label of an acta: one wrong character is always noticed, and another proceso's is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.domain.catalogo.etiqueta import ALFABETO, EtiquetaInvalida, leer_etiqueta, texto_etiqueta, verificador

CLAVE = "DIP_LOC-001-0010-C02-00-A03-1"
MAL_LEIDA = "la etiqueta se leyó mal: su carácter verificador no corresponde"


def test_el_verificador_es_el_de_la_norma() -> None:
    assert verificador("A12425GABC1234002") == "M"  # the example of ISO 7064 MOD 37,36 in the GRid standard


def test_lo_que_dice_la_etiqueta_se_lee_igual() -> None:
    texto = texto_etiqueta("SIMULACRO-1", CLAVE)
    assert texto.startswith(f"PREP:SIMULACRO-1:{CLAVE}:")
    assert leer_etiqueta(texto, "SIMULACRO-1") == CLAVE


@given(st.integers(0, len(CLAVE) - 1).filter(lambda n: CLAVE[n] != "_"), st.sampled_from(f"{ALFABETO}-"))
def test_un_caracter_mal_leido_siempre_se_nota(lugar: int, letra: str) -> None:
    buena = texto_etiqueta("SIM-1", CLAVE)
    inicio = buena.index(CLAVE)
    mala = buena[: inicio + lugar] + letra + buena[inicio + lugar + 1 :]
    if mala != buena:
        with pytest.raises(EtiquetaInvalida, match=f"^{MAL_LEIDA}$"):
            leer_etiqueta(mala, "SIM-1")


@pytest.mark.parametrize("texto", ["", "hola", "PREP:SIM-1:X", "OTRO:SIM-1:GUB:1", "PREP:SIM-1:a:b:c"])
def test_otro_texto_no_es_una_etiqueta(texto: str) -> None:
    with pytest.raises(EtiquetaInvalida, match=r"^no es una etiqueta del PREP$"):
        leer_etiqueta(texto, "SIM-1")


def test_la_de_otro_proceso_se_niega_y_dice_de_cual_es() -> None:
    with pytest.raises(EtiquetaInvalida, match="del proceso SIM-1 y éste es REAL"):
        leer_etiqueta(texto_etiqueta("SIM-1", CLAVE), "REAL")
