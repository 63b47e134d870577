"""The door of a station: slower after each failure, shut after too many, and it remembers after being started again."""

from datetime import UTC, datetime, timedelta

import pytest

from prep.services.estacion.acceso import CIERRE, DE_GRACIA, FALLAS_MAX, Acceso
from prep.services.estacion.errores import NoProcede
from prep.services.estacion.estacion import Estacion
from tests.services.conftest import CONTRASENA, conocido


class Reloj:
    """Time that passes only when it is told to."""

    def __init__(self) -> None:
        self.ahora = datetime(2024, 6, 3, 2, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.ahora


@pytest.fixture
def puerta(suelta: Estacion, monkeypatch: pytest.MonkeyPatch) -> tuple[Acceso, Reloj, Estacion]:
    monkeypatch.setattr(suelta, "operadores", lambda: (conocido("ana"), conocido("beto")))
    reloj = Reloj()
    return Acceso(suelta, reloj), reloj, suelta


def fallar(acceso: Acceso) -> str:
    with pytest.raises(NoProcede) as negado:
        acceso.entrar("ana", "otra")
    return str(negado.value)


def test_cada_falla_hace_esperar_mas_y_acertar_lo_perdona(puerta: tuple[Acceso, Reloj, Estacion]) -> None:
    acceso, reloj, _ = puerta
    for _ in range(DE_GRACIA):
        fallar(acceso)
        assert acceso.espera_s("ana") == 0
    esperas = []
    for _ in range(3):
        fallar(acceso)
        esperas.append(acceso.espera_s("ana"))
        reloj.ahora += timedelta(seconds=esperas[-1])
    assert esperas == [2, 4, 8]
    assert acceso.entrar("ana", CONTRASENA).operador == "ana"
    fallar(acceso)
    assert acceso.espera_s("ana") == 0


def test_mientras_espera_ni_la_buena_entra_y_las_demas_personas_si(puerta: tuple[Acceso, Reloj, Estacion]) -> None:
    acceso, _, _ = puerta
    for _ in range(DE_GRACIA + 1):
        fallar(acceso)
    with pytest.raises(NoProcede, match="Espere 2 segundos"):
        acceso.entrar("ana", CONTRASENA)
    assert acceso.entrar("beto", CONTRASENA).operador == "beto"


def test_demasiadas_fallas_cierran_y_volver_a_abrir_el_programa_no_perdona(
    puerta: tuple[Acceso, Reloj, Estacion],
) -> None:
    acceso, reloj, estacion = puerta
    for _ in range(FALLAS_MAX):
        fallar(acceso)
        if acceso.espera_s("ana") < CIERRE.total_seconds():
            reloj.ahora += timedelta(seconds=acceso.espera_s("ana"))
    assert Acceso(estacion, reloj).espera_s("ana") == CIERRE.total_seconds()
    reloj.ahora += CIERRE
    assert acceso.entrar("ana", CONTRASENA).operador == "ana"
