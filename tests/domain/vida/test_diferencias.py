"""Field by field, what the capturas of a ronda say: which fields differ and what two of them say."""

from prep.domain.hechos.campos import Marca
from prep.domain.hechos.hechos import Captura
from prep.domain.vida.diferencias import CampoComparado, acordada, comparar
from tests.domain.muestra import ORDINARIA, forma

FORMA = forma(ORDINARIA)
CAMPOS = len(FORMA.campos)


def leida(primero: int | Marca, documento: str = "ACTA PREP", identificacion: str = "X", imagen: str = "i") -> Captura:
    return Captura(1, imagen, (primero, *[0] * (CAMPOS - 1)), documento, identificacion)


def primero(*valores: int | Marca) -> CampoComparado:
    return comparar(FORMA, [leida(v) for v in valores])[0]


def test_hay_un_renglon_por_campo_de_la_forma_y_al_final_documento_e_identificacion() -> None:
    renglones = comparar(FORMA, [leida(1), leida(2)])
    assert [r.campo for r in renglones] == [*FORMA.campos, "TIPO_DOCUMENTO", "IDENTIFICACION"]
    assert [r.campo for r in renglones if not r.acuerdo] == [FORMA.campos[0]]


def test_lo_que_dicen_dos_y_nadie_mas_tantos_queda_elegido() -> None:
    assert primero(100, 200) == CampoComparado(FORMA.campos[0], (100, 200), None)
    assert primero(100, 200, 100).elegido == 100
    assert primero(100, 200, 100, 300).elegido == 100
    assert primero(100, 100, 200, 200).elegido is None
    assert primero(100, 100, 200, 100).elegido == 100
    assert primero(1, 2, 3, 4).elegido is None


def test_cero_ilegible_y_sin_dato_son_tres_cosas_distintas() -> None:
    renglon = primero(0, Marca.ILEGIBLE, Marca.SIN_DATO)
    assert (renglon.acuerdo, renglon.elegido) == (False, None)
    assert primero(Marca.ILEGIBLE, 0, Marca.ILEGIBLE).elegido is Marca.ILEGIBLE
    assert primero(0, 0).elegido == 0


def test_tambien_difieren_el_documento_y_la_identificacion() -> None:
    *_, documento, identificacion = comparar(FORMA, [leida(1), leida(1, "RPP", "Y"), leida(1, "RPP", "Z")])
    assert (documento.valores, documento.elegido) == (("ACTA PREP", "RPP", "RPP"), "RPP")
    assert (identificacion.valores, identificacion.elegido) == (("X", "Y", "Z"), None)


def test_una_captura_incompleta_no_se_compara_y_sin_capturas_nada_esta_elegido() -> None:
    corta = Captura(1, "i", (7,), "ACTA PREP", "X")
    assert comparar(FORMA, [leida(1), corta]) == comparar(FORMA, [leida(1)])
    assert {r.elegido for r in comparar(FORMA, [])} == {None}
    assert primero(1).elegido is None, "lo de una sola persona no es un acuerdo"


def test_acuerdan_dos_que_dicen_lo_mismo_en_todo_menos_la_imagen() -> None:
    assert acordada([leida(1), leida(2), leida(1, imagen="otra")]) == leida(1)
    assert acordada([leida(1), leida(1)]) == leida(1)
    assert acordada([leida(3), leida(1), leida(1), leida(3)]) == leida(3), "la primera con la que otra acuerda"
    assert acordada([leida(1), leida(2), leida(3)]) is None
    assert acordada([leida(1), leida(1, "RPP"), leida(1, identificacion="Y")]) is None
    assert acordada([]) is None
