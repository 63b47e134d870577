"""A node is announced and found over real multicast; whatever goes wrong there delays and stops nobody."""

import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from zeroconf import ServiceInfo

from prep.domain.catalogo.catalogo import CCV
from prep.net.descubrimiento import TIPO, Hallado, anunciar, anunciar_en, buscar_todos, leer

LOCAL = ("127.0.0.1",)
PLAZO_S = 1.5
MIO, AJENO = (f"SIM-{secrets.token_hex(4)}" for _ in range(2))  # others of this machine announce theirs meanwhile
NODO = Hallado(MIO, "CATD07", "0006", "127.0.0.1", 5433)


def buscar(proceso: str, sitio: str, plazo_s: float, interfaces: tuple[str, ...]) -> list[Hallado]:
    """Of all that answer, those of one place; other tests announce theirs in the same network."""
    nombre = "CENTRO" if sitio == CCV else f"CATD{sitio}"
    todos = buscar_todos(plazo_s, interfaces)
    return [h for h in todos if h.proceso == proceso and h.nodo.partition(".")[0] == nombre]


def hasta_hallar(proceso: str, sitio: str, condicion: Callable[[list[Hallado]], bool]) -> list[Hallado]:
    """Searches until it is as expected, some 30 s at most."""
    limite = time.monotonic() + 30
    while not condicion(hallados := buscar(proceso, sitio, PLAZO_S, LOCAL)):
        assert time.monotonic() < limite, hallados
    return hallados


def test_se_halla_cada_nodo_que_se_anuncia_con_su_proceso() -> None:
    nuevo = Hallado(MIO, "CATD07.2", "0006", "127.0.0.1", 5434)
    otro_proceso = Hallado(AJENO, "CATD07", "0006", "127.0.0.1", 5435)
    centro = Hallado(MIO, "CENTRO", "0006", "127.0.0.1", 5436)
    with anunciar(NODO, LOCAL), anunciar(nuevo, LOCAL), anunciar(otro_proceso, LOCAL), anunciar(centro, LOCAL):
        assert hasta_hallar(MIO, "07", lambda h: len(h) == 2) == [NODO, nuevo]
        assert hasta_hallar(MIO, CCV, bool) == [centro]
        assert buscar(MIO, "08", 0.5, LOCAL) == []


def test_un_nodo_en_dos_redes_se_anuncia_en_cada_una_con_su_direccion_ahi() -> None:
    otra = replace(NODO, servidor="127.0.0.11")
    with anunciar_en(NODO, ["127.0.0.1", "127.0.0.11"]):
        assert hasta_hallar(MIO, "07", lambda h: len(h) == 2) == [NODO, otra]


def test_al_terminar_el_bloque_deja_de_anunciarse() -> None:
    with anunciar(NODO, LOCAL):
        hasta_hallar(MIO, "07", lambda h: h == [NODO])
    assert hasta_hallar(MIO, "07", lambda h: not h) == []


def test_sin_interfaz_el_bloque_corre_igual_y_se_dice_una_vez(caplog: pytest.LogCaptureFixture) -> None:
    ida = ("203.0.113.9",)  # no interface has this address
    with caplog.at_level(logging.WARNING), anunciar(NODO, ida):
        limite = time.monotonic() + 20
        while not caplog.records and time.monotonic() < limite:
            assert buscar(MIO, "07", 0.1, LOCAL) == []
    assert [r.message.partition(":")[0] for r in caplog.records] == ["El nodo no se anuncia en la red y sigue sin eso"]
    assert buscar(MIO, "07", 0.1, ida) == []
    assert "escriba su dirección" in caplog.records[-1].message


@pytest.mark.parametrize(
    "cambio",
    [
        {"proceso": ""},
        {"proceso": "x" * 240},
        {"nodo": "CATD7"},
        {"nodo": "CATD07.0"},
        {"nodo": "CATD07\x1b[2J"},
        {"nodo": "CATD07." + "9" * 40},
        {"version": b"\xff\xfe"},
    ],
)
def test_lo_que_anuncia_cualquiera_no_es_un_nodo(cambio: dict[str, str | bytes]) -> None:
    dicho: dict[str, str | bytes] = {"proceso": MIO, "nodo": "CATD07", "version": "0006"}
    servicio = ServiceInfo(TIPO, f"a.{TIPO}", port=5433, parsed_addresses=["127.0.0.1"], properties=dicho)
    assert leer(servicio) == NODO
    malo = ServiceInfo(TIPO, f"a.{TIPO}", port=5433, parsed_addresses=["127.0.0.1"], properties=dicho | cambio)
    assert leer(malo) is None


def test_un_anuncio_sin_direccion_o_sin_puerto_no_es_un_nodo() -> None:
    dicho = {"proceso": MIO, "nodo": "CATD07", "version": "0006"}
    assert leer(ServiceInfo(TIPO, f"a.{TIPO}", port=5433, parsed_addresses=["::1"], properties=dicho)) is None
    assert leer(ServiceInfo(TIPO, f"a.{TIPO}", port=0, parsed_addresses=["127.0.0.1"], properties=dicho)) is None
    assert leer(None) is None
