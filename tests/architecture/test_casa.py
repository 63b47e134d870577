"""The house is kept by questions, each asked of the whole tree at once and answered with every offender."""

import pytest

from tests.architecture import capas, casa
from tests.architecture.arbol import PROGRAMA, leer, ninguna
from tests.architecture.pregunta import Pregunta
from tests.architecture.salas import ANEXOS

SOBRE_TODAS = ("simulacro", "bench", "installer")  # what is not installed at a centre or a station
DEL_PROGRAMA = leer(*PROGRAMA)
DEL_ARBOL = [*DEL_PROGRAMA, *leer("tests")]


@pytest.mark.parametrize("pregunta", capas.PREGUNTAS, ids=str)
def test_nadie_importa_lo_que_no_le_toca(pregunta: Pregunta) -> None:
    ninguna(pregunta.faltas(DEL_PROGRAMA))


@pytest.mark.parametrize("pregunta", casa.PREGUNTAS, ids=str)
def test_la_casa_esta_en_orden(pregunta: Pregunta) -> None:
    ninguna(pregunta.faltas(DEL_ARBOL))


@pytest.mark.parametrize("pregunta", [*capas.PREGUNTAS, *casa.PREGUNTAS], ids=str)
def test_lo_que_falta_en_un_arbol_inventado_se_ve(pregunta: Pregunta) -> None:
    assert pregunta.del_ejemplo() == pregunta.vistas


def test_en_la_tabla_quien_importa_esta_debajo_de_lo_que_importa() -> None:
    """So that no arrow goes up, and no circle can be allowed."""
    orden = list(capas.SALAS)
    ninguna(
        f"{sala}: {suya} está debajo de ella o no existe"
        for n, (sala, suyas) in enumerate(capas.SALAS.items())
        for suya in suyas
        if suya not in orden[:n] and suya != sala
    )


def test_la_tabla_guarda_los_principios() -> None:
    """`prep` imports no role, roles no other role, the domain only itself, only the bench imports the drill."""
    for sala, suyas in capas.SALAS.items():
        casa_suya = sala.partition("/")[0]
        ajenas = {suya for suya in suyas if suya.partition("/")[0] not in (casa_suya, "prep")}
        if casa_suya not in SOBRE_TODAS:
            assert not ajenas, f"{sala} no puede usar {ajenas}"
        if sala.startswith("prep/domain/"):
            assert all(suya.startswith("prep/domain/") for suya in suyas), sala
        assert not {"bench", "installer"} & set(suyas), sala


def test_la_tabla_no_nombra_lo_que_ya_no_esta() -> None:
    carpetas = {m.carpeta for m in DEL_PROGRAMA}
    rutas = {m.ruta for m in DEL_PROGRAMA}
    ninguna({*capas.SALAS, *ANEXOS, *ANEXOS.values()} - carpetas - rutas)


def test_los_modulos_estan_donde_se_busca() -> None:
    assert {m.ruta.partition("/")[0] for m in DEL_ARBOL} == {*PROGRAMA, "tests"}
    assert len(DEL_PROGRAMA) > 400, "la prueba no encontró los módulos"
