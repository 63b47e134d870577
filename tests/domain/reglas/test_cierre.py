"""What is asked before figures are kept: votes marked, some or all, and a sum that does not fit; never the total."""

from dataclasses import replace

import pytest

from prep.domain.catalogo.ajustes import Ajustes
from prep.domain.hechos.campos import Marca, Valor
from prep.domain.reglas.cierre import ALGUNO, EXCEDE, TODOS, al_cierre
from tests.store import ejemplos

ACTA = ejemplos.acta(1)
FORMA = ejemplos.catalogo().forma_de(ACTA)
VOTOS = range(len(FORMA.campos))[FORMA.rango_votos]
ILEGIBLE, SIN_DATO = Marca


def valores(**puestos: Valor) -> tuple[Valor, ...]:
    """All 7, but those said: `n4=ILEGIBLE`."""
    dichos = {int(campo[1:]): valor for campo, valor in puestos.items()}
    return tuple(dichos.get(n, 7) for n in range(len(FORMA.campos)))


@pytest.mark.parametrize(
    "puestos", [{}, {"n0": ILEGIBLE, "n3": SIN_DATO}, {f"n{len(FORMA.campos) - 1}": SIN_DATO}, {"n10": 999_999}]
)
def test_sin_marcas_en_los_votos_no_se_pregunta_ni_por_el_total(puestos: dict[str, Valor]) -> None:
    """R-14: the total is as written, whatever the sum is."""
    assert al_cierre(ACTA, FORMA, valores(**puestos), Ajustes()) is None


def test_un_voto_marcado_se_pregunta_con_su_lugar_y_todos_de_otra_manera() -> None:
    uno = al_cierre(ACTA, FORMA, valores(n5=ILEGIBLE, n8=SIN_DATO), Ajustes())
    assert uno is not None and (uno.razones, uno.dudosos) == ((ALGUNO,), (5, 8))
    todos = al_cierre(ACTA, FORMA, valores(**{f"n{n}": SIN_DATO for n in VOTOS}), Ajustes())
    assert todos is not None and (todos.razones, todos.dudosos) == ((TODOS,), tuple(VOTOS))


def test_una_suma_que_no_cabe_senala_el_mayor_y_tambien_lo_marcado() -> None:
    cabe = ACTA.lista_nominal + 16
    justa: dict[str, Valor] = {**{f"n{n}": 0 for n in VOTOS}, "n6": cabe}
    assert al_cierre(ACTA, FORMA, valores(**justa), Ajustes()) is None
    pasa = al_cierre(ACTA, FORMA, valores(**justa | {"n6": cabe + 1}), Ajustes())
    assert pasa is not None and (pasa.razones, pasa.dudosos) == ((EXCEDE,), (6,))
    ambas = al_cierre(ACTA, FORMA, valores(**justa | {"n6": cabe + 1, "n4": ILEGIBLE}), Ajustes())
    assert ambas is not None and (ambas.razones, ambas.dudosos) == ((EXCEDE, ALGUNO), (4, 6))
    assert al_cierre(replace(ACTA, catalogada=False), FORMA, valores(n6=cabe + 1), Ajustes()) is None
