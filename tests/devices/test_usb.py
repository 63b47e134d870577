"""What is on the USB bus is told with or without permission, and nothing that a device says of itself breaks it."""

from pathlib import Path

import pytest

from prep.devices import usb as usb_nuestro
from prep.devices.aparatos import NOMBRE_MAX, Aparato, ClaseDeAparato
from prep.devices.usb import SIN_LIBUSB, RondaUsb
from tests.devices.bus import Bus, Enchufado, lector, memoria

NADA = Path("/no/hay/tal")


def ronda(bus: Bus, sysfs: Path = NADA) -> RondaUsb:
    return RondaUsb(bus, sysfs)


def test_cada_aparato_se_dice_por_lo_que_es_y_por_su_nombre() -> None:
    bus = Bus(
        lector(),
        memoria(),
        Enchufado(0x04F9, 0x0042, clases=(0x07, 0xFF, 0x08), textos=("Brother", "Brother MFC", "B1")),
        Enchufado(0x04C5, 0x132B, clases=(0xFF,), textos=("FUJITSU", "fi-7160", "F1")),
        Enchufado(0x1234, 0x0001, clases=(0x03,), textos=("X", "USB Barcode Scanner", "")),
        Enchufado(0x046D, 0xC31C, textos=("Logitech", "USB Keyboard", "")),  # no reader: nothing to tell
        Enchufado(0x18D1, 0x4EE1, clases=(0x06,), textos=("Google", "Pixel", "P1")),
    )
    hay = ronda(bus)()
    C = ClaseDeAparato
    assert not hay.sin_ver
    assert [a.nombre for a in hay.de(C.LECTOR)] == ["ACME Lector 2D", "X USB Barcode Scanner"]
    assert [a.nombre for a in hay.de(C.ESCANER)] == ["Brother MFC", "FUJITSU fi-7160"]
    assert [a.nombre for a in hay.de(C.IMPRESORA)] == ["Brother MFC"]
    assert [a.nombre for a in hay.de(C.ALMACENAMIENTO)] == ["Brother MFC", "Google Pixel", "Kingston DataTraveler 3.0"]
    assert hay.de(C.LECTOR)[0] == Aparato(C.LECTOR, "ACME Lector 2D", "05f9:2214", "S-1", "1-1")


def test_lo_que_se_desenchufa_deja_de_estar_y_lo_que_vuelve_es_el_mismo() -> None:
    suyo = lector()
    bus = Bus(suyo, memoria())
    mira = ronda(bus)
    antes = mira().de(ClaseDeAparato.LECTOR)
    bus.desenchufar(suyo)
    assert not mira().de(ClaseDeAparato.LECTOR) and mira().de(ClaseDeAparato.ALMACENAMIENTO)
    bus.enchufar(suyo)
    assert [a.identidad for a in mira().de(ClaseDeAparato.LECTOR)] == [a.identidad for a in antes]


def test_a_cada_aparato_se_le_pregunta_su_nombre_una_vez_mientras_esta() -> None:
    suyo = lector()
    mira = ronda(Bus(suyo))
    for _ in range(5):
        mira()
    assert suyo.preguntas.count(2) == 1


def test_sin_permiso_se_ve_que_es_y_se_dice_que_no_se_sabe_su_nombre() -> None:
    hay = ronda(Bus(lector(sin_permiso=True), memoria(sin_permiso=True)))()
    assert [a.nombre for a in hay.aparatos] == ["Lector de códigos", "Memoria, disco o teléfono"]
    assert "De 2 aparatos no se pudo leer el nombre" in hay.sin_ver


def test_sin_permiso_el_sistema_dice_el_nombre_si_lo_tiene(tmp_path: Path) -> None:
    suyo = lector(sin_permiso=True, puertos=(1, 4))
    (tmp_path / "1-1.4").mkdir()
    for dato, texto in (("manufacturer", "Datalogic\n"), ("product", "Quick\x07Scan\n"), ("serial", "G21\n")):
        (tmp_path / "1-1.4" / dato).write_text(texto, encoding="utf-8")
    hay = ronda(Bus(suyo), tmp_path)()
    assert (hay.aparatos[0].nombre, hay.aparatos[0].serie, hay.sin_ver) == ("Datalogic Quick Scan", "G21", "")
    assert not suyo.preguntas


@pytest.mark.parametrize(
    "texto", ["\x1b[31mROJO\r\n\x00", "x" * 126, "a\u202eb\u2066c", "\ud800", "<b>negritas</b>\t\v", "   "]
)
def test_lo_que_un_aparato_diga_de_si_cabe_en_un_renglon_sin_signos_raros(texto: str) -> None:
    hay = ronda(Bus(lector(textos=(texto, texto, texto))))()
    (suyo,) = hay.de(ClaseDeAparato.LECTOR)
    assert suyo.nombre.isprintable() and 0 < len(suyo.nombre) <= NOMBRE_MAX
    assert suyo.serie.isprintable() and len(suyo.serie) <= NOMBRE_MAX


def test_uno_que_miente_en_cuanto_tiene_no_detiene_a_nadie() -> None:
    hay = ronda(Bus(lector(miente=True), memoria()))()
    assert {a.clase for a in hay.aparatos} == {ClaseDeAparato.LECTOR, ClaseDeAparato.ALMACENAMIENTO}


def test_uno_que_no_se_entiende_o_se_va_a_media_pregunta_se_cuenta_y_los_otros_se_ven() -> None:
    hay = ronda(Bus(Enchufado(1, 1, ilegible=True), memoria(se_fue=True), lector()))()
    assert [a.clase for a in hay.aparatos] == [ClaseDeAparato.LECTOR]
    assert hay.sin_ver.startswith("2 aparatos no se entienden")


def test_de_un_bus_con_miles_se_ven_los_primeros() -> None:
    hay = ronda(Bus(*(memoria(str(n), puertos=None) for n in range(300))))()
    assert len(hay.aparatos) == usb_nuestro.APARATOS_MAX


def test_sin_libusb_no_se_ve_nada_y_se_dice_que_instalar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usb_nuestro, "_libusb", lambda: None)
    hay = RondaUsb()()
    assert not hay.aparatos and hay.sin_ver == SIN_LIBUSB and "libusb-1.0-0" in hay.sin_ver


def test_el_bus_de_este_equipo_se_mira_de_verdad() -> None:
    """Whatever it has: with libusb it is listed, without it that is said."""
    hay = RondaUsb()()
    assert hay.sin_ver or hay.aparatos == tuple(hay.aparatos)
