"""A kit: sealed and opened as on the day, once; what cannot be opened says why, with files that are quick to try."""

import os
import pty
import shutil
import subprocess
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from prep.net.age import TRABAJO
from prep.net.identificacion import IdentificacionDeLugar
from prep.net.kit import TAMANO_MAX, KitDeLugar, KitInvalido, abrir, como_se_escribio, frase_nueva, nuevo, sellar
from tests.central.autoridad.ejemplo import AHORA, HASTA, autoridad, identificada
from tests.net.baratos import barato

FRASE = "gyga-47r6-wmbk-pvyp"


@cache
def kit() -> KitDeLugar:
    return nuevo(IdentificacionDeLugar.model_validate_json(identificada()), alta="{}")


@cache
def de_verdad() -> bytes:
    return sellar(kit(), FRASE)


@cache
def sellado() -> bytes:
    return barato(kit().model_dump_json().encode(), FRASE)


def en(carpeta: Path, crudo: bytes) -> Path:
    ruta = carpeta / "nodo.catd01.kit"
    ruta.write_bytes(crudo)
    return ruta


def test_se_abre_con_su_frase_aunque_se_escriba_de_otro_modo(tmp_path: Path) -> None:
    assert abrir(en(tmp_path, de_verdad()), f" {FRASE.upper().replace('-', ' – ')} ") == kit()


def test_no_lleva_nada_en_claro() -> None:
    assert not any(dicho in de_verdad() for dicho in (b"PRIVATE", b"catd", FRASE.encode()))


def test_la_frase_tiene_79_bits_y_ninguna_letra_que_parezca_otra() -> None:
    frases = {frase_nueva() for _ in range(200)}
    assert len(frases) == 200 and not set("".join(frases)) & set("01ilo")
    assert all(len(f) == 19 and como_se_escribio(f) == f for f in frases)


def cambiado(lugar: int) -> bytes:
    crudo = bytearray(sellado())
    crudo[lugar] ^= 1
    return bytes(crudo)


@pytest.mark.parametrize(
    ("crudo", "frase", "dicho"),
    [
        (sellado, "otra-frase-que-noes", "La frase no abre"),
        (sellado, "", "La frase no abre"),
        (lambda: sellado()[:-7], FRASE, "está cortado o alterado"),
        (lambda: sellado()[:200], FRASE, "está cortado o alterado"),
        (lambda: cambiado(-9), FRASE, "está cortado o alterado"),
        (lambda: sellado()[:40], FRASE, "no es un kit, o está cortado"),
        (lambda: b"", FRASE, "no es un kit, o está cortado"),
        (lambda: b"PK\x03\x04" * 99, FRASE, "no es un kit, o está cortado"),
        (lambda: bytes(10_000_000), FRASE, "es demasiado grande"),
        (lambda: sellado()[:45] + b" 63\n" + sellado()[60:], FRASE, "no es un kit, o está cortado"),
        (lambda: sellado().replace(b" 8\n", b" 22\n"), FRASE, "pediría demasiada memoria"),
        (lambda: barato(b'{"version": 1, "kit": "x"}', FRASE), FRASE, "no lleva un kit de este programa"),
        (lambda: barato(b"\xff\x00", FRASE), FRASE, "no lleva un kit de este programa"),
    ],
)  # fmt: skip
def test_lo_que_no_se_puede_abrir_dice_por_que(tmp_path: Path, crudo, frase: str, dicho: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(KitInvalido, match=dicho) as error:
        abrir(en(tmp_path, crudo()), frase)
    assert "BEGIN" not in str(error.value)


def test_el_vencido_se_dice(tmp_path: Path) -> None:
    with pytest.raises(KitInvalido, match="venció el"):
        abrir(en(tmp_path, sellado()), FRASE, HASTA + timedelta(days=31))


def test_el_de_una_estacion_no_lleva_alta(tmp_path: Path) -> None:
    suya = autoridad(tmp_path).de_estaciones("01", ["e01-1"], AHORA)[0]
    assert not nuevo(suya).es_de_nodo
    with pytest.raises(ValueError, match="la lleva el kit de un nodo"):
        nuevo(suya, alta="{}")


def test_cabe_con_holgura() -> None:
    assert len(de_verdad()) * 8 < TAMANO_MAX


def test_pide_siempre_lo_mismo_de_quien_lo_abre() -> None:
    """What it asks for is not what the machine that made it was doing meanwhile."""
    assert {sellar(kit(), FRASE).split(b"\n")[1].rsplit(b" ")[-1] for _ in range(3)} == {str(TRABAJO).encode()}


@pytest.mark.skipif(shutil.which("age") is None, reason="no está la orden age")
def test_el_age_de_debian_lo_abre(tmp_path: Path) -> None:
    """It asks for the passphrase at a terminal and nowhere else."""
    amo, esclavo = pty.openpty()
    orden = ["setsid", "--ctty", "age", "-d", "-o", str(tmp_path / "abierto"), str(en(tmp_path, de_verdad()))]
    with subprocess.Popen(orden, stdin=esclavo, stdout=esclavo, stderr=esclavo) as age:
        os.close(esclavo)
        os.write(amo, FRASE.encode() + b"\n")
        assert age.wait(60) == 0
    os.close(amo)
    assert KitDeLugar.model_validate_json((tmp_path / "abierto").read_bytes()) == kit()
