"""The errors on which both captures agree: so many of each kind, the same by seed, of actas that go as they should."""

import random
from collections import Counter

from prep.domain.catalogo.catalogo import CCV
from simulacro.guion.acordados import acordados_de
from simulacro.guion.curva import PUEBLA
from simulacro.guion.guion import Llegada, escribir_guion
from simulacro.guion.plantar import MANERAS, VECINAS, plantar_acordados
from tests.store.ejemplos import catalogo

CATALOGO = catalogo(200)


def llegadas(excepciones: float = 0.2) -> list[Llegada]:
    azar = random.Random(3)
    papel = {
        clave: tuple(azar.randrange(1, 300) for _ in CATALOGO.forma_de(a).campos)
        for clave, a in CATALOGO.actas.items()
        if a.centro != CCV
    }
    return escribir_guion(CATALOGO, papel, PUEBLA, excepciones, random.Random(7))


def test_de_cada_clase_las_que_se_piden_y_con_la_misma_semilla_las_mismas() -> None:
    todas = llegadas()
    plantados = plantar_acordados(todas, CATALOGO, 4, 9)
    assert plantados == plantar_acordados(todas, CATALOGO, 4, 9) != plantar_acordados(todas, CATALOGO, 4, 10)
    cuantos = Counter(e.tipo for e in plantados.values())
    assert {tipo: cuantos[tipo] for tipo in MANERAS} == dict.fromkeys(MANERAS, 4)
    assert cuantos[VECINAS] in (0, 2, 4), "van de dos en dos, si hay casillas de una misma sección"
    assert plantar_acordados(todas, CATALOGO, 0, 9) == {}


def test_se_lee_mal_solo_lo_que_va_como_debe_y_solo_en_los_votos() -> None:
    de_clave = {x.clave: x for x in llegadas() if not x.excepcion}
    for clave, error in plantar_acordados(llegadas(), CATALOGO, 6, 2).items():
        dice = de_clave[clave].valores
        votos = CATALOGO.forma_de(CATALOGO.actas[clave]).rango_votos
        pares = list(zip(error.valores, dice, strict=True))
        assert sum(abs(int(a) - int(b)) for a, b in pares) == error.votos > 0
        assert all(a == b for a, b in (*pares[: votos.start], *pares[votos.stop :]))


def test_se_lee_mal_en_la_primera_ronda_y_nunca_al_ver_de_nuevo() -> None:
    plan = {"X": [1, 2]}
    assert acordados_de(plan, "X", 1) == (1, 2)
    assert (acordados_de(plan, "X", 2), acordados_de(plan, "Y", 1)) == (None, None)
