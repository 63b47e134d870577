"""A node that is off for a minute is an alarm at the centre: one for each absence, and none for a link that blinks."""

from collections.abc import Callable

import pytest

from central.sitios.ausencias import Ausencias
from prep.domain.hechos.hechos import Fase, NombreFase
from prep.domain.hechos.texto import cuerpo_a_texto
from tests.conftest import Nodo

ALARMAS = "SELECT causa, veces FROM prep.alarma WHERE codigo = 'NODO_AUSENTE' AND atendida IS NULL"
CERRAR = (
    "WITH h AS (INSERT INTO prep.hecho (id, proceso, tipo, acta, fuente, operador, estacion, momento, desfase_ms,"
    " cuerpo, firma, nodo, sec) SELECT gen_random_uuid(), proceso, 'FASE', '', 'CENTRO', 'centro', 'x', now(), 0,"
    " %s, '', nodo, 900 FROM prep.proceso RETURNING id)"
    " INSERT INTO prep.cadena (n, hecho, version, eslabon) SELECT 9000, id, 1, '' FROM h"
)
Pasar = Callable[[float, float], None]


@pytest.fixture
def ronda(base: Nodo, monkeypatch: pytest.MonkeyPatch) -> Pasar:
    """`ronda(segundos, callado)`: so many seconds later the centre looks, and the node beat `callado` seconds ago."""
    reloj = [1000.0]
    monkeypatch.setattr("central.sitios.ausencias.time.monotonic", lambda: reloj[0])
    base.dueno(
        "INSERT INTO prep.nodo (nodo, catd, generacion, estado, rol, apodo, servidor, puerto)"
        " VALUES ('CATD01', '01', 1, 'ACTIVO', 'sub_catd01', 'catd01', '10.0.0.7', 5480)"
    )
    vigia = Ausencias()

    def pasar(segundos: float, callado: float) -> None:
        reloj[0] += segundos
        base.dueno("UPDATE prep.nodo SET latido = clock_timestamp() - make_interval(secs => %s)", callado)
        with base.conectar("prep_admin") as admin:
            vigia.revisar(admin)

    return pasar


def test_un_minuto_sin_senal_es_una_alarma_y_una_sola(base: Nodo, ronda: Pasar) -> None:
    ronda(70, 55)
    assert base.dueno(ALARMAS) == []
    for callado in (61, 62, 3600):
        ronda(1, callado)
    assert base.dueno(ALARMAS) == [("CATD01", 1)]
    base.dueno("UPDATE prep.alarma SET atendida = clock_timestamp()")
    ronda(1, 3601)
    assert base.dueno(ALARMAS) == [], "somebody is at it"


def test_un_enlace_que_va_y_viene_no_da_otra_y_otra_ausencia_si(base: Nodo, ronda: Pasar) -> None:
    ronda(70, 65)
    base.dueno("UPDATE prep.alarma SET atendida = clock_timestamp()")
    for _ in range(3):
        ronda(20, 1)
        ronda(5, 15)
        ronda(60, 70)
    assert base.dueno(ALARMAS) == [], "it was never back for half a minute"
    ronda(5, 1)
    ronda(31, 1)
    ronda(1, 59)
    assert base.dueno(ALARMAS) == []
    ronda(1, 61)
    assert base.dueno(ALARMAS) == [("CATD01", 1)]


def test_mientras_el_centro_estuvo_apagado_nadie_falto(base: Nodo, ronda: Pasar) -> None:
    ronda(1, 7200)
    ronda(58, 7258)
    assert base.dueno(ALARMAS) == [], "it could not be heard"
    ronda(2, 7260)
    assert base.dueno(ALARMAS) == [("CATD01", 1)]


def test_el_cercado_y_el_que_nunca_se_presento_no_faltan(base: Nodo, ronda: Pasar) -> None:
    base.dueno("UPDATE prep.nodo SET estado = 'CERCADO'")
    ronda(90, 90)
    base.dueno("UPDATE prep.nodo SET estado = 'ALTA', servidor = ''")
    ronda(90, 180)
    assert base.dueno(ALARMAS) == []
    base.dueno("UPDATE prep.nodo SET servidor = '10.0.0.7'")
    ronda(1, 181)
    assert base.dueno(ALARMAS) == [("CATD01", 1)]


def test_despues_de_cerrar_un_nodo_se_puede_apagar(base: Nodo, ronda: Pasar) -> None:
    base.dueno(CERRAR, cuerpo_a_texto(Fase(NombreFase.CERRAR)))
    ronda(90, 90)
    assert base.dueno(ALARMAS) == []
