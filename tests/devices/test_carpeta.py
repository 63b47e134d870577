"""The watched folder: what is complete is taken once, what is not waits, what is no page is set aside, saying why."""

import os
from pathlib import Path

import pytest

from prep.devices import archivos
from prep.devices.carpeta import PACIENCIA_S, REPOSO_CORTO_S, REPOSO_S, CarpetaVigilada
from prep.devices.escaner import Apartado, Pagina
from prep.devices.imagen import gris
from tests.devices.actas import Actas, archivo, varias


class Reloj:
    """The time, moved by hand."""

    def __init__(self) -> None:
        self.ahora = 100.0

    def __call__(self) -> float:
        return self.ahora


class Mesa:
    """A folder, its clock, and what came out of it."""

    def __init__(self, raiz: Path) -> None:
        self.raiz, self.reloj = raiz, Reloj()
        self.carpeta = CarpetaVigilada(raiz, self.reloj)

    def poner(self, nombre: str, contenido: bytes) -> Path:
        ruta = self.raiz / nombre
        ruta.write_bytes(contenido)
        return ruta

    def pasada(self, segundos: float = REPOSO_S) -> list[Pagina | Apartado]:
        self.reloj.ahora += segundos
        return list(self.carpeta.paginas())

    def tomar(self, segundos: float = REPOSO_S) -> list[Pagina | Apartado]:
        """A look, some time, and another look."""
        return [*self.pasada(0), *self.pasada(segundos)]

    def hay(self, sub: str = "") -> set[str]:
        carpeta = self.raiz / sub
        return {r.name for r in carpeta.iterdir() if r.is_file()} if carpeta.is_dir() else set()


@pytest.fixture
def mesa(tmp_path: Path) -> Mesa:
    return Mesa(tmp_path)


def test_un_jpeg_y_un_png_se_toman_como_vinieron_y_pasan_a_procesadas(actas: Actas, mesa: Mesa) -> None:
    jpeg, png = actas.jpeg(0), archivo(actas.gris(1), "PNG")
    mesa.poner("a.jpg", jpeg)
    mesa.poner("b.png", png)
    tomadas = mesa.tomar()
    assert sorted(tomadas, key=lambda p: p.origen) == [Pagina(jpeg, "a.jpg"), Pagina(png, "b.png")]
    assert mesa.hay("procesadas") == {"a.jpg", "b.png"} and mesa.hay() == set()
    assert mesa.pasada() == []


@pytest.mark.parametrize("formato", ["TIFF", "PDF"])
def test_de_un_archivo_de_varias_paginas_salen_todas_en_orden(actas: Actas, mesa: Mesa, formato: str) -> None:
    hojas = [actas.gris(n) for n in range(3)]
    mesa.poner("lote", varias(hojas, formato))
    tomadas = mesa.tomar()
    assert [p.origen for p in tomadas] == ["lote p1", "lote p2", "lote p3"]
    for tomada, hoja in zip(tomadas, hojas, strict=True):
        assert isinstance(tomada, Pagina)
        vista = gris(tomada.contenido)
        assert abs(vista.shape[1] / vista.shape[0] - hoja.shape[1] / hoja.shape[0]) < 0.01
        assert abs(float(vista.mean()) - float(hoja.mean())) < 3
    assert mesa.hay("procesadas") == {"lote"}


def test_lo_que_aun_se_escribe_no_se_toma(actas: Actas, mesa: Mesa) -> None:
    jpeg = actas.jpeg(0)
    for parte in (1000, 50_000):
        mesa.poner("a.jpg", jpeg[:parte])
        assert mesa.pasada(0.6) == []
    mesa.poner("a.jpg", jpeg)
    assert mesa.pasada(0.6) == []
    assert mesa.pasada(REPOSO_S) == [Pagina(jpeg, "a.jpg")]


def test_el_jpeg_y_el_png_que_dicen_donde_acaban_no_esperan_tanto(actas: Actas, mesa: Mesa) -> None:
    mesa.poner("a.jpg", actas.jpeg(0))
    mesa.poner("b.png", archivo(actas.gris(1), "PNG"))
    mesa.poner("c.tif", varias([actas.gris(2)], "TIFF"))
    mesa.poner("d.jpg", b"\xff\xd8")
    assert {p.origen for p in mesa.tomar(REPOSO_CORTO_S)} == {"a.jpg", "b.png"}
    assert {p.origen for p in mesa.pasada(REPOSO_S)} == {"c.tif p1"}


def test_lo_que_llega_despacio_no_se_aparta_sino_que_se_espera(actas: Actas, mesa: Mesa) -> None:
    jpeg = actas.jpeg(0)
    mesa.poner("a.jpg", jpeg[:50_000])
    assert mesa.tomar(PACIENCIA_S - 1) == []
    mesa.poner("a.jpg", jpeg)
    assert mesa.tomar() == [Pagina(jpeg, "a.jpg")]


@pytest.mark.parametrize("nombre", [".a.jpg", "a.jpg.part", "a.JPG.TMP", "a.crdownload"])
def test_lo_que_tiene_nombre_de_estar_a_medias_espera_a_que_lo_renombren(actas: Actas, mesa: Mesa, nombre: str) -> None:
    ruta = mesa.poner(nombre, actas.jpeg(0))
    assert mesa.tomar(PACIENCIA_S) == []
    ruta.rename(mesa.raiz / "a.jpg")
    assert mesa.tomar() == [Pagina(actas.jpeg(0), "a.jpg")]


