"""A phone asks to be registered and asks how its actas stand, over real HTTP."""

import json
import time

import pytest

from central.telefono.recado import ruta_de_cuenta, ruta_de_negativa
from simulacro.personas.telefono import TelefonoDeCae
from tests.receptor import PROCESO, ReceptorSolo


def test_el_alta_queda_para_el_centro_y_despues_se_sabe(receptor: ReceptorSolo) -> None:
    escrito = receptor.hoja(b"a" * 16, "cae-1")
    suyo = TelefonoDeCae("cae-1", PROCESO, receptor.puerto)
    ruta = f"/v1/altas/{suyo.llave}"
    assert suyo.pedir("GET", ruta).dicho["codigo"] == "DESCONOCIDA"
    pedida = suyo.alta(escrito)
    dado = suyo.pedir("POST", "/v1/altas", pedida)
    assert (dado.estado, dado.dicho) == (202, {"estado": "en_espera", "llave": suyo.llave})
    assert (receptor.envios / "recados" / f"alta-{suyo.llave}.json").read_bytes() == pedida
    assert suyo.pedir("GET", ruta).estado == 202
    receptor.dejar(suyo, "EN_USO")
    dado = suyo.pedir("GET", ruta)
    assert (dado.estado, dado.dicho) == (200, {"estado": "registrada", "cuenta": "cae-1"})
    assert suyo.pedir("POST", "/v1/altas", pedida).estado == 202, "repetirla da lo mismo"
    receptor.dejar(suyo, "PERDIDO")
    assert suyo.pedir("GET", ruta).dicho["codigo"] == "LLAVE_DE_BAJA"


def test_lo_que_el_centro_niega_se_le_dice(receptor: ReceptorSolo) -> None:
    suyo = TelefonoDeCae("cae-2", PROCESO, receptor.puerto)
    ruta = ruta_de_negativa(receptor.avisos, suyo.llave)
    ruta.parent.mkdir(exist_ok=True)
    ruta.write_text(json.dumps({"codigo": "SELLO", "texto": "No."}))
    dado = suyo.pedir("GET", f"/v1/altas/{suyo.llave}")
    assert (dado.estado, dado.dicho["codigo"]) == (403, "SELLO")


@pytest.mark.parametrize(
    ("estado", "vence_en_ms", "cuenta", "codigo"),
    [
        ("EN_USO", 1_000_000, "cae-3", "CODIGO_USADO"),
        ("CANCELADO", 1_000_000, "cae-3", "CODIGO_VENCIDO"),
        ("INVITADO", -1_000, "cae-3", "CODIGO_VENCIDO"),
        ("INVITADO", 1_000_000, "cae-4", "CODIGO_DE_OTRA_CUENTA"),
    ],
)
def test_un_codigo_que_no_sirve_se_dice_enseguida(
    receptor: ReceptorSolo, estado: str, vence_en_ms: int, cuenta: str, codigo: str
) -> None:
    escrito = receptor.hoja(f"{estado}{vence_en_ms}{cuenta}".encode()[:16].ljust(16), "cae-3", estado, vence_en_ms)
    suyo = TelefonoDeCae(cuenta, PROCESO, receptor.puerto)
    dado = suyo.pedir("POST", "/v1/altas", suyo.alta(escrito))
    assert (dado.estado, dado.dicho["codigo"]) == (403, codigo)
    receptor.hojas.clear()


@pytest.mark.parametrize("cambios", [{"spki": "AAAA"}, {"sello": "x"}, {"de_mas": 1}])
def test_un_alta_mal_hecha_no_se_toma(receptor: ReceptorSolo, cambios: dict[str, object]) -> None:
    escrito = receptor.hoja(b"m" * 16, "cae-5")
    suyo = TelefonoDeCae("cae-5", PROCESO, receptor.puerto)
    dado = suyo.pedir("POST", "/v1/altas", suyo.alta(escrito, **cambios))
    assert (dado.estado, dado.dicho["codigo"]) == (422, "FORMATO")
    receptor.hojas.clear()


def test_lo_mio_es_solo_de_quien_lo_firma_y_a_su_hora(receptor: ReceptorSolo) -> None:
    suyo = receptor.telefono("cae/../con nombre ñ")
    assert suyo.mias().dicho["codigo"] == "SIN_CASILLAS"
    ruta_de_cuenta(receptor.avisos, suyo.cuenta).write_text('{"version": 1}')
    dado = suyo.mias()
    assert (dado.estado, dado.dicho) == (200, {"version": 1})
    assert suyo.mias({"If-None-Match": dado.encabezados["etag"]}).estado == 304
    tarde = suyo.mias(momento=time.time_ns() // 1_000_000 - 301_000)
    assert (tarde.estado, tarde.dicho["codigo"]) == (401, "RELOJ") and tarde.dicho["ms"] > 0
    otro = TelefonoDeCae("otro", PROCESO, receptor.puerto)
    assert otro.mias().dicho["codigo"] == "LLAVE_DESCONOCIDA"
    receptor.dejar(suyo, "RELEVADO")
    assert suyo.mias().estado == 200
    receptor.dejar(suyo, "PERDIDO")
    assert suyo.mias().dicho["codigo"] == "LLAVE_DE_BAJA"


def test_la_hora_y_el_proceso(receptor: ReceptorSolo) -> None:
    antes = time.time_ns() // 1_000_000
    dado = receptor.telefono("cae-6").pedir("GET", "/v1/hora")
    assert dado.estado == 200 and dado.dicho["proceso"] == PROCESO
    assert antes <= dado.dicho["ms"] <= time.time_ns() // 1_000_000
    assert dado.encabezados["cache-control"] == "no-store"
