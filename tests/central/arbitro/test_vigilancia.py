"""R-04: work that nobody on shift may take is offered to the CCV, else its ronda goes to the desk."""

from collections.abc import Iterator

import pytest

from central.arbitro.vigilancia import Firmante, revisar
from central.nodo.centro import CENTRO
from prep.domain.hechos.hechos import Devolucion
from prep.domain.hechos.razones import RazonDeDevolucion
from tests.central.arbitro.escena import Escena
from tests.conftest import Nodo
from tests.store.ejemplos import acta

ACTA, OTRA = acta(1).clave, acta(3).clave


@pytest.fixture
def escena(base: Nodo) -> Iterator[Escena]:
    """An acta with one captura by person 2, whose second slot has been free for ten minutes."""
    escena = Escena(base)
    huella = escena.digitalizada(ACTA)
    escena.captura(2, ACTA, huella)
    escena.correr()
    base.dueno("UPDATE prep.trabajo SET creado = creado - interval '10 minutes'")
    yield escena


def vigilar(escena: Escena) -> int:
    with escena.arbitro() as (conexion, contexto):
        hechos = revisar(conexion, contexto, Firmante(CENTRO, escena.llaves[CENTRO]))
    escena.correr()
    return hechos


def de_turno_en_ccv(escena: Escena, clase: str = "CAPTURA") -> None:
    """Somebody of the CCV holds other work right now."""
    escena.base.dueno(
        "INSERT INTO prep.operador (operador, nombre, publica, sellada, roles, sitio, activo)"
        " VALUES ('op-ccv-9', 'CCV', %s, '{}', '{captura}', 'CCV', true)",
        b"x" * 32,
    )
    escena.base.dueno(
        "INSERT INTO prep.trabajo (acta, clase, fuente, ronda, puesto, sitio, imagen, operador, estacion, toma, expira)"
        " VALUES (%s, %s, 'CATD', 9, 1, 'CCV', '', 'op-ccv-9', 'x', gen_random_uuid(),"
        " clock_timestamp() + interval '1 minute')",
        *(OTRA, clase),
    )


def test_sin_nadie_mas_de_turno_la_ronda_va_a_la_mesa(escena: Escena) -> None:
    assert vigilar(escena) == 1
    assert escena.etapa(ACTA) == "EN_MESA"
    assert escena.abiertos(ACTA) == [("MESA", 0, 1)]
    assert vigilar(escena) == 0


def test_con_alguien_del_ccv_de_turno_se_le_ofrece(escena: Escena) -> None:
    de_turno_en_ccv(escena)
    assert vigilar(escena) == 1
    assert escena.base.dueno("SELECT DISTINCT sitio FROM prep.trabajo WHERE acta = %s AND terminado IS NULL", ACTA) == [
        ("CCV",)
    ]
    assert escena.etapa(ACTA) == "EN_CAPTURA"


def test_quien_solo_tiene_un_caso_en_la_mesa_no_cuenta_como_capturista(escena: Escena) -> None:
    de_turno_en_ccv(escena, "MESA")
    assert vigilar(escena) == 1
    assert escena.etapa(ACTA) == "EN_MESA"


def test_mientras_alguien_del_centro_pueda_tomarlo_no_se_mueve(escena: Escena) -> None:
    huella = escena.digitalizada(OTRA)
    escena.captura(3, OTRA, huella)
    escena.correr()
    assert vigilar(escena) == 0
    assert escena.etapa(ACTA) == "EN_CAPTURA"


def test_antes_de_la_espera_no_se_hace_nada(escena: Escena) -> None:
    escena.base.dueno("UPDATE prep.trabajo SET creado = clock_timestamp() - interval '4 minutes'")
    assert vigilar(escena) == 0


def test_un_acta_que_nadie_ha_capturado_espera_en_su_centro(base: Nodo) -> None:
    escena = Escena(base)
    escena.digitalizada(ACTA)
    escena.correr()
    base.dueno("UPDATE prep.trabajo SET creado = creado - interval '1 hour'")
    assert vigilar(escena) == 0


@pytest.mark.parametrize(
    ("contesta", "etapa", "custodia"),
    [(None, "EN_CAPTURA", "01"), (True, "EN_CAPTURA", "CCV"), (False, "EN_MESA", "01")],
)
def test_quien_no_ve_al_ccv_pregunta_y_mientras_no_hay_respuesta_espera(
    escena: Escena, contesta: bool | None, etapa: str, custodia: str
) -> None:
    preguntado: list[int] = []

    def preguntar(espera_s: int) -> bool | None:
        preguntado.append(espera_s)
        return contesta

    with escena.arbitro() as (conexion, contexto):
        hechos = revisar(conexion, contexto, Firmante(CENTRO, escena.llaves[CENTRO]), preguntar)
        assert preguntado == [contexto.catalogo.ajustes.espera_sin_personal_s]
    assert hechos == (0 if contesta is None else 1)
    escena.correr()
    assert escena.etapa(ACTA) == etapa
    assert escena.base.dueno("SELECT custodia FROM prep.acta_estado WHERE acta = %s", ACTA) == [(custodia,)]


@pytest.mark.parametrize("queda_otra", [False, True])
def test_la_que_se_devuelve_para_otra_persona_y_no_la_hay_va_a_la_mesa(base: Nodo, queda_otra: bool) -> None:
    """Nobody captured it: without this it would wait for who handed it back, who never gets it (D4)."""
    escena = Escena(base)
    huella, suya = escena.digitalizada(ACTA), escena.digitalizada(OTRA)
    escena.captura(3 if queda_otra else 2, OTRA, suya)  # who is on shift
    escena.hacer(2, ACTA, Devolucion(1, huella, RazonDeDevolucion.OTRA_PERSONA))
    escena.correr()
    assert escena.abiertos(ACTA) == [("CAPTURA", 1, 1), ("CAPTURA", 2, 1)]
    assert vigilar(escena) == 0, "antes de la espera no se mueve"
    base.dueno("UPDATE prep.trabajo SET creado = creado - interval '10 minutes' WHERE acta = %s", ACTA)
    assert vigilar(escena) == (0 if queda_otra else 1)
    assert escena.etapa(ACTA) == ("DIGITALIZADA" if queda_otra else "EN_MESA")