def test_un_archivo_se_queda_hasta_que_todas_sus_paginas_estan_guardadas(actas: Actas, mesa: Mesa) -> None:
    mesa.poner("lote.tif", varias([actas.gris(0), actas.gris(1)], "TIFF"))
    mesa.pasada(0)
    mesa.reloj.ahora += REPOSO_S
    paginas = mesa.carpeta.paginas()
    next(paginas)
    next(paginas)
    assert mesa.hay() == {"lote.tif"}, "nadie ha dicho que la segunda esté guardada"
    assert next(paginas, None) is None
    assert mesa.hay("procesadas") == {"lote.tif"}


MALOS = {
    "texto": (b"hola", "no es una imagen JPEG, PNG o TIFF, ni un PDF"),
    "vacio": (b"", "no es una imagen"),
    "jpeg cortado": (b"\xff\xd8\xff\xe0" + b"x" * 300, "dañada"),
    "png cortado": (b"\x89PNG\r\n\x1a\n" + b"x" * 300, "dañada"),
    "tiff cortado": (b"II*\0\x08\0\0\0", "TIFF"),
    "pdf cortado": (b"%PDF-1.4\n1 0 obj", "PDF no llegó completo"),
    "pdf roto": (b"%PDF-1.4\nnada\n%%EOF", "PDF está dañado"),
}


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")  # Pillow says it, and then fails as it should
@pytest.mark.parametrize(("contenido", "dice"), MALOS.values(), ids=MALOS)
def test_lo_que_no_es_una_pagina_se_aparta_y_se_dice_por_que(mesa: Mesa, contenido: bytes, dice: str) -> None:
    mesa.poner("malo.jpg", contenido)
    (apartado,) = mesa.tomar(PACIENCIA_S)
    assert isinstance(apartado, Apartado) and apartado.origen == "malo.jpg" and dice in apartado.motivo
    assert mesa.hay("apartadas") == {"malo.jpg", "malo.jpg.motivo.txt"} and mesa.hay() == set()
    assert dice in (mesa.raiz / "apartadas" / "malo.jpg.motivo.txt").read_text(encoding="utf-8")


def test_una_imagen_fuera_de_medida_se_aparta(actas: Actas, mesa: Mesa) -> None:
    mesa.poner("chica.png", archivo(actas.gris(0)[:100, :100], "PNG"))
    (apartado,) = mesa.tomar(PACIENCIA_S)
    assert isinstance(apartado, Apartado) and "100 por 100 px" in apartado.motivo


def test_un_archivo_con_demasiadas_paginas_o_bytes_se_aparta(
    actas: Actas, mesa: Mesa, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archivos, "PAGINAS_MAX", 2)
    monkeypatch.setattr("prep.devices.carpeta.ARCHIVO_MAX", 2 * 1024 * 1024)
    mesa.poner("muchas.pdf", varias([actas.gris(n) for n in range(3)], "PDF"))
    mesa.poner("pesado.jpg", b"\xff\xd8" + b"x" * (3 * 1024 * 1024))
    motivos = {a.origen: a.motivo for a in mesa.tomar(PACIENCIA_S) if isinstance(a, Apartado)}
    assert "tiene 3 páginas y el máximo es 2" in motivos["muchas.pdf"]
    assert "mide 3 MB y el máximo es 2 MB" in motivos["pesado.jpg"]


def test_ni_enlaces_ni_tuberias_ni_subcarpetas_detienen_la_carpeta(actas: Actas, mesa: Mesa, tmp_path: Path) -> None:
    (mesa.raiz / "enlace.jpg").symlink_to("/etc/hostname")
    os.mkfifo(mesa.raiz / "tubo.jpg")
    (mesa.raiz / "otra").mkdir()
    mesa.poner("a.jpg", actas.jpeg(0))
    tomadas = mesa.tomar(PACIENCIA_S)
    assert Pagina(actas.jpeg(0), "a.jpg") in tomadas
    assert {a.origen for a in tomadas if isinstance(a, Apartado)} == {"enlace.jpg", "tubo.jpg"}


def test_dos_archivos_del_mismo_nombre_se_conservan_los_dos(actas: Actas, mesa: Mesa) -> None:
    for n in range(2):
        mesa.poner("acta.jpg", actas.jpeg(n))
        assert len(mesa.tomar()) == 1
    assert mesa.hay("procesadas") == {"acta.jpg", "acta-2.jpg"}


def test_un_archivo_que_su_dueno_retira_no_es_un_error(actas: Actas, mesa: Mesa) -> None:
    for nombre in ("a.jpg", "b.jpg"):
        mesa.poner(nombre, actas.jpeg(0))
    mesa.pasada(0)
    mesa.reloj.ahora += REPOSO_S
    paginas = mesa.carpeta.paginas()
    next(paginas)
    for nombre in ("a.jpg", "b.jpg"):
        (mesa.raiz / nombre).unlink(missing_ok=True)
    assert list(paginas) == []
