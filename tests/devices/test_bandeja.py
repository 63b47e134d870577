"""The tray: a page is on disk when it is said so, once, and never deleted."""

from hashlib import sha256
from pathlib import Path

import pytest

from prep.devices.bandeja import Bandeja
from prep.devices.escaner import Pagina

UNA, OTRA = Pagina(b"una", "lote.pdf p1"), Pagina(b"otra", "../raro/ñ nombre.jpg")
HUELLA = sha256(b"una").hexdigest()


def test_las_paginas_esperan_en_el_orden_en_que_llegaron_y_sobreviven_al_programa(tmp_path: Path) -> None:
    bandeja = Bandeja(tmp_path)
    for pagina in (UNA, OTRA):
        assert bandeja.entrar(pagina) is not None
    for de_nuevo in (bandeja, Bandeja(tmp_path)):
        assert [(e.huella, e.origen) for e in de_nuevo.esperan()] == [
            (HUELLA, "lote.pdf-p1"),
            (sha256(b"otra").hexdigest(), "..-raro-nombre.jpg"),
        ]
        assert de_nuevo.leer(HUELLA) == b"una" and de_nuevo.espera(HUELLA)


def test_la_misma_pagina_no_entra_dos_veces(tmp_path: Path) -> None:
    bandeja = Bandeja(tmp_path)
    assert bandeja.entrar(UNA) is not None
    assert bandeja.entrar(UNA) is None
    bandeja.archivar(HUELLA, "GUB-001")
    assert Bandeja(tmp_path).entrar(UNA) is None
    assert Bandeja(tmp_path).esperan() == []


def test_la_original_queda_con_la_clave_de_su_acta_y_su_huella(tmp_path: Path) -> None:
    bandeja = Bandeja(tmp_path)
    bandeja.entrar(UNA)
    bandeja.archivar(HUELLA, "GUB-001-0009-B01-00-A02-1")
    (original,) = (tmp_path / "originales").iterdir()
    assert original.name == f"GUB-001-0009-B01-00-A02-1_{HUELLA}_lote.pdf-p1"
    assert original.read_bytes() == b"una" == bandeja.leer(HUELLA)


def test_una_descartada_se_conserva_y_puede_volver(tmp_path: Path) -> None:
    bandeja = Bandeja(tmp_path)
    bandeja.entrar(UNA)
    bandeja.descartar(HUELLA)
    assert bandeja.esperan() == [] and len(list((tmp_path / "descartadas").iterdir())) == 1
    assert bandeja.entrar(UNA) is not None and bandeja.espera(HUELLA)


def test_la_ultima_descartada_vuelve_y_luego_la_anterior_aunque_la_bandeja_se_abra_de_nuevo(tmp_path: Path) -> None:
    bandeja = Bandeja(tmp_path)
    assert bandeja.recuperar() is None
    for pagina in (UNA, OTRA):
        entro = bandeja.entrar(pagina)
        assert entro is not None
        bandeja.descartar(entro.huella)
    otra_vez = Bandeja(tmp_path)
    vueltas = [otra_vez.recuperar() for _ in range(3)]
    assert [v and otra_vez.leer(v.huella) for v in vueltas] == [b"otra", b"una", None]
    assert [v.origen for v in otra_vez.esperan()] == ["..-raro-nombre.jpg", "lote.pdf-p1"]
    assert Bandeja(tmp_path).esperan() == otra_vez.esperan()


def test_lo_que_quedo_a_medio_escribir_se_quita_y_lo_ajeno_se_deja(tmp_path: Path) -> None:
    Bandeja(tmp_path)
    (tmp_path / "espera" / f".{HUELLA}.parcial").write_bytes(b"u")
    (tmp_path / "espera" / "nota.txt").write_text("de alguien")
    assert Bandeja(tmp_path).esperan() == []
    assert {r.name for r in (tmp_path / "espera").iterdir()} == {"nota.txt"}


def test_sin_donde_guardar_no_se_dice_que_se_guardo(tmp_path: Path) -> None:
    bandeja = Bandeja(tmp_path)
    (tmp_path / "espera").rmdir()
    with pytest.raises(OSError):
        bandeja.entrar(UNA)
    assert not bandeja.espera(HUELLA)
