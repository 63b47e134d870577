"""What an operator does is signed: any changed byte fails, and time never goes back inside a session."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest

from prep.domain.hechos.hechos import Acopio, Fuente
from prep.net import identidad
from prep.services.estacion.firma import FirmaDeSesion
from prep.store.hechos import HechoFirmado
from tests.store.ejemplos import firma_valida

LLAVE = identidad.nueva()
FIRMA = FirmaDeSesion("ana", "est-01-1", "prueba-1", LLAVE)


def _hecho() -> HechoFirmado:
    return FIRMA.hecho("ACTA-1", Fuente.CATD, Acopio("01", "D"), desfase_ms=-15)


@pytest.mark.parametrize(
    "cambio",
    [
        {"id": UUID(int=7)},
        {"proceso": "prueba-2"},
        {"acta": "ACTA-2"},
        {"fuente": Fuente.CASILLA},
        {"operador": "beto"},
        {"estacion": "est-01-2"},
        {"momento": datetime(2024, 6, 2, tzinfo=UTC)},
        {"desfase_ms": -14},
    ],
)
def test_una_cabeza_cambiada_no_verifica(cambio: dict[str, object]) -> None:
    firmado = _hecho()
    assert firma_valida(firmado, LLAVE.publica)
    otro = replace(firmado.hecho, **cambio)  # type: ignore[arg-type]
    assert not firma_valida(replace(firmado, hecho=otro), LLAVE.publica)


def test_cualquier_caracter_cambiado_del_cuerpo_no_verifica() -> None:
    firmado = _hecho()
    for i, letra in enumerate(firmado.cuerpo):
        cuerpo = firmado.cuerpo[:i] + ("X" if letra != "X" else "Y") + firmado.cuerpo[i + 1 :]
        assert not firma_valida(replace(firmado, cuerpo=cuerpo), LLAVE.publica)


def test_los_ids_y_tiempos_de_una_sesion_solo_crecen() -> None:
    hechos = [_hecho().hecho for _ in range(2_000)]
    assert all(a.momento < b.momento and str(a.id) < str(b.id) for a, b in pairwise(hechos))
    assert {h.momento.tzinfo for h in hechos} == {UTC}


def _momentos(*segundos: float) -> list[float]:
    inicio = datetime(2024, 6, 2, 18, tzinfo=UTC)
    reloj = iter([inicio + timedelta(seconds=s) for s in segundos])
    firma = FirmaDeSesion("ana", "e", "p", LLAVE, reloj=lambda: next(reloj))
    return [(firma.hecho("A", Fuente.CATD, Acopio("01", "D")).hecho.momento - inicio).total_seconds() for _ in segundos]


def test_un_reloj_detenido_o_que_retrocede_avanza_un_microsegundo() -> None:
    assert _momentos(10, 10, 8) == [10, 10.000001, 10.000002]


def test_a_un_reloj_que_alguien_corrige_se_le_sigue() -> None:
    assert _momentos(3600, 0, 1) == [3600, 0, 1]
