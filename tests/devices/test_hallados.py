"""Scanners are found by real multicast and by SANE; what anybody announces is cleaned, bounded, and never trusted."""

import secrets
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from zeroconf import IPVersion, ServiceInfo, Zeroconf

from prep.devices.eleccion import ClaseDeOrigen, OrigenElegido
from prep.devices.hallados import TIPO, TIPO_TLS, EscanerHallado, de_la_red, juntos, leer

LOCAL = ("127.0.0.1",)
MIO = f"Escáner de pruebas {secrets.token_hex(4)}"  # other tests announce theirs in the same network


def _anuncio(tipo: str, puerto: int, **dicho: str | bytes) -> ServiceInfo:
    propiedades = {"ty": MIO, "rs": "eSCL", "UUID": MIO, "is": "adf,platen", "note": "CATD 07"} | dicho
    return ServiceInfo(
        tipo,
        f"{MIO}.{tipo}",
        port=puerto,
        addresses=[socket.inet_aton("127.0.0.1")],
        properties=propiedades,
        server=f"escaner-{puerto}.local.",
    )


@contextmanager
def _anunciados(*servicios: ServiceInfo) -> Iterator[None]:
    red = Zeroconf(interfaces=list(LOCAL), ip_version=IPVersion.V4Only)
    try:
        for servicio in servicios:
            red.register_service(servicio)
        yield
    finally:
        red.close()


def _hasta(condicion: Callable[[list[EscanerHallado]], bool]) -> list[EscanerHallado]:
    limite = time.monotonic() + 30
    while not condicion(suyos := [h for h in de_la_red(1.5, LOCAL) if h.origen.nombre == MIO]):
        assert time.monotonic() < limite, suyos
    return suyos


def test_se_hallan_los_de_la_red_una_vez_cada_uno_y_cifrados_si_pueden() -> None:
    with _anunciados(_anuncio(TIPO, 8080), _anuncio(TIPO_TLS, 8443)):
        hallado = _hasta(lambda h: len(h) == 1 and h[0].origen.cifrado)[0]
    assert hallado.origen == OrigenElegido(ClaseDeOrigen.ESCANER, "https://127.0.0.1:8443/eSCL", MIO)
    assert hallado.detalle == "CATD 07 · 127.0.0.1 · cifrado" and not hallado.sin_alimentador


def test_uno_sin_alimentador_se_dice() -> None:
    leido = leer(_anuncio(TIPO, 8080, **{"is": "platen"}))
    assert leido is not None and leido[1].sin_alimentador


@pytest.mark.parametrize(
    ("dicho", "nombre"),
    [({"ty": "\x1b[2J" + "malo\n" * 40}, "[2Jmalo malo"), ({"ty": b"\xff\xfe"}, "��"), ({"ty": ""}, MIO)],
    ids=["con órdenes", "que no es texto", "vacío"],
)  # fmt: skip
def test_lo_que_dice_de_si_cabe_en_un_renglon(dicho: dict[str, str | bytes], nombre: str) -> None:
    leido = leer(_anuncio(TIPO, 8080, **dicho))
    assert leido is not None and leido[1].origen.nombre.startswith(nombre) and len(leido[1].origen.nombre) <= 60


@pytest.mark.parametrize("ruta", ["a b", "x" * 101, "e?x=1", "e#f", "\x00", "http://otra.mx/@x"])
def test_una_ruta_que_no_es_ruta_no_es_de_un_escaner(ruta: str) -> None:
    assert leer(_anuncio(TIPO, 8080, rs=ruta)) is None


def test_la_misma_por_la_red_y_por_el_sistema_es_un_solo_renglon() -> None:
    de_red = EscanerHallado(OrigenElegido(ClaseDeOrigen.ESCANER, "http://10.0.0.9:80/eSCL", "Acme 9000"), "")
    por_sane = EscanerHallado(OrigenElegido(ClaseDeOrigen.SANE, "airscan:e0:Acme 9000", "eSCL Acme 9000"), "")
    de_usb = EscanerHallado(OrigenElegido(ClaseDeOrigen.SANE, "fujitsu:fi-7160:1", "Fujitsu fi-7160"), "")
    otro = EscanerHallado(OrigenElegido(ClaseDeOrigen.SANE, "airscan:e1:Otra (USB)", "eSCL Otra (USB)"), "")
    assert juntos([de_red], [por_sane, de_usb, otro]) == [de_red, de_usb, otro]
