"""A phone whose date is wrong: what it takes is sent with the hour that it was, and it says what to put right."""

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from central.telefono.envio import leer_datos
from tests.casilla.conftest import PLAZO_MS, Campo
from tests.casilla.test_toma import ver

if TYPE_CHECKING:
    from playwright.sync_api import Page

sync_api = pytest.importorskip("playwright.sync_api", reason="falta Playwright: «make setup»")
ANIO_MS, DIA_MS = 31_536_000_000, 86_400_000
ADELANTADO = f"""(() => {{ const De = Date, ahora = () => De.now() + {ANIO_MS} + 90_000;
  globalThis.Date = class extends De {{ constructor(...x) {{ x.length ? super(...x) : super(ahora()); }}
    static now() {{ return ahora(); }} }}; }})()"""
AL_DIA = "x => import('./actas.js').then((m) => m.alDia(...x))"
TOMADA = datetime(2024, 6, 3, 2, 0, tzinfo=UTC)


def test_con_el_reloj_un_ano_adelantado_lo_tomado_llega_con_su_hora_y_se_dice(campo: Campo) -> None:
    campo.al_abrir = ADELANTADO
    hoja = campo.registrado(service_workers="block")  # its clock is not the page's, here
    campo.fotografiar(hoja, 0)
    ver(hoja, "li:first-child .estado", "Recibida")
    ver(hoja, ".bandas", "La fecha de este teléfono está mal: dice que hoy es")
    ((dicho, _),) = campo.receptor.recibidas.values()
    envio = leer_datos(json.dumps(dicho).encode())
    assert abs(envio.digitalizada + timedelta(milliseconds=envio.desfase_ms) - datetime.now(UTC)) < timedelta(minutes=5)
    assert -91_000 < envio.desfase_ms < -89_000, "lo que no son días se dice tal cual"
    assert campo.malos == []
    _los_cuatro_relojes(hoja)


def _los_cuatro_relojes(hoja: "Page") -> None:
    """By which clock it was taken: the one of the sending, or the one of the shot where only that can be."""
    for en_la_toma, al_enviar in (
        (None, 1_500),
        (-ANIO_MS + 700, -ANIO_MS + 900),
        (-ANIO_MS + 700, 0),  # put right between shot and sending
        (-ANIO_MS - 7 * 3_600_000, -200),  # and its zone too
        (0, -ANIO_MS),  # gone wrong in between
        (None, 3 * DIA_MS + 5_000),
    ):
        marcaba = TOMADA - timedelta(milliseconds=al_enviar if en_la_toma is None else en_la_toma)
        ahora = TOMADA + timedelta(minutes=20) - timedelta(milliseconds=al_enviar)
        datos: dict[str, Any] = {"digitalizada": f"{marcaba:%Y-%m-%dT%H:%M:%S.000Z}", "desfase_toma_ms": en_la_toma}
        dicho = hoja.evaluate(AL_DIA, [datos, al_enviar, ahora.timestamp() * 1000])
        hora = datetime.fromisoformat(dicho["digitalizada"]) + timedelta(milliseconds=dicho["desfase_ms"])
        assert abs(hora - TOMADA) < timedelta(seconds=10), (en_la_toma, al_enviar)
        assert all(abs(dicho[c] or 0) <= DIA_MS / 2 for c in ("desfase_ms", "desfase_toma_ms"))


def test_si_no_hay_quien_conteste_se_dice_tambien_que_revise_la_fecha(campo: Campo) -> None:
    """A wrong date closes every safe connection, which a page cannot tell from no signal."""
    hoja = campo.registrado()
    campo.senal(False)
    campo.fotografiar(hoja, 0)
    ver(hoja, ".bandas", "1 foto espera señal")
    sync_api.expect(hoja.locator(".bandas").first).to_contain_text("revise la fecha", timeout=2 * PLAZO_MS)
