"""What a scan or what was typed is: never an error, and a misread label never passes for another."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prep.domain.catalogo.etiqueta import ALFABETO, texto_etiqueta
from prep.domain.catalogo.lectura import (
    LECTURA_MAX,
    LeidaCasilla,
    LeidaDeOtroProceso,
    LeidaEtiqueta,
    LeidaPublicada,
    LeidoCodigo,
    LeidoDelINE,
    NoLeida,
    leer,
    partes_de_clave,
)

PROCESO = "Simulacro_1-2024"
CLAVE = "DIP_LOC-033-0870-P01-00-A02PPP-1"
ETIQUETA = texto_etiqueta(PROCESO, CLAVE)


@pytest.mark.parametrize(
    "texto",
    [
        ETIQUETA,
        f"  {ETIQUETA}\r\n",
        ETIQUETA.lower(),
        ETIQUETA.swapcase(),
        ETIQUETA.replace(":", "Ñ").replace("-", "'").replace("_", "?"),  # reader on a US keyboard
        ETIQUETA.replace(":", "ñ").replace("-", "'").replace("_", "?").lower(),
        ETIQUETA.replace("-", "'"),  # of that keyboard, typed again by hand where it stops
        " " * (LECTURA_MAX + 1) + ETIQUETA,
    ],
)
def test_la_etiqueta_se_lee_como_la_teclee_el_lector(texto: str) -> None:
    assert leer(texto, PROCESO) == LeidaEtiqueta(CLAVE)


def test_la_de_otro_proceso_dice_de_cual() -> None:
    assert leer(texto_etiqueta("SIM-2", CLAVE), PROCESO) == LeidaDeOtroProceso("SIM-2")


@given(st.integers(0, len(CLAVE) - 1), st.sampled_from(ALFABETO))
@example(CLAVE.index("_"), "P")  # the check character happens to be the same
def test_con_un_caracter_cambiado_no_es_otra_acta(lugar: int, letra: str) -> None:
    inicio = ETIQUETA.index(CLAVE)
    mala = ETIQUETA[: inicio + lugar] + letra + ETIQUETA[inicio + lugar + 1 :]
    leida = leer(mala, PROCESO)
    if mala == ETIQUETA:
        assert leida == LeidaEtiqueta(CLAVE)
    elif CLAVE[lugar] == "_" and isinstance(leida, LeidaEtiqueta):
        assert partes_de_clave(leida.clave)[0] == f"DIP{letra}LOC", "of no election: the catalogue has no such acta"
    else:
        assert leida == NoLeida("la etiqueta se leyó mal: su carácter verificador no corresponde")


@pytest.mark.parametrize(
    ("texto", "leida"),
    [
        ("1", LeidaCasilla("0001")),
        ("0123", LeidaCasilla("0123")),
        ("123b", LeidaCasilla("0123", "B")),
        ("123 C 2", LeidaCasilla("0123", "C", "02")),
        ("0123-C12", LeidaCasilla("0123", "C", "12")),
        ("123 contigua 2", LeidaCasilla("0123", "C", "02")),
        ("123 BÁSICA", LeidaCasilla("0123", "B")),
        ("3596 e1c3", LeidaCasilla("3596", "E", "01", "03")),
        ("3596 E01C03", LeidaCasilla("3596", "E", "01", "03")),
        ("3596 E1 C 3", LeidaCasilla("3596", "E", "01", "03")),
        ("3596 E1 2", LeidaCasilla("3596", "E", "01", "02")),
        ("3596 E1 ext. 2", LeidaCasilla("3596", "E", "01", "02")),
        ("090123B0100", LeidaPublicada("09", LeidaCasilla("0123", "B", "01", "00"), "")),
        ("090123B0100A02", LeidaPublicada("09", LeidaCasilla("0123", "B", "01", "00"), "A02")),
        ("090123E0103A02", LeidaPublicada("09", LeidaCasilla("0123", "E", "01", "03"), "A02")),
        ("a03erp", LeidoCodigo("A03ERP")),
        ("https://ine.mx/actas?c=1", LeidoDelINE()),
    ],
)
def test_lo_escrito_se_entiende(texto: str, leida: object) -> None:
    assert leer(texto, PROCESO) == leida


@pytest.mark.parametrize(
    "texto",
    ["", "   ", "12345", "B01", "123 B1C2", "3596 E1C", "123 X1", "PREP", "PREP:", "x" * (LECTURA_MAX + 1)],
)
def test_lo_demas_no_se_cree_y_dice_por_que(texto: str) -> None:
    leida = leer(texto, PROCESO)
    assert isinstance(leida, NoLeida) and leida.razon


def test_lo_que_no_es_nada_se_dice() -> None:
    assert leer(" ", PROCESO) == NoLeida("no se leyó nada")
    assert leer("zumbido", PROCESO) == NoLeida("no es una etiqueta del PREP ni una casilla")


def test_lo_demasiado_largo_se_dice() -> None:
    assert leer("x" * LECTURA_MAX, PROCESO) != leer("x" * (LECTURA_MAX + 1), PROCESO)
    for largo in ("x" * (LECTURA_MAX + 1), "x" * LECTURA_MAX + " y"):
        assert leer(largo, PROCESO) == NoLeida("el código es demasiado largo para ser una etiqueta del PREP")


@given(st.text(max_size=300))
def test_ningun_texto_es_un_error(texto: str) -> None:
    leer(texto, PROCESO)


@pytest.mark.parametrize(
    ("leida", "nombre"),
    [
        (LeidaCasilla("0123", "C", "02"), "123 C2"),
        (LeidaCasilla("0123"), "123"),
        (LeidaCasilla("0123", "E", "01", "02"), "123 E1C2"),
        (LeidaCasilla("0123", "B", "01", "00"), "123 B1"),
        (LeidaCasilla("0123", "C", "02", "01"), "123 C2 ext. 1"),
    ],
)
def test_la_casilla_se_dice_como_se_lee(leida: LeidaCasilla, nombre: str) -> None:
    assert leida.nombre == nombre


def test_de_la_clave_salen_eleccion_seccion_y_codigo() -> None:
    assert partes_de_clave(CLAVE) == ("DIP_LOC", "0870", "A02PPP")
    assert partes_de_clave(f"FC-{CLAVE}") == ("DIP_LOC", "0870", "A02PPP")
