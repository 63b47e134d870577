"""The closing of a CATD by its figures and its signatures: which difference each acta is, and who closes it (P-10)."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from prep.domain.reglas.empaque import (
    CONFORMADO,
    EMPACADO,
    REABIERTO,
    ActaDeEmpaque,
    ActoDeEmpaque,
    CuentaDeEmpaque,
    DiferenciaDeEmpaque,
    Empaque,
    EstadoDeEmpaque,
    contar,
    diferencias,
    empaque,
    segun_actos,
)

OCHO = datetime(2024, 6, 3, 2, 0, tzinfo=UTC)


def de_empaque(clave: str, hasta: int, sin_acta: bool = False) -> ActaDeEmpaque:
    """`hasta`: how many of its steps it took: received, scanned, captured, verified."""
    recibida = OCHO if hasta else None
    return ActaDeEmpaque(clave, "GUB", sin_acta, recibida, "D", hasta > 1, hasta > 2, hasta > 3 or sin_acta)


# One of each step, one SIN ACTA, and one SIN ACTA of what came.
ACTAS = [
    de_empaque("1", 0), de_empaque("2", 0, sin_acta=True), de_empaque("3", 1), de_empaque("4", 2), de_empaque("5", 3),
    de_empaque("6", 4), de_empaque("7", 4, sin_acta=True),
]  # fmt: skip
CUENTA = CuentaDeEmpaque(7, 5, 2, 4, 3, 1)


def acto(n: int, codigo: str, quien: str, lugar: str) -> ActoDeEmpaque:
    return ActoDeEmpaque(UUID(int=n), codigo, quien, quien.title(), "est-01-1", OCHO, "", lugar)


PRIMERA = acto(1, EMPACADO, "eva", f"{CUENTA.texto} 40")
SEGUNDA = acto(2, CONFORMADO, "dani", str(PRIMERA.id))
VUELTA = acto(3, REABIERTO, "eva", str(PRIMERA.id))


def test_cada_acta_se_cuenta_donde_se_quedo_y_su_diferencia_es_una() -> None:
    assert contar(ACTAS) == CUENTA and CUENTA.texto == "7 5 2 4 3 1"
    assert [a.diferencia for a in ACTAS] == [
        DiferenciaDeEmpaque.SIN_SOBRE, None, DiferenciaDeEmpaque.SIN_IMAGEN, DiferenciaDeEmpaque.SIN_CAPTURA,
        DiferenciaDeEmpaque.SIN_VERIFICAR, None, None,
    ]  # fmt: skip
    assert diferencias(ACTAS) == dict.fromkeys(DiferenciaDeEmpaque, 1)


def test_lo_cierran_dos_y_lo_firmado_se_lee_de_su_acto() -> None:
    assert segun_actos([]) == Empaque(EstadoDeEmpaque.ABIERTO)
    assert segun_actos([PRIMERA]) == Empaque(EstadoDeEmpaque.PROPUESTO, PRIMERA)
    cerrado = segun_actos([PRIMERA, SEGUNDA])
    assert cerrado == Empaque(EstadoDeEmpaque.CERRADO, PRIMERA, SEGUNDA)
    assert (cerrado.firmada, cerrado.registradas, cerrado.por_caja) == (CUENTA.texto, 3, 40)
    assert segun_actos([PRIMERA, SEGUNDA, VUELTA]) == Empaque(EstadoDeEmpaque.REABIERTO, reapertura=VUELTA)
    assert segun_actos([PRIMERA, SEGUNDA, acto(4, EMPACADO, "eva", "")]) == cerrado, "cerrado, no se firma otra vez"


@pytest.mark.parametrize(
    "mala", [acto(2, CONFORMADO, "eva", str(PRIMERA.id)), acto(2, CONFORMADO, "dani", str(UUID(int=9)))],
    ids=["ella misma", "de otro cierre"],
)  # fmt: skip
def test_la_misma_persona_o_lo_de_otro_cierre_no_cierran_nada(mala: ActoDeEmpaque) -> None:
    assert segun_actos([PRIMERA, mala]) == Empaque(EstadoDeEmpaque.PROPUESTO, PRIMERA)


def test_solo_se_reabre_lo_que_se_cerro_y_por_su_propia_reapertura() -> None:
    cerrado = segun_actos([PRIMERA, SEGUNDA])
    de_otro = acto(5, REABIERTO, "eva", str(UUID(int=9)))
    for nada in (de_otro, acto(6, CONFORMADO, "zoe", str(PRIMERA.id)), acto(7, "OTRA_COSA", "zoe", str(PRIMERA.id))):
        assert segun_actos([PRIMERA, SEGUNDA, nada]) == cerrado
        assert segun_actos([nada]) == Empaque(EstadoDeEmpaque.ABIERTO)
    assert segun_actos([PRIMERA, de_otro, SEGUNDA]) == cerrado, "lo de otro cierre no tapa lo que sigue"
    ajena = acto(7, "OTRA_COSA", "zoe", str(PRIMERA.id))
    assert segun_actos([PRIMERA, ajena]) == Empaque(EstadoDeEmpaque.PROPUESTO, PRIMERA)


def test_lo_reabierto_se_cierra_otra_vez_entre_dos() -> None:
    otra = acto(8, EMPACADO, "dani", f"{CUENTA.texto} 40")
    conforme = acto(9, CONFORMADO, "eva", str(otra.id))
    antes = [PRIMERA, SEGUNDA, VUELTA]
    assert segun_actos([*antes, SEGUNDA]) == segun_actos(antes), "la firma de antes no vale para después"
    assert segun_actos([*antes, otra, conforme]) == Empaque(EstadoDeEmpaque.CERRADO, otra, conforme)


def test_un_acta_que_llega_despues_se_ve_y_no_deshace_nada() -> None:
    igual, otra = empaque([PRIMERA, SEGUNDA], CUENTA), empaque([PRIMERA, SEGUNDA], CuentaDeEmpaque(7, 6, 2, 4, 3, 1))
    assert igual.estado is EstadoDeEmpaque.CERRADO
    assert otra == Empaque(EstadoDeEmpaque.CAMBIO, PRIMERA, SEGUNDA)


@pytest.mark.parametrize("cual", ["²", "x", "9" * 5_000, "-1", "٣"])
def test_un_cierre_cuyas_cifras_no_lo_son_se_lee_como_ninguna(cual: str) -> None:
    """Two of a CATD sign it, and the board of the whole city reads it."""
    primera = acto(1, EMPACADO, "eva", f"7 5 {cual} 4 3 {cual} {cual}")
    como = segun_actos([primera, SEGUNDA])
    assert como.estado is EstadoDeEmpaque.CERRADO
    assert (como.registradas, como.por_caja) == (0, 0)
